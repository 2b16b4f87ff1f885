import { expect, it } from 'vitest'
import { hour } from '../../src/domain/day.ts'
import { forgetting } from '../../src/gateway/forgetting.ts'
import { sql } from '../../src/store/db.ts'
import type { Row } from '../../src/store/db.ts'
import { file, filer, parcel, world } from './world.ts'

const days = 24 * hour

async function aBusyMonth() {
  const w = await world()
  for (const n of [1, 2, 3]) {
    await w.gateway.once(
      { filer, route: 'POST /v1/entries', key: `K${n}` },
      'f',
      async (record) => {
        await w.db.write(record(201, '{}'))
      },
    )
    await file(w.gateway, parcel(`HAWB${n}`))
  }
  const count = async (table: 'feed' | 'idempotency') => {
    const [row] = await w.db.read<Row & { n: number }>(
      table === 'feed'
        ? sql`select count(*) as n from feed`
        : sql`select count(*) as n from idempotency`,
    )
    return Number(row?.n)
  }
  const kept = async () => ({ feed: await count('feed'), answers: await count('idempotency') })
  return { ...w, kept, forget: forgetting(w.deps, { announcements: 2, answers: 2 }) }
}

it('thirty days later announcements and answers are let go, some at each tick', async () => {
  const { clock, kept, forget } = await aBusyMonth()
  await forget()
  expect(await kept()).toEqual({ feed: 3, answers: 3 })
  clock.advance(31 * days)
  await forget()
  expect(await kept()).toEqual({ feed: 1, answers: 1 })
  await forget()
  expect(await kept()).toEqual({ feed: 0, answers: 0 })
})

it('looks again an hour after nothing was left to let go', async () => {
  const { clock, db, deps, kept } = await aBusyMonth()
  let writes = 0
  const write: typeof db.write = (statements) => {
    writes++
    return db.write(statements)
  }
  const forget = forgetting({ ...deps, db: { ...db, write } })
  clock.advance(31 * days)
  for (let n = 0; n < 5; n++) await forget()
  expect(writes).toBe(1)
  clock.advance(hour)
  await forget()
  expect(writes).toBe(2)
  expect(await kept()).toEqual({ feed: 0, answers: 0 })
})
