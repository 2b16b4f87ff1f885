/**
 * What the exemption would have saved: the cheapest way that pays, as it is enforced, less the way
 * that is free. Told only where every price it rests on is known.
 * @module
 */
import type { LaneCode } from '../law/vocabulary.ts'
import type { Cents } from '../money.ts'
import type { LaneQuote } from './lane.ts'

export type Saving = {
  readonly amountCents: Cents | null
  /** The saving is this, or more. */
  readonly atLeastCents: Cents | null
  readonly free: LaneCode | null
  readonly paid: LaneCode | null
  /** Why there is no amount. */
  readonly reason: string | null
}

const none = { amountCents: null, atLeastCents: null, free: null, paid: null }

export function savingOf(lanes: readonly LaneQuote[]): Saving {
  const free = freeLane(lanes)
  if (!free) {
    const reason = 'The exemption is not open to this shipment under either verdict; see why.'
    return { ...none, reason }
  }
  const paid = lanes.filter(
    ({ availability, claimsExemption }) => availability.enforced === 'yes' && !claimsExemption,
  )
  if (paid.length === 0) {
    const reason = 'No lane that pays is open as the law is enforced.'
    return { ...none, free: free.lane, reason }
  }
  const least = Math.min(...paid.map(({ atLeastCents }) => atLeastCents ?? 0))
  const found = { free: free.lane, atLeastCents: least - free.totalCents }
  const unknown = paid.filter(({ totalCents }) => totalCents === null)
  if (unknown.length > 0) {
    return { ...found, amountCents: null, paid: null, reason: unknownReason(unknown) }
  }
  const [cheapest] = paid.toSorted((a, b) => (a.totalCents ?? 0) - (b.totalCents ?? 0))
  return { ...found, amountCents: found.atLeastCents, paid: cheapest?.lane ?? null, reason: null }
}

/** Entry type 86 where it is open, otherwise the release from the manifest. */
function freeLane(lanes: readonly LaneQuote[]) {
  for (const code of ['ET86', 'FREE_RELEASE']) {
    const found = lanes.find(({ lane }) => lane === code)
    const open = found && Object.values(found.availability).includes('yes')
    if (open && found.totalCents !== null) return { ...found, totalCents: found.totalCents }
  }
  return undefined
}

function unknownReason(lanes: readonly LaneQuote[]): string {
  const fields = [...new Set(lanes.flatMap(({ missing }) => missing.map(({ field }) => field)))]
  const names = lanes.map(({ lane }) => lane).join(', ')
  const lacking = fields.length > 0 ? ` Unknown: ${fields.join(', ')}.` : ''
  return `The total of ${names} is not known, so the cheapest lane cannot be told.${lacking}`
}
