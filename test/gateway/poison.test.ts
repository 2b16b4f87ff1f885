import { expect, it } from 'vitest'
import type { Db } from '../../src/store/db.ts'
import { file, live, parcel, statusOf, world } from './world.ts'

/** A mistake of ours that only what is said of this entry brings out. */
const failingFor =
  (number: string) =>
  (db: Db): Db => ({
    read: (statement) => {
      const about = /entry_number (=|in)/.test(statement.sql) && statement.values.includes(number)
      if (about) throw new Error('a mistake of ours')
      return db.read(statement)
    },
    write: (statements) => db.write(statements),
  })

it('what always fails when it is applied does not stop those behind it', async () => {
  const w = await world({ wrap: failingFor('ZZ9-0000001-1') })
  await file(w.gateway, parcel('HAWB1'))
  const { id } = await file(w.gateway, parcel('HAWB2'))
  await live(w, w.gateway, 30)
  expect(await statusOf(w.gateway, id)).toBe('released')
})
