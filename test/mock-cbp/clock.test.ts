import { describe, expect, it } from 'vitest'
import { parseDuration } from '../../mock-cbp/world/duration.ts'
import { createMockCbp } from '../../mock-cbp/app.ts'
import {
  counter,
  codes,
  file,
  filing,
  get,
  givenMock,
  json,
  mailbox,
  noon,
  post,
  refusal,
} from './given.ts'

type Mock = Parameters<typeof get>[0]
const turn = (mock: Mock, move: unknown) => post(mock, '/_mock/clock', JSON.stringify(move))
const read = async (mock: Mock) => json(await get(mock, '/_mock/clock'))

describe('the clock', () => {
  it('runs with the base clock until it is moved', async () => {
    const mock = givenMock({ pace: 'real' })
    expect(await mock.clock.now()).toBe(noon)
    mock.hours(1)
    expect(await mock.clock.now()).toBe('2026-11-28T13:00:00.000Z')
    expect(await mock.clock.advance('PT4H')).toBe('2026-11-28T17:00:00.000Z')
    mock.hours(2)
    expect(await mock.clock.now()).toBe('2026-11-28T18:00:00.000Z')
  })

  it('stands when frozen, can still be moved, and runs on from where it stood', async () => {
    const mock = givenMock()
    await mock.clock.freeze()
    mock.hours(9)
    expect(await mock.clock.read()).toEqual({ now: noon, frozen: true })
    await mock.clock.advance('P1D')
    expect(await mock.clock.run()).toBe('2026-11-29T12:00:00.000Z')
    mock.hours(10)
    expect(await mock.clock.now()).toBe('2026-11-29T13:00:00.000Z')
  })

  it('starts frozen where only its hands move it', async () => {
    const mock = givenMock({ pace: 'manual' })
    expect(await read(mock)).toEqual({ now: noon, frozen: true, pace: 'manual', next: null })
    mock.hours(5)
    await file(mock, 'M-1', filing('A', 1, 'SIMREL1'))
    expect(await mailbox(mock)).toEqual([])
    await mock.clock.advance('PT1H')
    expect(codes(await mailbox(mock))).toEqual(['SO60 97'])
  })

  it('jumps to what is due next, be it a notice or a reply', async () => {
    const mock = givenMock({ pace: 'manual' })
    await file(mock, 'M-1', filing('A', 1, 'SIMLAT1'))
    expect(await read(mock)).toMatchObject({ next: '2026-11-28T16:00:00.000Z' })
    expect(await mock.clock.jumpToNext()).toBe('2026-11-28T16:00:00.000Z')
    expect((await get(mock, '/ace/transmissions/M-1')).status).toBe(200)
    await mock.clock.jumpToNext()
    await mock.clock.jumpToNext()
    expect(codes(await mailbox(mock))).toEqual(['SO60 97', 'SO60 98'])
    expect(await mock.clock.jumpToNext(), 'nothing is left').toBe('2026-11-28T18:00:00.000Z')
  })

  it('is one clock for everybody who shares the store', async () => {
    const mock = givenMock()
    const other = createMockCbp({ db: mock.db, clock: mock.base, ids: counter() })
    await Promise.all([mock, other, mock, other].map(({ clock }) => clock.advance('PT1H')))
    expect(await other.clock.now()).toBe('2026-11-28T16:00:00.000Z')
    expect(await mock.clock.now()).toBe('2026-11-28T16:00:00.000Z')
  })

  it('is moved over HTTP, and answers with where it stands', async () => {
    const mock = givenMock()
    const moves = [{ freeze: true }, { advance: 'PT4H' }, { set: '2026-11-29T00:00:00Z' }, { jump: true }, { run: true }] // prettier-ignore
    const answers = []
    for (const move of moves) answers.push(await json(await turn(mock, move)))
    expect(answers.map(({ now, frozen }) => [now, frozen])).toEqual([
      [noon, true],
      ['2026-11-28T16:00:00.000Z', true],
      ['2026-11-29T00:00:00.000Z', true],
      ['2026-11-29T00:00:00.000Z', true],
      ['2026-11-29T00:00:00.000Z', false],
    ])
  })

  it('never goes back', async () => {
    const mock = givenMock()
    const back = await turn(mock, { set: '2026-11-28T11:59:59.999Z' })
    expect(await refusal(back)).toBe('422 clock_backwards')
    await expect(mock.clock.set('2020-01-01T00:00:00Z')).rejects.toThrow(/it is 2026/)
  })

  it.each([
    { advance: 'four hours' },
    { advance: '-PT4H' },
    { advance: 'P' },
    { advance: 'PT' },
    { advance: 'P1M' },
    { advance: 'P99999999999W' },
    { set: '2026-02-30T00:00:00Z' },
    { set: '9999-01-01T00:00:00Z' },
    { set: 'now' },
    { freeze: true, run: true },
    { freeze: false },
    {},
    [],
    'PT4H',
    null,
  ])('is not moved by %j', async (move) => {
    const mock = givenMock()
    expect(await refusal(await turn(mock, move))).toBe('422 clock_invalid')
    expect(await mock.clock.now()).toBe(noon)
  })

  it('starts anew with a reset, and so does everything else', async () => {
    const mock = givenMock({ pace: 'manual' })
    await file(mock, 'M-1', filing('A', 1, 'SIMREL1'))
    await mock.clock.advance('P3D')
    mock.hours(2)
    expect(await json(await post(mock, '/_mock/reset', ''))).toEqual({
      reset: true,
      now: '2026-11-28T14:00:00.000Z',
    })
    expect(await mock.clock.read()).toMatchObject({ frozen: true })
    expect(await mailbox(mock)).toEqual([])
    expect(await json(await get(mock, '/_mock/entries'))).toEqual({ items: [], nextCursor: null })
    expect((await get(mock, '/ace/transmissions/M-1')).status).toBe(404)
  })
})

describe('a duration', () => {
  it.each([
    ['PT4H', 14_400_000],
    ['P1DT30M', 88_200_000],
    ['P2W', 1_209_600_000],
    ['PT0S', 0],
    ['PT1H1M1S', 3_661_000],
  ])('%s', (text, millis) => {
    expect(parseDuration(text)).toBe(millis)
  })
})
