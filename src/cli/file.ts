/**
 * `gate321 check` and `gate321 file`: shipments out of files, one row each.
 * @module
 */
import { createHash } from 'node:crypto'
import { GatewayProblem } from '../client.ts'
import type { Checked, PresentedEntry, Problem, Shipment } from '../client.ts'
import type { Connected } from './connect.ts'
import { exit } from './exit.ts'
import {
  counted,
  fit,
  insteadOf,
  paintStatus,
  printJson,
  problemLines,
  simulated,
  visible,
  wrap,
} from './print.ts'
import type { Terminal } from './print.ts'
import { readItems } from './read.ts'
import type { Item } from './read.ts'

type Row = {
  readonly outcome: string
  readonly good: boolean
  /** What stands right of the reference. */
  readonly text: string
  readonly problems: readonly Problem[]
  readonly advice?: Checked['advice']
  /** For `--json`, beside source and reference. */
  readonly said: object
}

type Work = {
  readonly header: string
  readonly one: (item: Item) => Promise<Row>
  readonly refused: (what: string) => string
}

type Files = { readonly files: readonly string[]; readonly json: boolean }

export const check = (client: Connected, terminal: Terminal, input: Files): Promise<number> =>
  eachItem(terminal, input, {
    header: `${'TYPE'}  ${'VALUE'.padStart(12)}  VERDICT`,
    one: async ({ shipment }) => {
      const checked = await client.check(shipment as Shipment)
      const { accepted, entryType, problems, advice, totals } = checked
      const value = (totals?.fairRetailValue ?? '').padStart(12)
      const verdict = accepted
        ? terminal.paint('green', 'can be filed')
        : terminal.paint('red', counted(problems.length, 'problem'))
      return {
        outcome: accepted ? 'can be filed' : 'cannot',
        good: accepted,
        text: `${fit(entryType, 4)}  ${value}  ${verdict}`,
        problems,
        advice,
        said: { checked },
      }
    },
    refused: (what) => `${' '.repeat(20)}${what}`,
  })

export const file = (client: Connected, terminal: Terminal, input: Files): Promise<number> =>
  eachItem(terminal, input, {
    header: `${'ENTRY NUMBER'.padEnd(13)}  STATUS`,
    one: async ({ shipment }) => {
      const key = keyOf(shipment)
      const filed = await client.file(shipment as Shipment, { idempotencyKey: key })
      // The repeated answer is how the entry stood when it was filed.
      const before = client.isReplay(key)
      const entry = before ? await client.get(filed.id) : filed
      return {
        outcome: before ? 'filed before' : 'filed',
        good: true,
        text: rowOf(terminal, entry, before),
        problems: [],
        said: { filedBefore: before, entry },
      }
    },
    refused: (what) => `${'-'.padEnd(13)}  ${what}`,
  })

/** The same shipment has the same key, so that a command that is run again never files twice. */
const keyOf = (shipment: unknown) =>
  `gate321-${createHash('sha256').update(JSON.stringify(shipment)).digest('hex')}`

function rowOf(terminal: Terminal, { entryNumber, status }: PresentedEntry, before: boolean) {
  const note = before ? '  filed before' : ''
  return `${fit(entryNumber, 13)}  ${paintStatus(terminal, status)}${note}`
}

async function eachItem(terminal: Terminal, { files, json }: Files, work: Work): Promise<number> {
  const items = await readItems(files)
  const { print, paint } = terminal
  const width = Math.min(
    50,
    Math.max(9, ...items.map(({ reference }) => visible(reference).length)),
  )
  const results: { item: Item; row: Row }[] = []
  if (!json) print(paint('bold', `${fit('REFERENCE', width)}  ${work.header}`))
  try {
    for (const item of items) {
      const row = await work.one(item).catch((error: unknown) => refusedRow(terminal, work, error))
      results.push({ item, row })
      if (!json) printRow(terminal, item, row, width)
    }
  } finally {
    const rows = results.map(({ row }) => row)
    if (json)
      printJson(
        terminal,
        results.map(({ item, row }) => shown(item, row)),
      )
    else {
      print('')
      printGeneral(terminal, rows)
      print(`${summary(rows, items.length)} ${simulated}`)
    }
  }
  return results.every(({ row }) => row.good) ? exit.fine : exit.refused
}

/** What is about the caller or the gateway, and not about this shipment, ends the command. */
function refusedRow({ paint }: Terminal, work: Work, error: unknown): Row {
  const about = error instanceof GatewayProblem && [400, 409, 413, 422].includes(error.status)
  if (!about) throw error
  const { status, code, detail, errors } = error
  const problems = errors.length > 0 ? errors : [{ code, pointer: '', message: detail } as Problem]
  return {
    outcome: 'refused',
    good: false,
    text: work.refused(paint('red', `refused, ${counted(problems.length, 'problem')}`)),
    problems,
    said: { problem: { status, code, detail, errors } },
  }
}

function printRow({ print, width: columns }: Terminal, item: Item, row: Row, width: number): void {
  print(`${fit(item.reference, width)}  ${row.text}`)
  if (!row.good) print(fit(`    in ${item.source}`, columns))
  for (const line of problemLines(row.problems, columns)) print(line)
  for (const { pointer, message, rewrites } of placed(row)) {
    for (const line of wrap(
      '    ',
      `advice on ${pointer}: ${message}${insteadOf(rewrites)}`,
      columns,
      '      ',
    ))
      print(line)
  }
}

const placed = ({ advice = [] }: Row) => advice.filter(({ pointer }) => pointer !== '')

/** What is said of whole shipments is the same for most of them: once is enough. */
function printGeneral({ print, width }: Terminal, rows: readonly Row[]): void {
  const texts = rows.flatMap(({ advice = [] }) =>
    advice.filter(({ pointer }) => pointer === '').map(({ message }) => message),
  )
  for (const text of new Set(texts)) for (const line of wrap('', text, width, '  ')) print(line)
}

const shown = ({ source, reference }: Item, { said }: Row) => ({ source, reference, ...said })

function summary(rows: readonly Row[], of: number): string {
  const outcomes = Map.groupBy(rows, ({ outcome }) => outcome)
  const counts = [...outcomes].map(([outcome, those]) => `${those.length} ${outcome}`)
  const left = of - rows.length
  return [...counts, ...(left > 0 ? [`${left} not sent`] : [])].join(', ') + '.'
}
