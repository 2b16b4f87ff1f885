/**
 * The next step of an entry: what its status means, who acts, what they do, and by when.
 * @module
 */
import { addDays } from './day.ts'
import type { Day } from './day.ts'
import { dispositionOf } from './disposition.ts'
import type { Disposition } from './disposition.ts'
import type { Entry } from './entry.ts'
import { steps } from './status.ts'
import type { Status, Step } from './status.ts'

export type Next = Step & { readonly due: Day | null }

/** Goods without entry 15 calendar days after arrival go to general order (19 CFR 4.37, 122.50). */
const generalOrderDays = 15

export function nextStep(entry: Entry): Next {
  const { meaning, owner, action } = stepOf(entry)
  return { meaning, owner, action, due: owner === 'filer' ? dueDay(entry) : null }
}

/** Whoever has asked something of CBP is not told to ask it again. */
const asked: Step = {
  meaning: 'What was asked of CBP is on its way.',
  owner: 'gateway',
  action: "Wait for CBP's reply.",
}

function stepOf({ status, disposition, pending }: Entry): Step {
  const open = status === 'submitted' || status === 'under_review' || status === 'discrepancy'
  if (open && pending) return asked
  const known = disposition ? dispositionOf(disposition.record, disposition.code) : undefined
  return known && speaksFor(known, status) ? known : steps[status]
}

/** A code that led here explains the status. A remark does too, unless it hides who must act. */
function speaksFor({ to, owner }: Disposition, status: Status): boolean {
  if (to !== undefined) return to === status
  switch (status) {
    case 'submitted':
    case 'under_review':
      return true
    case 'discrepancy':
      return owner === 'filer'
    case 'released':
      return owner !== 'cbp'
    default:
      return false
  }
}

/** A rejected entry has to be filed by arrival; a question has to be settled by general order. */
function dueDay({ status, shipment }: Entry): Day {
  const arrival = shipment.estimatedArrivalDate
  return status === 'rejected' ? arrival : addDays(arrival, generalOrderDays)
}
