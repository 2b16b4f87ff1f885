import { describe, expect, it } from 'vitest'
import { createApp } from '../../src/http/app.ts'
import type { Gateway } from '../../src/gateway/gateway.ts'
import { mostRows } from '../../src/batch/table.ts'
import type { Db } from '../../src/store/db.ts'
import { count } from '../store/contract.ts'
import { madeCsv, madeShipment } from '../batch/made.ts'
import { file, filer, heldByCbp, live, parcel, world } from './world.ts'
import type { World } from './world.ts'

class Crash extends Error {}

/** The n-th write from `arm` on dies, before or after its effect, and so does everything after it. */
function dying(when: 'before' | 'after') {
  let left = Infinity
  const dead = () => left <= 0
  const wrap = (db: Db): Db => ({
    read: async (statement) => {
      if (dead()) throw new Crash()
      return db.read(statement)
    },
    write: async (statements) => {
      if (dead()) throw new Crash()
      left -= 1
      if (dead() && when === 'before') throw new Crash()
      const rows = await db.write(statements)
      if (dead()) throw new Crash()
      return rows
    },
  })
  return { wrap, arm: (n: number) => void (left = n), dead }
}

/** As a caller sends it. */
async function send(gateway: Gateway, key: string, body: string): Promise<string | undefined> {
  const app = createApp(gateway, () => undefined)
  const headers = { Authorization: `Bearer ${key}`, 'Content-Type': 'text/csv', 'Idempotency-Key': 'monday' }
  const answer = await app.fetch(new Request('http://gateway.test/v1/batches', { method: 'POST', headers, body }))
  return answer.status === 202 ? ((await answer.json()) as { id: string }).id : undefined
} // prettier-ignore

async function keyOf({ gateway }: World) {
  const wanted = {
    name: 'test',
    scopes: ['entries:read', 'entries:write'],
    expiresAt: null,
  } as const
  return (await gateway.keys.create(filer, wanted)).key
}

const made = { rows: 160, bad: 9, seed: 3, tag: 'SIMREL' }

async function untilDone(gateway: Gateway, id: string) {
  while ((await gateway.fileBatches()).dealt > 0);
  return gateway.batches.get(filer, id)
}

const points = Array.from({ length: 11 }, (_, index) => index + 1)

describe.each(['before', 'after'] as const)('a crash %s the effect of write', (when) => {
  it.each(points)(
    '%i: every row of the file has one outcome, and none is filed twice',
    async (n) => {
      const fault = dying(when)
      const w = await world({ wrap: fault.wrap })
      const key = await keyOf(w)
      const body = madeCsv(made)
      fault.arm(n)
      let told: string | undefined
      try {
        told = await send(w.gateway, key, body)
        if (told !== undefined) await untilDone(w.gateway, told)
      } catch (error) {
        if (!(error instanceof Crash)) throw error
      }
      expect(fault.dead()).toBe(true)

      const gateway = w.restart()
      await gateway.recover()
      // The caller that was not told asks again, under the key it asked with.
      const id = await send(gateway, key, body)
      if (told !== undefined) expect(id).toBe(told)
      const batch = await untilDone(gateway, id ?? '')
      expect(batch).toMatchObject({
        state: 'done',
        counts: { received: 160, accepted: 151, refused: 9, queued: 151 },
      })
      expect(await count(w.db, 'entry')).toBe(151)
      expect(await count(w.db, 'batch_item')).toBe(160)
      expect(await count(w.db, 'batch_part')).toBe(0)
      expect(await gateway.batches.list(filer, { limit: 9 })).toHaveLength(1)
      w.close()
    },
  )
})

describe('a batch', () => {
  async function opened(w: World, body: string) {
    const id = await send(w.gateway, await keyOf(w), body)
    if (id === undefined) throw new Error('the batch was not taken')
    return id
  }

  it('goes its way to CBP by ticks alone, each entry once', async () => {
    const w = await world()
    const id = await opened(w, madeCsv(made))
    await live(w, w.gateway, 30)
    const batch = await w.gateway.batches.get(filer, id)
    expect(batch?.counts).toMatchObject({ accepted: 151, refused: 9, released: 151 })
    const held = await heldByCbp(w)
    expect(held.filter(({ effectiveFilings }) => effectiveFilings !== 1)).toEqual([])
    expect(held).toHaveLength(151)
    w.close()
  })

  it('is filed once by two nodes that both work on it', async () => {
    const w = await world()
    const id = await opened(w, madeCsv({ rows: 300, tag: 'X' }))
    const other = w.restart()
    for (let round = 0; round < 5; round++) {
      await Promise.all([w.gateway.fileBatches(), other.fileBatches()])
    }
    const batch = await other.batches.get(filer, id)
    expect(batch).toMatchObject({ state: 'done', counts: { accepted: 300, refused: 0 } })
    expect(await count(w.db, 'entry')).toBe(300)
    w.close()
  })

  it('takes turns with others, and callers get in between', async () => {
    const w = await world()
    const key = await keyOf(w)
    const app = createApp(w.gateway, () => undefined)
    const ids: string[] = []
    for (const tag of ['A', 'B']) {
      const headers = { Authorization: `Bearer ${key}`, 'Content-Type': 'text/csv' }
      const body = madeCsv({ rows: 600, tag })
      const answer = await app.fetch(new Request('http://x.test/v1/batches', { method: 'POST', headers, body }))
      ids.push(((await answer.json()) as { id: string }).id)
    }
    await w.gateway.fileBatches()
    const both = await Promise.all(ids.map((id) => w.gateway.batches.get(filer, id)))
    expect(both.map((batch) => batch?.counts.accepted)).toEqual([256, 256])
    await file(w.gateway, parcel('ALONE'))
    w.close()
  }) // prettier-ignore

  it('gives way to others after each of its writes, when what it wrote is there', async () => {
    const seen: number[] = []
    const w = await world({ giveWay: async () => void seen.push(await count(w.db, 'entry')) })
    const id = await opened(w, madeCsv({ rows: 150 }))
    expect(await untilDone(w.gateway, id)).toMatchObject({ counts: { accepted: 150 } })
    expect(seen).toEqual([64, 128, 150])
    w.close()
  })

  it('judges a row with those before it in sight: one person’s day, one order', async () => {
    const w = await world()
    const [head, one] = madeCsv({ rows: 1 }).split('\r\n')
    const again = (n: number, order: string) =>
      one?.replace('T-1,ORD-T-1,', `T-${n},${order},`).replace(',T1,', `,T${n},`).replace('15.00', '500.00')
    const body = [head, again(1, 'O1'), again(2, 'O2'), again(3, 'O1')].join('\n')
    const id = await opened(w, body)
    expect((await untilDone(w.gateway, id))?.counts).toMatchObject({ accepted: 1, refused: 2 })
    const rows = await w.gateway.batches.rows(filer, id, 'refused', { limit: 9, after: 0 })
    expect(rows?.map(({ problems }) => problems.map(({ code }) => code))).toEqual([
      ['day_over_limit'],
      ['day_over_limit', 'order_split'],
    ])
    w.close()
  }) // prettier-ignore

  it('loses the race for a reference to a caller, and only that row', async () => {
    const writes: (() => Promise<void>)[] = []
    const w = await world({
      wrap: (db) => ({
        read: (statement) => db.read(statement),
        write: async (statements) => {
          // Just before the rows are written somebody else files one of them.
          if (statements.some(({ sql }) => sql.startsWith('insert into batch_item'))) await writes.shift()?.()
          return db.write(statements)
        },
      }),
    })
    const id = await opened(w, madeCsv({ rows: 20 }))
    const other = w.restart()
    writes.push(async () => void (await file(other, madeShipment(7))))
    const batch = await untilDone(w.gateway, id)
    expect(batch?.counts).toMatchObject({ received: 20, accepted: 19, refused: 1 })
    const [row] = (await w.gateway.batches.rows(filer, id, 'refused', { limit: 9, after: 0 })) ?? []
    expect(row?.problems).toMatchObject([{ code: 'reference_duplicate', row: 8, column: 'Reference' }])
    w.close()
  }) // prettier-ignore

  it('waits while the queue is half full, and goes on when there is room', async () => {
    const w = await world({ bounds: { waiting: 100, perDay: 1000 } })
    const id = await opened(w, madeCsv({ rows: 90, tag: 'SIMREL' }))
    while ((await w.gateway.fileBatches()).dealt > 0);
    const waiting = await w.gateway.batches.get(filer, id)
    expect(waiting).toMatchObject({
      state: 'filing',
      waits: 'queue_full',
      counts: { accepted: 50 },
    })
    await file(w.gateway, parcel('CALLER'))
    await live(w, w.gateway, 20)
    expect(await w.gateway.batches.get(filer, id)).toMatchObject({ state: 'done', waits: null })
    w.close()
  })

  it('waits for the next day where the day’s cap is used up', async () => {
    const w = await world({ bounds: { waiting: 10_000, perDay: 40 } })
    const id = await opened(w, madeCsv({ rows: 60, tag: 'SIMREL' }))
    while ((await w.gateway.fileBatches()).dealt > 0);
    expect(await w.gateway.batches.get(filer, id)).toMatchObject({ waits: 'daily_cap', counts: { accepted: 40, refused: 0 } })
    w.clock.advance(24 * 3_600_000)
    while ((await w.gateway.fileBatches()).dealt > 0);
    expect(await w.gateway.batches.get(filer, id)).toMatchObject({ state: 'done', counts: { accepted: 60 } })
    w.close()
  }) // prettier-ignore

  it('has at most as many rows as the contract says', () => {
    expect(mostRows).toBe(100_000)
  })

  it('that never came whole is cleared away after an hour', async () => {
    const w = await world()
    const begun = await w.gateway.batches.begin(filer, { format: 'csv', name: null, by: 'test' })
    if ('kind' in begun) throw new Error('held')
    await begun.add([{ rows: [1], draft: madeShipment(1) }], 10)
    await w.gateway.fileBatches()
    expect(await w.gateway.batches.list(filer, { limit: 9 })).toMatchObject([
      { state: 'receiving' },
    ])
    w.clock.advance(2 * 3_600_000)
    await w.gateway.fileBatches()
    expect(await w.gateway.batches.list(filer, { limit: 9 })).toEqual([])
    w.close()
  })
})

it('asks the store together what its shipments would ask alone', async () => {
  let reads = 0
  const wrap = (db: Db): Db => ({
    read: (statement) => {
      reads += 1
      return db.read(statement)
    },
    write: db.write,
  })
  const w = await world({ wrap })
  const id = await send(w.gateway, await keyOf(w), madeCsv({ rows: 64, tag: 'SIMREL' }))
  const before = reads
  await w.gateway.fileBatches()
  expect(reads - before).toBeLessThan(30)
  expect((await w.gateway.batches.get(filer, id ?? ''))?.counts.accepted).toBe(64)
})
