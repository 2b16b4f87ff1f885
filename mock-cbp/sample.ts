/**
 * A filing to begin with: one parcel of two T-shirts, as a transmission that the mock accepts.
 * @module
 */
import { entryNumber, parseFilerCode } from '../src/domain/number.ts'
import type { EntryNumber } from '../src/domain/number.ts'
import type { Shipment } from '../src/domain/shipment.ts'
import { printCatairRelease } from '../src/message/catair/release.ts'
import { declare } from '../src/message/declare.ts'
import { printCargoRelease } from '../src/message/filing.ts'

export type SampleOptions = {
  /** Also the `Message-Id` to send it with: 1 to 21 capitals, digits, hyphens. */
  readonly messageId: string
  /** Its beginning may name a scenario: `SIMDOC0001`. */
  readonly houseBill: string
  /** Entries of one filer have different ones, from 1 to 9,999,999. */
  readonly sequence?: number
  readonly filer?: string
  /** Add, replace, update or delete (SE10 5). */
  readonly action?: 'A' | 'R' | 'U' | 'D'
  /** `YYYY-MM-DD`; not before the day it is in the mock. */
  readonly arrivalDay: string
  /** Of the consignee, whose day may not go over $800. */
  readonly consignee?: string
  /** Whole dollars. */
  readonly valueUsd?: number
  /** `CX880` is carrier and flight. */
  readonly flight?: { readonly carrier: string; readonly flight: string }
}

export type Sample = {
  readonly entryNumber: EntryNumber
  readonly xml: string
  /** The same in records. Throws a `RangeError` for what their columns cannot carry. */
  readonly catair: string
}

/** Throws a `RangeError` for a sequence or filer code that no entry number has. */
export function sampleOf(options: SampleOptions): Sample {
  const { messageId, sequence = 1, filer = 'ZZ9', action = 'A', arrivalDay } = options
  const filerCode = parseFilerCode(filer)
  if (!filerCode) throw new RangeError(`"${filer}" is no filer code: three capitals or digits`)
  const number = entryNumber(filerCode, sequence)
  const filing = declare(
    {
      actionCode: action,
      entryNumber: number,
      entryType: '86',
      shipment: parcel(options),
      ...(action === 'D' ? { cancellation: { reason: '01' } } : {}),
    },
    { name: 'Pat Filer', phone: '7185550100' },
  )
  const envelope = { messageId, filerCode, siteCode: '4701', transmissionDate: arrivalDay }
  const release = { envelope, entries: [filing] }
  return {
    entryNumber: number,
    xml: printCargoRelease(release),
    get catair() {
      return printCatairRelease(release)
    },
  }
}

const parcel = ({ houseBill, arrivalDay, consignee, valueUsd = 30, flight }: SampleOptions): Shipment => ({
  reference: houseBill,
  modeOfTransportation: '40',
  portOfEntry: '4701',
  estimatedArrivalDate: arrivalDay,
  bill: { masterBill: '172-12345675', houseBill },
  packageQuantity: 1,
  seller: {
    name: 'Hanoi Craft Co Ltd',
    address: { street: '12 Pho Hue', city: 'Hanoi', postalCode: '100000', country: 'VN' },
  },
  consignee: {
    name: consignee ?? 'Jane Smith',
    address: { street: '100 Main St', city: 'Brooklyn', subdivision: 'NY', postalCode: '11201', country: 'US' },
  },
  invoice: { number: 'INV-9', date: arrivalDay },
  ...(flight ? { conveyance: flight } : {}),
  lines: [
    {
      description: 'Knit cotton T-shirts',
      htsNumber: '6109100040',
      countryOfOrigin: 'VN',
      quantity: 2,
      unit: 'PCS',
      fairRetailValue: `${valueUsd}.00`,
    },
  ],
}) // prettier-ignore
