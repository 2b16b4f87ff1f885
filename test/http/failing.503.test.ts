/**
 * A disk that fails once, at the n-th call of the store, and a disk that takes no writes at all
 * (ST2): nothing is accepted that is not kept, nothing is half kept, and it goes on by itself.
 * @module
 */
import { describe, expect, it } from 'vitest'
import { replay } from '../../src/domain/evolve.ts'
import { StoreUnavailable } from '../../src/store/db.ts'
import type { Db } from '../../src/store/db.ts'
import { entryById } from '../../src/store/entries.ts'
import { readJournal } from '../../src/store/journal.ts'
import { givenApp, idempotent, mockCbp, refusal, scenario, shipment } from './given.ts'

/** From `arm` on the n-th call fails, read or write, and only that. */
function failingOnce() {
  let left = Infinity
  let hasFailed = false
  const count = () => {
    if (--left !== 0) return
    hasFailed = true
    throw new StoreUnavailable(left % 2 ? 'failed' : 'full')
  }
  const store = (db: Db): Db => ({
    read: async (statement) => {
      count()
      return db.read(statement)
    },
    write: async (statements) => {
      count()
      return db.write(statements)
    },
  })
  const arm = (n: number) => {
    left = n
    hasFailed = false
  }
  return { store, arm, hasFailed: () => hasFailed }
}

/** A life from the filing to the release, with an answer in between, each call asked until told. */
async function life(n: number) {
  const disk = failingOnce()
  const given = await givenApp({ send: mockCbp, store: disk.store })
  const told: string[] = []
  const until = async (ask: () => Promise<{ status: number }>) => {
    for (let tries = 0; tries < 3; tries++) {
      const answer = await ask()
      told.push(`${answer.status}`)
      if (answer.status < 300) return answer as Awaited<ReturnType<typeof given.post>>
      expect(refusal(answer as Awaited<ReturnType<typeof given.post>>)).toMatch(/^503 storage_/)
    }
    throw new Error('refused three times, and the disk failed once')
  }
  const work = async (hours: number) => {
    for (let tries = 0; tries < 4; tries++) {
      try {
        await given.hours(hours)
      } catch (error) {
        if (!(error instanceof StoreUnavailable)) throw error
      }
      given.move(300_000)
    }
  }
  disk.arm(n)
  const filed = await until(() => given.post('/v1/entries', shipment(scenario('SIMDOC1')), idempotent('k')))
  const id = String(filed.json['id'])
  await work(1)
  const status = await until(() => given.get(`/v1/entries/${id}`))
  if (status.json['status'] === 'discrepancy') {
    await until(() => given.post(`/v1/entries/${id}/answers`, { text: 'See it.' }, idempotent('a')))
  }
  await work(30)
  disk.arm(Infinity)
  await given.hours(30)
  return { given, id, told, hasFailed: disk.hasFailed() || n === Infinity }
} // prettier-ignore

/** Each of the filing's own calls, then every third. */
const points = [...Array.from({ length: 12 }, (_, n) => n + 1), ...Array.from({ length: 18 }, (_, n) => 15 + 3 * n)] // prettier-ignore

describe('a store that fails at one call', () => {
  it.each(points)('number %i of a life: 503 or nobody notices, and the life goes on', async (n) => {
    const { given, id, told } = await life(n)
    expect(told.filter((status) => status === '503').length).toBeLessThanOrEqual(1)
    const { json } = await given.get('/v1/entries')
    expect(json['items']).toHaveLength(1)
    const entry = (json['items'] as { status: string }[])[0]
    expect(entry?.status).toBe('released')
    const journal = await readJournal(given.db, id)
    expect(journal.map(({ seq }) => seq)).toEqual(journal.map((_, index) => index + 1))
    const folded = replay(journal.map(({ event }) => event))
    expect((await entryById(given.db, id))?.entry).toEqual(JSON.parse(JSON.stringify(folded)))
  })
})

describe('a disk that takes no writes', () => {
  it('accepts nothing, is not ready, lets everything be read, and goes on by itself', async () => {
    let readOnly = false
    const store = (db: Db): Db => ({
      ...db,
      write: async (statements) => {
        if (readOnly) throw new StoreUnavailable('failed')
        return db.write(statements)
      },
    })
    const given = await givenApp({ send: mockCbp, store })
    const { id } = await given.file({ reference: 'BEFORE' })
    readOnly = true
    const refused = [
      await given.post('/v1/entries', shipment({ reference: 'DURING' }), idempotent('k')),
      await given.call('PUT', `/v1/entries/${id}`, { body: shipment({ reference: 'BEFORE' }) }),
      await given.post(`/v1/entries/${id}/cancel`, { reason: '01' }),
    ]
    expect(refused.map(refusal)).toEqual(refused.map(() => '503 storage_failed'))
    expect(refusal(await given.get('/readyz', { key: null }))).toBe('503 not_ready')
    expect((await given.get(`/v1/entries/${id}`)).status).toBe(200)
    await given.gateway.tick().catch((error: unknown) => {
      if (!(error instanceof StoreUnavailable)) throw error
    })
    readOnly = false
    const later = await given.post('/v1/entries', shipment({ reference: 'DURING' }), idempotent('k')) // prettier-ignore
    expect(later.status).toBe(201)
    expect((await given.get('/readyz', { key: null })).status).toBe(200)
    expect((await given.get('/v1/entries')).json['items']).toHaveLength(2)
  })
})
