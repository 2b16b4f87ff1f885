/**
 * What many entries have in common: CBP's words on them are one write, and one entry's trouble is
 * its own.
 * @module
 */
import { describe, expect, it } from 'vitest'
import { Conflict, StoreUnavailable } from '../../src/store/db.ts'
import type { Db, Statement } from '../../src/store/db.ts'
import { file, filer, heldByCbp, live, parcel, statusOf, world } from './world.ts'

/** A store that keeps what is written, and fails the writes it is told to. */
function watched() {
  const written: (readonly Statement[])[] = []
  let failing: (statements: readonly Statement[]) => Error | undefined = () => undefined
  const wrap = (db: Db): Db => ({
    read: (statement) => db.read(statement),
    write: async (statements) => {
      const error = failing(statements)
      if (error) throw error
      written.push(statements)
      return db.write(statements)
    },
  })
  return {
    wrap,
    written,
    fail: (how: (statements: readonly Statement[]) => Error | undefined) => (failing = how),
  }
}

const updatesOf = (statements: readonly Statement[]) =>
  statements.filter(({ sql }) => sql.startsWith('update entry set state')).length

const filed = async (w: Awaited<ReturnType<typeof world>>, entries: number) => {
  const ids: string[] = []
  for (let n = 0; n < entries; n++) ids.push((await file(w.gateway, parcel(`HAWB${n}`))).id)
  return ids
}

describe('what CBP says of fifty entries', () => {
  it('is one write for all replies, and one for the notices of a page', async () => {
    const store = watched()
    const w = await world({ wrap: store.wrap })
    const ids = await filed(w, 50)
    store.written.length = 0
    await live(w, w.gateway, 30)
    for (const id of ids) expect(await statusOf(w.gateway, id)).toBe('released')
    const changing = store.written.map(updatesOf).filter((entries) => entries > 0)
    expect(changing.slice(0, 2)).toEqual([50, 50])
    expect(changing.length).toBeLessThan(10)
  })

  it('is asked of each alone where the write is lost, and each takes it once', async () => {
    const store = watched()
    const w = await world({ wrap: store.wrap })
    const ids = await filed(w, 5)
    const sends = (statements: readonly Statement[]) =>
      statements.some(({ sql }) => sql.startsWith('insert into transmission '))
    store.fail((statements) =>
      updatesOf(statements) > 1 && !sends(statements) ? new Conflict('event') : undefined,
    )
    await live(w, w.gateway, 30)
    for (const id of ids) {
      expect(await statusOf(w.gateway, id)).toBe('released')
      const events = (await w.gateway.events(filer, id)) ?? []
      expect(events.filter(({ type }) => type === 'accepted')).toHaveLength(1)
    }
    expect((await heldByCbp(w)).map(({ effectiveFilings }) => effectiveFilings)).toEqual(
      ids.map(() => 1),
    )
  })

  it('waits while the store is down, and is applied when it is back', async () => {
    const store = watched()
    const w = await world({ wrap: store.wrap })
    const [id = ''] = await filed(w, 3)
    await w.gateway.tick()
    store.fail((statements) =>
      updatesOf(statements) > 0 ? new StoreUnavailable('busy') : undefined,
    )
    w.clock.advance(60_000)
    await expect(w.gateway.tick()).rejects.toMatchObject({ reason: 'busy' })
    store.fail(() => undefined)
    await live(w, w.gateway, 30)
    expect(await statusOf(w.gateway, id)).toBe('released')
  })
})
