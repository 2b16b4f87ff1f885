import { describe, expect, it } from 'vitest'
import { shipment } from '../http/given.ts'
import { givenDesk } from './given.ts'
import type { GivenDesk } from './given.ts'

/** A shipment as the fields of the form: each leaf under its JSON pointer. */
function fieldsOf(value: unknown, at = ''): [string, string][] {
  if (value === undefined || value === null) return []
  if (typeof value !== 'object') return [[at, String(value)]]
  return Object.entries(value).flatMap(([key, part]) => fieldsOf(part, `${at}/${key}`))
}

const once = 'a-form-of-its-own'

const filled = (changes: object = {}, more: Readonly<Record<string, string>> = {}) => ({
  ...{ once, lines: '2' },
  ...Object.fromEntries(fieldsOf(shipment(changes))),
  ...more,
})

const entriesOf = async ({ get }: GivenDesk) =>
  (await get('/v1/entries')).json['items'] as { entryNumber: string; shipment: object }[]

const valueOf = (html: string, name: string) =>
  new RegExp(`name="${name}"[^>]*?value="([^"]*)"`).exec(html)?.[1]

describe('the form for one shipment', () => {
  it('begins nearly empty, with a reference where one is given', async () => {
    const { page } = await givenDesk()
    const { status, html, text } = await page('/new?reference=SHP-9')
    expect(status).toBe(200)
    expect(valueOf(html, '/reference')).toBe('SHP-9')
    expect(valueOf(html, '/consignee/address/country')).toBe('US')
    expect(text).toContain('Line 1')
    expect(text).not.toContain('Line 2')
  })

  it('begins with a copy of an entry, without its reference', async () => {
    const { page, file } = await givenDesk()
    const { entryNumber } = await file()
    const { html, text } = await page(`/new?from=${entryNumber}&entryType=11`)
    expect(valueOf(html, '/reference')).toBe('')
    expect(valueOf(html, '/lines/1/description')).toBe('Ceramic mug')
    expect(html).toMatch(/<option value="11" selected/)
    expect(text).toContain(`A copy of ${entryNumber}`)
  })

  it('does not copy what it has no field for', async () => {
    const { page, file } = await givenDesk()
    const { entryNumber } = await file({ orderNumber: undefined, orderNumbers: ['A', 'B'] })
    const { status, text } = await page(`/new?from=${entryNumber}`)
    expect(status).toBe(422)
    expect(text).toContain('has several order numbers')
  })

  it('copies nothing of another filer', async () => {
    const { seatFor, otherKey, file } = await givenDesk()
    const { entryNumber } = await file()
    const other = await seatFor(otherKey)
    expect((await other.page(`/new?from=${entryNumber}`)).status).toBe(404)
  })

  it('has a label for each field', async () => {
    const { page } = await givenDesk()
    const { html } = await page('/new')
    const ids = [...html.matchAll(/<(?:input|select|textarea)\s+id="([^"]+)"/g)].map(([, id]) => id)
    expect(ids.length).toBeGreaterThan(30)
    expect(new Set(ids).size).toBe(ids.length)
    for (const id of ids) expect(html).toContain(`for="${id}"`)
  })
})

describe('the check while somebody types', () => {
  it('says what is to be put right and what is still empty, and marks the fields', async () => {
    const { send } = await givenDesk()
    const { status, html, text } = await send('/new/check', { once, lines: '1', '/lines/0/description': 'gift items', '/lines/0/htsNumber': '61' }) // prettier-ignore
    expect(status).toBe(200)
    expect(text).toMatch(/\d+ things to put right, \d+ fields to fill in/)
    expect(html).toMatch(/id="a-f-lines-0-htsNumber"[^>]*data-wrong="true"[^>]*hx-swap-oob="true"/)
    expect(html).toMatch(/id="a-f-reference"[^>]*data-wrong="false"/)
    expect(html).not.toContain('<html')
  })

  it('coaches the description, with texts to take', async () => {
    const { send } = await givenDesk()
    const sent = filled({}, { '/lines/1/description': 'mug' })
    const { html } = await send('/new/check', sent)
    const [, take = ''] = /value="(\/lines\/1\/description=[^"]+)"/.exec(html) ?? []
    expect(take).not.toBe('')
    const redrawn = await send('/new/lines', { ...sent, take })
    expect(valueOf(redrawn.html, '/lines/1/description')).toBe(take.split('=')[1])
  })

  it('shows both verdicts, the lanes with their cost, and the person’s day', async () => {
    const { send, file } = await givenDesk()
    const { consignee } = (await file({ reference: 'FIRST' })).shipment
    const { text } = await send('/new/check', filled({ reference: 'SECOND', consignee }))
    expect(text).toContain('Ready to file, as entry type 86.')
    expect(text).toContain('As the statute reads (this decides here) allowed')
    expect(text).toContain('As CBP enforces it denied')
    expect(text).toMatch(/86, recommended exempt open closed \$0\.00/)
    expect(text).toContain('$45.00 filed here for 2026-12-01, $90.00 with this')
  })

  it('keeps nothing', async () => {
    const desk = await givenDesk()
    await desk.send('/new/check', filled())
    expect(await entriesOf(desk)).toEqual([])
  })
})

describe('tariff search at a line', () => {
  it('finds numbers by the words that were typed, to choose one', async () => {
    const { page } = await givenDesk()
    const { html, text } = await page('/new/tariff?line=1&find-1=ceramic+mug')
    expect(html).toMatch(
      /type="radio"\s+name="pick-1"\s+value="69\d{8}"\s+data-fill="f-lines-1-htsNumber"/,
    )
    expect(text).toContain('Choose one')
  })

  it('looks for the description where nothing else is typed', async () => {
    const { page } = await givenDesk()
    const description = encodeURIComponent('/lines/0/description')
    const { text } = await page(`/new/tariff?line=0&find-0=&${description}=ceramic+mug`)
    expect(text).toContain('6912')
  })

  it('works without script, by buttons', async () => {
    const { send } = await givenDesk()
    const sent = filled({}, { '/lines/1/htsNumber': '', 'find-1': 'ceramic mug' })
    const { html } = await send('/new/lines', { ...sent, do: 'search' })
    const [, number = ''] = /name="pick-1"\s+value="(\d{10})"/.exec(html) ?? []
    const chosen = await send('/new/lines', { ...sent, do: 'pick-1', 'pick-1': number })
    expect(valueOf(chosen.html, '/lines/1/htsNumber')).toBe(number)
  })
})

describe('lines of the form', () => {
  it('are added and taken away without losing what was typed', async () => {
    const { send } = await givenDesk()
    const added = await send('/new/lines', filled({}, { do: 'add' }))
    expect(added.text).toContain('Line 3')
    expect(valueOf(added.html, '/lines/0/description')).toBe('Women&#39;s knit cotton T-shirts')
    const removed = await send('/new/lines', filled({}, { do: 'remove-0' }))
    expect(removed.text).not.toContain('Line 2')
    expect(valueOf(removed.html, '/lines/0/description')).toBe('Ceramic mug')
    expect(valueOf(removed.html, '/seller/name')).toBe('Hanoi Craft Co Ltd')
  })

  it.each(['remove-7', 'remove-99', 'add-', 'nonsense', 'pick-9'])('stay as they are with %s', async (what) => {
    const { send } = await givenDesk()
    const { status, text } = await send('/new/lines', filled({}, { do: what }))
    expect(status).toBe(200)
    expect(text).toContain('Line 2')
    expect(text).not.toContain('Line 3')
  }) // prettier-ignore
})

describe('filing from the form', () => {
  it('files the shipment and leads to its entry', async () => {
    const desk = await givenDesk()
    const { status, headers } = await desk.send('/new', filled())
    const [entry] = await entriesOf(desk)
    expect([status, headers.get('Location')]).toEqual([
      303,
      `/entries/${entry?.entryNumber}?done=filed`,
    ])
    expect(entry?.shipment).toEqual(shipment())
  })

  it('files once, however often and however fast it is clicked', async () => {
    const desk = await givenDesk()
    const clicks = await Promise.all([1, 2, 3].map(() => desk.send('/new', filled())))
    const later = await desk.send('/new', filled())
    expect(await entriesOf(desk)).toHaveLength(1)
    expect(later.status).toBe(303)
    for (const { status } of clicks) expect([303, 409]).toContain(status)
  })

  it('files another shipment from a form that was gone back to', async () => {
    const desk = await givenDesk()
    await desk.send('/new', filled())
    const { status } = await desk.send('/new', filled({ reference: 'SHP-2' }))
    expect(status).toBe(303)
    expect(await entriesOf(desk)).toHaveLength(2)
  })

  it('shows everything again with what is wrong, and sends nothing', async () => {
    const desk = await givenDesk()
    const { status, html, text } = await desk.send('/new', filled({}, { '/packageQuantity': 'two', '/seller/name': '' })) // prettier-ignore
    expect(status).toBe(422)
    expect(text).toContain('2 things to put right. Nothing was sent.')
    expect(valueOf(html, '/packageQuantity')).toBe('two')
    expect(html).toMatch(/id="f-seller-name"[^>]*aria-invalid="true"/)
    expect(await entriesOf(desk)).toEqual([])
  })

  it('says which entry has the reference already', async () => {
    const desk = await givenDesk()
    await desk.file()
    const { status, text, html } = await desk.send('/new', filled({}, { '/orderNumber': 'OTHER' }))
    expect(status).toBe(422)
    expect(text).toContain('is already used by entry ZZ9-0000001-1')
    expect(html).toContain('Open that entry')
  })

  it('needs a key that may file', async () => {
    const { seatFor, newKey } = await givenDesk()
    const { key } = await newKey('ZZ9' as never, ['entries:read'])
    const reader = await seatFor(key)
    expect((await reader.page('/new')).status).toBe(200)
    expect((await reader.send('/new', filled())).status).toBe(403)
  })

  it('takes a hostile shipment for text', async () => {
    const { send } = await givenDesk()
    const hostile = '"><img src=x onerror=alert(1)>{{7*7}}'
    const names = Object.keys(filled()).filter((name) => name.startsWith('/'))
    const sent = { ...filled(), ...Object.fromEntries(names.map((name) => [name, hostile])) }
    for (const at of ['/new', '/new/check', '/new/lines']) {
      const { html, status } = await send(at, { ...sent, '/seller/name': 'javascript:alert(1)' })
      expect(status).toBeLessThan(500)
      expect(html).not.toContain('<img')
      expect(html).not.toContain('href="javascript')
    }
  })

  it.each(['999', '-1', 'x', ''])('does nothing with a form of %j lines', async (lines) => {
    const { send } = await givenDesk()
    expect((await send('/new', { ...filled(), lines })).status).toBe(400)
  })
})
