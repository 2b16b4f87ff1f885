/**
 * `gate321 export`: the entries as a table for a spreadsheet, or as lines for a program.
 * @module
 */
import type { Client, ListFilter, PresentedEntry } from '../client.ts'
import { guarded } from '../batch/guard.ts'
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
    yield rowOf(columns.map(([name]) => name))
    for await (const entry of entries) yield rowOf(columns.map(([, of]) => of(entry)))
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

type Cell = string | number | boolean | null | undefined

const columns: readonly (readonly [name: string, of: (entry: PresentedEntry) => Cell])[] = [
  ['entryNumber', ({ entryNumber }) => entryNumber],
  ['reference', ({ reference }) => reference],
  ['status', ({ status }) => status],
  ['entryType', ({ entryType }) => entryType],
  ['acceptedByGatewayAt', ({ gateway }) => gateway.at],
  ['acceptedByCbpAt', ({ cbp }) => cbp.at],
  ['dispositionCode', ({ disposition }) => disposition?.code],
  ['dispositionText', ({ disposition }) => disposition?.text],
  ['admissible', ({ admissible }) => admissible],
  ['meaning', ({ next }) => next.meaning],
  ['nextStep', ({ next }) => next.action],
  ['whoActs', ({ next }) => next.owner],
  ['due', ({ next }) => next.due],
  ['masterBill', ({ shipment }) => shipment.bill.masterBill],
  ['houseBill', ({ shipment }) => shipment.bill.houseBill ?? shipment.bill.regularBill],
  ['portOfEntry', ({ shipment }) => shipment.portOfEntry],
  ['estimatedArrivalDate', ({ shipment }) => shipment.estimatedArrivalDate],
  ['seller', ({ shipment }) => shipment.seller.name],
  ['consignee', ({ shipment }) => shipment.consignee.name],
  ['lines', ({ shipment }) => shipment.lines.length],
  ['fairRetailValue', ({ totals }) => totals.fairRetailValue],
  ['duty', ({ totals }) => totals.duty],
  ['fees', ({ totals }) => totals.fees],
  ['version', ({ version }) => version],
  ['createdAt', ({ createdAt }) => createdAt],
  ['updatedAt', ({ updatedAt }) => updatedAt],
  ['id', ({ id }) => id],
]

const rowOf = (cells: readonly Cell[]) => `${cells.map(cellOf).join(',')}\r\n`

/** RFC 4180; a spreadsheet shows what looks like a formula, and never runs it. */
export function cellOf(cell: Cell): string {
  const text = guarded(String(cell ?? ''))
  return /[",\r\n]|^\s|\s$/.test(text) ? `"${text.replaceAll('"', '""')}"` : text
}
