import { describe, expect, it } from 'vitest'
import { mockCbp, scenario } from '../http/given.ts'
import { givenDesk } from './given.ts'

const hours = 3_600_000

describe('Today', () => {
  it('says that nothing waits where nothing does', async () => {
    const { page } = await givenDesk()
    const { text } = await page('/')
    expect(text).toContain('Nothing waits for you.')
    expect(text).toContain('Nothing that is filed arrives today or in the three days after.')
    expect(text).toContain('CBP answers.')
  })

  it('lists what needs the filer by its day, with what to do', async () => {
    const desk = await givenDesk({ send: mockCbp })
    await desk.file(scenario('SIMDOC1'))
    await desk.file(scenario('SIMREJ282'))
    await desk.file(scenario('PLAIN1'))
    await desk.hours(2)
    const { page } = await desk.seatFor(desk.key)
    const { text } = await page('/')
    expect(text).toContain('Needs you 2')
    // The refused one is due with its arrival, the document two weeks later.
    expect(text).toMatch(/SIMREJ282 1 Dec 2026 in 8 days .*SIMDOC1 16 Dec 2026 in 23 days/)
    expect(text).toContain('Send the document as an answer.')
    expect(text).not.toMatch(/PLAIN1 \d+ Dec/)
  })

  it('marks what is overdue', async () => {
    const desk = await givenDesk({ send: mockCbp })
    await desk.file(scenario('SIMREJ282'))
    await desk.hours(24 * 9)
    const { page } = await desk.seatFor(desk.key)
    expect((await page('/')).text).toContain('1 Dec 2026 overdue')
  })

  it('counts entries by status, each with the way to its list', async () => {
    const desk = await givenDesk({ send: mockCbp })
    await desk.file(scenario('SIMREJ282'))
    await desk.hours(1)
    await desk.file(scenario('PLAIN1'))
    await desk.file(scenario('PLAIN2'))
    const { page } = await desk.seatFor(desk.key)
    const { html, text } = await page('/')
    expect(text).toMatch(/Entries by status 3 queued 2 submitted 0 .* rejected 1/)
    expect(html).toContain('href="/entries?status=queued"')
    expect(html).toMatch(/<rect\s+class="queued"/)
  })

  it('shows what arrives today and soon, by master bill', async () => {
    const desk = await givenDesk()
    await desk.file({ ...scenario('A1'), estimatedArrivalDate: '2026-11-24' })
    await desk.file({ ...scenario('A2'), estimatedArrivalDate: '2026-11-24' })
    await desk.file({ ...scenario('A3'), estimatedArrivalDate: '2026-11-28' })
    const { text } = await desk.page('/')
    expect(text).toContain('172-12345675 24 Nov 2026 tomorrow 2 2 queued')
    expect(text).not.toContain('28 Nov 2026')
  })

  it('draws the day, with the figures in words and as tables', async () => {
    const desk = await givenDesk({ send: mockCbp })
    await desk.file({ ...scenario('P1'), estimatedArrivalDate: '2026-11-23' })
    await desk.file({ ...scenario('P2'), estimatedArrivalDate: '2026-11-23' })
    await desk.hours(8)
    const { page } = await desk.seatFor(desk.key)
    const { text, html } = await page('/')
    expect(text).toContain('2 entries in 24 hours; at most 2 entries in one.')
    expect(text).toMatch(/half within [\d.]+ h \(solid\), nine of ten within [\d.]+ h \(dashed\)/)
    expect(html).toMatch(/role="img"\s+aria-labelledby="filed-title filed-gist"/)
    expect(html).toContain('<desc id="pace-gist">')
    expect(html).toContain('<summary>The figures</summary>')
  })

  it('says when CBP does not answer, what is in doubt and what waits', async () => {
    const desk = await givenDesk({
      send: () => () => {
        throw new Error('no line')
      },
    })
    await desk.file(scenario('P1'))
    for (let tries = 0; tries < 8; tries++) {
      await desk.gateway.tick()
      desk.move(10 * 60_000)
    }
    const { page } = await desk.seatFor(desk.key)
    const { text } = await page('/')
    expect(text).toContain('CBP does not answer.')
    expect(text).toContain('In doubt 1 transmission with 1 entry')
    expect(text).toMatch(/CBP is silent on 1 , for an hour or longer/)
  })

  it('is of one filer alone', async () => {
    const desk = await givenDesk()
    await desk.file(scenario('P1'))
    const { page } = await desk.seatFor(desk.otherKey)
    const { text } = await page('/')
    expect(text).toContain('Entries by status 0')
    expect(text).toContain('Waiting to be sent none')
  })

  it('keeps its counts as the journal has it, whatever happens to the entries', async () => {
    const desk = await givenDesk({ send: mockCbp })
    for (const bill of ['SIMDOC1', 'SIMREJ282', 'SIMHLD1', 'SIMSUS1', 'SIMDUP1', 'SIMORD1', 'P1']) {
      await desk.file({ ...scenario(bill), estimatedArrivalDate: '2026-11-24' })
    }
    const withdrawn = await desk.file(scenario('P2'))
    await desk.post(`/v1/entries/${withdrawn.id}/cancel`, { reason: '01' })
    const moved = await desk.file(scenario('P3'))
    await desk.call('PATCH', `/v1/entries/${moved.id}`, {
      body: '{"estimatedArrivalDate":"2026-11-30"}',
      headers: { 'Content-Type': 'application/merge-patch+json' },
    })
    for (let day = 0; day < 3; day++) {
      await desk.hours(24)
      const by = (kind: string, columns: string) => ({
        sql: `select ${columns}, n from tally where kind = '${kind}' and n <> 0 order by 1, 2, 3`,
        values: [],
      })
      const counted = (columns: string) => ({
        sql: `select ${columns}, count(*) as n from entry group by 1, 2, 3 order by 1, 2, 3`,
        values: [],
      })
      expect(await desk.db.read(by('status', "part, '' as a, '' as b"))).toEqual(
        await desk.db.read(counted("status as part, '' as a, '' as b")),
      )
      expect(await desk.db.read(by('arrival', 'at, name, part'))).toEqual(
        await desk.db.read(counted('arrival_day as at, master_bill as name, status as part')),
      )
    }
  })
})

describe('the pace of releases', () => {
  it('is right to a tenth from a second to a month', async () => {
    const { spanOf, within } = await import('../../src/domain/pace.ts')
    for (const seconds of [2, 9, 60, 599, hours / 1000, 86_400, 2_592_000]) {
      const told = within(new Map([[spanOf(seconds), 1]]), 50) ?? 0
      expect(Math.abs(told - seconds) / seconds).toBeLessThan(seconds < 10 ? 0.5 : 0.1)
    }
  })

  it('tells the half and the nine of ten', async () => {
    const { spanOf, within } = await import('../../src/domain/pace.ts')
    const spans = new Map([[spanOf(100), 80], [spanOf(1000), 19], [spanOf(10_000), 1]]) // prettier-ignore
    expect(within(spans, 50)).toBeCloseTo(100, -1)
    expect(within(spans, 90)).toBeGreaterThan(900)
    expect(within(spans, 90)).toBeLessThan(1100)
    expect(within(new Map(), 50)).toBeNull()
  })
})
