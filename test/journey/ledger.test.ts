import { join } from 'node:path'
import { describe, expect, it, onTestFinished } from 'vitest'
import { openSqlite } from '../../src/store/sqlite.ts'
import { balance, worth } from '../gateway/balance.ts'
import { parcel } from '../gateway/world.ts'
import { freshFolder, get, kill, post, startProcess, until } from './process.ts'
import type { Started } from './process.ts'

const day = { GATE321_TODAY: '2026-11-23' }

/** So many whole gateways, each with its mock CBP, on one data folder. */
async function processes(count: number) {
  const folder = freshFolder()
  const started: Started[] = []
  onTestFinished(async () => {
    for (const { child } of started) if (child.exitCode === null) await kill(child, 'SIGKILL')
    folder.remove()
  })
  for (let n = 0; n < count; n++) started.push(await startProcess(folder.path, day))
  const at = (n: number) => {
    const one = started[n % count]
    if (!one) throw new Error('there is no process')
    return one
  }
  return { folder, at, started }
}

describe('several processes on one data folder', () => {
  it('never take more than $800.00 of one day together', { timeout: 60_000 }, async () => {
    const { folder, at, started } = await processes(3)
    const answers = await Promise.all(
      Array.from({ length: 200 }, async (_, n) => {
        const cents = ((n % 50) + 1) * 100
        const draft = worth(`P${n}`, `${(n % 50) + 1}.00`)
        const answer = await post(`${at(n).url}/v1/entries`, draft)
        return { status: answer.status, cents, body: await answer.text() }
      }),
    )
    for (const { child } of started) expect(await kill(child, 'SIGTERM')).toBe(0)

    const strange = answers.filter(({ status }) => ![201, 422, 503].includes(status))
    expect(strange).toEqual([])
    const accepted = answers.filter(({ status }) => status === 201)
    const total = accepted.reduce((sum, { cents }) => sum + cents, 0)
    expect(total).toBeLessThanOrEqual(80_000)
    expect(total).toBeGreaterThan(70_000)
    const db = openSqlite(join(folder.path, 'gate321.sqlite'))
    expect(await balance(db)).toEqual([total])
    db.close()
  })

  it('bring every entry to its end, filed once', { timeout: 60_000 }, async () => {
    const { folder, at, started } = await processes(2)
    const ids: string[] = []
    await Promise.all(
      Array.from({ length: 30 }, async (_, n) => {
        const answer = await until(
          () => post(`${at(n).url}/v1/entries`, parcel(`HAWB${n}`)),
          ({ status }) => status !== 503,
        )
        expect(answer.status).toBe(201)
        ids.push(((await answer.json()) as { id: string }).id)
      }),
    )
    for (const [n, id] of ids.entries()) {
      await until(
        () => get(`${at(n).url}/v1/entries/${id}`),
        ({ status }) => status === 'released',
      )
    }
    const { items } = (await get(`${at(0).mockUrl}/_mock/entries?limit=1000`)) as {
      items: { effectiveFilings: number }[]
    }
    expect(items).toHaveLength(30)
    expect(items.filter(({ effectiveFilings }) => effectiveFilings !== 1)).toEqual([])
    for (const { child } of started) expect(await kill(child, 'SIGTERM')).toBe(0)
    const db = openSqlite(join(folder.path, 'gate321.sqlite'))
    await balance(db)
    db.close()
  })
})
