import { describe, expect, it } from 'vitest'
import { mockCbp, scenario, shipment } from '../http/given.ts'
import { givenDesk } from './given.ts'
import type { GivenDesk } from './given.ts'

/** An entry that CBP asks a document for, and a seat to look at it from. */
async function asked(changes: object = {}) {
  const desk = await givenDesk({ send: mockCbp })
  const { entryNumber, id } = await desk.file({ ...scenario('SIMDOC1'), ...changes })
  await desk.hours(2)
  return { desk, entryNumber, id, ...(await desk.seatFor(desk.key)) }
}

/** What the page's form would send as it stands. */
function formOf(html: string, action: string): Record<string, string> {
  const [, form = ''] = new RegExp(`action="${action}"[\\s\\S]*?>([\\s\\S]*?)</form>`).exec(html) ?? [] // prettier-ignore
  const fields = [...form.matchAll(/<input\b([^>]*)>/g)].flatMap(([, attributes = '']) => {
    const [, name] = /name="([^"]*)"/.exec(attributes) ?? []
    const [, value = ''] = /value="([^"]*)"/.exec(attributes) ?? []
    return name === undefined || /type="file"/.test(attributes) ? [] : [[name, unescaped(value)]]
  })
  return Object.fromEntries(fields) as Record<string, string>
}

const unescaped = (text: string) =>
  text
    .replaceAll('&#39;', "'")
    .replaceAll('&quot;', '"')
    .replaceAll('&lt;', '<')
    .replaceAll('&gt;', '>')
    .replaceAll('&amp;', '&')

describe('the page of an entry', () => {
  it('says what its status means, who acts, what next and by when', async () => {
    const { page, entryNumber } = await asked()
    const { text } = await page(`/entries/${entryNumber}`)
    expect(text).toContain('CBP asks for a document. Who acts You')
    expect(text).toContain('What next Send the document as an answer. By 16 Dec 2026')
    expect(text).toContain('general order')
  })

  it('shows both acceptances as two facts', async () => {
    const desk = await givenDesk({ send: mockCbp })
    const { entryNumber } = await desk.file(scenario('P1'))
    const before = await desk.page(`/entries/${entryNumber}`)
    expect(before.text).toContain('gate321 accepted it 23 Nov 2026, 14:00 UTC CBP accepted it not yet')
    await desk.gateway.tick()
    const after = await desk.page(`/entries/${entryNumber}`)
    expect(after.text).toContain('CBP accepted it 23 Nov 2026, 14:00 UTC')
  }) // prettier-ignore

  it('does not take admissible for released', async () => {
    const desk = await givenDesk({ send: mockCbp })
    const { entryNumber } = await desk.file(scenario('P1'))
    await desk.hours(24)
    const { page } = await desk.seatFor(desk.key)
    const { text } = await page(`/entries/${entryNumber}`)
    expect(text).toContain('97 ADMISSIBLE')
    expect(text).toContain('Admissible is not released.')
  })

  it.each(['ZZ9-0000001-1', 'ZZ900000011', 'id'])('is found under %s', async (name) => {
    const { page, entryNumber, id } = await asked()
    const { text } = await page(`/entries/${name === 'id' ? id : name}`)
    expect(text).toContain(entryNumber)
  })

  it('is not there for another filer, nor for a number that nobody has', async () => {
    const { desk, page, entryNumber } = await asked()
    const other = await desk.seatFor(desk.otherKey)
    const below = ['', '/messages', '/law', '/versions', '/amend', '/cancel', '/papers/invoice.pdf']
    for (const path of below) {
      expect((await other.page(`/entries/${entryNumber}${path}`)).status).toBe(404)
      expect((await page(`/entries/ZZ9-9999999-2${path}`)).status).toBe(404)
    }
  })

  it('tells the journal with its reasons, and marks what is superseded', async () => {
    const desk = await givenDesk({ send: mockCbp })
    const { entryNumber } = await desk.file({ ...scenario('SIMORD1'), estimatedArrivalDate: '2026-11-23' }) // prettier-ignore
    for (let hour = 0; hour < 48; hour++) await desk.hours(1)
    const { page } = await desk.seatFor(desk.key)
    const { text, html } = await page(`/entries/${entryNumber}`)
    expect(text).toContain('Filed as ZZ9-0000001-1, entry type 86.')
    expect(text).toMatch(/by CBP's clock 2026-11-2\d/)
    expect(html).toContain('class="superseded"')
    const seqs = (shown: string) =>
      [...shown.matchAll(/<p class="quiet">\s*(\d+) ·/g)].map(([, seq]) => Number(seq))
    const byCbp = await page(`/entries/${entryNumber}?order=cbp`)
    expect(seqs(html)).toEqual(seqs(html).toSorted((a, b) => a - b))
    expect(seqs(byCbp.html)).not.toEqual(seqs(html))
    expect(seqs(byCbp.html).toSorted((a, b) => a - b)).toEqual(seqs(html))
  })

  it('offers what may be asked, and says why not the rest', async () => {
    const { page, entryNumber } = await asked()
    const { html, text } = await page(`/entries/${entryNumber}`)
    expect(html).toContain(`href="/entries/${entryNumber}/amend"`)
    expect(html).toContain('href="#answer"')
    expect(html).toMatch(/disabled\s+aria-describedby="no-Resend"/)
    expect(text).toContain('Nothing sent is waiting for an answer.')
  })

  it('offers nothing that the key may not do', async () => {
    const { desk, entryNumber } = await asked()
    const { key } = await desk.newKey('ZZ9' as never, ['entries:read'])
    const { page, send } = await desk.seatFor(key)
    const { html, text } = await page(`/entries/${entryNumber}`)
    expect(text).toContain('Your key lacks the scope entries:write.')
    expect(html).not.toContain('Send the answer')
    expect((await page(`/entries/${entryNumber}/amend`)).status).toBe(403)
    for (const path of ['answer', 'amend', 'cancel', 'resend']) {
      expect((await send(`/entries/${entryNumber}/${path}`, { version: '1' })).status).toBe(403)
    }
  })

  it('hands out its papers', async () => {
    const { page, entryNumber } = await asked()
    const paper = await page(`/entries/${entryNumber}/papers/invoice.pdf`)
    expect(paper.headers.get('Content-Type')).toBe('application/pdf')
    expect((await page(`/entries/${entryNumber}/papers/worksheet.html`)).status).toBe(200)
    expect((await page(`/entries/${entryNumber}/papers/release.pdf`)).status).toBe(409)
    expect((await page(`/entries/${entryNumber}/papers/other.pdf`)).status).toBe(404)
    expect((await page(`/entries/${entryNumber}/papers/invoice.doc`)).status).toBe(404)
  })
})

describe('the law of an entry', () => {
  it('stands under both layers side by side, with rules, dates and citations', async () => {
    const { page, entryNumber } = await asked()
    const { text } = await page(`/entries/${entryNumber}/law`)
    expect(text).toContain('They differ.')
    expect(text).toMatch(/As the statute reads allowed .* As CBP enforces it denied/)
    expect(text).toMatch(/EO-ALL-AUG25 .* 90 FR 37775.* in force from 2025-08-29/)
  })

  it('says what each lane would cost, counting the entry itself once', async () => {
    const { page, entryNumber } = await asked({
      lines: [{ ...shipment().lines[0], fairRetailValue: '700.00' }],
    })
    const { text } = await page(`/entries/${entryNumber}/law`)
    expect(text).toMatch(/ET86 type 86 open closed \$0\.00 \$0\.00 \$0\.00 \$0\.00/)
    expect(text).toContain('By statute As enforced')
  })
})

describe('answering from the desk', () => {
  const pdf = new File(['%PDF-1.4 invoice'], 'invoice.pdf', { type: 'application/pdf' })

  it('sends text and documents, and shows them with the entry', async () => {
    const { desk, page, send, entryNumber } = await asked()
    const sent = await send(`/entries/${entryNumber}/answer`, {
      ...{ version: '1', text: 'Here is the invoice.', type: 'CBP01', document: pdf },
    })
    expect([sent.status, sent.headers.get('Location')]).toEqual([
      303,
      `/entries/${entryNumber}?done=answered`,
    ])
    const { text, html } = await page(`/entries/${entryNumber}?done=answered`)
    expect(text).toContain('Answered. What you sent is on its way to CBP.')
    expect(text).toContain('Here is the invoice.')
    const [, document = ''] = /href="([^"]+\/documents\/[^"]+)"/.exec(html) ?? []
    const file = await page(document)
    expect(file.html).toBe('%PDF-1.4 invoice')
    expect(file.headers.get('Content-Disposition')).toBe('attachment; filename="invoice.pdf"')
    expect(file.headers.get('Content-Type')).toBe('application/octet-stream')
    await desk.gateway.tick()
    expect((await desk.gateway.get('ZZ9' as never, entryNumber))?.status).toBe('under_review')
  })

  it('shows a refusal in place, with what was written', async () => {
    const { send, entryNumber } = await asked()
    const program = new File(['MZ'], 'run.exe', { type: 'application/x-msdownload' })
    const { status, text, html } = await send(`/entries/${entryNumber}/answer`, {
      ...{ version: '1', text: 'kept words', type: 'CBP01', document: program },
    })
    expect(status).toBe(422)
    expect(text).toContain('1 thing to put right. Nothing was sent.')
    expect(text).toContain('/documents/0')
    expect(html).toContain('kept words')
  })

  it.each([
    ['nothing at all', { text: '' }, 'An answer needs text, or at least one document.'],
    ['a type in small letters', { text: 'x', type: 'cbp' }, 'capitals and digits'],
    ['a book', { text: 'x'.repeat(10_001) }, 'at most 10000 characters'],
  ])('refuses %s', async (_, fields, why) => {
    const { send, entryNumber } = await asked()
    const { status, text } = await send(`/entries/${entryNumber}/answer`, { version: '1', ...fields })
    expect(status).toBe(422)
    expect(text).toContain(why)
  }) // prettier-ignore

  it('is not possible where CBP has asked for nothing', async () => {
    const desk = await givenDesk({ send: mockCbp })
    const { entryNumber } = await desk.file(scenario('P1'))
    const { status, text } = await desk.send(`/entries/${entryNumber}/answer`, {
      ...{ version: '1', text: 'Hello?' },
    })
    expect(status).toBe(422)
    expect(text).toContain('Not possible now. CBP has asked for nothing. Nothing was sent.')
  })
})

describe('amending from the desk', () => {
  const amend = async (
    { page, send, entryNumber }: Awaited<ReturnType<typeof asked>>,
    changes: Record<string, string>,
  ) => {
    const { html } = await page(`/entries/${entryNumber}/amend`)
    const fields = formOf(html, `/entries/${entryNumber}/amend`)
    return send(`/entries/${entryNumber}/amend`, { ...fields, ...changes })
  }

  it('shows first what would change and what comes of it', async () => {
    const given = await asked()
    const { status, text, html } = await amend(given, { packageQuantity: '2', step: 'check' })
    expect(status).toBe(200)
    expect(text).toContain('packageQuantity : 1 → 2')
    expect(text).toContain('The filing would be taken As the statute reads ALLOW')
    expect(html).toContain('Amend the entry')
    expect((await given.desk.gateway.get('ZZ9' as never, given.entryNumber))?.version).toBe(1)
  })

  it('sends it then, and shows both versions with the difference in words', async () => {
    const given = await asked()
    const { headers } = await amend(given, { packageQuantity: '2', step: 'send' })
    expect(headers.get('Location')).toBe(`/entries/${given.entryNumber}?done=amended`)
    const { text } = await given.page(`/entries/${given.entryNumber}/versions`)
    expect(text).toMatch(/Version 2 .* packageQuantity : 1 → 2 .* Version 1 .* As it was filed/)
    const pair = await given.page(`/entries/${given.entryNumber}/versions?one=1&two=2`)
    expect(pair.text).toContain('Version 1 beside version 2 packageQuantity : 1 → 2')
  })

  it('lays a patch upon the fields', async () => {
    const given = await asked()
    const patch = '{"orderNumber":"ORD-NEW","purpose":null}'
    const { text } = await amend(given, { patch, step: 'check' })
    expect(text).toContain('orderNumber : ORD-SIMDOC1 → ORD-NEW')
    expect(text).toContain('purpose : personal → none')
  })

  it.each(['{', '[1', 'nonsense'])('says that the patch %s cannot be read', async (patch) => {
    const { status, text } = await amend(await asked(), { patch, step: 'send' })
    expect(status).toBe(422)
    expect(text).toContain('The patch cannot be read.')
  })

  it('says at each field what is wrong with it', async () => {
    const given = await asked()
    const changes = { 'lines/0/htsNumber': '12', packageQuantity: 'two', 'consignee/name': '' }
    const { status, html, text } = await amend(given, { ...changes, step: 'check' })
    expect(status).toBe(200)
    expect(text).toContain('/lines/0/htsNumber "12" is not ten digits.')
    expect(text).toContain('/packageQuantity Expected')
    expect(html).toMatch(/name="consignee\/name"[^>]*aria-invalid="true"/)
    expect(html).not.toContain('>Amend the entry<')
    const sent = await amend(given, { ...changes, step: 'send' })
    expect([sent.status, sent.text.includes('Nothing was sent.')]).toEqual([422, true])
  })

  it('does nothing where somebody else was first', async () => {
    const given = await asked()
    await amend(given, { packageQuantity: '2', step: 'send' })
    const late = await amend(given, { version: '1', packageQuantity: '3', step: 'send' })
    expect(late.status).toBe(409)
    expect(late.text).toContain('Somebody changed the entry meanwhile; it is at version 2.')
    expect((await given.desk.gateway.get('ZZ9' as never, given.entryNumber))?.version).toBe(2)
  })

  it('keeps what a form does not show', async () => {
    const lines = [{ ...shipment().lines[0], pga: [{ agency: 'CPS', disclaim: 'A' }] }]
    const given = await asked({ lines, conveyance: { carrier: 'XX', flight: '123' } })
    const { text } = await amend(given, { packageQuantity: '2', step: 'check' })
    expect(text).toMatch(/What would change packageQuantity : 1 → 2 The filing/)
  })
})

describe('cancelling from the desk', () => {
  it('names the reason and what stands in the place of the entry', async () => {
    const { desk, page, send, entryNumber } = await asked()
    expect((await page(`/entries/${entryNumber}/cancel`)).text).toContain('03 cleared under another entry') // prettier-ignore
    const without = await send(`/entries/${entryNumber}/cancel`, { version: '1', reason: '03' })
    expect([without.status, without.text.includes('needs replacementEntryNumber')]).toEqual([422, true]) // prettier-ignore
    const done = await send(`/entries/${entryNumber}/cancel`, {
      ...{ version: '1', reason: '03', replacementEntryNumber: 'ZZ9-0000002-9' },
    })
    expect(done.headers.get('Location')).toBe(`/entries/${entryNumber}?done=cancelled`)
    await desk.hours(2)
    const { page: later } = await desk.seatFor(desk.key)
    expect((await later(`/entries/${entryNumber}`)).text).toContain('Cancellation requested, reason 03.') // prettier-ignore
  })

  it('says why it cannot be, where it cannot', async () => {
    const desk = await givenDesk({ send: mockCbp })
    const { entryNumber } = await desk.file({ ...scenario('SIMREL1'), estimatedArrivalDate: '2026-11-23' }) // prettier-ignore
    await desk.hours(48)
    const { page } = await desk.seatFor(desk.key)
    expect((await page(`/entries/${entryNumber}/cancel`)).text).toContain(
      'A released entry cannot be cancelled by message; contact the port.',
    )
  })
})

describe('sending again from the desk', () => {
  it('takes up what waits, and says why it cannot where nothing does', async () => {
    const desk = await givenDesk({ send: () => () => new Response('', { status: 500 }) })
    const { entryNumber } = await desk.file(scenario('P1'))
    const early = await desk.send(`/entries/${entryNumber}/resend`, { version: '1' })
    expect([early.status, early.text.includes('Nothing sent is waiting')]).toEqual([409, true])
    await desk.gateway.tick()
    const { html } = await desk.page(`/entries/${entryNumber}`)
    expect(html).toContain('Send again now')
    const { headers } = await desk.send(`/entries/${entryNumber}/resend`, { version: '1' })
    expect(headers.get('Location')).toBe(`/entries/${entryNumber}?done=resent`)
  })
})

describe('forms of an entry', () => {
  it.each(['answer', 'amend', 'cancel', 'resend'])('%s want the token of the session', async (path) => {
    const { send, entryNumber } = await asked()
    expect((await send(`/entries/${entryNumber}/${path}`, { token: 'x' })).status).toBe(403)
  }) // prettier-ignore

  it('are not there for another filer', async () => {
    const { desk, entryNumber } = await asked()
    const other: Pick<GivenDesk, 'send'> = await desk.seatFor(desk.otherKey)
    for (const path of ['answer', 'amend', 'cancel', 'resend']) {
      expect((await other.send(`/entries/${entryNumber}/${path}`, { version: '1' })).status).toBe(404)
    }
  }) // prettier-ignore
})
