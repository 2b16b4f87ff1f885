import { globSync, readFileSync } from 'node:fs'
import { XmlDocument, XmlElement } from 'libxml2-wasm'
import { describe, expect, it } from 'vitest'
import type { Report, Seen } from '../../mock-cbp/coverage/report.ts'
import type { Statement } from '../../src/store/db.ts'
import { openSqlite } from '../../src/store/sqlite.ts'
import { acknowledge, basic, entry, file, filing, get, givenMock, inRecords, json, look, mailbox, post, refusal, send, sendDocument, sendRecords, number, shipment, transmission } from './given.ts' // prettier-ignore
import type { Given } from './given.ts'

type Asking = Pick<Given, 'fetch'>

const report = async (mock: Asking) =>
  (await (await get(mock, '/_mock/coverage?format=json')).json()) as Report

const all = ({ groups, beyond }: Report): readonly Seen[] =>
  [...groups, ...beyond].flatMap(({ outcomes }) => outcomes)

/** The ids of what was met, in the order of the report. */
const met = async (mock: Asking) =>
  all(await report(mock)).flatMap((outcome) => (outcome.met ? [outcome.id] : []))

const asked = (mock: Asking, messageId: string, scenario: string, sequence = 1) =>
  post(mock, '/ace/transmissions', transmission(messageId, [filing('A', sequence, 'HAWB1')]), {
    'Content-Type': 'application/xml',
    'Message-Id': messageId,
    'X-Mock-Scenario': scenario,
  })

describe('an outcome is met', () => {
  it('when the reply that has it was handed out, not when it was made', async () => {
    const mock = givenMock()
    await file(mock, 'M-1', filing('A', 1, 'SIMLAT1'))
    expect(await met(mock)).toEqual(['scenario SIMLAT', 'line not-due'])
    mock.hours(1)
    await get(mock, '/ace/transmissions/M-1')
    expect(await met(mock)).toEqual(['reply A 02', 'scenario SIMLAT', 'line not-due', 'line asked'])
  })

  it('when a page of the mailbox showed it, not when it was due', async () => {
    const mock = givenMock()
    await file(mock, 'M-1', filing('A', 1, 'SIMREL1'))
    mock.hours(1)
    expect(await met(mock)).not.toContain('notice SO60 97')
    await mailbox(mock, '?limit=1')
    expect(await met(mock)).toContain('notice SO60 97')
    expect(await met(mock)).not.toContain('notice SO60 98')
    await mailbox(mock)
    expect(await met(mock)).toContain('notice SO60 98')
  })

  it('with each condition code, whether it refuses, warns or is asked for', async () => {
    const mock = givenMock()
    await file(mock, 'M-1', filing('A', 1, 'SIMREJ142'), filing('A', 2, 'HAWB2', { entryType: '01', shipment: shipment('HAWB2', { importerOfRecord: '12-3456789' }) })) // prettier-ignore
    await file(mock, 'M-2', filing('A', 2, 'HAWB2'))
    await asked(mock, 'M-3', 'warn 318', 3)
    expect((await met(mock)).filter((id) => /^(reply|condition)/.test(id))).toEqual([
      ...['reply A 01', 'reply A 02', 'reply A 03', 'condition 007', 'condition 318'],
      'condition 142',
    ])
  })

  it('with every code of a batch that is refused, and of an entry of one that is refused alone', async () => {
    const mock = givenMock()
    const wrong = (id: string, from: string, to: string) =>
      sendRecords(mock, inRecords(id, [filing('A', 1, 'HAWB1')]).replace(from, to))
    await wrong('M-1', 'SE36', 'QQ36')
    await wrong('M-2', 'Z4701', 'Z2704')
    await wrong('M-3', 'SE10A', 'SE10Q')
    await wrong('M-4', 'SE10A', 'SE10A')
    expect((await met(mock)).filter((id) => !/^(line|scenario)/.test(id))).toEqual([
      ...['reply A 01', 'reply A 02', 'condition 002'],
      ...['rejection 999', 'rejection X34', 'rejection Z43'],
    ])
    mock.seconds(9)
    await look(mock)
    expect(await met(mock)).toContain('notice SO60 97')
    await json(
      await mock.fetch(new Request('http://cbp.test/_mock/coverage', { method: 'DELETE' })),
    )
    await sendRecords(mock, inRecords('M-4', [filing('A', 1, 'HAWB1')]))
    expect(await met(mock)).toEqual(['reply A 02', 'line again'])
  })

  it('by a document reply that comes again, too', async () => {
    const mock = givenMock()
    await file(mock, 'M-1', filing('A', 1, 'SIMDOC1'))
    await sendDocument(mock, 'D-1', number(1))
    await json(
      await mock.fetch(new Request('http://cbp.test/_mock/coverage', { method: 'DELETE' })),
    )
    await sendDocument(mock, 'D-1', number(1))
    expect(await met(mock)).toEqual(['line again', 'document 02'])
  })

  it('by the fault alone where the answer was spoiled', async () => {
    const mock = givenMock()
    const body = transmission('M-1', [filing('A', 1, 'SIMREL1')])
    const headers = { 'Content-Type': 'application/xml', 'Message-Id': 'M-1' }
    const lost = post(mock, '/ace/transmissions', body, { ...headers, 'X-Mock-Fault': 'lost-reply' }) // prettier-ignore
    await expect(lost).rejects.toThrow('fetch failed')
    expect(await met(mock)).toEqual(['fault lost-reply'])
    await send(mock, 'M-1', body)
    expect(await met(mock)).toEqual(['reply A 02', 'line again', 'fault lost-reply'])
  })

  it('by fault and answer where the answer arrives all the same, on whatever bad day it is', async () => {
    const mock = givenMock({ badDay: 'rate-limited' })
    const early = { 'X-Mock-Fault': 'early-hints' }
    await mock.fetch(new Request('http://cbp.test/ace/mailbox', { headers: { ...basic(), ...early } })) // prettier-ignore
    expect(await met(mock)).toEqual(['line empty', 'fault early-hints', 'bad-day rate-limited'])
  })
})

describe('the count', () => {
  it('goes over all worlds and beyond their resets, and names the first', async () => {
    const mock = givenMock()
    await file(mock.world('one'), 'M-1', filing('A', 1, 'SIMREL1'))
    await file(mock.world('two'), 'M-1', filing('A', 1, 'SIMREL1'))
    await mock.world('one').reset()
    const seen = all(await report(mock)).filter((outcome) => outcome.met)
    expect(seen.map(({ id, met }) => `${id} in ${met?.world}`)).toEqual([
      'reply A 02 in one',
      'scenario SIMREL in one',
    ])
    expect((await report(mock)).met).toBe(2)
    expect(await report(mock.world('two'))).toEqual(await report(mock))
  })

  it('writes an outcome once; again it costs no statement', async () => {
    const db = openSqlite(':memory:')
    const written: Statement[] = []
    const watched = {
      read: db.read,
      write: (statements: readonly Statement[]) => {
        written.push(...statements.filter(({ sql }) => sql.includes('mock_met')))
        return db.write(statements)
      },
    }
    const mock = givenMock({ db: watched })
    const fileAll = async (from: number) => {
      await file(mock, `M-${from}`, filing('A', from, 'SIMREL1'), filing('A', from + 1, 'SIMREL2'))
      mock.hours(from)
      await mailbox(mock)
    }
    await fileAll(1)
    const values = written.flatMap((statement) => statement.values ?? [])
    expect(values.filter((value) => String(value).startsWith('reply'))).toEqual(['reply A 02'])
    written.length = 0
    await fileAll(3)
    await fileAll(5)
    expect(written).toEqual([])
    // A process that starts anew writes them again, and the row stays the first one.
    const before = await report(mock)
    const again = givenMock({ db: { read: db.read, write: db.write } })
    await file(again, 'M-7', filing('A', 7, 'SIMREL1'))
    expect(await report(again)).toEqual(before)
  })

  it('begins anew when it is told to', async () => {
    const mock = givenMock()
    await file(mock, 'M-1', filing('A', 1, 'SIMREL1'))
    const forget = new Request('http://cbp.test/_mock/coverage', { method: 'DELETE' })
    expect(await json(await mock.fetch(forget))).toMatchObject({ forgotten: 2 })
    expect(await met(mock)).toEqual([])
    await file(mock, 'M-2', filing('A', 2, 'SIMREL1'))
    expect(await met(mock)).toEqual(['reply A 02', 'scenario SIMREL'])
  })

  it('has every refusal that a client of /ace can come by', async () => {
    const files = globSync(['mock-cbp/ace/*.ts', 'mock-cbp/http/request.ts'])
    const sources = files.map((path) => readFileSync(path, 'utf8')).join()
    const used = [...sources.matchAll(/\bproblem\(\s*'(\w+)'/g)].map(([, code]) => code)
    // Of a header that only the mock knows: no client of CBP sends it.
    const told = used.filter((code) => code !== 'scenario_unknown')
    const { groups } = await report(givenMock())
    const ids = groups.flatMap(({ outcomes }) => outcomes.map(({ id }) => id))
    const refused = ids.filter((id) => id.startsWith('refusal ')).sort()
    const wanted = [...told, 'auth_invalid', 'path_unknown'].map((code) => `refusal ${code}`)
    expect(refused).toEqual([...new Set(wanted)].sort())
  })

  it('holds nothing against anybody that only a scenario of their own brings', async () => {
    const mock = givenMock()
    const { groups, beyond, of } = await report(mock)
    const names = beyond.flatMap(({ outcomes }) => outcomes.map(({ name }) => name))
    expect(names).toEqual(expect.arrayContaining(['142', 'Z99', 'SO60 29', 'SO50 61']))
    expect(groups.flatMap(({ outcomes }) => outcomes)).toHaveLength(of)
    await asked(mock, 'M-1', 'say SO60 29')
    mock.hours(1)
    await mailbox(mock)
    const after = await report(mock)
    expect(after.beyond.map((group) => group.met)).toEqual([0, 1])
    expect(after.met).toBe(1)
  })
})

describe('the report', () => {
  const some = async () => {
    const mock = givenMock()
    await file(mock, 'M-1', filing('A', 1, 'SIMREL1'), filing('A', 2, 'SIMREJ282'))
    return mock
  }
  const print = async (mock: Asking, query: string, accept?: string) => {
    const headers = accept === undefined ? {} : { Accept: accept }
    return mock.fetch(new Request(`http://cbp.test/_mock/coverage${query}`, { headers }))
  }

  it('is text for people unless told otherwise: what was met, and how to meet the rest', async () => {
    const mock = await some()
    const response = await print(mock, '')
    const { of } = await report(mock)
    expect(response.headers.get('Content-Type')).toMatch(/^text\/plain/)
    const lines = (await response.text()).split('\n')
    expect(lines[0]).toBe(`Your tests have met 5 of ${of} outcomes.`)
    expect(lines.slice(2, 7)).toEqual([
      '',
      'Replies: 2 of 9',
      '  ✓ A 01  add: ENTRY REJECTED',
      '  ✓ A 02  add: ENTRY ACCEPTED',
      '  - A 03  add: ENTRY ACCEPTED WITH WARNINGS | never seen: X-Mock-Scenario: warn 282',
    ])
    expect(lines).toContain('  ✓ 282  EDA REQUIRED FOR ENTRY TYPE 86')
    expect(lines).toContain('  - SO60 99  RELEASE SUSPENDED | never seen: house bill SIMSUS1')
  })

  it.each([
    ['', 'skipped'],
    ['&fail=1', 'failure'],
  ])('is JUnit that libxml2 reads, by suite; with "%s" the unmet are %s', async (more, unmet) => {
    const mock = await some()
    const { met, of, groups } = await report(mock)
    const text = await (await print(mock, `?format=junit${more}`)).text()
    const { root } = XmlDocument.fromString(text)
    const attribute = (element: XmlElement, name: string) => element.attr(name)?.value
    const find = (element: XmlElement, path: string) =>
      element.find(path).filter((node): node is XmlElement => node instanceof XmlElement)
    const suites = find(root, 'testsuite')
    expect(suites.map((suite) => attribute(suite, 'name'))).toEqual(groups.map(({ title }) => title)) // prettier-ignore
    expect(suites.map((suite) => find(suite, 'testcase').length)).toEqual(groups.map((group) => group.of)) // prettier-ignore
    expect(find(root, `testsuite/testcase/${unmet}`)).toHaveLength(of - met)
    expect(find(root, 'testsuite/testcase[not(*)]')).toHaveLength(met)
    expect(attribute(root, 'tests')).toBe(String(of))
    expect(attribute(root, 'failures')).toBe(unmet === 'failure' ? String(of - met) : '0')
    const day = find(root, "//testcase[@classname='mock-cbp.bad-days']/*")[0]
    expect(day && attribute(day, 'message')).toMatch(
      /^never seen: POST \/_mock\/settings \{"badDay"/,
    )
  })

  it('is a page that needs nothing from anywhere', async () => {
    const response = await print(await some(), '?format=html')
    const page = await response.text()
    expect(response.headers.get('Content-Type')).toMatch(/^text\/html/)
    expect(response.headers.get('Content-Security-Policy')).toMatch(/^default-src 'none'; style-src 'sha256-/) // prettier-ignore
    expect(page).toContain('<h1>Your tests have met 5 of')
    expect(page).not.toMatch(/<script|src=|href=/)
    expect(page).toMatch(/<th scope="row">282<\/th>\s*<td>EDA REQUIRED FOR ENTRY TYPE 86<\/td>\s*<td>first in main at 2026-11-28/) // prettier-ignore
  })

  it.each([
    ['*/*', 'text/plain'],
    ['text/html,application/xhtml+xml,application/xml;q=0.9,*/*;q=0.8', 'text/html'],
    ['application/json', 'application/json'],
    ['application/xml', 'application/xml'],
  ])('is what Accept wants: %s', async (accept, mediaType) => {
    const response = await print(await some(), '', accept)
    expect(response.headers.get('Content-Type')?.split(';')[0]).toBe(mediaType)
  })

  it('is refused in a format that there is not, with those that there are', async () => {
    const mock = givenMock()
    expect(await refusal(await print(mock, '?format=pdf'))).toBe('422 format_unknown')
    expect(await json(await print(mock, '?format=pdf'))).toMatchObject({
      detail: 'there is no format "pdf"; there are text, junit, html, json',
    })
  })

  it('is at hand where the mock is embedded', async () => {
    const mock = await some()
    expect(await mock.control('coverage?format=json')).toEqual(await report(mock))
  })
})

describe('what the report says of how an outcome is met is true', () => {
  it('of every bill and every scenario', async () => {
    const mock = givenMock()
    const told = all(await report(mock)).flatMap(({ id, provoke }) => {
      const [, bill] = /^house bill (\w+)/.exec(provoke) ?? []
      const [, steps, then] = /^X-Mock-Scenario: ([^(]+?)(?: \((.+)\))?$/.exec(provoke) ?? []
      return bill || steps ? [{ id, bill, steps, then }] : []
    })
    expect(told.length).toBeGreaterThan(80)
    const tries = told.map((way, index) => ({ ...way, world: mock.world(`w${index}`) }))
    for (const { world, bill, steps } of tries) {
      await (bill ? file(world, 'M-1', filing('A', 1, bill)) : asked(world, 'M-1', steps ?? ''))
    }
    mock.hours(1)
    for (const { world, then } of tries) {
      const action = /replace/.test(then ?? '') ? 'R' : /cancel/.test(then ?? '') ? 'D' : undefined
      if (action) await file(world, 'M-2', filing(action, 1, 'HAWB1'))
    }
    mock.hours(200)
    for (const { world } of tries) await mailbox(world, '?limit=1000')
    const ids = await met(mock)
    expect(tries.filter(({ id }) => !ids.includes(id))).toEqual([])
  })

  it('of the line and its refusals', async () => {
    const mock = givenMock()
    await mailbox(mock)
    await file(mock, 'M-1', filing('A', 1, 'SIMREL1'))
    await file(mock, 'M-1', filing('A', 1, 'SIMREL1'))
    await get(mock, '/ace/transmissions/M-1')
    await entry(mock, 1)
    await file(mock, 'M-2', filing('A', 2, 'SIMLAT1'))
    mock.seconds(2)
    const [first] = await mailbox(mock, '?limit=1')
    await acknowledge(mock, [first?.notificationId ?? ''])
    await sendDocument(mock, 'D-1', number(1))
    await sendDocument(mock, 'D-2', number(9))
    await get(mock, '/ace/mailbox', '!')
    await get(mock, '/ace/elsewhere')
    await get(mock, '/ace/transmissions/NEVER-SENT')
    await get(mock, '/ace/entries/ZZ9-9999999-1')
    await post(mock, '/ace/mailbox', '')
    await file(mock, 'M-1', filing('A', 3, 'SIMREL1'))
    await send(mock, '', 'x')
    await send(mock, 'M-3', transmission('M-3', [filing('A', 3, 'HAWB3')]).slice(0, 200))
    await get(mock, '/ace/mailbox?limit=0')
    await send(mock, 'M-4', 'x'.repeat(16 * 1024 * 1024 + 1))
    await post(mock, '/ace/transmissions', 'x', { 'Message-Id': 'M-5' })
    const { groups } = await report(mock)
    const never = groups
      .filter(({ title }) => title === 'The line' || title === 'Refusals')
      .flatMap(({ outcomes }) => outcomes.filter((outcome) => !outcome.met))
    expect(never).toEqual([])
  })

  it('of what a filing meets by itself', async () => {
    const mock = givenMock()
    const flown = shipment('HAWB1', { conveyance: { carrier: 'CX', flight: '880' } })
    await file(mock, 'M-1', filing('A', 1, 'HAWB1', { shipment: flown }))
    await file(
      mock,
      'M-2',
      filing('R', 8, 'HAWB1'),
      filing('U', 8, 'HAWB1'),
      filing('D', 9, 'HAWB1'),
    )
    await send(mock, 'M-3', transmission('M-4', [filing('A', 3, 'HAWB3')]))
    await mock.control('flights/CX880/depart', {})
    await mailbox(mock)
    await file(mock, 'M-5', filing('R', 1, 'HAWB1', { shipment: flown }))
    await file(mock, 'M-6', filing('A', 6, 'HAWB6'))
    await file(mock, 'M-7', filing('D', 6, 'HAWB6'))
    await file(mock, 'M-8', filing('A', 7, 'HAWB7'))
    await file(mock, 'M-9', filing('U', 7, 'HAWB7'))
    expect(await met(mock)).toEqual(
      expect.arrayContaining([
        ...[
          'reply R 01',
          'reply R 04',
          'reply U 01',
          'reply U 02',
          'reply D 01',
          'reply D 04',
          'rejection 999',
        ],
        'notice SO50 94',
      ]),
    )
  })
})
