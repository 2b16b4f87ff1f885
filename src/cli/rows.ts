/**
 * Shipments as rows of a table: what came of each, what is wrong with it, and the sum of them.
 * @module
 */
import { GatewayProblem } from '../client.ts'
import type { Checked, Problem } from '../client.ts'
import { counted, fit, insteadOf, problemLines, wrap } from './print.ts'
import type { Terminal } from './print.ts'
import type { Item } from './read.ts'

export type Row = {
  readonly item: Item
  readonly outcome: string
  readonly good: boolean
  /** What stands right of the reference. */
  readonly text: string
  readonly problems: readonly Problem[]
  readonly advice?: Checked['advice']
  /** For `--json`, beside source and reference. */
  readonly said: object
}

/** References come one after the other; the table cannot wait for the longest. */
const referenceWidth = ({ width }: Terminal) => Math.max(Math.min(30, width - 50), 12)

export const headerOf = (terminal: Terminal, header: string) =>
  terminal.paint('bold', `${fit('REFERENCE', referenceWidth(terminal))}  ${header}`)

/** What is about the caller or the gateway, and not about this shipment, ends the command. */
export function refusedRow(terminal: Terminal, item: Item, before: string, error: unknown): Row {
  const about = error instanceof GatewayProblem && [400, 409, 413, 422].includes(error.status)
  if (!about) throw error
  const { status, code, detail, errors } = error
  const problems = errors.length > 0 ? errors : [{ code, pointer: '', message: detail } as Problem]
  const word = terminal.paint('red', `refused, ${counted(problems.length, 'problem')}`)
  return {
    ...{ item, outcome: 'refused', good: false, text: before + word, problems },
    said: { problem: { status, code, detail, errors } },
  }
}

export function printRow(terminal: Terminal, row: Row): void {
  const { print, width } = terminal
  const { item, text, good, problems } = row
  print(`${fit(item.reference, referenceWidth(terminal))}  ${text}`)
  if (!good) print(fit(`    in ${item.source}`, width))
  for (const line of problemLines(problems, width)) print(line)
  for (const { pointer, message, rewrites } of placed(row)) {
    const said = `advice on ${pointer}: ${message}${insteadOf(rewrites)}`
    for (const line of wrap('    ', said, width, '      ')) print(line)
  }
}

const placed = ({ advice = [] }: Row) => advice.filter(({ pointer }) => pointer !== '')

export const shown = ({ item: { source, reference }, said }: Row) => ({
  source,
  reference,
  ...said,
})

/** What is counted while rows go by. */
export function summing() {
  const outcomes = new Map<string, number>()
  const general = new Set<string>()
  return {
    add: ({ outcome, advice = [] }: Row) => {
      outcomes.set(outcome, (outcomes.get(outcome) ?? 0) + 1)
      for (const { pointer, message } of advice) if (pointer === '') general.add(message)
    },
    /** What is said of whole shipments is the same for most of them: once is enough. */
    printGeneral: ({ print, width }: Terminal) => {
      for (const text of general) for (const line of wrap('', text, width, '  ')) print(line)
    },
    summary: (left = 0) => {
      const counts = [...outcomes].map(([outcome, count]) => `${count} ${outcome}`)
      return `${[...counts, ...(left > 0 ? [`${left} not sent`] : [])].join(', ')}.`
    },
  }
}

/** One value of JSON, written while it comes. */
export function jsonList({ print }: Terminal) {
  let before = '['
  return {
    add: (value: unknown) => {
      print(before)
      before = ','
      for (const line of JSON.stringify(value, undefined, 2).split('\n')) print(`  ${line}`)
    },
    end: () => print(before === '[' ? '[]' : ']'),
  }
}
