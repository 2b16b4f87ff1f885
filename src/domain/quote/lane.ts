/**
 * What each lane costs one shipment, in whole cents. Every duty and fee line is rounded half up to
 * the cent where it is reckoned; layers add and do not compound; a total is the sum of rounded
 * lines. A total with an unknown part is unknown, and then only its least is told.
 * @module
 */
import type { Duty, Fees } from '../law/cost.ts'
import { laneCodes, policies } from '../law/vocabulary.ts'
import type { LaneCode, Policy } from '../law/vocabulary.ts'
import type { Answer, EntryType, Ground, Lane, Missing, Verdict } from '../law/shape.ts'
import { sum } from '../money.ts'
import type { Cents } from '../money.ts'

/** A filer's own fee by entry type; one left out is not set. */
export type FilingFees = Readonly<Partial<Record<EntryType, Cents>>>

export type Reason = Ground & { readonly layer: Policy }

export type LaneQuote = {
  readonly lane: LaneCode
  readonly entryType: EntryType | null
  readonly availability: Readonly<Record<Policy, Lane['allowed']>>
  readonly claimsExemption: boolean
  /** Whose rules the price follows: what is enforced, where that lets the lane be used at all. */
  readonly pricedBy: Policy | null
  readonly duty: Duty | null
  readonly fees: Fees | null
  readonly filingFeeCents: Cents
  /** Whether the filer has said what it charges; nothing is filed without an entry type. */
  readonly filingFeeSet: boolean
  readonly totalCents: Cents | null
  /** The sum of the parts that are known: the total is this, or more. */
  readonly atLeastCents: Cents | null
  readonly missing: readonly Missing[]
  /** Why it is closed or doubtful; of an open lane that pays nothing, what that rests on. */
  readonly why: readonly Reason[]
}

export function laneQuotes(answer: Answer, fees: FilingFees): LaneQuote[] {
  const order = answer[answer.policy].lanes.map(({ lane }) => lane)
  return laneCodes
    .toSorted((a, b) => order.indexOf(a) - order.indexOf(b))
    .map((code) => laneQuote(code, answer, fees))
}

function laneQuote(code: LaneCode, answer: Answer, filingFees: FilingFees): LaneQuote {
  const enforced = laneIn(answer.enforced, code)
  const statutory = laneIn(answer.statutory, code)
  const pricedBy = pricing(enforced, statutory)
  const { entryType, claimsExemption } = enforced
  const { duty, fees, missing } = pricedBy === 'statutory' ? statutory : enforced
  const filingFee = entryType === null ? undefined : filingFees[entryType]
  const filingFeeCents = filingFee ?? 0
  const parts = [duty?.totalCents ?? null, fees?.totalCents ?? null]
  const known = parts.flatMap((cents) => cents ?? [])
  return {
    lane: code,
    entryType,
    availability: { statutory: statutory.allowed, enforced: enforced.allowed },
    claimsExemption,
    pricedBy,
    duty,
    fees,
    filingFeeCents,
    filingFeeSet: filingFee !== undefined,
    totalCents: known.length === parts.length ? sum([...known, filingFeeCents]) : null,
    atLeastCents: duty && fees && sum([leastOf(duty), leastOf(fees), filingFeeCents]),
    missing,
    why: policies.flatMap((policy) => reasons(answer[policy], code)),
  }
}

function laneIn(verdict: Verdict, code: LaneCode): Lane {
  const found = verdict.lanes.find(({ lane }) => lane === code)
  if (!found) throw new Error(`a verdict without lane ${code}`)
  return found
}

/** An open lane before a doubtful one, and what is enforced before what the statute says. */
function pricing(enforced: Lane, statutory: Lane): Policy | null {
  for (const allowed of ['yes', 'refer']) {
    if (enforced.allowed === allowed) return 'enforced'
    if (statutory.allowed === allowed) return 'statutory'
  }
  return null
}

/** Layers only add, so what is priced already is owed in any case. */
export function leastOf({ lines, totalCents }: Duty | Fees): Cents {
  return totalCents ?? sum(lines.map(({ amountCents }) => amountCents ?? 0))
}

function reasons(verdict: Verdict, code: LaneCode): Reason[] {
  const { allowed, claimsExemption, why } = laneIn(verdict, code)
  const rests = allowed === 'yes' && claimsExemption ? verdict.basis : why
  return rests.map((ground) => ({ ...ground, layer: verdict.layer }))
}
