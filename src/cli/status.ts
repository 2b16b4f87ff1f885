/**
 * `gate321 status`: one entry with its next step and its timeline, or how all of them stand.
 * @module
 */
import type { HistoryItem, PresentedEntry } from '../client.ts'
import { statuses } from '../domain/status.ts'
import type { Connected } from './connect.ts'
import { exit } from './exit.ts'
import { find } from './find.ts'
import { counted, fit, paintStatus, printJson, visible, wrap } from './print.ts'
import type { Terminal } from './print.ts'

export async function statusOfOne(
  client: Connected,
  terminal: Terminal,
  wanted: string,
  json: boolean,
): Promise<number> {
  const entry = await find(client, wanted)
  const events = await client.events(entry.id)
  if (json) printJson(terminal, { ...entry, events })
  else printCard(terminal, entry, events)
  return exit.fine
}

function printCard(terminal: Terminal, entry: PresentedEntry, events: readonly HistoryItem[]) {
  const { print, paint, width } = terminal
  const { entryNumber, reference, entryType, shipment, totals, next, disposition } = entry
  const field = (name: string, text: string) => {
    for (const line of wrap(name.padEnd(13), text, width, ' '.repeat(13))) print(line)
  }
  print(`${paint('bold', entryNumber)}  ${paintStatus(terminal, entry.status)}  (${entry.notice})`)
  field('reference', reference)
  const goods = `${counted(shipment.lines.length, 'line')}, USD ${totals.fairRetailValue}`
  field('entry', `type ${entryType}, ${goods}, for ${shipment.consignee.name}`)
  const { masterBill, houseBill, regularBill } = shipment.bill
  field('bill', [masterBill, houseBill, regularBill].filter(Boolean).join(' / '))
  field('arrives', `${shipment.estimatedArrivalDate} at port ${shipment.portOfEntry}`)
  if (disposition) field('CBP says', `${disposition.code} ${disposition.text}`)
  for (const { conditionCode, narrative } of entry.conditions) {
    field('condition', `${conditionCode} ${narrative}`)
  }
  if (entry.transmission?.inDoubt) {
    field('transmission', `${entry.transmission.messageId} is in doubt; CBP is being asked`)
  }
  print()
  field('meaning', next.meaning)
  field('next step', `${next.action} (${next.owner})`)
  if (next.due !== null) field('due', next.due)
  print()
  for (const { at, status, reason } of events) {
    const left = `${at.slice(0, 19).replace('T', ' ')}  ${status.padEnd(12)}  `
    for (const line of wrap(left, reason, width, ' '.repeat(left.length))) print(line)
  }
}

export async function statusOfAll(
  client: Connected,
  terminal: Terminal,
  limit: number,
  json: boolean,
): Promise<number> {
  const entries: PresentedEntry[] = []
  let more = false
  for await (const entry of client.all({ limit: Math.min(limit, 200) })) {
    more = entries.length === limit
    if (more) break
    entries.push(entry)
  }
  const counts = Object.fromEntries(
    statuses.map((status) => [status, entries.filter((entry) => entry.status === status).length]),
  )
  if (json) printJson(terminal, { counts, more, items: entries })
  else printCounts(terminal, entries, counts, more)
  return exit.fine
}

const newest = 10

function printCounts(
  terminal: Terminal,
  entries: readonly PresentedEntry[],
  counts: Readonly<Record<string, number>>,
  more: boolean,
): void {
  const { print, paint } = terminal
  const most = Math.max(1, ...Object.values(counts))
  print(paint('bold', 'STATUS        ENTRIES'))
  for (const status of statuses) {
    const count = counts[status] ?? 0
    const bar = '#'.repeat(Math.ceil((count / most) * 40))
    print(`${paintStatus(terminal, status, 12)}  ${String(count).padStart(7)}  ${bar}`)
  }
  print(
    `${'in all'.padEnd(12)}  ${String(entries.length).padStart(7)}${more ? '  (the newest; see --limit)' : ''}`,
  )
  const yours = entries.filter(({ next }) => next.owner === 'filer')
  printList(terminal, 'WAITING FOR YOU', yours)
  printList(terminal, 'NEWEST', entries)
}

function printList(
  { print, paint, width }: Terminal,
  title: string,
  all: readonly PresentedEntry[],
) {
  if (all.length === 0) return
  const entries = all.slice(0, newest)
  const reference = Math.min(24, Math.max(...entries.map((entry) => entry.reference.length)))
  print()
  print(paint('bold', all.length > newest ? `${title} (${newest} of ${all.length})` : title))
  for (const entry of entries) {
    const { entryNumber, status, next } = entry
    const left = `${visible(entryNumber)}  ${fit(entry.reference, reference)}  ${status.padEnd(12)}  `
    print(left + fit(next.action, width - left.length))
  }
}
