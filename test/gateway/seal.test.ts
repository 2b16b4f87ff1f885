import { expect, it } from 'vitest'
import { after, hour } from '../../src/domain/day.ts'
import { seal, sealing } from '../../src/gateway/seal.ts'
import type { Db } from '../../src/store/db.ts'
import { newestSeal, openSeal, sealsFrom } from '../../src/store/seals.ts'
import { file, parcel, world } from './world.ts'

it('a node that looks while its neighbour opens a seal does not begin the one after it', async () => {
  const w = await world()
  await file(w.gateway, parcel('HAWB1'))
  const before = await newestSeal(w.db)
  const next = { n: (before?.n ?? 0) + 1, previous: before?.hash ?? null }
  const now = after(w.deps.clock.now(), 2 * hour)

  let opened = false
  const db: Db = {
    ...w.db,
    read: async (statement) => {
      const rows = await w.db.read(statement)
      if (!opened && statement.sql.includes('from seal order by n desc')) {
        opened = true
        await w.db.write([openSeal({ ...next, at: now })])
      }
      return rows as never
    },
  }
  const sealer = { db, clock: { now: () => now }, log: () => undefined }
  await sealing(sealer)()
  expect(await newestSeal(w.db)).toMatchObject({ ...next, hash: null })

  await file(w.gateway, parcel('HAWB2'))
  await seal(sealer, now)
  const [first, second] = await sealsFrom(w.db, next.n, 10)
  expect(second).toMatchObject({ n: next.n + 1, previous: first?.hash })
})
