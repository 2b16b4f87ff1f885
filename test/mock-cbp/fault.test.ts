/**
 * The table of faults, and the forms in which one is asked for.
 * @module
 */
import { readFileSync } from 'node:fs'
import { describe, expect, it } from 'vitest'
import { faultNames, faults, faultTable, notHere } from '../../mock-cbp/fault/fault.ts'
import { badDays } from '../../mock-cbp/fault/days.ts'
import { callsOf, wiresOf } from '../../mock-cbp/fault/row.ts'
import type { PlannedFault } from '../../mock-cbp/world/settings.ts'
import { acknowledge, codes, file, filing, get, givenMock, inRecords, json, mailbox, number, post, refusal, rulings, send, sendRecords, transmission } from './given.ts' // prettier-ignore
import type { Given } from './given.ts'

describe('the table of faults', () => {
  it.each(faultTable())('$name says what it does and what a good client does', (row) => {
    expect(row.name).toMatch(/^[a-z0-9]+(-[a-z0-9]+)*$/)
    for (const text of [row.does, row.goodClient]) expect(text).toMatch(/^[A-Z0-9].{8,}\.$/)
    expect(row.source).toMatch(/^[A-Z]\d*(, [A-Z]\d*)*$/)
    expect(row.on.length).toBeGreaterThan(0)
    expect(row.withoutSocket).toMatch(/\w/)
  })

  it('has every row of the failure model of networks and of messages, or says why not', () => {
    const days = Object.values(badDays).map(({ after }) => after)
    const told = [...faultTable().map(({ source }) => source), ...notHere.map(({ source }) => source), ...days].join(', ') // prettier-ignore
    const known = (row: string) => new RegExp(`\\b${row}\\b`).test(told.replace(/([NM])(\d+)-\1(\d+)/g, spread)) // prettier-ignore
    const wanted = [
      ...Array.from({ length: 24 }, (_, n) => `N${n + 1}`),
      ...Array.from({ length: 13 }, (_, n) => `M${n + 1}`),
    ]
    expect(wanted.filter((row) => !known(row))).toEqual([])
  })

  it('names rows that docs/failures.md has', () => {
    const model = readFileSync(new URL('../../docs/failures.md', import.meta.url), 'utf8')
    const rows = new Set(model.match(/^\| [A-Z]\d*[A-Z\d, ]* \|/gm)?.flatMap((line) => line.match(/[A-Z]\d*/g) ?? [])) // prettier-ignore
    const told = [...faultTable(), ...notHere].flatMap(({ source }) => source.split(', '))
    const days = Object.values(badDays).flatMap(({ after }) => after.match(/\b[CGMN]\d+\b/g) ?? [])
    expect([...told, ...days].filter((row) => !rows.has(row))).toEqual([])
  })

  it('is served, with the plan and the bad days', async () => {
    const mock = givenMock()
    const shown = await json(await get(mock, '/_mock/faults'))
    expect(shown).toMatchObject({ planned: [], badDay: null })
    expect(shown['items']).toHaveLength(faultNames.length)
    expect(shown['badDays']).toContainEqual(expect.objectContaining({ name: 'lost-replies' }))
    expect(shown['notHere']).toHaveLength(4)
  })
})

const spread = (_: string, letter: string, from: string, to: string) =>
  Array.from({ length: Number(to) - Number(from) + 1 }, (_, n) => `${letter}${Number(from) + n}`).join(' ') // prettier-ignore

const plan = (mock: Given, planned: object) => post(mock, '/_mock/faults', JSON.stringify(planned))

const statuses = async (mock: Given, ...ids: readonly string[]) => {
  const seen: number[] = []
  for (const id of ids) seen.push((await file(mock, id, filing('A', Number(id.slice(2)), `HAWB${id}`))).status) // prettier-ignore
  return seen
}

const planned = async (mock: Given) =>
  ((await json(await get(mock, '/_mock/faults')))['planned'] as PlannedFault[]).map(
    ({ fault, skip, times }) => `${fault} ${skip} ${times}`,
  )

const faultsIn = async (mock: Given) =>
  ((await json(await get(mock, '/_mock/journal')))['items'] as { path: string; fault: unknown }[])
    .filter(({ path }) => path.startsWith('/ace'))
    .map(({ fault }) => fault)

describe('a planned fault', () => {
  it('lets some requests pass, is committed so many times, and is gone', async () => {
    const mock = givenMock()
    await plan(mock, { fault: 'unavailable-503', on: 'transmissions', skip: 1, times: 2 })
    expect(await planned(mock)).toEqual(['unavailable-503 1 2'])
    expect(await statuses(mock, 'M-1', 'M-2')).toEqual([200, 503])
    expect(await planned(mock)).toEqual(['unavailable-503 0 1'])
    expect(await statuses(mock, 'M-3', 'M-4')).toEqual([503, 200])
    expect(await planned(mock)).toEqual([])
    expect(await faultsIn(mock)).toEqual([null, 'unavailable-503', 'unavailable-503', null])
  })

  it('waits for the call it is for, and for one that gives it something to spoil', async () => {
    const mock = givenMock()
    await plan(mock, { fault: 'duplicate-notice' })
    expect(await statuses(mock, 'M-1')).toEqual([200])
    expect(await mailbox(mock)).toEqual([])
    expect(await planned(mock)).toEqual(['duplicate-notice 0 1'])
    mock.seconds(9)
    expect(codes(await mailbox(mock))).toHaveLength(6)
    expect(await planned(mock)).toEqual([])
    expect(codes(await mailbox(mock))).toHaveLength(3)
  })

  it('comes after the ones that were planned before', async () => {
    const mock = givenMock()
    await plan(mock, { fault: 'busy-429' })
    await plan(mock, { fault: 'unavailable-503' })
    expect(await statuses(mock, 'M-1', 'M-1', 'M-1')).toEqual([429, 503, 200])
  })

  it('is counted down once when requests come together', async () => {
    const mock = givenMock()
    await plan(mock, { fault: 'unavailable-503', times: 3 })
    const sent = Array.from({ length: 10 }, (_, n) => statuses(mock, `M-${n + 1}`))
    const seen = (await Promise.all(sent)).flat()
    expect(seen.filter((status) => status === 503)).toHaveLength(3)
  })

  it('leaves the hands of the mock alone', async () => {
    const mock = givenMock()
    await plan(mock, { fault: 'unavailable-503', times: 100 })
    expect((await get(mock, '/_mock/clock')).status).toBe(200)
    expect((await get(mock, '/healthz')).status).toBe(200)
    expect(await planned(mock)).toEqual(['unavailable-503 0 100'])
  })

  it('stays in its world, and is in its snapshots', async () => {
    const mock = givenMock()
    await plan(mock, { fault: 'unavailable-503' })
    await mock.snapshot('before')
    expect(await statuses({ ...mock, ...mock.world('other') }, 'M-1')).toEqual([200])
    expect(await statuses(mock, 'M-1')).toEqual([503])
    await mock.restore('before')
    expect(await planned(mock)).toEqual(['unavailable-503 0 1'])
  })

  it('is cleared together with the bad day', async () => {
    const mock = givenMock({ badDay: 'storm' })
    await plan(mock, { fault: 'reset' })
    const response = await mock.fetch(new Request('http://x/_mock/faults', { method: 'DELETE' }))
    expect(await json(response)).toEqual({ removed: 1, badDay: null })
    expect(await statuses(mock, 'M-1', 'M-2', 'M-3', 'M-4')).toEqual([200, 200, 200, 200])
  })
})

describe('a fault by header', () => {
  it('is none where the request is to go well, whatever was planned', async () => {
    const mock = givenMock()
    await plan(mock, { fault: 'unavailable-503', times: 9 })
    const spared = { 'X-Mock-Fault': 'none' }
    expect((await post(mock, '/ace/mailbox/acknowledgements', '{"ids": []}', spared)).status).toBe(200) // prettier-ignore
    expect(await planned(mock)).toEqual(['unavailable-503 0 9'])
    expect((await get(mock, '/ace/mailbox')).status).toBe(503)
  })

  const asked = (mock: Given, fault: string, messageId = 'M-1') =>
    post(mock, '/ace/transmissions', transmission(messageId, [filing('A', 1, 'HAWB1')]), {
      'Content-Type': 'application/xml',
      'Message-Id': messageId,
      'X-Mock-Fault': fault,
    })

  it('is for that very request', async () => {
    const mock = givenMock()
    expect((await asked(mock, 'busy-429')).status).toBe(429)
    expect(await statuses(mock, 'M-1')).toEqual([200])
  })

  it('comes before what was planned, which stays planned', async () => {
    const mock = givenMock()
    await plan(mock, { fault: 'unavailable-503' })
    expect((await asked(mock, 'busy-429')).status).toBe(429)
    expect(await planned(mock)).toEqual(['unavailable-503 0 1'])
  })
})

describe('a fault of a scenario', () => {
  const rule = (steps: string) => ({ scenarios: [{ id: 'TROUBLE', match: { prefix: 'BAD' }, steps }] }) // prettier-ignore

  it('meets each message once: what is sent again gets its first reply', async () => {
    const mock = givenMock(rule('fault lost-reply, admit, release'))
    const filed = () => file(mock, 'M-1', filing('A', 1, 'BAD1'))
    await expect(filed()).rejects.toMatchObject({ cause: { code: 'ECONNRESET' } })
    expect(await rulings(await filed())).toEqual(['02'])
    expect(await json(await get(mock, '/_mock/entries'))).toMatchObject({
      items: [{ effectiveFilings: 1, transmissions: 1 }],
    })
  })

  it('that comes instead of the work undoes it', async () => {
    const mock = givenMock(rule('fault unavailable-503, admit'))
    const filed = () => file(mock, 'M-1', filing('A', 1, 'BAD1'))
    expect((await filed()).status).toBe(503)
    expect(await json(await get(mock, '/_mock/entries'))).toMatchObject({ items: [] })
    expect(await rulings(await filed())).toEqual(['02'])
  })

  it('can be asked for by header', async () => {
    const mock = givenMock()
    const response = await post(mock, '/ace/transmissions', transmission('M-1', [filing('A', 1, 'X1')]), {
      'Content-Type': 'application/xml',
      'Message-Id': 'M-1',
      'X-Mock-Scenario': 'fault error-500-after, admit',
    }) // prettier-ignore
    expect(response.status).toBe(500)
    expect(await rulings(await get(mock, '/ace/transmissions/M-1'))).toEqual(['02'])
  })

  it('is one of a reply', () => {
    expect(() => givenMock(rule('fault shuffled-page'))).toThrow(
      '"shuffled-page" is never committed on the reply to a transmission',
    )
    expect(() => givenMock(rule('fault lost-repli'))).toThrow(
      'there is no fault "lost-repli"; did you mean "lost-reply"?',
    )
  })
})

describe('a fault that does not exist', () => {
  const detail = async (response: Response) => (await json(response.clone()))['detail']

  it('is refused where it was asked for, with the nearest one', async () => {
    const mock = givenMock()
    const byHeader = await post(mock, '/ace/mailbox/acknowledgements', '{"ids": []}', {
      'X-Mock-Fault': 'lost-replies',
    })
    expect(await detail(byHeader)).toBe(
      'X-Mock-Fault: there is no fault "lost-replies"; did you mean "lost-reply"?; GET /_mock/faults lists them',
    )
    expect(await refusal(byHeader)).toBe('422 fault_unknown')
    const byCall = await plan(mock, { fault: 'rest', times: -1 })
    expect(await detail(byCall)).toBe(
      '/fault: there is no fault "rest"; did you mean "reset"?; GET /_mock/faults lists them',
    )
    expect(await refusal(byCall)).toBe('422 fault_unknown')
  })

  it('on this call is refused with the calls it is for', async () => {
    const mock = givenMock()
    const response = await post(mock, '/ace/mailbox/acknowledgements', '{"ids": []}', {
      'X-Mock-Fault': 'shuffled-page',
    })
    expect(await detail(response)).toBe(
      'X-Mock-Fault: "shuffled-page" is committed on mailbox, not on acknowledgements',
    )
    expect(await detail(await plan(mock, { fault: 'shuffled-page', on: 'documents' }))).toBe(
      '/on: "shuffled-page" is never committed on documents, only on mailbox',
    )
  })

  it.each([
    [{ fault: 'reset', times: 0 }, '/times'],
    [{ fault: 'reset', skip: -1 }, '/skip'],
    [{ fault: 'reset', on: 'all' }, '/on'],
    [{ fault: 'reset', often: 3 }, 'often'],
    [{}, '/fault'],
  ])('nor does the plan %j', async (wrong, where) => {
    const response = await plan(givenMock(), wrong)
    expect(await detail(response)).toContain(where)
    expect(await refusal(response)).toBe('422 command_invalid')
  })

  it('nor does a bad day that is none', async () => {
    const option = { badDay: 'storms' as 'storm' }
    expect(() => givenMock(option)).toThrow(
      'badDay: there is no bad day "storms"; did you mean "storm"?',
    )
    const mock = givenMock()
    const response = await post(mock, '/_mock/settings', '{"badDay": "lost-reply"}')
    expect(await detail(response)).toBe(
      '/badDay: there is no bad day "lost-reply"; did you mean "lost-replies"?',
    )
    expect(await refusal(response)).toBe('422 settings_invalid')
  })
})

describe('what a fault leaves behind', () => {
  const requestFaults = faultNames.filter(
    (name) => faults[name].when === 'request' && callsOf(faults[name]).includes('transmissions'),
  )

  it.each(requestFaults)('%s comes instead of the work', async (fault) => {
    const mock = givenMock()
    await plan(mock, { fault })
    await file(mock, 'M-1', filing('A', 1, 'HAWB1')).catch(() => undefined)
    expect(await json(await get(mock, '/_mock/entries'))).toMatchObject({ items: [] })
    expect(await refusal(await get(mock, '/ace/transmissions/M-1'))).toBe('404 message_unknown')
    expect(await faultsIn(mock)).toEqual([fault, null])
  })

  const replyFaults = faultNames
    .filter(
      (name) => faults[name].when === 'reply' && callsOf(faults[name]).includes('transmissions'),
    )
    .flatMap((name) => wiresOf(faults[name]).map((wire) => [name, wire] as const))
  const one = [filing('A', 1, 'HAWB1')]
  const sending = {
    xml: (mock: Given) => send(mock, 'M-1', transmission('M-1', one)),
    catair: (mock: Given) => sendRecords(mock, inRecords('M-1', one)),
  }

  it.each(replyFaults)('%s spoils the reply on %s to work that is kept', async (fault, wire) => {
    const mock = givenMock()
    await plan(mock, { fault })
    await sending[wire](mock).catch(() => undefined)
    expect(await faultsIn(mock)).toEqual([fault])
    mock.seconds(4)
    expect(await (await sending[wire](mock)).text()).toContain('ENTRY ACCEPTED')
    expect(await json(await get(mock, '/_mock/entries'))).toMatchObject({
      items: [{ entryNumber: number(1), effectiveFilings: 1, transmissions: 1 }],
    })
  })

  it('an acknowledgement that was not done', async () => {
    const mock = givenMock()
    await file(mock, 'M-1', filing('A', 1, 'SIMREL1'))
    mock.seconds(2)
    const ids = (await mailbox(mock)).map(({ notificationId }) => notificationId)
    await plan(mock, { fault: 'lost-acknowledgement' })
    expect(await acknowledge(mock, ids)).toEqual({ removed: 2 })
    expect(await mailbox(mock)).toHaveLength(2)
    expect(await acknowledge(mock, ids)).toEqual({ removed: 2 })
    expect(await mailbox(mock)).toEqual([])
  })

  it('an acknowledgement that was done, and undone', async () => {
    const mock = givenMock()
    await file(mock, 'M-1', filing('A', 1, 'SIMREL1'))
    mock.seconds(2)
    const ids = (await mailbox(mock)).map(({ notificationId }) => notificationId)
    await plan(mock, { fault: 'acknowledged-again' })
    expect(await acknowledge(mock, ids)).toEqual({ removed: 2 })
    expect((await mailbox(mock)).map(({ notificationId }) => notificationId)).toEqual(ids)
  })

  it('a reply that is due in four hours', async () => {
    const mock = givenMock()
    await plan(mock, { fault: 'late-reply' })
    const response = await file(mock, 'M-1', filing('A', 1, 'SIMREL1'))
    expect([response.status, response.headers.get('Retry-After')]).toEqual([202, '5'])
    mock.seconds(3)
    expect((await get(mock, '/ace/transmissions/M-1')).status).toBe(202)
    expect(codes(await mailbox(mock))).toEqual(['SO60 97', 'SO60 98'])
    mock.seconds(4)
    expect(await rulings(await get(mock, '/ace/transmissions/M-1'))).toEqual(['02'])
  })

  it('a query that knows nothing', async () => {
    const mock = givenMock()
    await file(mock, 'M-1', filing('A', 1, 'HAWB1'))
    await plan(mock, { fault: 'forgetful-query', on: 'queries', times: 2 })
    expect(await refusal(await get(mock, '/ace/transmissions/M-1'))).toBe('404 message_unknown')
    expect(await refusal(await get(mock, `/ace/entries/${number(1)}`))).toBe('404 entry_unknown')
    expect((await get(mock, '/ace/transmissions/M-1')).status).toBe(200)
  })
})
