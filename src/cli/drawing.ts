/**
 * How the table of `gate321 watch` is drawn, in terminals of any width.
 * @module
 */
import { statuses } from '../domain/status.ts'
import { needsYou } from './board.ts'
import type { Counts, Row } from './board.ts'
import { columns } from './columns.ts'
import { fit, paintStatus, visible } from './print.ts'
import type { Terminal } from './print.ts'

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
  const cells = cellsFor(room, rows, paint)
  const heading = cells.map((cell) => fit(cell.heading, cell.width)).join('  ')
  return [
    `${paint('bold', fit(title, Math.min(title.length, room)))}  ${paint('dim', fit(state, room - title.length - 2).trimEnd())}`, // prettier-ignore
    bar(counts, room, paint),
    ...tally(counts, room, paint),
    '',
    paint('bold', heading.trimEnd()),
    ...rows.map((row) => cells.map((cell) => cell.of(row, cell.width)).join('  ')),
  ]
}

type Cell = {
  readonly heading: string
  readonly width: number
  readonly of: (row: Row, width: number) => string
}

/** What matters least goes first where there is no room for it: the time, the step, the reference. */
function cellsFor(room: number, rows: readonly Row[], paint: Paper['paint']): Cell[] {
  const longest = Math.max(9, ...rows.map((row) => columns(visible(row.reference))))
  const changed: Cell = { heading: 'CHANGED', width: 8, of: ({ at }) => at.slice(11, 19) }
  const number: Cell = { heading: 'ENTRY NUMBER', width: 13, of: (row, width) => fit(row.entryNumber, width) } // prettier-ignore
  const reference: Cell = { heading: 'REFERENCE', width: Math.min(24, longest), of: (row, width) => fit(row.reference, width) } // prettier-ignore
  const status: Cell = { heading: 'STATUS', width: 12, of: (row, width) => paintStatus({ paint }, row.status, width) } // prettier-ignore
  const taken = (cells: readonly Cell[]) => cells.reduce((sum, cell) => sum + cell.width + 2, 0)
  const choices = [
    { cells: [changed, number, reference, status], rest: 38 },
    { cells: [number, reference, status], rest: 12 },
    { cells: [number, reference, status], rest: -2 },
    { cells: [number, status], rest: -2 },
  ]
  const chosen = choices.find(({ cells, rest }) => taken(cells) + rest <= room)
  if (!chosen) return [{ heading: 'ENTRY NUMBER', width: room, of: (row, width) => fit(`${row.entryNumber} ${row.status}`, width) }] // prettier-ignore
  if (chosen.rest < 0) return chosen.cells
  const step = (row: Row) => (needsYou(row) ? `! ${row.action}` : row.action)
  const next: Cell = { heading: 'NEXT STEP', width: room - taken(chosen.cells), of: (row, width) => fit(step(row), width) } // prettier-ignore
  return [...chosen.cells, next]
}

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
