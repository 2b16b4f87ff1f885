/**
 * The views of a master bill's house bills: which statuses each shows.
 * @module
 */
import type { Status } from '../../domain/status.ts'
import { billOrder } from '../../gateway/bills.ts'
import type { Counts } from '../../gateway/bills.ts'
import { statusName } from '../parts.ts'

export type View = {
  readonly name: string
  readonly title: string
  /** None means all. */
  readonly statuses: readonly Status[] | undefined
}

/** Not released, and either side has to do something about it. */
const held = ['rejected', 'discrepancy', 'under_review'] as const

export const views: readonly View[] = [
  { name: '', title: 'All', statuses: undefined },
  { name: 'held', title: 'Held', statuses: held },
  ...billOrder.map((status) => ({ name: status, title: statusName(status), statuses: [status] })),
]

export const viewOf = (name = ''): View =>
  views.find((view) => view.name === name) ?? { name: '', title: 'All', statuses: undefined }

export const countIn = ({ statuses = billOrder }: View, counts: Counts): number =>
  statuses.reduce((sum, status) => sum + (counts[status] ?? 0), 0)
