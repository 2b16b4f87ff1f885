import { describe, expect, it } from 'vitest'
import { givenApp, mockCbp, scenario, shipment } from './given.ts'
import type { Answer, Given } from './given.ts'

const references = ({ json }: Answer) =>
  (json['items'] as { reference: string }[]).map(({ reference }) => reference)

const fileMany = async ({ file }: Given, count: number) => {
  for (let n = 1; n <= count; n++) await file({ reference: `R${String(n).padStart(2, '0')}` })
}

describe('GET /v1/entries, 200', () => {
  it('walks through all entries, newest first, each once', async () => {
    const given = await givenApp()
    await fileMany(given, 25)
    const walked: string[] = []
    let cursor: unknown = null
    do {
      const rest = cursor === null ? '' : `&cursor=${cursor}`
      const page = await given.get(`/v1/entries?limit=4${rest}`)
      walked.push(...references(page))
      cursor = page.json['nextCursor']
    } while (cursor !== null)
    expect(walked).toEqual(
      Array.from({ length: 25 }, (_, index) => `R${String(25 - index).padStart(2, '0')}`),
    )
  })

  it('keeps a page steady while entries come in', async () => {
    const given = await givenApp()
    await fileMany(given, 4)
    const first = await given.get('/v1/entries?limit=2')
    await given.file({ reference: 'NEW' })
    const second = await given.get(`/v1/entries?limit=2&cursor=${first.json['nextCursor']}`)
    expect([...references(first), ...references(second)]).toEqual(['R04', 'R03', 'R02', 'R01'])
  })

  it('ends with a full page without a cursor', async () => {
    const given = await givenApp()
    await fileMany(given, 4)
    expect((await given.get('/v1/entries?limit=4')).json['nextCursor']).toBeNull()
  })

  it.each([
    ['reference=A', ['A']],
    ['houseBill=HAWB2', ['B']],
    ['masterBill=172-00000022', ['B']],
    ['consignee=jane%20smith', ['A']],
    ['status=queued', ['B', 'A']],
    ['status=released', []],
    ['reference=A&houseBill=HAWB2', []],
    ['reference=%25', []],
    ['consignee=_ane%20Smith', []],
    ['from=2026-11-23', ['B', 'A']],
    ['from=2026-11-24', []],
    ['from=2026-11-23T14:00:00Z&to=2026-11-23T16:00:00%2B01:00', ['A']],
    ['to=2026-11-23T14:00:00.000Z', []],
  ])('filters by %s', async (query, expected) => {
    const { file, get, move } = await givenApp()
    await file({ reference: 'A' })
    move(3_600_000)
    await file({
      reference: 'B',
      bill: { masterBill: '172-00000022', houseBill: 'HAWB2' },
      consignee: { ...shipment().consignee, name: 'Max Roe' },
    })
    expect(references(await get(`/v1/entries?${query}`))).toEqual(expected)
  })

  it('finds entries where they stand', async () => {
    const { file, get, hours } = await givenApp({ send: mockCbp })
    await file(scenario('SIMREJ318'))
    await file(scenario('SIMSIL01'))
    await hours()
    expect(references(await get('/v1/entries?status=rejected'))).toEqual(['SIMREJ318'])
    expect(references(await get('/v1/entries?status=submitted'))).toEqual(['SIMSIL01'])
  })

  it('shows a filer nothing of another', async () => {
    const { file, get, otherKey } = await givenApp()
    await file({ reference: 'OURS' })
    await file({ reference: 'THEIRS' }, { key: otherKey })
    expect(references(await get('/v1/entries'))).toEqual(['OURS'])
    expect(references(await get('/v1/entries?reference=OURS', { key: otherKey }))).toEqual([])
  })
})
