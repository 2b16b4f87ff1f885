import { describe, expect, it } from 'vitest'
import { draw } from '../../mock-cbp/world/chance.ts'
import { builtIn } from '../../mock-cbp/scenario/builtin.ts'
import { compileRules } from '../../mock-cbp/scenario/compile.ts'
import { codes, entry, file, filing, get, givenMock, mailbox, number, post, rulings, transmission } from './given.ts' // prettier-ignore

/** Each notification of a bill's life as `seconds after the reply: codes`. */
async function life(bill: string, options: Parameters<typeof givenMock>[0] = {}) {
  const mock = givenMock(options)
  await file(mock, 'M-1', filing('A', 1, bill))
  mock.hours(200)
  const page = await mailbox(mock)
  return page.map(({ at }, index) => {
    const seconds = (Date.parse(at) - Date.parse('2026-11-28T12:00:00Z')) / 1000
    return `${seconds}: ${codes(page)[index]}`
  })
}

const lives: readonly (readonly [bill: string, ...life: string[]])[] = [
  ['HAWB1', '1: SO50 93, SO60 90', '2: SO60 97', '4: SO50 95, SO60 98'],
  ['SIMREL1', '1: SO60 97', '2: SO60 98'],
  ['SIMEXM1', '1: SO60 03', '5: SO60 98'],
  ['SIMDOC1', '1: SO60 96'],
  ['SIMHLD1', '1: SO50 53', '5: SO50 56, SO60 97', '6: SO60 98'],
  ['SIMDMM1', '1: SO60 34'],
  ['SIMCTY1', '1: SO60 33'],
  ['SIMSUS1', '1: SO60 97', '2: SO60 98', '4: SO60 99'],
  ['SIMSIL1'],
  ['SIMLAT1', '5: SO60 97', '6: SO60 98'],
  ['SIMQTY1', '1: SO50 58'],
]

describe('a built-in scenario', () => {
  it.each(lives)('%s', async (bill, ...expected) => {
    expect(await life(bill)).toEqual(expected)
  })

  it('lasts hours where time is real, and arrives at 14:00Z of the day that was declared', async () => {
    const hour = 3600
    const arrival = (2 * 24 + 26) * hour
    expect(await life('HAWB1', { pace: 'real' })).toEqual([
      `${hour}: SO50 93, SO60 90`,
      `${2 * hour}: SO60 97`,
      `${arrival}: SO50 95, SO60 98`,
    ])
    expect(await life('SIMREL1', { pace: 'real' })).toEqual([
      `${hour}: SO60 97`,
      `${2 * hour}: SO60 98`,
    ])
  })

  it('does not release before it is admissible, even when the goods are here', async () => {
    const mock = givenMock({ pace: 'real' })
    mock.hours(3 * 24 + 1.5)
    await file(mock, 'M-1', filing('A', 1, 'HAWB1'))
    mock.hours(4 * 24)
    expect((await mailbox(mock)).map(({ at }) => at)).toEqual([
      '2026-12-01T14:30:00.000Z',
      '2026-12-01T15:30:00.000Z',
      '2026-12-01T15:30:00.000Z',
    ])
  })

  it('says what is special about its notices', async () => {
    const notices = async (bill: string) => {
      const mock = givenMock()
      await file(mock, 'M-1', filing('A', 1, bill))
      mock.seconds(9)
      return (await mailbox(mock)).flatMap((notification) => notification.notices).at(-1)
    }
    expect(await notices('SIMDOC1')).toMatchObject({ code: '96', documentType: 'CBP01' })
    expect(await notices('SIMEXM1')).toMatchObject({ code: '98', releaseOrigin: '05' })
    expect(await notices('SIMHLD1')).toMatchObject({ code: '98', releaseOrigin: '07' })
    expect(await notices('HAWB1')).toMatchObject({ code: '98', releaseOrigin: '03' })
  })

  it('SIMREJ leaves nothing on file', async () => {
    const mock = givenMock()
    expect(await rulings(await file(mock, 'M-1', filing('A', 1, 'SIMREJ318')))).toEqual(['01 318'])
    mock.seconds(9)
    expect(await mailbox(mock)).toEqual([])
    expect((await get(mock, `/ace/entries/${number(1)}`)).status).toBe(404)
  })

  it('SIMDUP tells everything three times: twice under one id, once under another', async () => {
    const mock = givenMock()
    await file(mock, 'M-1', filing('A', 1, 'SIMDUP1'))
    mock.seconds(9)
    const page = await mailbox(mock)
    expect(page.map(({ notificationId, sequence }) => [notificationId, sequence])).toEqual([
      ['ZZ9-0000001-1-1', 1],
      ['ZZ9-0000001-1-1', 1],
      ['ZZ9-0000001-1-1-1', 1],
      ['ZZ9-0000001-1-2', 2],
      ['ZZ9-0000001-1-2', 2],
      ['ZZ9-0000001-1-2-1', 2],
    ])
    expect(page[1]).toEqual(page[0])
    expect({ ...page[2], notificationId: '' }).toEqual({ ...page[0], notificationId: '' })
    expect(await entry(mock, 1)).toMatchObject({ notices: [{ code: '97' }, { code: '98' }] })
  })

  it('SIMORD delivers the release first; times and sequence tell the truth', async () => {
    const mock = givenMock()
    await file(mock, 'M-1', filing('A', 1, 'SIMORD1'))
    mock.seconds(2.9)
    expect(await mailbox(mock)).toEqual([])
    mock.seconds(3)
    expect(codes(await mailbox(mock))).toEqual(['SO60 98'])
    expect(await entry(mock, 1)).toMatchObject({ status: 'released' })
    mock.seconds(5)
    const page = await mailbox(mock)
    expect(codes(page)).toEqual(['SO60 98', 'SO60 97', 'SO60 90'])
    expect(page.map(({ sequence, at }) => [sequence, at.slice(17, 19)])).toEqual([
      [3, '03'],
      [2, '02'],
      [1, '01'],
    ])
  })
})

describe('inspection', () => {
  it('examines on arrival the entries that chance picks', async () => {
    expect(await life('HAWB1', { inspectionRate: 1 })).toEqual([
      '1: SO50 93, SO60 90',
      '4: SO50 95, SO60 03',
      '8: SO60 98',
    ])
    expect(await life('SIMREL1', { inspectionRate: 1 })).toHaveLength(2)
  })

  it('picks by seed and entry number alone, about as often as it should', () => {
    const picked = (seed: number) =>
      Array.from({ length: 20_000 }, (_, index) => `ZZ9${index}`).filter(
        (name) => draw(seed, name) < 0.02,
      )
    expect(picked(321).length).toBeGreaterThan(340)
    expect(picked(321).length).toBeLessThan(460)
    expect(picked(321)).toEqual(picked(321))
    expect(picked(322)).not.toEqual(picked(321))
    expect(draw(321, 'ZZ900000011')).toBeCloseTo(0.4396, 4)
  })
})

describe('a rule', () => {
  const rule = { id: 'MINE', steps: ['admit'] }

  it('is checked when it is loaded, and all mistakes are named with their place', () => {
    const wrong = () =>
      compileRules([
        { ...rule, steps: ['say SO60 XX'] },
        { ...rule, id: 'TWO', match: { pattern: '(' } },
        { ...rule, id: 'THREE', sometimes: true },
        { ...rule, id: 'FOUR', steps: ['admit', 'relase'] },
        rule,
        rule,
      ])
    expect(wrong).toThrow(
      [
        '/0/steps/0: "say SO60 XX": SO60 has no disposition XX',
        '/1/match/pattern: not a regular expression',
        '/2/sometimes: there is no "sometimes" here',
        '/3/steps/1: "relase": there is no word "relase"; did you mean "release"?',
        '/4/id: "MINE" is rule 1 already',
        '/5/id: "MINE" is rule 1 already',
      ].join('\n'),
    )
    expect(compileRules([rule])).toMatchObject([{ id: 'MINE', title: 'admit' }])
  })

  it('has a built-in one for every prefix of the documentation', () => {
    expect(builtIn.map(({ id }) => id).join(' ')).toBe(
      'SIMREL SIMEXM SIMDOC SIMHLD SIMREJ SIMDMM SIMCTY SIMSUS SIMSIL SIMLAT SIMDUP SIMORD SIMQTY NO-MANIFEST OVER-MANIFEST OVER-DAY INSPECTED USUAL',
    )
  })

  it.each([
    ['SIMREJ', '01 Z99'],
    ['reject $1', '01 Z99'],
    ['NARROW', '01 Z99'],
  ])('rejects with Z99 where %s catches no condition code', async (asked, answer) => {
    const narrow = { id: 'NARROW', match: { pattern: '^HAWB(\\d+)' }, steps: 'reject $1' }
    const mock = givenMock({ scenarios: [narrow] })
    const body = transmission('M-1', [filing('A', 1, 'HAWB1')])
    const headers = { 'Content-Type': 'application/xml', 'Message-Id': 'M-1' }
    const sent = { ...headers, 'X-Mock-Scenario': asked }
    expect(await rulings(await post(mock, '/ace/transmissions', body, sent))).toEqual([answer])
  })

  it('may compose waits: the entry goes on from each of them', async () => {
    const steps = ['document', 'say SO60 90', 'wait for correction', 'release']
    const mock = givenMock({ scenarios: [{ id: 'MINE', steps }] })
    await file(mock, 'M-1', filing('A', 1, 'HAWB1'))
    mock.seconds(10)
    expect(codes(await mailbox(mock))).toEqual(['SO60 96'])
    await file(mock, 'M-2', filing('R', 1, 'HAWB1'))
    mock.seconds(20)
    expect(codes(await mailbox(mock))).toEqual(['SO60 96', 'SO60 88', 'SO60 90'])
    await file(mock, 'M-3', filing('R', 1, 'HAWB1'))
    mock.seconds(30)
    expect(codes(await mailbox(mock)).slice(3)).toEqual(['SO60 88', 'SO60 98'])
  })
})
