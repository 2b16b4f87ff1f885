/**
 * What the demo shows: a table that moves on a terminal, a line a move everywhere else, and the
 * summary at the end.
 * @module
 */
import type { Status } from '../src/client.ts'
import { statuses } from '../src/domain/status.ts'
import { isRight } from './follow.ts'
import type { Followed, Move } from './follow.ts'

type Show = {
  readonly begin: (url: string, shipments: number, today: string) => void
  readonly update: (
    followed: readonly Followed[],
    moves: readonly Move[],
    elapsedMillis: number,
  ) => void
}

const greeting = (url: string, shipments: number, today: string) => `
gate321 demo: ${shipments} shipments, filed and followed.
Simulated: CBP is mock-cbp, an hour lasts a second, and nothing reaches CBP.
Gateway ${url}, today is ${today}.

`

export function lines(out: NodeJS.WriteStream): Show {
  return {
    begin: (url, shipments, today) => void out.write(greeting(url, shipments, today)),
    update: (_, moves) => void out.write(moves.map((move) => `${moveLine(move)}\n`).join('')),
  }
}

const moveLine = (move: Move) =>
  line(move, (move.from === undefined ? move.to : `${move.from} -> ${move.to}`).padEnd(27))

const narrowLine = (move: Move) => line(move, move.to.padEnd(12))

const line = ({ at, reference, entryNumber, reason }: Move, step: string) =>
  `${at.slice(11, 19)}  ${reference.padEnd(13)} ${entryNumber}  ${step}  ${reason}`

const reset = '\x1b[0m'
const colours: Readonly<Record<Status, string>> = {
  queued: '\x1b[2m',
  submitted: '\x1b[36m',
  under_review: '\x1b[34m',
  released: '\x1b[32m',
  discrepancy: '\x1b[33m',
  rejected: '\x1b[31m',
  cancelled: '\x1b[2m',
}

export function redraw(out: NodeJS.WriteStream): Show {
  const recent: Move[] = []
  let drawn = 0
  const paint = (status: Status, text: string) =>
    process.env['NO_COLOR'] ? text : colours[status] + text + reset

  return {
    begin: (url, shipments, today) => void out.write(greeting(url, shipments, today)),
    update: (followed, moves, elapsedMillis) => {
      recent.push(...moves)
      const columns = out.columns - 1
      const print = columns < 100 ? narrowLine : moveLine
      const room = Math.max(0, Math.min(12, out.rows - statuses.length - 6))
      const table = [
        ...bars(followed, columns, paint),
        `${' '.repeat(14)}${seconds(elapsedMillis)} s`,
        '',
        ...recent.slice(-room).map((move) => paint(move.to, print(move).slice(0, columns))),
      ]
      const back = drawn === 0 ? '' : `\x1b[${drawn}A\x1b[0J`
      drawn = table.length
      out.write(`${back}${table.join('\n')}\n`)
    },
  }
}

function bars(
  followed: readonly Followed[],
  columns: number,
  paint: (status: Status, text: string) => string,
): string[] {
  const room = columns - 20
  return statuses.map((status) => {
    const count = followed.filter(({ path }) => path.at(-1) === status).length
    const bar = '#'.repeat(Math.ceil((count / followed.length) * room))
    return `${status.padEnd(12)} ${String(count).padStart(4)}  ${paint(status, bar)}`
  })
}

const seconds = (millis: number) => (millis / 1000).toFixed(1)

export function summary(followed: readonly Followed[], millis: number): string {
  const expected = Map.groupBy(followed, ({ fixture }) => fixture.endsIn)
  const found = Map.groupBy(followed, ({ path }) => path.at(-1))
  const counts = statuses.flatMap((status) => {
    const [wanted, had] = [expected.get(status)?.length ?? 0, found.get(status)?.length ?? 0]
    return wanted + had === 0 ? [] : [row(status, wanted, had)]
  })
  const ways = [...Map.groupBy(followed, ({ path }) => path.join(' > ')).entries()]
    .sort(([, a], [, b]) => b.length - a.length)
    .map(([way, those]) => `  ${String(those.length).padStart(4)}  ${way || 'not filed'}`)
  const wrong = followed.filter((one) => !isRight(one))
  return `
                expected     found
${counts.join('\n')}

Their ways:
${ways.join('\n')}

${verdict(followed, wrong, millis)}
`
}

const row = (status: Status, wanted: number, had: number) =>
  `  ${status.padEnd(12)}  ${String(wanted).padStart(8)}  ${String(had).padStart(8)}`

function verdict(followed: readonly Followed[], wrong: readonly Followed[], millis: number) {
  if (wrong.length === 0) {
    return `All ${followed.length} ended as their fixtures say, in ${seconds(millis)} s. Simulated: nothing reached CBP.`
  }
  const list = wrong.map(
    ({ fixture, path }) =>
      `  ${fixture.name}: should end in ${fixture.endsIn}, went ${path.join(' > ') || 'nowhere'}`,
  )
  return `${wrong.length} of ${followed.length} did not end as their fixtures say:\n${list.join('\n')}`
}
