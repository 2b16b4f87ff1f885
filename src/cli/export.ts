/**
 * `gate321 export`: the entries as a table for a spreadsheet, or as lines for a program.
 * @module
 */
import type { Client, ListFilter, PresentedEntry } from '../client.ts'
import { heading, rowOf } from '../batch/sheet.ts'
import { exit } from './exit.ts'
import { pour } from './pour.ts'
import { counted, visible } from './print.ts'
import type { Terminal } from './print.ts'

export const formats = ['csv', 'ndjson', 'json'] as const
export type Format = (typeof formats)[number]

export type Wanted = {
  readonly filter: ListFilter
  readonly format: Format
  readonly output: string | undefined
}

export async function exportEntries(
  client: Client,
  terminal: Terminal,
  { filter, format, output }: Wanted,
): Promise<number> {
  let count = 0
  const entries = async function* () {
    for await (const entry of client.all({ ...filter, limit: 200 })) {
      count += 1
      yield entry
    }
  }
  await pour(lines[format](entries()), output, terminal)
  if (output !== undefined && output !== '-') {
    terminal.complain(`${counted(count, 'entry', 'entries')} in ${visible(output)}.`)
  }
  return exit.fine
}

type Entries = AsyncIterable<PresentedEntry>

const lines: Readonly<Record<Format, (entries: Entries) => AsyncIterable<string>>> = {
  csv: async function* (entries) {
    yield heading
    for await (const entry of entries) yield rowOf(entry)
  },
  ndjson: async function* (entries) {
    for await (const entry of entries) yield `${visible(JSON.stringify(entry))}\n`
  },
  json: async function* (entries) {
    let before = '[\n'
    for await (const entry of entries) {
      yield `${before}${visible(JSON.stringify(entry))}`
      before = ',\n'
    }
    yield before === '[\n' ? '[]\n' : '\n]\n'
  },
}
