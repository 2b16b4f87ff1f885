import fc from 'fast-check'
import { describe, expect, it } from 'vitest'
import type { EntryType, Line, Shipment } from '../../src/domain/shipment.ts'
import { linesOfFiling } from '../../src/message/catair/declare.ts'
import { declare } from '../../src/message/declare.ts'
import { isUpdate } from '../../src/message/update.ts'
import { number, shipment } from '../domain/example.ts'

const contact = { name: 'PAT FILER', phone: '7185550100' }

type Change = (of: Shipment) => Shipment

const lined =
  (change: (line: Line) => Line): Change =>
  (of) => ({ ...of, lines: of.lines.map((line, index) => (index === 0 ? change(line) : line)) })

const changes: readonly Change[] = [
  (of) => ({ ...of, portOfEntry: '2720' }),
  (of) => ({ ...of, modeOfTransportation: '41' }),
  (of) => ({ ...of, bill: { ...of.bill, houseBill: 'HAWB9' } }),
  (of) => ({ ...of, bill: { regularBill: 'BILL1' } }),
  (of) => ({ ...of, packageQuantity: 9 }),
  (of) => ({ ...of, conveyance: { carrier: 'CX', flight: '880' } }),
  (of) => ({ ...of, estimatedArrivalDate: '2026-12-02' }),
  (of) => ({ ...of, contact: { name: 'Sam Other', phone: '2125550100' } }),
  (of) => ({ ...of, importerOfRecord: '12-345678900' }),
  (of) => ({ ...of, invoice: { number: 'INV-10', date: '2026-11-21' } }),
  (of) => ({ ...of, purpose: 'commercial' }),
  (of) => ({ ...of, seller: { ...of.seller, name: 'Another Seller' } }),
  (of) => ({ ...of, seller: { ...of.seller, name: of.seller.name.toLowerCase() } }),
  (of) => ({ ...of, consignee: { ...of.consignee, address: { ...of.consignee.address, city: 'Queens' } } }),
  lined((line) => ({ ...line, description: `${line.description}, blue` })),
  lined((line) => ({ ...line, description: ` ${line.description.toUpperCase()}` })),
  lined((line) => ({ ...line, quantity: 7 })),
  lined((line) => ({ ...line, fairRetailValue: '31.00' })),
  // The same in whole dollars.
  lined((line) => ({ ...line, fairRetailValue: '30.20' })),
  lined((line) => ({ ...line, countryOfOrigin: 'KR' })),
  lined((line) => ({ ...line, pga: [{ agency: 'CPS', disclaim: 'A' }] })),
  (of) => ({ ...of, lines: of.lines.slice(0, 1) }),
] // prettier-ignore

/** What the records of a replacement say beyond those of an update; of SE10 the value. */
const beyondUpdate = (of: Shipment, entryType: EntryType) =>
  linesOfFiling(
    declare({ actionCode: 'R', entryNumber: number, entryType, shipment: of }, contact),
  ).flatMap((line) =>
    line.startsWith('SE10') ? [line.slice(39, 49)] : /^SE(1[1-7]|20)/.test(line) ? [] : [line],
  )

const amendments = fc.record({
  before: fc.subarray([...changes]),
  after: fc.subarray([...changes], { maxLength: 4 }),
  entryType: fc.constantFrom<EntryType>('86', '11', '01'),
})

const apply = (to: Shipment, all: readonly Change[]) => all.reduce((of, change) => change(of), to)

describe('an update', () => {
  it('is chosen exactly where the records differ only in what it can carry', () => {
    const chosen = new Set<boolean>()
    fc.assert(
      fc.property(amendments, ({ before, after, entryType }) => {
        const was = apply(shipment, before)
        const is = apply(was, after)
        const update = isUpdate({ entryNumber: number, entryType, shipment: was }, is, contact)
        const same = beyondUpdate(was, entryType).join() === beyondUpdate(is, entryType).join()
        chosen.add(update)
        expect(update).toBe(same)
      }),
      { numRuns: 2000 },
    )
    expect(chosen.size).toBe(2)
  })
})
