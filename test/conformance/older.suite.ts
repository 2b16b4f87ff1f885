/**
 * A database that is older than what CBP was sent, whatever made it so: restored, failed over, gone
 * back in time. Files have tests of their own in `test/record`.
 * @module
 */
import { describe, expect, it } from 'vitest'
import { recordLines } from '../../src/record/lines.ts'
import { verify } from '../../src/record/verify.ts'
import { createGateway } from '../../src/gateway/gateway.ts'
import type { Gateway } from '../../src/gateway/gateway.ts'
import type { Db } from '../../src/store/db.ts'
import { numbers } from '../../src/store/numbers.ts'
import { file, filer, heldByCbp, live, parcel, statusOf, world } from '../gateway/world.ts'
import type { World } from '../gateway/world.ts'
import { openStore, tablesOf } from './engine.ts'

/** Every row, table by table; the migrations of the copy are its own. */
async function copyOf(db: Db) {
  const copy = await openStore()
  for (const table of (await tablesOf(db)).filter((name) => !/^(sqlite_|migration$)/.test(name))) {
    for (const row of await db.read({ sql: `select * from ${table}`, values: [] })) {
      const places = Object.keys(row).map(() => '?')
      const into = `insert into ${table} (${Object.keys(row).join(', ')})`
      const statement = { sql: `${into} values (${places.join(', ')})`, values: Object.values(row) }
      await copy.write([statement])
    }
  }
  return copy
}

const fileAll = async (gateway: Gateway, names: readonly string[]) => {
  const ids: string[] = []
  for (const name of names) ids.push((await file(gateway, parcel(name))).id)
  return ids
}

/** Some are released and some wait when the copy is taken; more is filed after it. */
async function goneBack() {
  const w = await world()
  await fileAll(w.gateway, ['OLD1', 'OLD2'])
  await live(w, w.gateway, 8)
  const waiting = await fileAll(w.gateway, ['WAIT1', 'WAIT2'])
  const older = await copyOf(w.db)
  await live(w, w.gateway, 3)
  await fileAll(w.gateway, ['NEW1', 'NEW2'])
  await live(w, w.gateway, 8)
  const gateway = createGateway({
    ...{ ...w.deps, db: older, numbers: numbers(older, 32), askBeforeSending: true },
  })
  return { w, older, gateway, waiting }
}

const twice = async (w: World) =>
  (await heldByCbp(w)).filter(({ effectiveFilings }) => effectiveFilings !== 1)

async function reconcileAll(gateway: Gateway) {
  for (;;) {
    const went = await gateway.reconcile(40)
    if (went.state === 'open' || went.stuck !== null) return went
  }
}

describe('a database that is older than what CBP was sent', () => {
  it('sends nothing, and files nothing, until it is reconciled', async () => {
    const { w, gateway, waiting } = await goneBack()
    await live(w, gateway, 5)
    expect((await gateway.sending()).pausedAt).not.toBeNull()
    await expect(file(gateway, parcel('LATE'))).rejects.toMatchObject({ reason: 'paused' })
    for (const id of waiting) expect(await statusOf(gateway, id)).toBe('queued')
    expect(await heldByCbp(w)).toHaveLength(6)
    expect(await twice(w)).toEqual([])
  })

  it('goes on where CBP is, under a new epoch, and files nothing twice', async () => {
    const { w, older, gateway, waiting } = await goneBack()
    await live(w, gateway, 1)
    expect(await reconcileAll(gateway)).toMatchObject({ state: 'open', stuck: null })
    for (const id of waiting) expect(await statusOf(gateway, id)).toBe('released')
    const lost = await gateway.file(filer, { draft: parcel('NEW1'), problems: [] }, () => [])
    expect(lost).toMatchObject({ kind: 'refused', problems: [{ code: 'bill_on_file' }] })
    const [after = ''] = await fileAll(gateway, ['AFTER'])
    await live(w, gateway, 10)
    expect(await statusOf(gateway, after)).toBe('released')
    expect((await gateway.messages(filer, after))?.[0]?.id).toMatch(/^ZZ9-1-\d{8}$/)
    expect(await heldByCbp(w)).toHaveLength(7)
    expect(await twice(w)).toEqual([])
    expect(await verify(recordLines(older))).toMatchObject({ damages: 0 })
  })

  it('stays paused while CBP cannot be asked', async () => {
    const { w, gateway } = await goneBack()
    await live(w, gateway, 1)
    w.line(() => new Response('', { status: 503 }))
    expect(await reconcileAll(gateway)).toMatchObject({ state: 'paused', stuck: 'cbp_http 503' })
    w.line()
    expect(await reconcileAll(gateway)).toMatchObject({ state: 'open' })
    await live(w, gateway, 3)
    expect(await twice(w)).toEqual([])
  })
})
