/**
 * One rule: a dated row of law. The table decides; the code only reads it.
 * @module
 */
import type {
  Authority,
  Confidence,
  DateBasis,
  Decision,
  FilerRole,
  GoodsClass,
  IorKind,
  LaneCode,
  LookupName,
  Outcome,
  PartyKind,
  Policy,
  Provision,
  RowStatus,
  Transport,
  ValueBasis,
} from './vocabulary.ts'

/** All predicates must hold; none means any shipment. Each is true, false or unknown. */
export type Scope = {
  readonly provisions?: readonly Provision[]
  /** Country of origin ("product of"), ISO codes. */
  readonly origins?: readonly string[]
  readonly shippedFrom?: readonly string[]
  readonly modes?: readonly Transport[]
  readonly modesExcept?: readonly Transport[]
  readonly goodsAny?: readonly GoodsClass[]
  readonly goodsNone?: readonly GoodsClass[]
  readonly maxValueCents?: number
  readonly minValueCentsExclusive?: number
  readonly valueBasis?: ValueBasis
  readonly senderKinds?: readonly PartyKind[]
  readonly recipientKinds?: readonly PartyKind[]
  readonly iorKinds?: readonly IorKind[]
  readonly iorIdleDaysMin?: number
  /** The decision of the row's own layer; matched after it is reached. */
  readonly verdict?: Decision
  readonly lookup?: LookupName
  readonly exceptLookup?: LookupName
}

export type FeeAmount =
  | 'informalAutoCents'
  | 'informalManualCents'
  | 'informalCbpPreparedCents'
  | 'manualSurchargeCents'
  | 'eccfPerWaybillCents'
  | 'dutiableMailCents'

export type PostalOption = {
  readonly method: 'ad_valorem' | 'specific'
  readonly per?: 'item' | 'package'
  readonly rateBp?: number
  readonly amountCents?: number
  readonly rateLookup?: LookupName
  readonly bands?: readonly Band[]
}

/** The amount that goes with a rate: below, from and to (both included), or above. */
export type Band = {
  readonly rateBpBelow?: number
  readonly rateBpFrom?: number
  readonly rateBpTo?: number
  readonly rateBpAbove?: number
  readonly amountCents: number
}

/** Integers: `...Cents`, `...Bp` (basis points), `...CentiBp` (hundredths of one), days, counts. */
export type Params = Partial<Readonly<Record<FeeAmount, number>>> & {
  readonly lanes?: readonly LaneCode[]
  /** Candidates only; the route order picks. */
  readonly routeTo?: readonly LaneCode[]
  readonly maxCents?: number
  readonly humanReview?: boolean
  readonly bondRequired?: boolean
  readonly maxDaysAfterArrival?: number
  readonly field?: 'estimatedArrivalDate'
  readonly roles?: readonly FilerRole[]
  readonly consigneeOnlyIfVerdict?: Decision
  readonly consigneeMaxCents?: number
  readonly consigneeNeedsBrokerOnLanes?: readonly LaneCode[]
  readonly idleDays?: number
  readonly cargoReleaseCode?: string
  readonly entrySummaryCode?: string
  readonly chosenBy?: 'carrier' | 'carrier_or_qualified_party' | 'none'
  readonly options?: readonly PostalOption[]
  readonly rateBp?: number
  readonly rateBpByOrigin?: Readonly<Record<string, number>>
  readonly rateBpByList?: Readonly<Record<string, number>>
  /** Origins whose rate is known but not how it combines with the others. */
  readonly checkOrigins?: readonly string[]
  readonly htsHeading?: string
  /** Goods that pay by these rows count as `chapter_98_99`. */
  readonly inferredFromRules?: readonly string[]
  readonly mpfRateCentiBp?: number
  readonly mpfMinCents?: number
  readonly mpfMaxCents?: number
  readonly hmfRateCentiBp?: number
  readonly derived?: readonly FeeAmount[]
  readonly firstMaxCents?: number
  readonly laterMaxCents?: number
  readonly warnAfterDays?: number
  readonly blockAfterDays?: number
  /** What else the row states, for display. */
  readonly [shown: string]: unknown
}

export type Row = {
  readonly id: string
  readonly layers: readonly Policy[]
  /** Legal time, half-open: a day, or an instant with offset. No `from`: never in force. */
  readonly effectiveFrom: string | null
  readonly effectiveTo: string | null
  /** When the row, or its end, became known; null is not recorded. */
  readonly knownFrom: string | null
  readonly endKnownFrom: string | null
  readonly dateBasis: DateBasis
  readonly scope: Scope
  readonly outcome: Outcome
  readonly params: Params
  readonly priority: number
  readonly canDecide: boolean
  readonly status: RowStatus
  readonly authority: Authority
  /** For people, as is `name`, the short one on a duty line. */
  readonly rule: string
  readonly name?: string
  readonly citation: string
  readonly confidence: Confidence
  readonly confidenceNote: string | null
  readonly verifiedOn: string
}

type Usual = 'layers' | 'effectiveTo' | 'knownFrom' | 'endKnownFrom' | 'scope' | 'params' | 'canDecide' | 'confidenceNote' // prettier-ignore

/** A row whose unwritten keys say: both layers, open end, nothing recorded, any shipment. */
export const row = (written: Omit<Row, Usual> & Partial<Pick<Row, Usual>>): Row => ({
  layers: ['statutory', 'enforced'],
  effectiveTo: null,
  knownFrom: null,
  endKnownFrom: null,
  scope: {},
  params: {},
  canDecide: true,
  confidenceNote: null,
  ...written,
})
