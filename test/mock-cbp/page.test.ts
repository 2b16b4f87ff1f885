import { describe, expect, it } from 'vitest'
import { capsuleIn, different, replayed } from './replayed.ts'
import { json, file, filing, get, givenMock, inRecords, noon, number, post, refusal, send, sendDocument, sendRecords, transmission } from './given.ts' // prettier-ignore

type Mock = Parameters<typeof get>[0]

const see = async (mock: Mock, path: string) => (await get(mock, path)).text()

/** What a reader reads, without the markup. */
const read = async (mock: Mock, path: string) => wordsOf(await see(mock, path))

const wordsOf = (page: string) =>
  (/<main[^]*<\/main>/.exec(page)?.[0] ?? page)
    .replace(/<[^>]+>/g, ' ')
    .replaceAll('&quot;', '"')
    .replaceAll('&#39;', "'")
    .replace(/\s+/g, ' ')

const press = (
  mock: Mock,
  form: string,
  fields: Readonly<Record<string, string>>,
  headers: Readonly<Record<string, string>> = {},
) =>
  post(mock, `/_mock/view/do/${form}`, new URLSearchParams(fields).toString(), {
    'Content-Type': 'application/x-www-form-urlencoded',
    ...headers,
  })

const pages = ['/_mock', ...['entries', 'journal', 'scenarios', 'trouble', 'flights', 'worlds'].map((name) => `/_mock/view/${name}`)] // prettier-ignore

describe('every page', () => {
  it.each(pages)('%s says that it is a simulation, and lets nothing in from elsewhere', async (path) => {
    const response = await get(givenMock(), path)
    expect(response.status).toBe(200)
    expect(response.headers.get('Content-Type')).toBe('text/html; charset=utf-8')
    expect(response.headers.get('X-Content-Type-Options')).toBe('nosniff')
    const policy = response.headers.get('Content-Security-Policy') ?? ''
    expect(policy).toMatch(/^default-src 'none'; style-src 'self'; script-src 'self'; connect-src 'self';/)
    expect(policy).not.toContain('unsafe')
    const page = await response.text()
    expect(page).toContain('This is not CBP, and nothing sent here reaches CBP.')
    expect(page).toMatch(/<html lang="en">[^]*<title>[^<]+<\/title>/)
    expect(page).not.toMatch(/style="|<style|<script>|\son\w+="/)
    expect(page.match(/<h1[ >]/g)).toHaveLength(1)
    expect(headingsOutOfOrder(page)).toEqual([])
    expect(fieldsWithoutLabel(page)).toEqual([])
    expect(idsTwice(page)).toEqual([])
  }) // prettier-ignore

  it('writes nothing', async () => {
    const mock = givenMock()
    for (const path of pages) await get(mock, path)
    expect(await mock.db.read({ sql: 'select * from mock_world', values: [] })).toEqual([])
  })

  it('is not sent again as long as nothing changed', async () => {
    const mock = givenMock()
    const tag = (await get(mock, '/_mock')).headers.get('ETag') ?? ''
    const look = () => mock.fetch(new Request('http://cbp.test/_mock', { headers: { 'If-None-Match': tag } })) // prettier-ignore
    expect((await look()).status).toBe(304)
    await file(mock, 'M-1', filing('A', 1, 'SIMREL1'))
    expect((await look()).status).toBe(200)
  })

  it('keeps its world in every link and form', async () => {
    const mock = givenMock()
    await file(mock.world('tea'), 'M-1', filing('A', 1, 'SIMREL1'))
    for (const path of [...pages, `/_mock/view/entries/${number(1)}`, '/_mock/view/journal/1']) {
      const page = await see(mock, `${path}?world=tea`)
      const links = [...page.matchAll(/(?:href|action)="(\/_mock[^"]*)"/g)].map(([, link]) => link)
      const astray = links.filter((link) => !/world=|page\.(css|js)$/.test(link ?? ''))
      // The switcher and the list of worlds lead to others, and `main` needs no name.
      expect(astray.filter((link) => !['/_mock', '/_mock/view/entries'].includes(link ?? ''))).toEqual([]) // prettier-ignore
    }
    expect(await see(mock, '/_mock')).not.toContain('ZZ9-0000001-1')
  })

  it('is a page, too, where nothing is', async () => {
    const mock = givenMock()
    for (const path of [
      'nowhere',
      'entries/ZZ9-9999999-9',
      'entries/%00',
      'journal/7',
      'journal/x',
    ]) {
      const response = await get(mock, `/_mock/view/${path}`)
      expect([path, response.status]).toEqual([path, 404])
      expect(await response.text()).toContain('<h1>Nothing is here</h1>')
    }
  })
})

const headingsOutOfOrder = (page: string) => {
  const levels = [...page.matchAll(/<h([1-6])[ >]/g)].map(([, level]) => Number(level))
  return levels.filter((level, index) => level > (levels[index - 1] ?? 0) + 1)
}

const fieldsWithoutLabel = (page: string) => {
  const labelled = new Set([...page.matchAll(/<label[^>]* for="([^"]+)"/g)].map(([, id]) => id))
  return [...page.matchAll(/<(?:input|select|textarea)\b[^>]*>/g)]
    .map(([field]) => field)
    .filter((field) => !/type="(hidden|checkbox)"/.test(field))
    .filter((field) => !labelled.has(/\bid="([^"]+)"/.exec(field)?.[1] ?? ''))
}

const idsTwice = (page: string) => {
  const ids = [...page.matchAll(/\sid="([^"]+)"/g)].map(([, id]) => id)
  return ids.filter((id, index) => ids.indexOf(id) !== index)
}

describe('what it shows', () => {
  it('an entry: its status, what CBP said last, what is due next', async () => {
    const mock = givenMock({ pace: 'manual' })
    await file(mock, 'M-1', filing('A', 1, 'SIMDOC1'))
    expect(await read(mock, '/_mock')).toMatch(/ZZ9-0000001-1 SIMDOC1 SIMDOC accepted accepted, in the reply in 1 h : Document required SO60 96/) // prettier-ignore
    await mock.clock.advance('1h')
    expect(await read(mock, '/_mock')).toMatch(/discrepancy Document required SO60 96 13:00:00 waits for a document/) // prettier-ignore
    const page = await read(mock, `/_mock/view/entries/${number(1)}`)
    expect(page).toContain('CBP asks for a document. The filer is next: Send the document as an answer.') // prettier-ignore
    expect(page).toContain('12:00:00 Reply: accepted 13:00:00 Document required SO60 96 in the mailbox, not acknowledged yet') // prettier-ignore
  })

  it('an entry whose reply is not due, and one that was refused', async () => {
    const mock = givenMock({ pace: 'manual' })
    await file(mock, 'M-1', filing('A', 1, 'SIMLAT1'))
    await file(mock, 'M-2', filing('A', 2, 'SIMREJ282'))
    expect(await read(mock, '/_mock')).toMatch(/SIMLAT1 SIMLAT unanswered nothing yet reply due in 4 h/)
    expect(await read(mock, '/_mock')).toMatch(/SIMREJ282 – rejected refused, not on file/)
    expect(await read(mock, `/_mock/view/entries/${number(2)}`)).toContain('CBP refused this entry.')
  }) // prettier-ignore

  it('the traffic, in which looks that repeat are one line', async () => {
    const mock = givenMock()
    for (let look = 0; look < 3; look += 1) await get(mock, '/ace/mailbox')
    await file(mock, 'M-1', filing('A', 1, 'SIMREL1'))
    const page = await read(mock, '/_mock/view/journal')
    expect(page).toMatch(/POST \/ace\/transmissions 12:00:00 ZZ9, 1 entry M-1 200 SIMREL GET \/ace\/mailbox 3 times, last 12:00:00 ZZ9 200/) // prettier-ignore
  })

  it('why no rule was the one', async () => {
    const mock = givenMock()
    await mock.control('scenarios', { id: 'TOYS', match: { prefix: 'TOY' }, steps: 'admit' })
    await file(mock, 'M-1', filing('A', 1, 'BOX1'))
    await file(mock, 'M-2', filing('A', 2, 'SIMRLE1'))
    const page = await read(mock, '/_mock')
    expect(page).toContain('TOYS 2 entries SIMRLE1 12:00:00 prefix: "SIMRLE1" does not begin with "TOY"') // prettier-ignore
    expect(page).toContain('built in 1 entry SIMRLE1 12:00:00 it begins with none of their names; did you mean "SIMREL"?') // prettier-ignore
    expect(await read(mock, '/_mock/view/journal/2')).toContain('BOX1 met USUAL . Not TOYS , because prefix: "BOX1" does not begin with "TOY".') // prettier-ignore
  })

  it('an exchange, set out and as it was', async () => {
    const mock = givenMock()
    const body = transmission('M-1', [filing('A', 1, 'SIMREL1')]).replaceAll(/\n\s*/g, '')
    await send(mock, 'M-1', body)
    const page = await see(mock, '/_mock/view/journal/1')
    const [set = '', raw = ''] = [...page.matchAll(/<pre[^>]*>\n?([^]*?)<\/pre>/g)].map(([, text = '']) => text.replace(/<[^>]+>/g, '')) // prettier-ignore
    expect(set).toContain('\n  &lt;envelope&gt;\n    &lt;messageId&gt;M-1&lt;/messageId&gt;\n')
    expect(raw).toBe(body.replaceAll('<', '&lt;').replaceAll('>', '&gt;').replaceAll('"', '&quot;'))
    expect(page).toContain(`href="/_mock/view/entries/${number(1)}"`)
  })

  it('bytes that are no text, and documents that are broken, as they came', async () => {
    const mock = givenMock()
    await send(mock, 'M-1', '\u0000\u0001')
    await send(mock, 'M-2', '<a><b></a>')
    await send(mock, 'M-3', '{"a": [1, tru')
    expect(await read(mock, '/_mock/view/journal/1')).toContain('shown in Base64. content-type')
    expect(await read(mock, '/_mock/view/journal/2')).toContain('&lt;a&gt;&lt;b&gt;&lt;/a&gt;')
    expect(await read(mock, '/_mock/view/journal/3')).toContain('{"a": [1, tru')
    const sent = await get(mock, '/_mock/view/journal/1/request')
    expect(new Uint8Array(await sent.arrayBuffer())).toEqual(new Uint8Array([0, 1]))
    expect(sent.headers.get('Content-Disposition')).toContain('attachment')
  })

  it('flights with their entries, manifests, and the days of people', async () => {
    const mock = givenMock()
    await press(mock, 'manifest', { flight: 'CX 0880', masterBill: '172-12345675', bills: 'HAWB1 3\nHAWB2' }) // prettier-ignore
    await file(mock, 'M-1', filing('A', 1, 'HAWB1'))
    const page = await read(mock, '/_mock/view/flights')
    expect(page).toContain('CX880 1 not yet not yet Depart CX880 Arrive CX880')
    expect(page).toContain('HAWB1 17212345675 CX880 3')
    expect(page).toMatch(/JANE SMITH, 100 MAIN ST, BROOKLYN 2026-12-01 1 \$30/)
    await press(mock, 'arrive', { flight: 'CX880' })
    expect(await read(mock, '/_mock/view/flights')).toContain('CX880 1 not yet 12:00:00 landed')
  })

  it('documents that came', async () => {
    const mock = givenMock({ pace: 'manual' })
    await file(mock, 'M-1', filing('A', 1, 'SIMDOC1'))
    const documents = [{ type: 'CBP01', name: 'invoice <1>.pdf', mediaType: 'application/pdf', content: 'JVBERg==' }] // prettier-ignore
    await sendDocument(mock, 'D-1', number(1))
    await post(mock, '/ace/documents', JSON.stringify({ entryNumber: number(1), documents }), { 'Message-Id': 'D-2' }) // prettier-ignore
    const page = await read(mock, `/_mock/view/entries/${number(1)}`)
    expect(page).toContain('invoice &lt;1&gt;.pdf CBP01 12:00:00 4 bytes, application/pdf')
    expect(page).toMatch(
      /POST \/ace\/documents .* POST \/ace\/documents .* POST \/ace\/transmissions/,
    )
  })

  it('no markup of strangers', async () => {
    const mock = givenMock()
    const evil = '<script>alert(1)</script>'
    const parcel = filing('A', 1, 'SIMREL1')
    const parties = parcel.parties.map((party) => ({ ...party, name: evil }))
    await send(mock, 'M-1', transmission('M-1', [{ ...parcel, parties }]))
    await send(mock, evil, evil)
    await get(mock, `/ace/transmissions/${encodeURIComponent(evil)}`)
    await get(mock, `/ace/entries/${evil}"onload="x`)
    const rule = { id: 'EVIL', title: evil, match: { consignee: 'nobody' }, steps: 'admit' }
    await mock.control('scenarios', rule)
    await press(mock, 'say', { entry: evil, say: evil, from: `/_mock?${evil}` })
    for (const path of [...pages, ...[1, 2, 3, 4, 5, 6].map((at) => `/_mock/view/journal/${at}`)]) {
      const page = await see(mock, path)
      expect([path, page.includes(evil), page.includes('"onload=')]).toEqual([path, false, false])
    }
    expect(await see(mock, '/_mock/view/flights')).toContain(
      '&lt;SCRIPT&gt;ALERT(1)&lt;/SCRIPT&gt;',
    )
  })
})

describe('a form', () => {
  it('is the call it stands for, and leads back to its page', async () => {
    const mock = givenMock({ pace: 'manual' })
    const from = `/_mock/view/scenarios?world=tea`
    const response = await press(mock.world('tea'), 'clock', { move: '4h', from })
    expect(response.status).toBe(303)
    expect(response.headers.get('Location')).toBe(`${from}&did=clock`)
    expect(await mock.world('tea').clock.now()).toBe('2026-11-28T16:00:00.000Z')
    expect(await mock.clock.now()).toBe(noon)
    const [line] = (await json(await get(mock, '/_mock/journal?world=tea')))['items'] as unknown[]
    expect(line).toMatchObject({ method: 'POST', path: '/_mock/clock', status: 200 })
    const { request } = await json(await get(mock, '/_mock/journal/1?world=tea'))
    expect(request).toEqual({ form: 'text', text: '{"advance":"4h"}' })
    expect(await read(mock, `${from}&did=clock`)).toContain('The clock was moved.')
  })

  it.each([
    ['/_mock/view/trouble', '/_mock/view/trouble?did=clock'],
    ['https://elsewhere.test/_mock', '/_mock?did=clock'],
    ['//elsewhere.test/_mock', '/_mock?did=clock'],
    ['/_mock/view/../../ace/mailbox', '/_mock?did=clock'],
    ['javascript:alert(1)', '/_mock?did=clock'],
    ['', '/_mock?did=clock'],
  ])('of %s leads to %s', async (from, to) => {
    const response = await press(givenMock(), 'clock', { move: 'freeze', from })
    expect(response.headers.get('Location')).toBe(to)
  })

  it('shows what was refused, with what was filled in', async () => {
    const mock = givenMock()
    const rules = '- id: TOYS\n  steps: admit, relase\n'
    const response = await press(mock, 'rules', { rules, from: '/_mock/view/scenarios' })
    expect(response.status).toBe(422)
    const page = await response.text()
    expect(page).toMatch(/<li data-line="2">\s*<b>Line 2, column \d+:<\/b> &quot;relase&quot;: there is no word &quot;relase&quot;; did you mean &quot;release&quot;\?/) // prettier-ignore
    expect(page).toContain('- id: TOYS\n  steps: admit, relase\n</textarea')
    expect(wordsOf(page)).toContain('Rules refused; nothing was changed.')
    const set = await press(mock, 'clock', { to: '2026-11-01', from: '/_mock' })
    expect(wordsOf(await set.text())).toContain('2026-11-01T00:00:00.000Z is before that')
  })

  it.each([
    ['30m', '2026-11-28T12:30:00.000Z'],
    [' PT2H ', '2026-11-28T14:00:00.000Z'],
    ['2026-12-01', '2026-12-01T00:00:00.000Z'],
    ['2026-12-01 14:00', '2026-12-01T14:00:00.000Z'],
    ['2026-12-01T14:00:00-05:00', '2026-12-01T19:00:00.000Z'],
  ])('moves the clock by or to %s', async (to, now) => {
    const mock = givenMock({ pace: 'manual' })
    expect((await press(mock, 'clock', { to })).status).toBe(303)
    expect(await mock.clock.now()).toBe(now)
  })

  it('decides on a correction, says things by hand, and sets what follows', async () => {
    const mock = givenMock({ pace: 'manual', reviews: 'by-hand' })
    await file(mock, 'M-1', filing('A', 1, 'SIMHLD1'))
    await file(mock, 'M-2', filing('R', 1, 'SIMHLD2'))
    const path = `/_mock/view/entries/${number(1)}`
    expect(await read(mock, path)).toContain('A correction waits for you')
    const fields = { entry: number(1), from: path }
    await press(mock, 'decide', {
      ...fields,
      decision: 'refuse',
      reason: '5',
      documentType: 'CBP01',
    })
    expect(await read(mock, path)).toContain('Correction request rejected SO60 86')
    await press(mock, 'say', { ...fields, say: 'exam' })
    expect(await read(mock, path)).toContain('Pending intensive exam SO60 03')
    await press(mock, 'steer', { ...fields, steps: 'hold 2h, release' })
    expect(await read(mock, path)).toMatch(/CBP hold SO50 53 .* 14:00:00 in 2 h CBP hold removed SO50 56 15:00:00 in 3 h Released SO60 98/) // prettier-ignore
    const wrong = await press(mock, 'steer', { ...fields, steps: 'hold 2h, relase' })
    expect(wordsOf(await wrong.text())).toContain('step 2, "relase": there is no word "relase"; did you mean "release"?') // prettier-ignore
  })

  it('begins and ends a bad day, plans faults, and changes settings', async () => {
    const mock = givenMock()
    await press(mock, 'settings', { badDay: 'flaky-line' })
    await press(mock, 'plan', { fault: 'lost-reply', on: 'transmissions', skip: '2', times: '3' })
    expect(await read(mock, '/_mock')).toContain('Today is a bad day: flaky-line')
    expect(await read(mock, '/_mock/view/trouble')).toContain('lost-reply on transmissions, 3 times, after 2 more requests') // prettier-ignore
    await press(mock, 'calm', {})
    expect(await read(mock, '/_mock')).not.toContain('bad day')
    const change = { pace: 'real', dedupe: 'no', inspectionRate: '0.5', seed: '7' }
    await press(mock, 'settings', change)
    expect(await json(await get(mock, '/_mock/settings'))).toMatchObject({ pace: 'real', dedupe: false, inspectionRate: 0.5, seed: 7, badDay: null }) // prettier-ignore
    const wrong = await press(mock, 'settings', { seed: 'x', from: '/_mock/view/worlds' })
    expect(wrong.status).toBe(422)
    expect(await wrong.text()).toMatch(/\/seed: [^]*name="seed"[^]*value="x"/)
  })

  it('keeps, restores, forks and resets worlds', async () => {
    const mock = givenMock()
    await file(mock, 'M-1', filing('A', 1, 'SIMREL1'))
    await press(mock, 'snapshot', { name: 'one' })
    await file(mock, 'M-2', filing('A', 2, 'SIMREL2'))
    const forked = await press(mock, 'fork', { name: 'tea' })
    expect(forked.headers.get('Location')).toBe('/_mock?world=tea&did=fork')
    await press(mock, 'restore', { name: 'one' })
    expect(await read(mock, '/_mock/view/entries')).not.toContain(number(2))
    expect(await read(mock, '/_mock/view/entries?world=tea')).toContain(number(2))
    await press(mock, 'reset', {})
    expect(await read(mock, '/_mock/view/entries')).toContain(
      'CBP holds no entry in this world yet.',
    )
  })

  it('files an example, each under the next number', async () => {
    const mock = givenMock({ pace: 'manual' })
    const file = async () => {
      const page = await see(mock, '/_mock')
      const field = (name: string) => new RegExp(`name="${name}" value="([^"]*)"`).exec(page)?.[1] ?? '' // prettier-ignore
      const fields = { sequence: field('sequence'), arrivalDay: field('arrivalDay') }
      return press(mock, 'example', { bill: 'SIMDOC', ...fields })
    }
    expect([(await file()).status, (await file()).status]).toEqual([303, 303])
    expect(await read(mock, '/_mock')).toMatch(/DEM-0000002-\d SIMDOC0002 SIMDOC accepted .* DEM-0000001-\d SIMDOC0001/) // prettier-ignore
  })

  it('files an example in records, which are set out one by one with what is wrong in them', async () => {
    const mock = givenMock({ pace: 'manual' })
    const filed = await press(mock, 'example', { bill: 'SIMDOC', sequence: '1', arrivalDay: '2026-12-01', wire: 'catair' }) // prettier-ignore
    expect(filed.status).toBe(303)
    const sound = await read(mock, '/_mock/view/journal/1')
    expect(sound).toMatch(/SE10 entry header action 5 A add filer of the entry 6-8 DEM/)
    expect(sound).toMatch(/SE90 condition what it says 5-6 02 entry accepted/)
    const batch = inRecords('M-2', [filing('A', 1, 'HAWB1')]).replace('SE36', 'QQ36')
    await sendRecords(mock, batch.replace('JANE SMITH', '<B>JANE</B'))
    const wrong = await read(mock, '/_mock/view/journal/2')
    expect(wrong).toMatch(/QQ36 in no chapter .* is no record that is known here/)
    expect(wrong).toMatch(/X1 condition of a rejection .* X34/)
    expect(await see(mock, '/_mock/view/journal/2')).not.toContain('<B>JANE')
  })

  it('leave a world that can be replayed: refused ones are no part of it, and a bad day spares them', async () => {
    const mock = givenMock({ pace: 'manual', badDay: 'storm' })
    const example = { bill: 'SIMDOC', arrivalDay: '2026-12-01' }
    for (let sequence = 1; sequence <= 12; sequence++) {
      const filed = await press(mock, 'example', { ...example, sequence: `${sequence}` })
      expect(filed.status).toBe(303)
    }
    await press(mock, 'reset', {}, { Origin: 'null' })
    await press(mock, 'nothing', {})
    const { capsule } = await capsuleIn(mock)
    expect(capsule.exchanges).toHaveLength(12)
    expect(different(await replayed(capsule))).toEqual([])
  })

  it('of another site is refused', async () => {
    const mock = givenMock()
    const from = async (headers: Readonly<Record<string, string>>) =>
      refusal(await press(mock, 'reset', {}, headers))
    expect(await from({ Origin: 'https://elsewhere.test' })).toBe('403 cross_site')
    expect(await from({ Origin: 'null' })).toBe('403 cross_site')
    expect(await from({ 'Sec-Fetch-Site': 'cross-site' })).toBe('403 cross_site')
    expect((await press(mock, 'reset', {}, { Origin: 'http://cbp.test' })).status).toBe(303)
  })

  it('that is none is refused', async () => {
    const mock = givenMock()
    expect(await refusal(await press(mock, 'toString', {}))).toBe('404 path_unknown')
    expect(await refusal(await press(mock, 'reset', {}, { 'Content-Type': 'text/plain' }))).toBe('415 media_type') // prettier-ignore
    expect((await get(mock, '/_mock/view/do/reset')).headers.get('Location')).toBe('/_mock')
    for (const form of ['decide', 'say', 'steer', 'rules', 'plan', 'depart', 'manifest', 'snapshot', 'restore', 'fork', 'remove-rule', 'clock']) {
      const { status } = await press(mock, form, {})
      expect([form, status >= 400 && status < 500]).toEqual([form, true])
    }
  }) // prettier-ignore
})
