import { describe, expect, it } from 'vitest'
import type { Declaration } from '../../src/message/declare.ts'
import type { Filing } from '../../src/message/filing.ts'
import {
  codes,
  entry,
  file,
  filing,
  givenMock,
  mailbox,
  replyIn,
  rulings,
  shipment,
} from './given.ts'
import type { Given } from './given.ts' // prettier-ignore

const conveyance = { carrier: 'CX', flight: '880' }
const carried = (bill: string, changes: Parameters<typeof shipment>[1] = {}) =>
  shipment(bill, { conveyance, ...changes })
const update = (bill: string, rest: Partial<Declaration> = {}, on: Partial<Filing> = {}) => ({
  ...filing('U', 1, bill, { shipment: carried(bill), ...rest }),
  ...on,
})
const times = async (mock: Given) => {
  const page = await mailbox(mock)
  return page.map(({ at }, index) => `${at.slice(8, 16)} ${codes(page)[index]}`)
}

/** An entry on file, its goods on the way to arrive on 2026-12-01. */
async function onFile(bill = 'HAWB1') {
  const mock = givenMock({ pace: 'manual' })
  await file(mock, 'M-1', filing('A', 1, bill, { shipment: carried(bill) }))
  await mock.clock.advance('3h')
  return mock
}

describe('an update', () => {
  it('is taken at once, without a review', async () => {
    const mock = await onFile()
    const reply = await replyIn(await file(mock, 'M-2', update('HAWB1')))
    expect(reply.results).toEqual([
      {
        actionCode: 'U',
        filerCode: 'ZZ9',
        entryNumber: '00000011',
        sxDisposition: '02',
        narrative: 'ENTRY ACCEPTED',
        conditions: [],
      },
    ])
    expect(await mock.control('entries/ZZ9-0000001-1')).toMatchObject({ version: 2, review: null })
    expect(await rulings(await file(mock, 'M-3', update('HAWB1')))).toEqual(['02'])
  })

  it('changes port, bills, flight and day of arrival in what CBP says from then on', async () => {
    const mock = await onFile()
    const later = carried('HAWB2', {
      portOfEntry: '2720',
      estimatedArrivalDate: '2026-12-03',
      conveyance: { carrier: 'CX', flight: '0882' },
      packageQuantity: 2,
    })
    await file(mock, 'M-2', update('HAWB2', { shipment: later }))
    await mock.clock.advance('P7D')
    expect(await times(mock)).toEqual([
      '28T13:00 SO50 93, SO60 90',
      '28T14:00 SO60 97',
      '03T14:00 SO50 95, SO60 98',
    ])
    const [before, , after] = await mailbox(mock)
    expect(before).toMatchObject({
      ...{ portOfEntry: '4701', estimatedArrivalDate: '2026-12-01', voyageFlightTrip: '880' },
      bills: [{ billNumber: '17212345675' }, { billNumber: 'HAWB1', packageQuantity: 1 }],
    })
    expect(after).toMatchObject({
      ...{ portOfEntry: '2720', estimatedArrivalDate: '2026-12-03', voyageFlightTrip: '0882' },
      bills: [{ billNumber: '17212345675' }, { billNumber: 'HAWB2', packageQuantity: 2 }],
    })
    expect(await mock.control('entries/ZZ9-0000001-1')).toMatchObject({
      ...{ billNumber: 'HAWB2', flight: 'CX882' },
    })
  })

  it('leaves as it was what it does not say', async () => {
    const mock = await onFile()
    const bare = { billGroupings: [], references: [] }
    expect(await rulings(await file(mock, 'M-2', update('HAWB1', {}, bare)))).toEqual(['02'])
    await mock.clock.advance('P7D')
    expect((await times(mock)).at(-1)).toBe('01T14:00 SO50 95, SO60 98')
    expect((await mailbox(mock)).at(-1)).toMatchObject({
      ...{ carrierCode: 'CX', voyageFlightTrip: '880', estimatedArrivalDate: '2026-12-01' },
      references: [{ qualifier: 'CR', value: '00000011' }],
      bills: [{ billNumber: '17212345675' }, { billNumber: 'HAWB1' }],
    })
  })

  it('settles what waits for a correction, as a quantity does', async () => {
    const mock = await onFile('SIMQTY1')
    expect(await rulings(await file(mock, 'M-2', update('SIMQTY1')))).toEqual(['02'])
    await mock.clock.advance('3h')
    expect(await times(mock)).toEqual(['28T13:00 SO50 58', '28T16:00 SO60 97', '28T17:00 SO60 98'])
  })

  it('finds the manifest of the bill that it names', async () => {
    const mock = givenMock({ pace: 'manual', manifests: 'filed' })
    await mock.control('manifests', { flight: 'CX882', bills: [{ bill: 'HAWB2', quantity: 3 }] })
    await file(mock, 'M-1', filing('A', 1, 'HAWB1'))
    await mock.clock.advance('2h')
    expect(await entry(mock, 1)).toMatchObject({ status: 'accepted' })
    const unflown = shipment('HAWB2')
    expect(await rulings(await file(mock, 'M-2', update('HAWB2', { shipment: unflown })))).toEqual(['02']) // prettier-ignore
    await mock.clock.advance('3h')
    expect((await times(mock)).slice(1)).toEqual(['28T15:00 SO50 93, SO60 90', '28T16:00 SO60 97'])
    expect((await mailbox(mock)).at(-1)).toMatchObject({
      ...{ carrierCode: 'CX', voyageFlightTrip: '882' },
      bills: [{}, { billNumber: 'HAWB2', manifestedQuantity: 3 }],
    })
  })

  it.each<readonly [answer: string, title: string, changes: Partial<Filing>]>([
    ['01 210', 'of another type', { entryType: '11' }],
    ['01 Z49', 'with parties', { parties: filing('A', 1, 'HAWB1').parties }],
    ['01 Z49', 'with lines', { lines: filing('A', 1, 'HAWB1').lines }],
    ['01 Z08', 'without a port', { plannedPortOfEntry: undefined as never }],
    ['02', 'without a contact', { contact: undefined as never }],
  ])('is answered %s %s', async (answer, _title, changes) => {
    const mock = await onFile()
    expect(await rulings(await file(mock, 'M-2', update('HAWB1', {}, changes)))).toEqual([answer])
  })

  it('is refused where nothing is on file, while a review is pending, and after release', async () => {
    expect(await rulings(await file(givenMock(), 'M-1', update('HAWB1')))).toEqual(['01 008'])
    const mock = await onFile('SIMSIL1')
    await file(mock, 'M-2', filing('R', 1, 'SIMSIL1'))
    expect(await rulings(await file(mock, 'M-3', update('SIMSIL1')))).toEqual(['01 Z13'])
    const released = await onFile('SIMREL1')
    expect(await rulings(await file(released, 'M-2', update('SIMREL1')))).toEqual(['01 Z14'])
  })
})

describe('a cancellation', () => {
  const cancel = (reason: string, on: Partial<Filing> = {}) => ({
    ...filing('D', 1, 'HAWB1', { cancellation: { reason } }),
    ...on,
  })
  const names = (qualifier: string, value: string) => ({ references: [{ qualifier, value }] })

  it.each<readonly [answer: string, title: string, cancellation: Filing]>([
    ['01 Z30', 'for reason 03 without the entry in its place', cancel('03')],
    ['01 Z30', 'for reason 02 with an entry in its place', cancel('02', names('EN', 'ZZ900000029'))],
    ['01 Z30', 'for reason 04 without the zone admission', cancel('04')],
    ['04', 'for reason 02 with its in-bond number', cancel('02', names('IB', 'V1234567890'))],
    ['04', 'for reason 03 with the entry in its place', cancel('03', names('EN', 'ZZ900000029'))],
    ['01 Z49', 'that names bills', cancel('01', { billGroupings: filing('A', 1, 'X').billGroupings })],
    ['01 Z49', 'with an additional header', cancel('01', { additionalHeader: { electedEntryDate: '2026-12-01' } })],
    ['01 Z23', 'that names nobody to call', cancel('01', { contact: undefined as never })],
    ['01 Z08', 'without a port', cancel('01', { plannedPortOfEntry: undefined as never })],
  ])('is answered %s %s', async (answer, _title, cancellation) => {
    expect(await rulings(await file(await onFile(), 'M-2', cancellation))).toEqual([answer])
  }) // prettier-ignore
})
