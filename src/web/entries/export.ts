/**
 * The list as a file for a spreadsheet, made while it is read, a page at a time.
 * @module
 */
import { guarded } from '../../batch/guard.ts'
import type { PresentedEntry } from '../../gateway/present.ts'
import type { Desk } from '../page.ts'
import { readAsked, soughtBy } from './ask.ts'

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
  ['version', ({ version }) => version],
  ['createdAt', ({ createdAt }) => createdAt],
  ['updatedAt', ({ updatedAt }) => updatedAt],
]

/** RFC 4180; a spreadsheet shows what looks like a formula, and never runs it. */
function cellOf(cell: Cell): string {
  const text = guarded(String(cell ?? ''))
  return /[",\r\n]|^\s|\s$/.test(text) ? `"${text.replaceAll('"', '""')}"` : text
}

const rowOf = (cells: readonly Cell[]) => `${cells.map(cellOf).join(',')}\r\n`

/** A byte order mark first: without it Excel takes UTF-8 for something else. */
const heading = `\ufeff${rowOf(columns.map(([name]) => name))}`

export function exportCsv(desk: Desk): Response {
  const { c, gateway, caller } = desk
  c.header('Content-Type', 'text/csv; charset=utf-8')
  c.header('Content-Disposition', 'attachment; filename="entries.csv"')
  if (c.req.method === 'HEAD') return c.body(null)
  const encoder = new TextEncoder()
  const pages = gateway.desk.everything(caller.filer, soughtBy(readAsked(desk)))
  let begun = false
  return c.body(
    new ReadableStream<Uint8Array>(
      {
        pull: async (controller) => {
          const { value, done } = await pages.next()
          const entries = done ? [] : value
          const rows = entries.map((entry) => rowOf(columns.map(([, of]) => of(entry)))).join('')
          const text = `${begun ? '' : heading}${rows}`
          begun = true
          if (text !== '') controller.enqueue(encoder.encode(text))
          if (done) controller.close()
        },
        cancel: async () => {
          await pages.return(undefined)
        },
      },
      { highWaterMark: 0 },
    ),
  )
}
