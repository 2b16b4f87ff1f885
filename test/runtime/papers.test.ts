import { afterAll, beforeAll, describe, expect, it } from 'vitest'
import { createClient } from '../../src/client.ts'
import { htmlText } from '../../src/print/html.ts'
import { manifest } from '../../src/print/manifest.ts'
import { paperNames, paperOf } from '../../src/print/papers.ts'
import { pdf } from '../../src/print/pdf.ts'
import { startEdge } from '../d1.ts'
import type { Edge } from '../d1.ts'
import { parcel } from '../gateway/world.ts'

const today = '2026-11-23'
const masterBill = '172-12345675'
const seller = { name: 'Łódź & Søn', address: { street: '1 Œuvre', city: 'Łódź', country: 'PL' } }

describe('papers on workerd', () => {
  let edge: Edge
  beforeAll(async () => {
    edge = await startEdge(
      { HOST: '127.0.0.1', GATE321_API_KEY: 'dev-key', GATE321_TODAY: today },
      { GATE321_MOCK_PACE: 'manual', GATE321_TODAY: today, GATE321_MOCK_INSPECTION_RATE: '0' },
    )
    const { file } = client()
    await Promise.all(['C3', 'A1', 'B2'].map((name) => file(parcel(name, { seller }))))
    // Nothing changes any more when CBP has everything: its clock stands still.
    do await edge.scheduled()
    while ((await client().list({ status: 'queued' })).items.length > 0)
  }, 60_000)
  afterAll(() => edge.close())
  const client = () => createClient({ url: edge.url, key: 'dev-key' })

  it.each(paperNames.filter((name) => name !== 'release'))(
    'are the same as on Node, to the byte: the %s of an entry',
    async (name) => {
      const [entry] = (await client().list({ houseBill: 'A1' })).items
      const whole = await client().get(entry?.id ?? '')
      const here = () => paperOf(name, { entry: whole, releasedAt: null })
      const page = await (await client().papers.print(whole.id, name, 'html')).text()
      expect(page).toBe(await htmlText(here()))
      const there = await (await client().papers.print(whole.id, name)).bytes()
      expect(Buffer.from(there).equals(Buffer.from(await pdf(here())))).toBe(true)
    },
  )

  it('are the same as on Node, to the byte: the manifest out of D1', async () => {
    const { items } = await client().list({ masterBill })
    const billOf = ({ shipment }: (typeof items)[number]) => shipment.bill.houseBill ?? ''
    const byBill = items.toSorted((a, b) => (billOf(a) < billOf(b) ? -1 : 1))
    expect(byBill.map(billOf)).toEqual(['A1', 'B2', 'C3'])
    const here = () =>
      manifest(
        {
          masterBill,
          counts: { submitted: 3 },
          asOf: items.map(({ updatedAt }) => updatedAt).toSorted().at(-1) ?? '',
          houseBills: async function* () {
            yield byBill as never
          },
        },
        'ZZ9',
      ) // prettier-ignore
    const page = await (await client().papers.manifest(masterBill, 'html')).text()
    expect(page).toBe(await htmlText(here()))
    const there = await (await client().papers.manifest(masterBill)).bytes()
    expect(Buffer.from(there).equals(Buffer.from(await pdf(here())))).toBe(true)
  })
})
