/**
 * What is known of one shipment. `null` is unknown, and unknown never becomes ALLOW.
 * @module
 */
import { remembered } from '../remembered.ts'
import { goodsClasses } from './vocabulary.ts'
import type {
  FilerRole,
  GoodsClass,
  IorKind,
  LookupName,
  PartyKind,
  Provision,
  Transport,
} from './vocabulary.ts'

/** In the table or not; what a table says beyond that makes it an object. */
export type Finding =
  boolean | { readonly rateBp?: number; readonly list?: string; readonly htsHeading?: string }

export type Findings = Partial<Readonly<Record<LookupName, Finding | null>>>

/** Tables by name. A table that is not loaded, or does not know, answers nothing: unknown. */
export type Lookups = Partial<
  Readonly<
    Record<
      LookupName,
      (htsNumber: string | null, origin: string | null) => Finding | null | undefined
    >
  >
>

export type LineFacts = {
  /** ISO code of the country the goods are a product of. */
  readonly origin: string | null
  readonly htsNumber: string | null
  /** The value duty is assessed on, not the fair retail value. */
  readonly enteredValueCents: number | null
  /** Column 1; null where it is unknown or not ad valorem. */
  readonly mfnRateBp: number | null
  /** What was found out about this line; goes before the tables handed to `judge`. */
  readonly lookups?: Findings
}

/** A class left out is unknown, except `split_order`: a finding, false until there is one. */
export type Goods = Partial<Readonly<Record<GoodsClass, boolean | null>>>

export type Facts = {
  readonly provision: Provision
  readonly mode: Transport | null
  readonly importation: string | null
  /** Actual, or planned while none is recorded. */
  readonly arrival: string | null
  readonly filed: string | null
  /** Left out: the later of filing and arrival. */
  readonly entered?: string | null
  /** Left out: when the goods were entered. */
  readonly violation?: string | null
  /** Left out: when the answer is given. */
  readonly decision?: string | null
  readonly shippedFrom: string | null
  /** Fair retail value in the country of shipment, of this parcel. */
  readonly valueCents: number | null
  /** The same, of everything this person imports on the port's day, this parcel included. */
  readonly dayTotalCents: number | null
  readonly lines: readonly LineFacts[]
  readonly goods: Goods
  readonly sender: PartyKind | null
  readonly recipient: PartyKind | null
  readonly iorKind: IorKind | 'none' | null
  /** Days since the importer of record's last entry. */
  readonly iorIdleDays: number | null
  readonly filerRole: FilerRole | null
  readonly estimatedArrivalDate: string | null
  /** Who prepares the entry, and how; sets the informal fee. */
  readonly preparation: 'automated' | 'manual' | 'cbp'
  /** Inbound Express Mail pays the processing fee other mail does not. */
  readonly expressMail: boolean | null
}

/** Every class declared: those in `are` true, those in `unknown` unknown, all others false. */
export function goodsOf(are: readonly GoodsClass[], unknown: readonly GoodsClass[] = []): Goods {
  return declared(`${are.join()} ${unknown.join()}`, () =>
    Object.freeze(
      Object.fromEntries(
        goodsClasses.map((name) => [name, unknown.includes(name) ? null : are.includes(name)]),
      ),
    ),
  )
}

/** One object for all shipments of the same classes: most are of none. */
const declared = remembered<Goods>(500)
