import { describe, expect, it } from 'vitest'
import { codes, file, filing, givenMock, mailbox, number, post, rulings, shipment } from './given.ts' // prettier-ignore

const number1 = 'ZZ9-0000001-1'
const world = (options = {}) => givenMock({ pace: 'manual', ...options })

async function filed(options = {}, steps?: string) {
  const scenarios = steps === undefined ? [] : [{ id: 'MINE', steps }]
  const mock = world({ ...options, scenarios })
  await file(mock, 'M-1', filing('A', 1, 'HAWB1'))
  await mock.clock.advance('90m')
  return mock
}

describe('a review', () => {
  it('by hand stops the course until somebody decides, and refuses a second correction', async () => {
    const mock = await filed({ reviews: 'by-hand' })
    expect(await rulings(await file(mock, 'M-2', filing('R', 1, 'HAWB1')))).toEqual(['04'])
    expect(await rulings(await file(mock, 'M-3', filing('R', 1, 'HAWB1')))).toEqual(['01 Z13'])
    await mock.clock.advance('5h')
    expect(codes(await mailbox(mock))).toEqual(['SO50 93, SO60 90'])
    expect(await mock.control(`entries/${number1}`)).toMatchObject({ review: { action: 'R' } })
    await mock.control(`entries/${number1}/review`, { decision: 'grant' })
    await mock.clock.advance('1h')
    expect(codes(await mailbox(mock))).toEqual(['SO50 93, SO60 90', 'SO60 88', 'SO60 97'])
  })

  it('that grants a correction makes the entry what was asked for', async () => {
    const mock = await filed({ reviews: 'by-hand' })
    const other = { shipment: shipment('HAWB2') }
    await file(mock, 'M-2', filing('R', 1, 'HAWB2', other))
    expect(await mock.control(`entries/${number1}`)).toMatchObject({ billNumber: 'HAWB1' })
    await mock.control(`entries/${number1}/review`, { decision: 'grant' })
    expect(await mock.control(`entries/${number1}`)).toMatchObject({ billNumber: 'HAWB2' })
  })

  it('that refuses says why, and the entry goes on as it was', async () => {
    const mock = await filed({}, 'correction refused 5, review, admit, release')
    await file(mock, 'M-2', filing('R', 1, 'HAWB2', { shipment: shipment('HAWB2') }))
    await mock.clock.advance('9h')
    const page = await mailbox(mock)
    expect(codes(page)).toEqual(['SO50 93, SO60 90', 'SO60 86', 'SO60 97', 'SO60 98'])
    expect(page[1]?.references).toContainEqual({ qualifier: 'RSN', value: '5' })
    expect(page[3]?.bills[1]).toMatchObject({ billNumber: 'HAWB1' })
  })

  it('that asks for a document is decided within the hour once it came', async () => {
    const mock = await filed({}, 'cancellation asks CBP01, review, admit, release on arrival')
    await file(mock, 'M-2', filing('D', 1, 'HAWB1'))
    await mock.clock.advance('9h')
    expect(codes(await mailbox(mock)).slice(1)).toEqual(['SO60 85'])
    await post(mock, '/ace/documents', JSON.stringify({ entryNumber: number(1), text: 'here' }), {
      'Message-Id': 'D-1',
    })
    await mock.clock.advance('P9D')
    expect(codes(await mailbox(mock)).slice(1)).toEqual(['SO60 85', 'SO60 23'])
  })

  it('of a cancellation may be refused, and the release comes after all', async () => {
    const mock = await filed({ reviews: 'by-hand' })
    await file(mock, 'M-2', filing('D', 1, 'HAWB1'))
    await mock.clock.advance('30m')
    await mock.control(`entries/${number1}/review`, { decision: 'refuse', reason: '6' })
    await mock.clock.advance('P9D')
    expect(codes(await mailbox(mock)).slice(1)).toEqual(['SO60 87', 'SO60 97', 'SO50 95, SO60 98'])
  })

  it('is decided once, and in words that are known', async () => {
    const mock = await filed()
    const decide = (body: object) => mock.control(`entries/${number1}/review`, body)
    await expect(decide({ decision: 'grant' })).rejects.toThrow('no correction or cancellation')
    await expect(decide({ decision: 'perhaps' })).rejects.toThrow('Invalid')
    await expect(mock.control('entries/ZZ9-0000009-4/review', {})).rejects.toThrow('no such entry')
  })
})

describe('an event by hand', () => {
  it('is said now, beside the course', async () => {
    const mock = await filed()
    await mock.control(`entries/${number1}/events`, { say: 'hold + detain' })
    await mock.clock.advance('1h')
    expect(codes(await mailbox(mock))).toEqual(['SO50 93, SO60 90', 'SO50 53, SO60 04', 'SO60 97'])
  })

  it('may be a course of its own, which takes the place of what was to come', async () => {
    const mock = await filed()
    await mock.control(`entries/${number1}/events`, { steps: 'hold 2h, document, release' })
    await mock.clock.advance('9h')
    expect(codes(await mailbox(mock)).slice(1)).toEqual(['SO50 53', 'SO50 56', 'SO60 96'])
    await post(mock, '/ace/documents', JSON.stringify({ entryNumber: number(1), text: 'here' }), {
      'Message-Id': 'D-1',
    })
    await mock.clock.advance('1h')
    expect(codes(await mailbox(mock)).at(-1)).toBe('SO60 98')
  })

  it('may suspend a release, and give it again', async () => {
    const mock = await filed({}, 'immediate, release')
    await mock.control(`entries/${number1}/events`, { steps: 'suspend, release after 2h' })
    expect(codes(await mailbox(mock))).toEqual(['SO60 98', 'SO60 99'])
    await mock.clock.advance('2h')
    expect(codes(await mailbox(mock))).toEqual(['SO60 98', 'SO60 99', 'SO60 98'])
  })

  it('is refused when no word of it is known', async () => {
    const mock = await filed()
    await expect(mock.control(`entries/${number1}/events`, { say: 'explode' })).rejects.toThrow(
      'step 1, "explode": there is no word "explode"',
    )
  })
})
