import { describe, expect, it } from 'vitest'
import type { WireName } from '../../src/domain/wire.ts'
import { mockCbp, scenario } from '../http/given.ts'
import { givenDesk } from './given.ts'

/** Three entries in one transmission, of which the second is looked at. */
async function three(wire: WireName = 'xml') {
  const desk = await givenDesk({ send: mockCbp, wire })
  await desk.file(scenario('FIRST1'))
  const { entryNumber } = await desk.file(scenario('SECOND1'))
  await desk.file(scenario('THIRD1'))
  await desk.hours(2)
  const seat = await desk.seatFor(desk.key)
  const { html } = await seat.page(`/entries/${entryNumber}/messages`)
  const ids = [...html.matchAll(/href="[^"]*\/messages\/([^"/?]+)"/g)].map(([, id = '']) => id)
  return { desk, ...seat, entryNumber, ids, at: `/entries/${entryNumber}` }
}

describe('the messages of an entry', () => {
  it('are listed with direction, format and hash', async () => {
    const { page, at } = await three()
    const { text } = await page(`${at}/messages`)
    expect(text).toMatch(/Filing ZZ9-0-00000001 sent .* XML .* B [0-9a-f]{16}/)
    expect(text).toMatch(/CBP's reply ZZ9-0-00000001\.reply1 received/)
    expect(text).toMatch(/Status notification .* received/)
  })

  it.each<WireName>(['xml', 'catair'])('show their part alone of a transmission in %s', async (wire) => {
    const { page, at, ids } = await three(wire)
    for (const id of ids.slice(0, 2)) {
      for (const view of ['', '?view=raw']) {
        const { text, status } = await page(`${at}/messages/${id}${view}`)
        expect(status).toBe(200)
        expect(text).toContain('The message carries 2 other entries')
        expect(text).toContain('00000029')
        expect(text).not.toMatch(/00000011|00000037|FIRST1|THIRD1/)
      }
    }
  }) // prettier-ignore

  it('show XML indented and marked', async () => {
    const { page, at, ids } = await three()
    const { html } = await page(`${at}/messages/${ids[0]}`)
    expect(html.replace(/\s+/g, ' ')).toContain(
      '<span class="t">&lt;entryNumber&gt;</span><span class="v">00000029</span><span class="t" >&lt;/entryNumber&gt;</span >',
    )
  })

  it('show records with what each column means', async () => {
    const { page, at, ids } = await three('catair')
    const { text } = await page(`${at}/messages/${ids[0]}`)
    expect(text).toMatch(/SE10 .*\d+-\d+ .*entry number/i)
    expect(text).toContain('SECOND1')
  })

  it('are handed out whole, byte for byte', async () => {
    const { desk, page, at, ids, entryNumber } = await three()
    const { html, headers } = await page(`${at}/messages/${ids[0]}/download`)
    const kept = await desk.gateway.messages('ZZ9' as never, entryNumber)
    expect(html).toBe(kept?.[0]?.body)
    expect(headers.get('Content-Disposition')).toBe('attachment; filename="ZZ9-0-00000001"')
  })

  it('come as curl, without a password', async () => {
    const { page, at, ids } = await three()
    const { text } = await page(`${at}/messages/${ids[0]}`)
    expect(text).toContain('curl -X POST "$GATE321_CBP_URL/ace/transmissions"')
    expect(text).toContain("-H 'Message-Id: ZZ9-0-00000001'")
    expect(text).toContain('--data-binary @ZZ9-0-00000001')
    expect(text).not.toContain('mock"')
  })

  it('are compared line by line', async () => {
    const { desk, page, at, entryNumber } = await three()
    await desk.call('PATCH', `/v1/entries/${entryNumber}`, {
      body: '{"packageQuantity":2}',
      headers: { 'Content-Type': 'application/merge-patch+json' },
    })
    await desk.gateway.tick()
    const sent = (await desk.gateway.messages('ZZ9' as never, entryNumber))?.filter(
      ({ direction }) => direction === 'sent',
    )
    const { text } = await page(`${at}/compare?one=${sent?.[0]?.id}&two=${sent?.at(-1)?.id}`)
    expect(text).toContain('- <packageQuantity>1</packageQuantity>')
    expect(text).toContain('+ <packageQuantity>2</packageQuantity>')
    const same = await page(`${at}/compare?one=${sent?.[0]?.id}&two=${sent?.[0]?.id}`)
    expect(same.text).toContain('The two say the same')
  })

  it('are of this entry alone', async () => {
    const { desk, page, at, ids } = await three()
    const other = await desk.file(scenario('OTHER1'))
    for (const path of ['', '/download']) {
      expect((await page(`/entries/${other.entryNumber}/messages/${ids[0]}${path}`)).status).toBe(404)
      expect((await page(`${at}/messages/NONE${path}`)).status).toBe(404)
    }
    expect((await page(`${at}/compare?one=${ids[0]}&two=NONE`)).status).toBe(404)
  }) // prettier-ignore
})

describe('markup', () => {
  it.each([
    ['nested', '<a><b>1</b><c/></a>', ['<a>', '  <b>1</b>', '  <c/>', '</a>']],
    ['empty', '<a><b></b></a>', ['<a>', '  <b></b>', '</a>']],
    ['broken', '<a><b>1', ['<a>', '  <b>', '    1']],
    ['no XML', 'hello <', ['hello', '<']],
    ['with too many ends', '</a></a><b>', ['</a>', '</a>', '<b>']],
  ])('that is %s comes out in lines', async (_, source, lines) => {
    const { xmlLines } = await import('../../src/web/entry/markup.ts')
    const shown = xmlLines(source).map(
      ({ depth, open, text, close }) => '  '.repeat(depth) + open + text + close,
    )
    expect(shown).toEqual(lines)
  })

  it('of a megabyte is cut where nobody reads on', async () => {
    const { xmlLines } = await import('../../src/web/entry/markup.ts')
    const [line] = xmlLines(`<a>${'x'.repeat(1_000_000)}</a>`)
    expect(line?.text).toMatch(/ … 999,800 characters more$/)
  })
})

describe('hostile text', () => {
  const hostile = ['<img src=x onerror=alert(1)>', '{{7*7}}', 'javascript:alert(1)', '"><script>']

  it('is text on every page', async () => {
    const desk = await givenDesk({ send: mockCbp })
    const party = (street: string) => ({
      name: `${hostile[0]}`.slice(0, 34),
      address: { street, city: 'javascript:1', postalCode: '11201', country: 'US' },
    })
    const { entryNumber } = await desk.file({
      reference: '<img src=x onerror=alert(2)>',
      orderNumber: '"><script>alert(3)',
      bill: { masterBill: '172-12345675', houseBill: 'SIMDOC9' },
      seller: party('{{7*7}} "><script>'),
      consignee: party('javascript:alert(4)'),
      invoice: { number: '<b>INV</b>', date: '2026-11-20' },
      lines: [
        {
          description: "Women's cotton <img src=x onerror=alert(5)> shirts",
          htsNumber: '6109100040',
          countryOfOrigin: 'VN',
          quantity: 2,
          unit: 'PCS',
          fairRetailValue: '30.00',
        },
      ],
    })
    await desk.hours(2)
    const { page, send } = await desk.seatFor(desk.key)
    const script = new File(['x'], '<img src=x onerror=alert(6)>.txt', { type: 'text/plain' })
    const text = hostile.join(' ')
    await send(`/entries/${entryNumber}/answer`, { version: '1', text, document: script })
    const refused = await send(`/entries/${entryNumber}/amend`, {
      ...{ version: '1', patch: `{"reference":"${'<img onerror=x>'}"}`, step: 'check' },
    })
    const messages = (await desk.gateway.messages('ZZ9' as never, entryNumber)) ?? []
    const at = `/entries/${entryNumber}`
    const paths = [
      ...['/', '/entries', `/entries?q=${encodeURIComponent(hostile.join(''))}`],
      ...['', '/messages', '/law', '/versions', '/amend', '/cancel'].map((path) => at + path),
      ...messages.flatMap(({ id }) => [`${at}/messages/${id}`, `${at}/messages/${id}?view=raw`]),
      `${at}/compare?one=${messages[0]?.id}&two=${messages[1]?.id}`,
      '/entries?column=order&column=seller&column=consignee',
    ]
    const shown = await Promise.all(paths.map((path) => page(path)))
    for (const { html, status } of [...shown, refused]) {
      expect(status).toBeLessThan(500)
      const marked =
        /[^]{0,80}(?:<img|<script(?! src="\/assets)|<b>INV<|href="javascript:)[^]{0,20}/i
      expect(marked.exec(html)?.[0]).toBeUndefined()
    }
    expect(shown.map(({ text }) => text).join()).toContain('{{7*7}} "><script>')
    expect(shown[3]?.text).toContain('<img src=x onerror=alert(5)>')
  })
})
