/**
 * Entries as rows of a spreadsheet (CSV, RFC 4180), wherever a list is taken away as a file.
 * @module
 */
import type { PresentedEntry } from '../gateway/present.ts'
import { guarded } from './guard.ts'

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
  ['silentSince', ({ next }) => next.overdue?.since],
  ['masterBill', ({ shipment }) => shipment.bill.masterBill],
  ['houseBill', ({ shipment }) => shipment.bill.houseBill ?? shipment.bill.regularBill],
  ['orderNumber', ({ shipment }) => shipment.orderNumber],
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

const line = (cells: readonly Cell[]) => `${cells.map(cellOf).join(',')}\r\n`

/** The names of the columns. */
export const heading = line(columns.map(([name]) => name))

export const rowOf = (entry: PresentedEntry): string => line(columns.map(([, of]) => of(entry)))

/** A spreadsheet shows what looks like a formula, and never runs it. */
export function cellOf(cell: Cell): string {
  const text = guarded(String(cell ?? ''))
  return /[",\r\n]|^\s|\s$/.test(text) ? `"${text.replaceAll('"', '""')}"` : text
}
