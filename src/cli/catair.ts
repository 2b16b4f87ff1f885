/**
 * `gate321 catair`: a transmission of CATAIR explained record by record, and only its faults.
 * @module
 */
import type { Command } from 'commander'
import { explain } from '../message/catair/explain.ts'
import type {
  ExplainedBatch,
  ExplainedField,
  ExplainedLine,
  Explanation,
} from '../message/catair/explain.ts'
import type { Fault } from '../message/catair/fault.ts'
import { showing } from './command.ts'
import { exit } from './exit.ts'
import { counted, printJson, visible, wrap } from './print.ts'
import type { Terminal } from './print.ts'
import { nameOf, readBytes } from './read.ts'

/** No gateway is asked: everything is in the file. */
export function catair(command: Command, terminal: Terminal): void {
  command.description('read transmissions of CATAIR, 80 columns a record, without a gateway')
  const explaining = command
    .command('explain')
    .description('each record with its fields, what they mean, and what is wrong with it')
    .argument('<file>', 'filing, response, notices or rejection; - is stdin')
    .action(async (file: string) => {
      const explanation = explain(await readBytes(file))
      if (isJson(command)) printJson(terminal, { file: nameOf(file), ...explanation })
      else printExplanation(terminal, explanation)
    })
  showing(explaining, {
    examples: ['gate321 catair explain batch.txt', 'curl $MAILBOX | gate321 catair explain -'],
    json: 'one value, each record with its fields and faults.',
  })
  const linting = command
    .command('lint')
    .description('only what is wrong, one a line: file:line:column: code message')
    .argument('<file...>', 'as for explain')
    .action(async (files: string[]) => {
      const found: (Fault & { readonly file: string })[] = []
      for (const file of files) {
        const { faults } = explain(await readBytes(file))
        found.push(...faults.map((fault) => ({ file: nameOf(file), ...fault })))
      }
      if (isJson(command)) printJson(terminal, found)
      else for (const fault of found) terminal.print(lintLine(fault))
      process.exitCode = found.length === 0 ? exit.fine : exit.refused
    })
  showing(linting, {
    examples: ['gate321 catair lint outbox/*.txt'],
    json: 'one value, the faults.',
  })
} // prettier-ignore

/** So that a long one need not be searched for them. */
function summary(faults: readonly Fault[]): string {
  if (faults.length === 0) return 'No faults.'
  const lines = [...new Set(faults.map(({ line }) => line))]
  const some = lines.slice(0, 10).join(', ')
  const where = lines.length > 10 ? `${some} and ${lines.length - 10} more` : some
  return `${counted(faults.length, 'fault')}, in ${lines.length === 1 ? 'line' : 'lines'} ${where}.`
}

const isJson = (command: Command) => command.optsWithGlobals<{ json?: true }>().json === true

/** Editors jump to it; what is wrong with a whole record is at its beginning. */
const lintLine = ({ file, line, column, code, message }: Fault & { readonly file: string }) =>
  visible(`${file}:${line}:${Math.max(column, 1)}: ${code} ${message}`)

function printExplanation(terminal: Terminal, { batches, lines, faults }: Explanation): void {
  const begins = new Map(batches.map((batch) => [batch.line, batch]))
  for (const line of lines) {
    const batch = begins.get(line.line)
    if (batch) terminal.print(terminal.paint('bold', titleOf(batch)))
    printLine(terminal, line)
  }
  // What is wrong with no line of it.
  if (lines.length === 0) for (const { message } of faults) terminal.print(message)
  terminal.print()
  terminal.print(terminal.paint(faults.length === 0 ? 'green' : 'red', summary(faults)))
}

function titleOf({ title, records, blocks, entries }: ExplainedBatch): string {
  const counts = [counted(records, 'record'), counted(blocks, 'block')]
  if (entries > 0) counts.push(counted(entries, 'entry', 'entries'))
  return `${title[0]?.toUpperCase() ?? ''}${title.slice(1)}: ${counts.join(', ')}.`
}

const labelWidth = 33
const valueWidth = 10
const indent = ' '.repeat(9)

function printLine(terminal: Terminal, explained: ExplainedLine): void {
  const { print, paint, width } = terminal
  const { line, text, record, title = 'not known here', fields, faults } = explained
  print()
  print(`${paint('dim', `line ${line}`)}  ${paint('cyan', record ?? '?')}  ${title}`)
  print(paint('bold', shown(text)))
  if (faults.some(({ column }) => column > 0)) {
    print(paint('dim', ruler))
    print(paint('red', carets(faults)))
  }
  for (const { code, message } of faults) {
    for (const row of wrap('', `${code}: ${message}`, width, '  ')) print(paint('red', row))
  }
  for (const field of fields) printField(terminal, field)
}

/** What does not fit beside it goes below it. */
function printField({ print, paint, width }: Terminal, field: ExplainedField): void {
  const { from, to, label, meaning = '' } = field
  const place = from === to ? String(from) : `${from}-${to}`
  const start = `  ${place.padEnd(7)}${label.padEnd(labelWidth)} `
  const value = printable(field.value).padEnd(valueWidth)
  const beside = start.length + value.trimEnd().length <= width
  const said = beside ? start + value : indent + value
  if (!beside) print(start)
  for (const before of [said, said.trimEnd()]) {
    if (before.length + 1 + meaning.length > width) continue
    return print(`${before} ${paint('green', visible(meaning))}`)
  }
  print(said)
  for (const row of wrap(indent, meaning, width, indent)) print(paint('green', row))
} // prettier-ignore

/** A column stays a column, so that the ruler fits: what cannot be printed is a dot. */
const printable = (text: string) => text.replace(/[^ -~]/g, '\u00b7')

const longest = 160

const shown = (text: string) =>
  text.length <= longest ? printable(text) : `${printable(text.slice(0, longest))}...`

const ruler = Array.from({ length: 8 }, (_, index) => `----+----${index + 1}`).join('')

function carets(faults: readonly Fault[]): string {
  const at = new Set(faults.map(({ column }) => Math.min(column, longest)))
  return Array.from({ length: Math.max(...at) }, (_, index) => (at.has(index + 1) ? '^' : ' ')).join('')
} // prettier-ignore
