import { describe, expect, it } from 'vitest'
import { flightName } from '../../mock-cbp/book/declared.ts'
import { codes, file, filing, givenMock, mailbox, rulings, shipment } from './given.ts'
import type { Given } from './given.ts'

const flight = { carrier: 'CX', flight: '0880' }
const onBoard = (sequence: number, bill: string, changes = {}) =>
  filing('A', sequence, bill, { shipment: shipment(bill, { conveyance: flight, ...changes }) })

const world = (options = {}) => givenMock({ pace: 'manual', ...options })
const times = async (mock: Given) => {
  const page = await mailbox(mock)
  return page.map(({ at }, index) => `${at.slice(8, 16)} ${codes(page)[index]}`)
}

describe('a flight', () => {
  it('at wheels-up opens the release window of every admissible house bill on board', async () => {
    const mock = world()
    await file(mock, 'M-1', onBoard(1, 'HAWB1'), onBoard(2, 'HAWB2'), filing('A', 3, 'HAWB3'))
    await mock.clock.advance('5h')
    expect(await mock.control('flights/CX880/depart', {})).toMatchObject({ entries: 2, moved: 2 })
    const said = (await times(mock)).slice(-4)
    expect(said).toEqual([
      '28T17:00 SO50 94',
      '28T17:00 SO60 98',
      '28T17:00 SO50 94',
      '28T17:00 SO60 98',
    ])
    const [released] = (await mailbox(mock)).flatMap(({ notices }) => notices).filter(({ code }) => code === '98') // prettier-ignore
    expect(released?.releaseOrigin).toBe('02')
  })

  it('that leaves early releases what is admissible later, when it is', async () => {
    const mock = world()
    await file(mock, 'M-1', onBoard(1, 'HAWB1'))
    await mock.control('flights/CX880/depart', {})
    await mock.clock.advance('3h')
    expect(await times(mock)).toEqual([
      '28T12:00 SO50 94',
      '28T13:00 SO50 93, SO60 90',
      '28T14:00 SO60 97',
      '28T14:00 SO60 98',
    ])
  })

  it('on arrival says so of every bill, and releases what waited for it', async () => {
    const mock = world({ arrivals: 'by-hand' })
    await file(mock, 'M-1', onBoard(1, 'HAWB1'), onBoard(2, 'SIMHLD2'))
    await mock.clock.advance('P9D')
    const entry = await mock.control('entries/ZZ9-0000001-1')
    expect(entry).toMatchObject({ status: 'under_review', flight: 'CX880', waitsFor: 'arrival' })
    await mock.control('flights/cx0880/arrive', {})
    expect((await times(mock)).slice(-2)).toEqual(['07T12:00 SO50 95, SO60 98', '07T12:00 SO50 95'])
  })

  it('that departed and then arrives says both, and releases once', async () => {
    const mock = world({ arrivals: 'by-hand' })
    await file(mock, 'M-1', onBoard(1, 'HAWB1'))
    await mock.clock.advance('3h')
    await mock.control('flights/CX880/depart', {})
    await mock.clock.advance('10h')
    await mock.control('flights/CX880/arrive', {})
    expect((await times(mock)).slice(2)).toEqual([
      '28T15:00 SO50 94',
      '28T15:00 SO60 98',
      '29T01:00 SO50 95',
    ])
  })

  it('by sea opens nothing when it leaves', async () => {
    const mock = world()
    await file(mock, 'M-1', onBoard(1, 'HAWB1', { modeOfTransportation: '11' }))
    await mock.clock.advance('3h')
    await mock.control('flights/CX880/depart', {})
    expect((await times(mock)).slice(2)).toEqual(['28T15:00 SO50 94'])
  })

  it('that has arrived makes a type 86 late', async () => {
    const mock = world()
    await mock.control('flights/CX880/arrive', {})
    expect(await rulings(await file(mock, 'M-1', onBoard(1, 'HAWB1')))).toEqual(['01 Z11'])
  })

  it('does each thing once', async () => {
    const mock = world()
    await mock.control('flights/CX880/arrive', {})
    await expect(mock.control('flights/CX880/arrive', {})).rejects.toThrow('CX880 arrived at')
    await expect(mock.control('flights/CX880/depart', {})).rejects.toThrow('CX880 arrived at')
    await expect(mock.control('flights/!/depart', {})).rejects.toThrow('as CX880')
  })

  it.each([
    ['CX0880', 'CX880'],
    ['cx 880', 'CX880'],
    ['5X00123', '5X123'],
    ['CX1003', 'CX1003'],
    ['MAEU0042', 'MAEU42'],
  ])('is called one name however it is written: %s', (written, name) => {
    expect(flightName(written)).toBe(name)
  })
})

describe('a manifest', () => {
  const hand = { manifests: 'filed' } as const

  it('that is not there leaves an entry without a match, and reminds after 30 and 60 days', async () => {
    const mock = world(hand)
    await file(mock, 'M-1', filing('A', 1, 'HAWB1'))
    await mock.clock.advance('P70D')
    expect(codes(await mailbox(mock))).toEqual(['SO50 91', 'SO60 26', 'SO60 28'])
  })

  it('that comes matches what waits for it, and its flight carries it', async () => {
    const mock = world(hand)
    await file(mock, 'M-1', filing('A', 1, 'HAWB1'))
    await mock.clock.advance('2h')
    const bills = [{ bill: 'HAWB1', quantity: 1 }, { bill: 'HAWB9' }]
    const manifest = { flight: 'CX880', masterBill: '172-12345675', bills }
    expect(await mock.control('manifests', manifest)).toEqual({ bills: 2, matched: 1, moved: 1 })
    await mock.clock.advance('3h')
    await mock.control('flights/CX880/depart', {})
    expect(codes(await mailbox(mock))).toEqual([
      'SO50 91',
      'SO50 93, SO60 90',
      'SO60 97',
      'SO50 94',
      'SO60 98',
    ])
  })

  it('that has fewer packages than an entry declares is a discrepancy until it is corrected', async () => {
    const mock = world()
    await mock.control('manifests', { bills: [{ bill: 'HAWB1', quantity: 1 }] })
    const three = { shipment: shipment('HAWB1', { packageQuantity: 3 }) }
    await file(mock, 'M-1', filing('A', 1, 'HAWB1', three))
    await mock.clock.advance('2h')
    expect(codes(await mailbox(mock))).toEqual(['SO50 93, SO50 58'])
    await file(mock, 'M-2', filing('R', 1, 'HAWB1'))
    await mock.clock.advance('2h')
    expect(codes(await mailbox(mock)).slice(1)).toEqual(['SO60 88', 'SO60 97'])
  })

  it('is refused with every mistake', async () => {
    const wrong = { bills: [{ bill: 'H_1', quantity: -1 }] }
    await expect(world().control('manifests', wrong)).rejects.toThrow(
      /bills\/0\/bill.*bills\/0\/quantity/s,
    )
  })
})
