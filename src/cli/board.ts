/**
 * What `gate321 watch` knows of the entries, and which of them are worth a line.
 * @module
 */
import type { Announcement, PresentedEntry, Status } from '../client.ts'
import { statuses, steps } from '../domain/status.ts'

export type Row = {
  readonly id: string
  readonly entryNumber: string
  readonly reference: string
  readonly status: Status
  readonly at: string
  readonly action: string
  readonly owner: string
  /** Whether `action` is the entry's own, and not only what its status usually asks. */
  readonly exact: boolean
}

export type Board = Map<string, Row>

export function seen(board: Board, entry: PresentedEntry): void {
  const { id, entryNumber, reference, status, updatedAt, next } = entry
  const before = board.get(id)
  if (before && before.at > updatedAt) return
  const { action, owner } = next
  board.set(id, { id, entryNumber, reference, status, at: updatedAt, action, owner, exact: true })
}

export function told(board: Board, { timestamp, data }: Announcement): void {
  const { id, entryNumber, reference } = data.entry
  const status = data.entry.status as Status
  const { action, owner } = steps[status]
  board.set(id, { id, entryNumber, reference, status, at: timestamp, action, owner, exact: false })
}

/** CBP or gate321 owes something. */
export const isOpen = ({ status, owner }: Pick<Row, 'status' | 'owner'>) =>
  status === 'queued' || status === 'submitted' || status === 'under_review' ||
  (status === 'discrepancy' && owner !== 'filer') // prettier-ignore

export const needsYou = ({ owner }: Pick<Row, 'owner'>) => owner === 'filer'

export type Counts = Readonly<Record<Status, number>>

export function countsOf(rows: Iterable<Row>): Counts {
  const counts = Object.fromEntries(statuses.map((status) => [status, 0])) as Record<Status, number>
  for (const { status } of rows) counts[status] += 1
  return counts
}

/** Those that need somebody first, in at most half of the room; then what changed last. */
export function shownOf(board: Board, room: number): Row[] {
  const latest = [...board.values()].sort((a, b) => (a.at < b.at ? 1 : a.at > b.at ? -1 : 0))
  const first = latest.filter(needsYou).slice(0, Math.ceil(room / 2))
  const rest = latest.filter((row) => !first.includes(row)).slice(0, room - first.length)
  return [...first, ...rest]
}
