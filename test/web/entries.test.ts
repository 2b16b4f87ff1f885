import { describe, expect, it } from 'vitest'
import { mockCbp, scenario, shipment } from '../http/given.ts'
import { givenDesk } from './given.ts'
import type { GivenDesk } from './given.ts'

/** The references in the list, in its order. */
const listed = (html: string) =>
  [...html.matchAll(/<th scope="row">[\s\S]*?<span class="quiet">([^<]+)<\/span>/g)].map(
    ([, reference]) => reference,
  )

const four = async (desk: GivenDesk) => {
  const { consignee } = shipment()
  await desk.file({
    reference: 'SHP-1',
    orderNumber: 'ORDER-77',
    bill: { masterBill: '172-12345675', houseBill: 'HAWB0001' },
  })
  await desk.file({
    reference: 'SHP-2',
    orderNumbers: ['ORDER-78', 'Lot/9'],
    bill: { masterBill: '172-12345675', houseBill: 'HAWB0002' },
    consignee: { ...consignee, name: 'Łukasz Ærø' },
  })
  await desk.file({
    reference: 'Other/3',
    bill: { masterBill: '172-00000011', houseBill: 'SIMREJ282' },
  })
  await desk.file({ reference: 'HAWB0001', bill: { regularBill: '172-00000022' } })
}

describe('the list of entries', () => {
  it('is newest first, with both acceptances and the next step', async () => {
    const desk = await givenDesk({ send: mockCbp })
    await four(desk)
    await desk.gateway.tick()
    const { html, text } = await desk.page('/entries')
    expect(listed(html)).toEqual(['HAWB0001', 'Other/3', 'SHP-2', 'SHP-1'])
    expect(text).toMatch(/SHP-1 submitted gate321 23 Nov, 14:00 CBP 23 Nov, 14:00/)
    expect(text).toMatch(/Other\/3 rejected 282 gate321 23 Nov, 14:00 CBP refused/)
    expect(text).toContain('You: Mend what the conditions name')
  })

  it.each([
    ['a reference of ours', 'SHP-1', ['SHP-1']],
    ['an entry number with hyphens', 'ZZ9-0000002-9', ['SHP-2']],
    ['an entry number without them', 'zz900000029', ['SHP-2']],
    ['the beginning of an entry number', 'ZZ9000000', ['HAWB0001', 'Other/3', 'SHP-2', 'SHP-1']],
    ['a house bill, and a reference that reads the same', 'HAWB0001', ['HAWB0001', 'SHP-1']],
    ['a house bill in small letters', 'hawb0002', ['SHP-2']],
    ['a master bill', '172-12345675', ['SHP-2', 'SHP-1']],
    ['a master bill without its hyphen', '17212345675', ['SHP-2', 'SHP-1']],
    ['a regular bill', '172-00000022', ['HAWB0001']],
    ['a consignee in any case', 'łukasz ærø', ['SHP-2']],
    ['the beginning of a consignee', 'Jane', ['HAWB0001', 'Other/3', 'SHP-1']],
    ['an order', 'ORDER-77', ['SHP-1']],
    ['one order of several', 'Lot/9', ['SHP-2']],
    ['the beginning of orders', 'ORDER-', ['SHP-2', 'SHP-1']],
    ['the beginning of a reference', 'SHP', ['SHP-2', 'SHP-1']],
    ['a reference with a stroke', 'Other/3', ['Other/3']],
    ['what nobody has', 'NOTHING', []],
    ['a wildcard, which is none', '%', []],
    ['a quote', "'", []],
  ])('finds %s', async (_, q, found) => {
    const desk = await givenDesk()
    await four(desk)
    const { html, status } = await desk.page(`/entries?q=${encodeURIComponent(q)}`)
    expect([status, listed(html)]).toEqual([200, found])
  })

  it.each([
    ['status', 'status=rejected', ['Other/3']],
    ['entry type', 'type=86', ['HAWB0001', 'Other/3', 'SHP-2', 'SHP-1']],
    ['entry type that nobody has', 'type=11', []],
    ['what needs the filer', 'needs=me', ['Other/3']],
    ['first and last day', 'from=2026-11-23&to=2026-11-23', ['HAWB0001', 'Other/3', 'SHP-2', 'SHP-1']],
    ['a later day', 'from=2026-11-24', []],
    ['an earlier day', 'to=2026-11-22', []],
    ['a reference and a status', 'q=SHP&status=rejected', []],
    ['a bill and a status', 'q=172-12345675&status=submitted', ['SHP-2', 'SHP-1']],
    ['nothing, where the filters make no sense', 'status=x&type=99&from=never&overdue=1', ['HAWB0001', 'Other/3', 'SHP-2', 'SHP-1']],
  ])('is filtered by %s', async (_, query, found) => {
    const desk = await givenDesk({ send: mockCbp })
    await four(desk)
    await desk.gateway.tick()
    const { html, status } = await desk.page(`/entries?${query}`)
    expect([status, listed(html)]).toEqual([200, found])
  }) // prettier-ignore

  it('is filtered by what CBP is silent on', async () => {
    const desk = await givenDesk({ send: () => () => new Response('', { status: 500 }) })
    await desk.file(scenario('OLD'))
    desk.move(2 * 3_600_000)
    await desk.file(scenario('NEW'))
    const { page } = await desk.seatFor(desk.key)
    const { html, text } = await page('/entries?overdue=true')
    expect(listed(html)).toEqual(['OLD'])
    expect(text).toContain('CBP is silent')
  })

  it('comes page by page, with the filters and the search kept', async () => {
    const desk = await givenDesk()
    for (let n = 1; n <= 55; n++) await desk.file(scenario(`P${String(n).padStart(3, '0')}`))
    for (const query of ['', 'status=queued', 'q=172-12345675', 'q=P0']) {
      const first = await desk.page(`/entries?${query}`)
      const [, older = ''] = /href="([^"]+)" rel="next"/.exec(first.html) ?? []
      const second = await desk.page(older.replaceAll('&amp;', '&'))
      expect([listed(first.html).length, listed(second.html).length]).toEqual([50, 5])
      expect(listed(first.html)[0]).toBe('P055')
      expect(listed(second.html).at(-1)).toBe('P001')
      expect(second.html).not.toContain('rel="next"')
    }
  })

  it('takes a cursor of its own list alone', async () => {
    const desk = await givenDesk()
    for (let n = 1; n <= 51; n++) await desk.file(scenario(`P${n}`))
    const { html } = await desk.page('/entries')
    const [, cursor = ''] = /cursor=([^"&]+)"/.exec(html) ?? []
    expect((await desk.page(`/entries?cursor=${cursor}`)).status).toBe(200)
    expect((await desk.page(`/entries?status=queued&cursor=${cursor}`)).status).toBe(400)
    const { page } = await desk.seatFor(desk.otherKey)
    expect((await page(`/entries?cursor=${cursor}`)).status).toBe(400)
  })

  it('shows the columns that were chosen, and the next time too', async () => {
    const desk = await givenDesk()
    await four(desk)
    const { text, headers } = await desk.page('/entries?column=seller&column=value')
    expect(text).toContain('Entry Value Seller ZZ9')
    const [kept = ''] = headers.get('Set-Cookie')?.split(';') ?? []
    const again = await desk.page('/entries', { Cookie: `${desk.cookie}; ${kept}` })
    expect(again.text).toContain('Entry Value Seller ZZ9')
  })

  it('is of one filer alone', async () => {
    const desk = await givenDesk()
    await four(desk)
    const { page } = await desk.seatFor(desk.otherKey)
    for (const query of ['', 'q=SHP-1', 'q=SHP', 'q=ZZ9-0000001-1', 'q=172-12345675']) {
      expect(listed((await page(`/entries?${query}`)).html)).toEqual([])
    }
    expect((await page('/entries/export.csv')).text).not.toContain('SHP-1')
  })

  it('needs a key that may read entries', async () => {
    const desk = await givenDesk()
    const { key } = await desk.newKey('ZZ9' as never, ['webhooks'])
    const { page } = await desk.seatFor(key)
    expect((await page('/entries')).status).toBe(403)
  })
})

describe('the list as a file', () => {
  it('holds what is filtered, with the columns named', async () => {
    const desk = await givenDesk({ send: mockCbp })
    await four(desk)
    await desk.gateway.tick()
    const { html: csv, headers } = await desk.page('/entries/export.csv?q=172-12345675')
    expect(headers.get('Content-Type')).toBe('text/csv; charset=utf-8')
    expect(headers.get('Content-Disposition')).toContain('attachment')
    const [heading = '', ...rows] = csv.trimEnd().split('\r\n')
    expect(heading).toMatch(/^\ufeff?entryNumber,reference,status/)
    expect(rows.map((row) => row.split(',').slice(0, 3))).toEqual([
      ['ZZ9-0000002-9', 'SHP-2', 'submitted'],
      ['ZZ9-0000001-1', 'SHP-1', 'submitted'],
    ])
  })

  it.each(['=1+1', '+1', '-1', '@SUM(A1)', '＝1'])(
    'has the formula %s as text',
    async (formula) => {
      const desk = await givenDesk()
      await desk.file({ ...scenario('P1'), reference: formula, consignee: shipment().consignee })
      const { html: csv } = await desk.page('/entries/export.csv')
      expect(csv).toContain(`'${formula}`)
    },
  )

  it.each([200, 201])('has all of %s entries', async (count) => {
    const desk = await givenDesk()
    for (let n = 1; n <= count; n++) await desk.file(scenario(`P${n}`))
    const { html: csv } = await desk.page('/entries/export.csv')
    expect(csv.trimEnd().split('\r\n')).toHaveLength(count + 1)
    expect((await desk.page('/entries/export.csv?status=released')).html.trim()).not.toContain('\n')
  })
})
