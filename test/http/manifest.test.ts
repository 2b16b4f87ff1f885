import { describe, expect, it } from 'vitest'
import { readPdf } from '../print/read.ts'
import { within } from '../conformance/engine.ts'
import { givenApp, mockCbp, refusal } from './given.ts'
import type { Given } from './given.ts'

const under = (houseBill: string, masterBill = '172-12345675', changes: object = {}) => ({
  reference: houseBill,
  bill: { masterBill, houseBill },
  ...changes,
})

const rowsOf = (text: string) =>
  [...text.matchAll(/data-label="House bill">([^<]*)</g)].map(([, houseBill]) => houseBill)

async function pdfOf({ app, key }: Given, masterBill: string) {
  const path = `http://gateway.test/v1/bills/${encodeURIComponent(masterBill)}/manifest?format=pdf`
  return app.fetch(new Request(path, { headers: { Authorization: `Bearer ${key}` } }))
}

describe('GET /v1/bills/{masterBill}/manifest', () => {
  it('lists every house bill by its number, however the master bill is spelled', async () => {
    const { file, get } = await givenApp()
    await file(under('C3'))
    await file(under('A1', '17212345675'))
    await file(under('B2', '172 12345675'))
    await file(under('X9', '172-12345686'))
    const texts = await Promise.all(
      ['172-12345675', '17212345675', '172%2012345675'].map(
        async (masterBill) => (await get(`/v1/bills/${masterBill}/manifest`)).text,
      ),
    )
    expect(rowsOf(texts[0] ?? '')).toEqual(['A1', 'B2', 'C3', 'Total'])
    expect(new Set(texts).size).toBe(1)
  })

  it('counts by status, and leaves what is cancelled out of the totals', async () => {
    const given = await givenApp({ send: mockCbp })
    await given.file(under('A1', undefined, { packageQuantity: 2, grossWeightKg: '1.5' }))
    const { id } = await given.file(under('B2'))
    await given.post(`/v1/entries/${id}/cancel`, { reason: '01' })
    const { text } = await given.get('/v1/bills/172-12345675/manifest')
    expect(text).toMatch(/<dt>queued<\/dt>\s*<dd dir="auto">1</)
    expect(text).toMatch(/<dt>cancelled<\/dt>\s*<dd dir="auto">1</)
    expect(text).toContain('Cancelled entries are listed and left out of the totals.')
    const totals = text.slice(text.indexOf('<tfoot'))
    expect(totals).toContain('data-label="Pkgs">2<')
    expect(totals).toContain('data-label="Kg">1.5<')
    expect(totals).toContain('data-label="Value, USD">45.00<')
  })

  it(
    'is a PDF across, named after the bill, of as many pages as it takes',
    async () => {
      const given = await givenApp()
      for (let index = 0; index < 120; index += 1) {
        await given.file(under(`H${String(index).padStart(3, '0')}`))
      }
      const response = await pdfOf(given, '172-12345675')
      expect(response.headers.get('Content-Disposition')).toBe(
        'attachment; filename="manifest-172-12345675.pdf"',
      )
      const { pages, text } = await readPdf(new Uint8Array(await response.arrayBuffer()))
      const bills = text.split('\n').filter((line) => /^H\d{3}$/.test(line))
      expect(bills).toEqual(bills.toSorted())
      expect(bills).toHaveLength(120)
      expect(text).toContain('5,400.00')
      for (const page of pages) expect(page.some(({ text }) => text === 'House bill')).toBe(true)
    },
    within(20_000).timeout,
  )

  it('takes bills of lading as they are, whatever letters an address has', async () => {
    const given = await givenApp()
    const sea = { modeOfTransportation: '11', portOfEntry: '2704' }
    await given.file({ ...under('H1', 'MAEU-1'), ...sea, bill: { masterBill: 'MAEU-1', houseBill: 'H1', issuerScac: 'MAEU' } }) // prettier-ignore
    expect(rowsOf((await given.get('/v1/bills/MAEU-1/manifest')).text)).toEqual(['H1', 'Total'])
    expect((await pdfOf(given, 'MAEU-1')).status).toBe(200)
  })

  it.each(['172-12345686', 'nothing', '%00', '../x%2fy', "'; drop table entry", 'x'.repeat(2000)])(
    '404 bill_not_found: %s',
    async (masterBill) => {
      const { get, file } = await givenApp()
      await file()
      const answer = await get(`/v1/bills/${encodeURIComponent(masterBill)}/manifest`)
      expect(refusal(answer)).toBe('404 bill_not_found')
    },
  )

  it("404 bill_not_found: another filer's", async () => {
    const { get, file, otherKey } = await givenApp()
    await file()
    const answer = await get('/v1/bills/172-12345675/manifest', { key: otherKey })
    expect(refusal(answer)).toBe('404 bill_not_found')
  })

  it('answers HEAD without making the page', async () => {
    const { call, file } = await givenApp()
    await file()
    const { status, headers } = await call('HEAD', '/v1/bills/172-12345675/manifest')
    expect([status, headers.get('Content-Type')]).toEqual([200, 'text/html; charset=UTF-8'])
  })
})
