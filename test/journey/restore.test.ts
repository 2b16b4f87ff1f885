/**
 * The restore drill: a backup while shipments are filed, the machine lost, the backup restored on
 * another one, reconciled with the same CBP, and filing goes on. Every part is a process of its own.
 * @module
 */
import { spawn } from 'node:child_process'
import type { ChildProcess } from 'node:child_process'
import { join } from 'node:path'
import { fileURLToPath } from 'node:url'
import { afterAll, describe, expect, it } from 'vitest'
import { parcel } from '../gateway/world.ts'
import { freshFolder, get, kill, post, until } from './process.ts'

const bin = fileURLToPath(new URL('../../scripts/gate321.mjs', import.meta.url))
const day = { GATE321_TODAY: '2026-11-23', PATH: process.env['PATH'] ?? '' }

const running = new Set<ChildProcess>()
afterAll(() => running.forEach((child) => child.kill('SIGKILL')))

/** Its address, once it says that it listens. */
function listening(args: readonly string[], env: Readonly<Record<string, string>>) {
  const child = spawn(process.execPath, [bin, ...args], { env: { ...day, ...env } })
  running.add(child)
  return new Promise<{ url: string; child: ChildProcess }>((resolve, reject) => {
    let said = ''
    const hear = (chunk: Buffer) => {
      said += chunk.toString()
      const url = /(http:\/\/127\.0\.0\.1:[1-9]\d*)/.exec(said)?.[1]
      if (url) resolve({ url, child })
    }
    child.stdout.on('data', hear)
    child.stderr.on('data', hear)
    child.on('exit', (code) => reject(new Error(`it ended with ${code} after saying: ${said}`)))
  })
}

async function command(args: readonly string[], env: Readonly<Record<string, string>> = {}) {
  const child = spawn(process.execPath, [bin, ...args], { env: { ...day, ...env } })
  let said = ''
  child.stdout.on('data', (chunk: Buffer) => (said += chunk.toString()))
  child.stderr.on('data', (chunk: Buffer) => (said += chunk.toString()))
  const code = await new Promise<number | null>((resolve) => child.once('close', resolve))
  return { code, said }
}

type Item = { readonly entryNumber: string; readonly effectiveFilings: number }

describe('a machine that is lost after a backup', () => {
  it('is replaced by another one, and nothing is filed twice', { timeout: 120_000 }, async () => {
    const [cbpData, first, second] = [freshFolder(), freshFolder(), freshFolder()]
    const cbp = await listening(['mock', '--port', '0'], { GATE321_DATA: cbpData.path })
    const serve = (data: string) =>
      listening(['serve', '--port', '0', '--data', data], {
        GATE321_CBP_URL: cbp.url,
        GATE321_CBP_FILER: 'ZZ9',
        GATE321_CBP_PASSWORD: 'mock',
        GATE321_API_KEY: 'dev-key',
      })
    const held = async () =>
      ((await get(`${cbp.url}/_mock/entries?limit=1000`)) as { items: Item[] }).items
    const accepted = async (url: string, name: string) => {
      for (;;) {
        const answer = await post(`${url}/v1/entries`, parcel(name))
        const { id, code } = (await answer.json()) as { id: string; code?: string }
        if (answer.status === 201) return id
        // On a machine with much to do a caller is asked to wait; by the store it never is.
        expect({ status: answer.status, code }).toEqual({ status: 503, code: 'overloaded' })
        await new Promise((resume) => setTimeout(resume, 200))
      }
    }

    const lost = await serve(first.path)
    const copy = join(first.path, 'copy.sqlite')
    const before: string[] = []
    let filing = true
    const busy = (async () => {
      for (let n = 0; filing; n++) before.push(await accepted(lost.url, `DRILL${n}`))
    })()
    await until(
      async () => before.length,
      (count) => count > 10,
    )
    const taken = await command(['backup', copy, '--data', first.path])
    expect(taken).toMatchObject({ code: 0, said: expect.stringContaining('verified.') })
    const inCopy = before.length
    await until(
      async () => before.length,
      (count) => count > inCopy + 10,
    )
    filing = false
    await busy
    await until(held, (items) => items.length === before.length)
    await kill(lost.child, 'SIGKILL')

    const elsewhere = join(second.path, 'data')
    expect(await command(['restore', copy, '--data', elsewhere])).toMatchObject({ code: 0 })
    const found = await serve(elsewhere)
    const ready = await fetch(`${found.url}/readyz`)
    expect(ready.status).toBe(503)
    expect(await ready.text()).toContain('gate321 reconcile')
    const refused = await post(`${found.url}/v1/entries`, parcel('TOO-SOON'))
    expect(refused.status).toBe(503)
    expect(await refused.json()).toMatchObject({ code: 'sending_paused' })
    expect(refused.headers.get('Retry-After')).toBe('60')
    const metrics = await fetch(`${found.url}/metrics`)
    expect(await metrics.text()).toContain('gate321_sending_paused 1')

    const reconciled = await command(['reconcile', '--url', found.url, '--key', 'dev-key'])
    expect(reconciled).toMatchObject({
      code: 0,
      said: expect.stringMatching(/CBP has it, this database does not[^]*under epoch 1\.$/m),
    })
    expect((await fetch(`${found.url}/readyz`)).status).toBe(200)
    const after = await accepted(found.url, 'AFTER')
    await until(
      () => get(`${found.url}/v1/entries/${after}`),
      ({ status }) => status === 'released',
    )
    // What was acknowledged before the backup is there, and at its end.
    for (const id of before.slice(0, 10)) {
      await until(
        () => get(`${found.url}/v1/entries/${id}`),
        ({ status }) => status === 'released',
      )
    }
    const items = await held()
    expect(items).toHaveLength(before.length + 1)
    expect(items.filter(({ effectiveFilings }) => effectiveFilings !== 1)).toEqual([])
    await kill(found.child, 'SIGTERM')
    expect(await command(['verify', '--data', elsewhere])).toMatchObject({ code: 0 })
    await kill(cbp.child, 'SIGTERM')
    for (const folder of [cbpData, first, second]) folder.remove()
  })
})
