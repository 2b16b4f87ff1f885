import { describe, expect, it } from 'vitest'
import { filer, otherFiler } from '../http/given.ts'
import { madeCsv } from '../batch/made.ts'
import { givenDesk } from './given.ts'
import type { GivenDesk } from './given.ts'

const hostile = '<img src=x onerror=alert(1)>{{7*7}}javascript:alert(1)'

const fileOf = (text: string, name = 'parcels.csv') => new File([text], name)

/** As the script of the page sends a file. */
async function dropped(given: GivenDesk, text: string, name = 'parcels.csv', more = '') {
  const { ask, cookie, token } = given
  return ask(`/batches/file?name=${encodeURIComponent(name)}${more}`, {
    method: 'POST',
    body: text,
    headers: {
      Cookie: cookie,
      'X-Token': token,
      Origin: 'http://desk.test',
      'Sec-Fetch-Site': 'same-origin',
      'HX-Request': 'true',
      'Content-Type': 'text/csv',
    },
  })
}

const leadsTo = ({ headers }: { readonly headers: Headers }) =>
  headers.get('HX-Redirect') ?? headers.get('Location') ?? ''

async function filed({ gateway }: GivenDesk) {
  while ((await gateway.fileBatches()).dealt > 0);
}

const made = { rows: 40, bad: 5, seed: 7 }

/** The headings and one row with one cell replaced. */
function oneRow(column: string, value: string): string {
  const [heading = '', first = ''] = madeCsv({ rows: 1 }).split(/\r?\n/)
  const at = heading.split(',').indexOf(column)
  return `${heading}\n${first.split(',').with(at, `"${value}"`).join(',')}\n`
}

describe('a file that is dropped', () => {
  it('leads to its batch, which shows how far it is and then what was refused and why', async () => {
    const given = await givenDesk()
    const sent = await dropped(given, madeCsv(made))
    expect(sent.status).toBe(204)
    const path = leadsTo(sent)
    expect(path).toMatch(/^\/batches\/bat_\w+$/)
    const begun = await given.page(path)
    expect(begun.html).toContain('hx-trigger="every 1s"')
    expect(begun.html).toMatch(/<progress\s+max="40"\s+value="0"/)
    await filed(given)
    const { html, text } = await given.page(path)
    expect(text).toContain('35 shipments filed, 5 refused of 40.')
    expect(text).toContain('queued 35')
    expect(html).toContain('hx-trigger="changed from:body"')
    expect(html.match(/<ul class="reasons">/g)).toHaveLength(5)
    expect(text).toContain('Download the 5 refused')
    expect(html).toMatch(/href="\/bills\/[^"]+"/)
  })

  it('gives its refused rows back as a file that can be mended and sent again', async () => {
    const given = await givenDesk()
    const path = leadsTo(await dropped(given, madeCsv(made)))
    await filed(given)
    const { html, headers, status } = await given.page(`${path}/errors.csv`)
    expect(status).toBe(200)
    expect(headers.get('Content-Disposition')).toMatch(/^attachment; filename="bat_\w+-errors\.csv"/)
    expect(html.trim().split(/\r?\n/)).toHaveLength(6)
    const again = await dropped(given, html, 'mended.csv')
    expect(leadsTo(again)).toMatch(/^\/batches\/bat_/)
  }) // prettier-ignore

  it('is not filed twice: the same file says when it came, unless it is wanted again', async () => {
    const given = await givenDesk()
    const path = leadsTo(await dropped(given, madeCsv(made)))
    await filed(given)
    const again = await dropped(given, madeCsv(made), 'renamed.csv')
    expect(again.status).toBe(409)
    expect(again.text).toContain('This file came before')
    expect(again.html).toContain(`href="${path}"`)
    expect(await given.gateway.batches.list(filer, { limit: 10 })).toHaveLength(1)
    const wanted = leadsTo(await dropped(given, madeCsv(made), 'parcels.csv', '&again=1'))
    await filed(given)
    expect((await given.page(wanted)).text).toContain('0 shipments filed, 40 refused of 40.')
  })

  it('of another filer is another file', async () => {
    const given = await givenDesk()
    await dropped(given, madeCsv(made))
    const other = { ...given, ...(await given.seatFor(given.otherKey)) }
    expect((await dropped(other, madeCsv(made))).status).toBe(204)
    expect(await given.gateway.batches.list(otherFiler, { limit: 10 })).toHaveLength(1)
  })

  it('comes in by the form too, where no script runs', async () => {
    const { send, page } = await givenDesk()
    const sent = await send('/batches', { file: fileOf(madeCsv(made)) })
    expect(sent.status).toBe(303)
    expect((await page(leadsTo(sent))).text).toContain('parcels.csv')
    const twice = await send('/batches', { file: fileOf(madeCsv(made)) })
    expect([twice.status, twice.text.includes('This file came before')]).toEqual([409, true])
    const again = await send('/batches', { file: fileOf(madeCsv(made)), again: '1' })
    expect(again.status).toBe(303)
  })

  it.each([
    ['an empty file', fileOf('')],
    ['only its headings', fileOf(madeCsv(made).split(/\r?\n/)[0] ?? '')],
    ['another kind of file', fileOf('x', 'photo.png')],
    ['broken JSON', fileOf('[{', 'rows.json')],
    ['bytes that are no workbook', fileOf('PK not really', 'rows.xlsx')],
  ])('is refused on the page when it is %s, and nothing is kept', async (_, file) => {
    const { send, gateway } = await givenDesk()
    const { status, html } = await send('/batches', { file })
    expect(status).toBe(422)
    expect(html).toContain('role="alert"')
    expect(await gateway.batches.list(filer, { limit: 10 })).toEqual([])
  })

  it('is taken from no other site, and with no other token', async () => {
    const given = await givenDesk()
    const stranger = await dropped({ ...given, token: '0'.repeat(32) }, madeCsv(made))
    expect(stranger.status).toBe(403)
    expect(await given.gateway.batches.list(filer, { limit: 10 })).toEqual([])
  })

  it('needs a key that may file, and shows itself to one that may read', async () => {
    const given = await givenDesk()
    const { key } = await given.newKey(filer, ['entries:read'])
    const reader = await given.seatFor(key)
    expect((await reader.page('/batches')).html).not.toContain('type="file"')
    expect((await dropped({ ...given, ...reader }, madeCsv(made))).status).toBe(403)
  })
})

describe('headings that are not known', () => {
  const strange = madeCsv(made).replace('Reference', 'Sendungsnr')

  it('lead to questions, whose answers are remembered for the next file', async () => {
    const given = await givenDesk()
    const asked = await dropped(given, strange)
    expect(asked.status).toBe(422)
    expect(asked.text).toContain('What do these headings mean?')
    expect(asked.html).toContain('name="heading" value="Sendungsnr"')
    expect(asked.text).toContain('The column reference is missing.')
    const fields = { heading: 'Sendungsnr', column: 'reference', next: 'batches' }
    expect(leadsTo(await given.send('/settings/headings', fields))).toBe('/batches?done=headings_kept')
    expect((await dropped(given, strange)).status).toBe(204)
    expect((await given.page('/settings/headings')).html).toContain('value="Sendungsnr"')
  }) // prettier-ignore

  it('can be told to be none of ours, and be forgotten', async () => {
    const { send, gateway } = await givenDesk()
    await send('/settings/headings', { heading: hostile, column: '-' })
    expect(await gateway.batches.mapping.read(filer)).toEqual({ [hostile]: null })
    await send('/settings/headings', { heading: hostile, column: '' })
    expect(await gateway.batches.mapping.read(filer)).toEqual({})
    const wrong = await send('/settings/headings', { heading: 'x', column: 'no.such' })
    expect([wrong.status, await gateway.batches.mapping.read(filer)]).toEqual([422, {}])
  })

  it('are text wherever they are shown', async () => {
    const given = await givenDesk()
    const asked = await dropped(given, `"${hostile}",Reference\n1,2\n`)
    expect(asked.status).toBe(422)
    expect(asked.html).not.toContain('<img')
    await given.send('/settings/headings', { heading: hostile, column: '-' })
    expect((await given.page('/settings/headings')).html).not.toContain('<img')
  })
})

describe('the pages of batches', () => {
  it('have nothing to show at first, and say how to begin', async () => {
    const { page } = await givenDesk()
    const { html, text } = await page('/batches')
    expect(text).toContain('No file has come yet.')
    expect(html).toContain('src="/assets/upload.js"')
    expect(html).not.toMatch(/\son\w+=|\sstyle=/)
  })

  it('list them newest first, by cursor', async () => {
    const given = await givenDesk()
    for (let seed = 1; seed <= 27; seed++) {
      await dropped(given, madeCsv({ rows: 2, tag: `S${seed}` }), `file-${seed}.csv`)
    }
    const { html, text } = await given.page('/batches')
    expect(text.indexOf('file-27.csv')).toBeLessThan(text.indexOf('file-26.csv'))
    const [, next = ''] = /href="([^"]+)" rel="next"/.exec(html) ?? []
    const older = await given.page(next.replaceAll('&amp;', '&'))
    expect(older.text).toContain('file-1.csv')
    expect(older.text).not.toContain('file-3.csv')
    expect((await given.page('/batches?cursor=x')).status).toBe(400)
  })

  it('show the entries in the order of the file, by status too', async () => {
    const given = await givenDesk()
    const path = leadsTo(await dropped(given, madeCsv({ rows: 60, bad: 0, seed: 2 })))
    await filed(given)
    const { html, text } = await given.page(`${path}/entries`)
    expect(html.match(/href="\/entries\/ZZ9-/g)).toHaveLength(50)
    expect(text).toContain('queued 60')
    const [, next = ''] = /href="([^"]+)" rel="next"/.exec(html) ?? []
    const rest = await given.page(next.replaceAll('&amp;', '&'))
    expect(rest.html.match(/href="\/entries\/ZZ9-/g)).toHaveLength(10)
    expect((await given.page(`${path}/entries?status=released`)).text).toContain('None.')
  })

  it('page the refused rows', async () => {
    const given = await givenDesk()
    const path = leadsTo(await dropped(given, madeCsv({ rows: 40, bad: 30, seed: 4 })))
    await filed(given)
    const { html } = await given.page(path)
    expect(html.match(/<ul class="reasons">/g)).toHaveLength(25)
    const [, next = ''] = /href="([^"]+)" rel="next"/.exec(html) ?? []
    expect((await given.page(next.replaceAll('&amp;', '&'))).html.match(/<ul class="reasons">/g)).toHaveLength(5) // prettier-ignore
  })

  it('show what a file says as text', async () => {
    const given = await givenDesk()
    const path = leadsTo(await dropped(given, oneRow('Consignee', hostile), `${hostile}.csv`))
    const bad = leadsTo(await dropped(given, oneRow('Port of Entry', hostile), 'bad.csv'))
    await filed(given)
    for (const at of ['/batches', path, `${path}/entries`, bad]) {
      const { html } = await given.page(at)
      expect(html).not.toContain('<img')
    }
    expect((await given.page(path)).text).toContain(hostile)
  })

  it('of another filer are as those that never were', async () => {
    const given = await givenDesk()
    const path = leadsTo(await dropped(given, madeCsv(made)))
    const other = await given.seatFor(given.otherKey)
    for (const end of ['', '/entries', '/errors.csv']) {
      const theirs = await other.page(path + end)
      const none = await other.page(`/batches/bat_none${end}`)
      expect([theirs.status, theirs.text]).toEqual([404, none.text])
    }
  })
})
