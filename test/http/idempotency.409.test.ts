import { describe, expect, it } from 'vitest'
import type { Db } from '../../src/store/db.ts'
import { givenApp, idempotent, refusal, shipment } from './given.ts'
import type { Given } from './given.ts'

const isFiling = (statements: Parameters<Db['write']>[0]) =>
  statements.some(({ sql }) => sql.startsWith('insert into reference'))

/** A store in which filings wait until the gate opens. */
function gated() {
  const gate = Promise.withResolvers<void>()
  const reached = Promise.withResolvers<void>()
  const store = (db: Db): Db => ({
    read: db.read,
    write: async (statements) => {
      if (isFiling(statements)) {
        reached.resolve()
        await gate.promise
      }
      return db.write(statements)
    },
  })
  return { store, reached: reached.promise, open: gate.resolve }
}

/** A store whose first look for an idempotency record comes back late, as over a network. */
function slow() {
  const gate = Promise.withResolvers<void>()
  const reached = Promise.withResolvers<void>()
  let looks = 0
  const store = (db: Db): Db => ({
    write: db.write,
    read: async (statement) => {
      const rows = await db.read(statement)
      if (statement.sql.includes('from idempotency') && ++looks === 1) {
        reached.resolve()
        await gate.promise
      }
      return rows as never
    },
  })
  return { store, reached: reached.promise, open: gate.resolve }
}

const entriesOf = async ({ get }: Given) => (await get('/v1/entries')).json['items']

describe('Idempotency-Key, 409', () => {
  it('idempotency_in_progress: the first is still at work', async () => {
    const { store, reached, open } = gated()
    const { post } = await givenApp({ store })
    const first = post('/v1/entries', shipment(), idempotent('k1'))
    await reached
    const second = await post('/v1/entries', shipment(), idempotent('k1'))
    expect(refusal(second)).toBe('409 idempotency_in_progress')
    expect(second.headers.get('Retry-After')).toBe('1')
    open()
    expect((await first).status).toBe(201)
    const third = await post('/v1/entries', shipment(), idempotent('k1'))
    expect(third.text).toBe((await first).text)
  })

  it('lets a hundred equal requests file one entry', async () => {
    const given = await givenApp()
    const ask = () => given.post('/v1/entries', shipment(), idempotent('k1'))
    const answers = await Promise.all(Array.from({ length: 100 }, ask))
    const made = answers.filter(({ status }) => status === 201)
    const rest = answers.filter(({ status }) => status !== 201)
    expect(made.length).toBeGreaterThanOrEqual(1)
    expect(new Set(made.map(({ text }) => text)).size).toBe(1)
    expect(new Set(rest.map(refusal))).toEqual(new Set(['409 idempotency_in_progress']))
    expect(await entriesOf(given)).toHaveLength(1)
    expect((await ask()).text).toBe(made[0]?.text)
  })

  it('calls nobody a duplicate of himself, however slow the store', async () => {
    const { store, reached, open } = slow()
    const given = await givenApp({ store })
    const first = given.post('/v1/entries', shipment(), idempotent('k1'))
    await reached
    const second = await given.post('/v1/entries', shipment(), idempotent('k1'))
    open()
    const answers = [await first, second]
    expect(answers.map(refusal)).not.toContain('409 reference_duplicate')
    expect(answers.map(({ status }) => status)).toContain(201)
    expect(await entriesOf(given)).toHaveLength(1)
  })
})
