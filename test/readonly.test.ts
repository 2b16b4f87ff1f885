/**
 * A file that really cannot be written (ST2): marked immutable, which stops root as well. Where that
 * cannot be done (another file system, no right to) a file without the right to write stands in; it
 * stops whoever is not root, at the start.
 */
import { execFileSync } from 'node:child_process'
import { chmodSync, writeFileSync } from 'node:fs'
import { join } from 'node:path'
import { describe, expect, it, onTestFinished } from 'vitest'
import { createMockCbp } from '../mock-cbp/app.ts'
import { readConfig } from '../src/config.ts'
import { startGateway } from '../src/node.ts'
import { openSqlite } from '../src/store/sqlite.ts'
import { parcel } from './gateway/world.ts'
import { freshFolder } from './journey/process.ts'

function freeze(paths: readonly string[], yes: boolean): void {
  execFileSync('chattr', [yes ? '+i' : '-i', ...paths], { stdio: 'ignore' })
}

function mayFreeze(): boolean {
  const folder = freshFolder()
  const path = join(folder.path, 'probe')
  writeFileSync(path, '')
  try {
    freeze([path], true)
    freeze([path], false)
    return true
  } catch {
    return false
  } finally {
    folder.remove()
  }
}
const frozen = mayFreeze()
const isRoot = process.getuid?.() === 0

function given() {
  const folder = freshFolder()
  const reading = readConfig({
    PORT: '0',
    GATE321_DATA: folder.path,
    GATE321_TODAY: '2026-11-23',
    GATE321_LOG: 'alarm',
  })
  if (!reading.ok) throw new Error(reading.mistakes.join())
  const clock = { now: () => '2026-11-23T14:00:00.000Z' }
  const db = openSqlite(':memory:')
  const mock = createMockCbp({ db, clock, ids: () => 'R', pace: 'real', inspectionRate: 0 })
  const path = join(folder.path, 'gate321.sqlite')
  const start = () => startGateway(reading.config, mock.fetch, clock, () => undefined)
  onTestFinished(() => {
    db.close()
    folder.remove()
  })
  return { start, path }
}

const headers = { Authorization: 'Bearer dev-key', 'Content-Type': 'application/json' }
const post = (url: string, name: string) =>
  fetch(`${url}/v1/entries`, { method: 'POST', headers, body: JSON.stringify(parcel(name)) })
const told = async (response: Response) => [
  response.status,
  ((await response.json()) as { code?: string }).code,
]

describe('a database that cannot be written any more (ST2)', () => {
  it.skipIf(!frozen)('takes no filings and says so, is read as ever, and goes on by itself', { timeout: 60_000 }, async () => {
    const { start, path } = given()
    const { url, stop } = await start()
    onTestFinished(stop)
    const first = (await (await post(url, 'A1')).json()) as { id: string }
    const files = [path, `${path}-wal`]
    freeze(files, true)
    onTestFinished(() => freeze(files, false))

    expect(await told(await post(url, 'A2'))).toEqual([503, 'storage_failed'])
    const ready = await fetch(`${url}/readyz`)
    expect(ready.status).toBe(503)
    const { checks } = (await ready.json()) as { checks: { name: string; detail: string }[] }
    const store = checks.find(({ name }) => name === 'store')
    expect(store?.detail).toBe('read_only, takes no writes: failed')
    expect((await fetch(`${url}/healthz`)).status).toBe(200)
    const list = await fetch(`${url}/v1/entries`, { headers })
    expect(((await list.json()) as { items: object[] }).items).toMatchObject([{ id: first.id }])

    freeze(files, false)
    expect((await post(url, 'A2')).status).toBe(201)
    const after = await fetch(`${url}/v1/entries`, { headers })
    expect(((await after.json()) as { items: object[] }).items).toHaveLength(2)
  })

  it.skipIf(!frozen && isRoot)('is refused at the start, with what to do, and left as it is', async () => {
    const { start, path } = given()
    const running = await start()
    expect((await post(running.url, 'A1')).status).toBe(201)
    await running.stop()
    const shut = (yes: boolean) => (frozen ? freeze([path], yes) : chmodSync(path, yes ? 0o444 : 0o644))
    shut(true)
    onTestFinished(() => shut(false))
    await expect(start()).rejects.toThrow(/gate321\.sqlite cannot be written: .* Nothing was changed\./)
    shut(false)
    const again = await start()
    onTestFinished(again.stop)
    const list = await fetch(`${again.url}/v1/entries`, { headers })
    expect(((await list.json()) as { items: object[] }).items).toHaveLength(1)
  })
}) // prettier-ignore
