/**
 * The next step of an entry: what its status means, who acts, what they do, and by when.
 * @module
 */
import { addDays } from './day.ts'
import type { Day } from './day.ts'
import { dispositionOf } from './disposition.ts'
import type { Entry } from './entry.ts'
import { steps } from './status.ts'
import type { Step } from './status.ts'

export type Next = Step & { readonly due: Day | null }

/** Goods without entry 15 calendar days after arrival go to general order (19 CFR 4.37, 122.50). */
const generalOrderDays = 15

export function nextStep(entry: Entry): Next {
  const { meaning, owner, action } = stepOf(entry)
  return { meaning, owner, action, due: owner === 'filer' ? dueDay(entry) : null }
}

function stepOf({ status, disposition }: Entry): Step {
  const spoken = status === 'under_review' || status === 'released' || status === 'discrepancy'
  const known = disposition ? dispositionOf(disposition.record, disposition.code) : undefined
  return (spoken ? known : undefined) ?? steps[status]
}

/** A rejected entry has to be filed by arrival; a question has to be settled by general order. */
function dueDay({ status, shipment }: Entry): Day {
  const arrival = shipment.estimatedArrivalDate
  return status === 'rejected' ? arrival : addDays(arrival, generalOrderDays)
}
