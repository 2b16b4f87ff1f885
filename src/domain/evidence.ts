/**
 * The facts of a shipment as the law asks for them. What the shipment does not say is unknown,
 * unless a filer may stand for it (`assumed`).
 * @module
 */
import type { Day, Instant } from './day.ts'
import { goodsOf } from './law/facts.ts'
import type { Facts, LineFacts } from './law/facts.ts'
import { goodsClasses } from './law/vocabulary.ts'
import type { GoodsClass, Transport } from './law/vocabulary.ts'
import { isAmount, parseAmount, sum } from './money.ts'
import { countries } from './place.ts'
import type { Draft, Line, Shipment } from './shipment.ts'

/** CATAIR's modes of transportation in the words of the law; pipelines and the like are in none. */
export const transports: Readonly<Record<string, Transport>> = {
  '10': 'ocean', '11': 'ocean', '12': 'ocean', '20': 'rail', '21': 'rail', '30': 'truck',
  '31': 'truck', '32': 'truck', '33': 'traveller', '34': 'truck', '40': 'air', '41': 'air',
  '50': 'mail', '60': 'traveller',
} // prettier-ignore

export type Known = {
  readonly filed: Instant | Day
  /** Judge it as of this day: it arrives and is filed then. */
  readonly asOf?: Day
  /** What the consignee's day holds already, without this shipment. */
  readonly dayCents: number
  /** Another shipment carries the same order. */
  readonly split: boolean
  readonly goods: readonly GoodsClass[]
  /** Column 1 rate of a tariff number in basis points; `null` where unknown or not ad valorem. */
  readonly rateBp: (htsNumber: string) => number | null
}

/**
 * A filer stands for what no shipment says: that goods are in no class which its tariff numbers do
 * not show, that its importer of record is a US one in good standing, and that it is a broker.
 */
const assumed = { iorKind: 'us', iorIdleDays: 0, filerRole: 'licensed_broker' } as const

export function evidence(draft: Draft<Shipment>, known: Known): Facts {
  const arrival = known.asOf ?? draft.estimatedArrivalDate ?? null
  const filed = known.asOf ?? known.filed
  const cents = valueOf(draft)
  const commercial = draft.purpose === 'commercial'
  const goods: GoodsClass[] = known.split ? [...known.goods, 'split_order'] : [...known.goods]
  const numbered = (draft.lines ?? []).every((line) => /^\d{10}$/.test(line?.htsNumber ?? ''))
  const untold = numbered ? [] : goodsClasses.filter((name) => !goods.includes(name))
  return {
    provision: 'C',
    mode: transports[draft.modeOfTransportation ?? ''] ?? null,
    importation: arrival,
    arrival,
    filed,
    decision: known.filed,
    shippedFrom: knownCountry(draft.seller?.address?.country),
    valueCents: cents,
    dayTotalCents: cents === null ? null : known.dayCents + cents,
    lines: (draft.lines ?? []).map((line) => lineEvidence(line, known)),
    goods: goodsOf(
      goods,
      untold.filter((name) => name !== 'split_order'),
    ),
    sender: draft.purpose === 'gift' ? 'natural_person' : 'business',
    recipient: commercial ? 'business' : 'natural_person',
    ...assumed,
    estimatedArrivalDate: draft.estimatedArrivalDate ?? null,
    preparation: 'automated',
    expressMail: false,
  }
}

/** A sum in which one line cannot be read is not a smaller sum; it is unknown. */
function valueOf(draft: Draft<Shipment>): number | null {
  const amounts = (draft.lines ?? []).map((line) => parseAmount(line?.fairRetailValue ?? ''))
  return amounts.length > 0 && amounts.every(isAmount) ? sum(amounts) : null
}

/** A code that is no country must not count as some other country. */
const knownCountry = (code: string | undefined): string | null =>
  code !== undefined && countries.has(code.toUpperCase()) ? code : null

function lineEvidence(line: Draft<Line> | undefined, { rateBp }: Known): LineFacts {
  const htsNumber = line?.htsNumber ?? null
  const amount = parseAmount(line?.fairRetailValue ?? '')
  return {
    origin: knownCountry(line?.countryOfOrigin),
    htsNumber,
    enteredValueCents: isAmount(amount) ? amount : null,
    mfnRateBp: htsNumber === null ? null : rateBp(htsNumber),
  }
}
