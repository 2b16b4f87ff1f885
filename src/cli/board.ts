/**
 * The table that `gate321 watch` shows: what is known of the entries, and how it is drawn.
 * @module
 */
import type { Announcement, PresentedEntry, Status } from '../client.ts'
import { statuses, steps } from '../domain/status.ts'
import { fit, paintStatus, visible } from './print.ts'
import type { Terminal } from './print.ts'

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

export type Drawing = {
  readonly title: string
  /** What is said of the connection. */
  readonly state: string
  readonly counts: Counts
  readonly rows: readonly Row[]
}

type Paper = Pick<Terminal, 'width' | 'paint'>

export function draw({ title, state, counts, rows }: Drawing, { width, paint }: Paper): string[] {
  // The last column makes some terminals begin a new line.
  const room = width - 1
  const known = rows.length === 0 ? 9 : Math.max(9, ...rows.map((row) => row.reference.length))
  const reference = Math.min(24, known, Math.max(room - 44, 9))
  const line = (cells: readonly [string, string, string, string], rest: string) => {
    const left = `${cells[0]}  ${cells[1]}  ${cells[2]}  ${cells[3]}  `
    const taken = 8 + 13 + reference + 12 + 8
    return left + fit(rest, room - taken)
  }
  const heading = line(
    ['CHANGED ', 'ENTRY NUMBER ', fit('REFERENCE', reference), 'STATUS      '],
    'NEXT STEP',
  )
  return [
    `${paint('bold', fit(title, Math.min(title.length, room)))}  ${paint('dim', fit(state, room - title.length - 2).trimEnd())}`, // prettier-ignore
    bar(counts, room, paint),
    ...tally(counts, room, paint),
    '',
    paint('bold', cutPlain(heading, room)),
    ...rows.map((row) =>
      fits(room, reference)
        ? line(
            [row.at.slice(11, 19), fit(row.entryNumber, 13), fit(row.reference, reference), paintStatus({ paint }, row.status, 12)], // prettier-ignore
            needsYou(row) ? `! ${row.action}` : row.action,
          )
        : narrow(row, room, paint),
    ),
  ]
}

const fits = (room: number, reference: number) => room >= 8 + 13 + reference + 12 + 8

const narrow = (row: Row, room: number, paint: Paper['paint']) =>
  room < 27
    ? fit(`${row.entryNumber} ${row.status}`, room)
    : `${fit(row.entryNumber, 13)}  ${paintStatus({ paint }, row.status, Math.min(12, room - 15))}`

const cutPlain = (text: string, room: number) => text.slice(0, room)

const styles = { done: 'green', needs: 'yellow', open: 'dim' } as const

function bar(counts: Counts, room: number, paint: Paper['paint']): string {
  const all = statuses.reduce((sum, status) => sum + counts[status], 0)
  const done = counts.released + counts.cancelled
  const needs = counts.discrepancy + counts.rejected
  const label = ` ${done} of ${all} done`
  const width = Math.max(Math.min(room - label.length - 2, 60), 0)
  const part = (count: number) => (all === 0 ? 0 : Math.floor((count / all) * width))
  const [left, middle] = [part(done), part(needs)]
  return [
    '[',
    paint(styles.done, '#'.repeat(left)),
    paint(styles.needs, '!'.repeat(middle)),
    paint(styles.open, '.'.repeat(width - left - middle)),
    ']',
    label,
  ].join('')
}

/** In as many lines as it takes. */
function tally(counts: Counts, room: number, paint: Paper['paint']): string[] {
  const lines: { text: string; length: number }[] = []
  for (const status of statuses) {
    const text = `${counts[status]} ${status}`
    const painted = counts[status] === 0 ? paint('dim', text) : `${counts[status]} ${paintStatus({ paint }, status)}` // prettier-ignore
    const last = lines.at(-1)
    if (last && last.length + 3 + text.length <= room) {
      last.text += `   ${painted}`
      last.length += 3 + text.length
    } else {
      lines.push({ text: painted, length: text.length })
    }
  }
  return lines.map(({ text }) => text)
}

/** One change as a line, where nobody sees a table. */
export function changeLine(row: Row, { width, paint }: Paper): string {
  const left = `${row.at.slice(0, 19).replace('T', ' ')}  ${fit(row.entryNumber, 13)}  `
  const reference = visible(row.reference)
  const room = width - left.length - 14
  return `${left}${paintStatus({ paint }, row.status, 12)}  ${fit(reference, room)}`
}
