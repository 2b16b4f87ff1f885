import { describe, expect, it } from 'vitest'
import { usualLimits } from '../../src/limits.ts'
import { givenApp, idempotent, mockCbp, refusal, shipment } from './given.ts'
import type { Given } from './given.ts'

const pragma = ({ db }: Given, text: string) => db.read({ sql: `pragma ${text}`, values: [] })
const numbered = (n: number) => shipment({ reference: `R${n}` })

async function fill(given: Given): Promise<void> {
  const [row] = await pragma(given, 'page_count')
  await pragma(given, `max_page_count = ${Number(row?.['page_count']) + 8}`)
}

describe('503 storage_full (ST1, P1)', () => {
  it('is for filings while the disk is full; reading works, and it goes on by itself', async () => {
    const given = await givenApp({ send: mockCbp, bounds: usualLimits })
    const { post, get, gateway, lines } = given
    const first = await post('/v1/entries', numbered(0), idempotent('k0'))
    await fill(given)
    const answers = []
    for (let n = 1; n < 12; n++) answers.push(await post('/v1/entries', numbered(n), idempotent(`k${n}`)))
    const kept = answers.filter(({ status }) => status === 201)
    const refused = answers.filter(({ status }) => status !== 201)
    expect(refused.map(refusal)).toEqual(refused.map(() => '503 storage_full'))
    expect(refused.length).toBeGreaterThan(0)
    expect(refused.every(({ headers }) => headers.get('Retry-After') === '60')).toBe(true)
    expect(lines).toContainEqual(['alarm', 'store_unavailable', { reason: 'full' }])

    // What was accepted is there, whole; what was refused left nothing, in no table.
    const { json } = await get('/v1/entries?limit=200')
    expect(json['items']).toHaveLength(1 + kept.length)
    for (const table of ['entry', 'reference', 'outbox', 'filing_day']) {
      const [row] = await given.db.read({ sql: `select sum(1) as rows from ${table}`, values: [] })
      expect([table, row?.['rows']]).toEqual([table, table === 'filing_day' ? 1 : 1 + kept.length])
    }
    const [row] = await given.db.read({ sql: 'select filed from filing_day', values: [] })
    expect(row?.['filed']).toBe(1 + kept.length)
    expect((await post('/v1/check', numbered(99))).status).toBe(200)
    expect((await post('/v1/entries', numbered(0), idempotent('k0'))).text).toBe(first.text)
    // What it has room for it does; the rest waits.
    await gateway.tick().catch(() => undefined)

    await pragma(given, 'max_page_count = 1073741823')
    for (let n = 1; n < 12; n++) {
      expect((await post('/v1/entries', numbered(n), idempotent(`k${n}`))).status).toBe(201)
    }
    expect((await get('/v1/entries?limit=200')).json['items']).toHaveLength(12)
    await given.hours(1)
    const { json: after } = await get('/v1/entries?limit=200')
    const statuses = (after['items'] as { status: string }[]).map(({ status }) => status)
    expect(statuses).not.toContain('queued')
  })
}) // prettier-ignore
