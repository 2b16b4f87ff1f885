import { describe, expect, it } from 'vitest'
import type { Send } from '../../src/gateway/deps.ts'
import { mockCbp, scenario } from '../http/given.ts'
import { givenDesk } from './given.ts'
import type { GivenDesk } from './given.ts'

const given = () => givenDesk({ send: mockCbp })

/** Hours later the session is over, and its owner signs in again. */
const back = (desk: GivenDesk) => desk.seatFor(desk.key)

/** A shipment that runs the mock's scenario of that name, heard to its question. */
async function asked(houseBill: string, changes: object = {}) {
  const desk = await given()
  const entry = await desk.file({ ...scenario(houseBill), ...changes })
  await desk.hours(6)
  return { ...desk, ...(await back(desk)), entry, path: `/discrepancies/${entry.entryNumber}` }
}

const pdf = new File(['%PDF-1.7 an invoice'], 'invoice.pdf', { type: 'application/pdf' })

describe('the queue of discrepancies', () => {
  it('says so when nothing waits', async () => {
    const { page } = await given()
    const { status, text } = await page('/discrepancies')
    expect(status).toBe(200)
    expect(text).toContain('Nothing waits for you.')
  })

  it('holds what CBP asks and what it rejects, the most urgent first', async () => {
    const desk = await given()
    const { file, hours } = desk
    const document = await file(scenario('SIMDOC1'))
    const rejected = await file(scenario('SIMREJ282'))
    await file(scenario('SIMREL1'))
    await hours(6)
    const { text } = await (await back(desk)).page('/discrepancies')
    expect(text.match(/ZZ9-\d{7}-\d/g)).toEqual([rejected.entryNumber, document.entryNumber])
    expect(text).toContain('SE90 282 EDA REQUIRED FOR ENTRY TYPE 86')
    expect(text).toContain('SO60 96 DOCUMENT REQUIRED')
  })

  it('goes on behind its first page', async () => {
    const { page, file, hours } = await given()
    for (let n = 0; n < 53; n++) await file(scenario(`SIMREJ282N${n}`))
    await hours()
    const first = await page('/discrepancies')
    expect(first.text.match(/ZZ9-/g)).toHaveLength(50)
    const [, next = ''] = /href="([^"]+)" rel="next"/.exec(first.html) ?? []
    const second = await page(next)
    expect(second.text.match(/ZZ9-/g)).toHaveLength(3)
    expect(second.html).not.toContain('rel="next"')
  })

  it('is of one filer', async () => {
    const { file, hours, seatFor, otherKey } = await given()
    await file(scenario('SIMDOC1'))
    await hours(6)
    const other = await seatFor(otherKey)
    expect((await other.page('/discrepancies')).text).not.toContain('ZZ9-')
  })
})

describe('an entry at the workbench', () => {
  it('shows the packages that were declared, and takes another number with one form', async () => {
    const { page, send, path, entry, get } = await asked('SIMQTY1', { packageQuantity: 3 })
    const { text } = await page(path)
    expect(text).toContain('QTY IS MORE THAN MANIFESTED BILL QTY')
    expect(text).toMatch(/Packages SO50 58 3 /)
    const preview = await send(`${path}/preview`, { version: '1', '/packageQuantity': '2' })
    expect(preview.text).toContain('gate321 would take this')
    const { status, headers } = await send(`${path}/amend`, {
      version: '1',
      '/packageQuantity': '2',
    })
    expect([status, headers.get('Location')]).toEqual([303, `${path}?done=amended`])
    const { json } = await get(`/v1/entries/${entry.id}`)
    expect(json['shipment']).toMatchObject({ packageQuantity: 2 })
  })

  it('suggests the packages that the manifest holds, previewed, and takes them with one click', async () => {
    let cbp: Send = () => new Response()
    const desk = await givenDesk({ send: (clock) => (cbp = mockCbp(clock)) })
    const carried = { flight: 'CX880', masterBill: '172-12345675', bills: [{ bill: 'HAWBQ1', quantity: 2 }] } // prettier-ignore
    const told = await cbp(
      new Request('http://cbp.test/_mock/manifests', {
        method: 'POST',
        headers: { 'Content-Type': 'application/json' },
        body: JSON.stringify(carried),
      }),
    )
    expect(told.status).toBe(201)
    const entry = await desk.file({ ...scenario('HAWBQ1'), packageQuantity: 5 })
    await desk.hours(6)
    const { page, send } = await back(desk)
    const path = `/discrepancies/${entry.entryNumber}`
    const { text, html } = await page(path)
    expect(text).toMatch(/Packages SO50 58 5 2 /)
    expect(text).toMatch(/Suggested correction Packages : 5 → 2/)
    expect(text).toContain('gate321 would take this')
    expect(html).toMatch(/type="hidden" name="\/packageQuantity" value="2"/)
    const { json } = await desk.get(`/v1/entries/${entry.id}/discrepancy`)
    expect(json['correction']).toMatchObject({
      patch: { packageQuantity: 2 },
      preview: { accepted: true, statutory: 'ALLOW' },
    })
    await send(`${path}/amend`, { version: '1', '/packageQuantity': '2' })
    await desk.hours(6)
    expect((await desk.get(`/v1/entries/${entry.id}`)).json['status']).not.toBe('discrepancy')
  })

  it('previews a refusal with its reasons, and sends nothing', async () => {
    const { send, path, entry, get } = await asked('SIMQTY1')
    const sent = { version: '1', '/packageQuantity': 'many' }
    expect((await send(`${path}/preview`, sent)).text).toContain('gate321 would refuse this')
    const { status, text, html } = await send(`${path}/amend`, sent)
    expect(status).toBe(422)
    expect(text).toContain('Nothing was sent.')
    expect(html).toContain('value="many"')
    expect((await get(`/v1/entries/${entry.id}`)).json['version']).toBe(1)
  })

  it('does not amend what somebody else amended meanwhile', async () => {
    const { send, path } = await asked('SIMREJ282')
    const { status, text } = await send(`${path}/amend`, {
      version: '7',
      '/estimatedArrivalDate': '2026-12-02',
    })
    expect(status).toBe(409)
    expect(text).toContain('Somebody amended the entry meanwhile')
  })

  it('does not amend what does not differ', async () => {
    const { send, path } = await asked('SIMREJ282')
    const { status, text } = await send(`${path}/amend`, {
      version: '1',
      '/estimatedArrivalDate': '2026-12-01',
    })
    expect(status).toBe(422)
    expect(text).toContain('Nothing differs')
  })

  it('sends a rejected entry again once its field is mended', async () => {
    const { page, send, path, hours, get, entry } = await asked('SIMREJ282')
    expect((await page(path)).text).toMatch(/Arrival SE90 282 2026-12-01 /)
    await send(`${path}/amend`, { version: '1', '/estimatedArrivalDate': '2026-12-02' })
    await hours()
    expect((await get(`/v1/entries/${entry.id}`)).json['status']).not.toBe('queued')
  })

  it("shows which other shipments count where the consignee's day is over", async () => {
    const desk = await given()
    const first = await desk.file({ reference: 'ONE', bill: { masterBill: '172-12345675', houseBill: 'ONE' } }) // prettier-ignore
    const { consignee } = first.shipment
    const entry = await desk.file({ ...scenario('SIMDMM1'), consignee })
    await desk.hours(6)
    const { text } = await (await back(desk)).page(`/discrepancies/${entry.entryNumber}`)
    expect(text).toContain('$90.00 on 2026-12-01 as counted here ($45.00 in 1 other)')
    expect(text).toContain(`What else counts on 2026-12-01`)
    expect(text).toContain(first.entryNumber)
    expect(text).toContain('file a copy as type 11')
  })

  it('points at the country of each line', async () => {
    const { page, path } = await asked('SIMCTY1')
    const { text } = await page(path)
    expect(text).toContain('Line 1, country of origin SO60 33 VN')
    expect(text).toContain('Line 2, country of origin SO60 33 VN')
  })

  it('is answered in place with text and documents, each with its outcome', async () => {
    const { page, send, path, hours } = await asked('SIMDOC1')
    const before = await page(path)
    expect(before.text).toContain('Asks for CBP01')
    expect(before.html).toContain('name="type" value="CBP01"')
    const { status, headers } = await send(`${path}/answer`, { text: 'As asked.', type: 'CBP01', files: pdf }) // prettier-ignore
    expect([status, headers.get('Location')]).toEqual([303, `${path}?done=answered`])
    expect((await page(path)).text).toContain('invoice.pdf CBP01, application/pdf, 19 bytes waiting for CBP') // prettier-ignore
    await hours()
    const { text } = await page(path)
    expect(text).toContain('As asked. invoice.pdf CBP01, application/pdf, 19 bytes taken by CBP')
    expect(text).toContain('DOCUMENT RECEIVED')
  })

  it.each<[string, Readonly<Record<string, string | File>>, string]>([
    ['nothing', {}, 'An answer needs text, or at least one document'],
    ['a type that is none', { text: 'x', type: 'cbp 01' }, 'capitals and digits'],
    ['too much text', { text: 'x'.repeat(10_001) }, 'Too long'],
    ['a page as a picture', { type: 'CBP01', files: new File(['<html>'], 'a.png', { type: 'image/png' }) }, 'its bytes are not image/png'],
  ])('refuses an answer with %s', async (_, fields, why) => {
    const { send, path } = await asked('SIMDOC1')
    const { status, text } = await send(`${path}/answer`, fields)
    expect(status).toBe(422)
    expect(text).toContain(why)
  }) // prettier-ignore

  it('is not there for another filer', async () => {
    const { seatFor, otherKey, path } = await asked('SIMDOC1')
    const other = await seatFor(otherKey)
    expect((await other.page(path)).status).toBe(404)
    expect((await other.send(`${path}/answer`, { text: 'x' })).status).toBe(404)
  })

  it('shows what shippers and senders wrote as text', async () => {
    const { page, path } = await asked('SIMDOC1', {
      orderNumber: '{{7*7}}',
      consignee: {
        name: '<img src=x onerror=alert(1)>',
        address: { street: 'javascript:alert(1)', city: '"><b>', postalCode: '11201', country: 'US', subdivision: 'NY' },
      },
    }) // prettier-ignore
    for (const at of ['/discrepancies', path]) {
      const { html, text } = await page(at)
      expect(html).not.toContain('<img')
      expect(text).toContain('<img src=x onerror=alert(1)>')
    }
  })
})

describe('a discrepancy for programs', () => {
  it('comes with its comparison, its conversation and its place in the queue', async () => {
    const { get, entry } = await asked('SIMDOC1')
    const { json } = await get(`/v1/entries/${entry.id}/discrepancy`)
    expect(json).toMatchObject({
      entryNumber: entry.entryNumber,
      version: 1,
      due: '2026-12-16',
      findings: [{ record: 'SO60', code: '96', documentType: 'CBP01' }],
      correction: null,
      conversation: [{ speaker: 'cbp', asks: 'CBP01' }],
    })
    const list = await get('/v1/discrepancies')
    expect(list.json['items']).toMatchObject([{ due: '2026-12-16', entry: { id: entry.id } }])
  })
})
