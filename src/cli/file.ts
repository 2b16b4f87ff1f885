/**
 * `gate321 file`: a shipment alone is filed at once, a file of many goes as a batch.
 * @module
 */
import { createHash } from 'node:crypto'
import type { PresentedEntry, Shipment } from '../client.ts'
import type { Connected } from './connect.ts'
import { exit, Usage } from './exit.ts'
import { interruption } from './interrupt.ts'
import { withSources } from './kind.ts'
import type { Source } from './kind.ts'
import { fit, paintStatus, simulated } from './print.ts'
import type { Terminal } from './print.ts'
import { singleItem } from './read.ts'
import type { Item } from './read.ts'
import { headerOf, jsonList, printRow, refusedRow, shown, summing } from './rows.ts'
import type { Row } from './rows.ts'
import type { BatchSource } from './upload.ts'
import { codeOf, fileWhole } from './whole.ts'
import type { FileOptions } from './whole.ts'

export const file = (
  client: Connected,
  given: Terminal,
  files: readonly string[],
  options: FileOptions,
  json: boolean,
): Promise<number> =>
  withSources(files, async (sources) => {
    if (options.errors === '-' && json) throw new Usage('With --json name a file for --errors.')
    // What is refused goes to stdout alone.
    const terminal = options.errors === '-' ? { ...given, print: (line = '') => given.complain(line) } : given
    const whole = sources.filter((source) => source.kind !== 'single') as BatchSource[]
    if (options.errors !== undefined && whole.length > 1) {
      throw new Usage('--errors names one file; without it each has its own.')
    }
    // All are read before the first is sent.
    const items = await Promise.all(sources.filter(isSingle).map(singleItem))
    const list = jsonList(terminal)
    const codes: number[] = []
    try {
      if (items.length > 0) codes.push(await fileSingles(client, terminal, items, json ? list : undefined)) // prettier-ignore
      const { signal } = whole.length > 0 ? interruption() : new AbortController()
      for (const source of whole) {
        if (signal.aborted) break
        const done = await fileWhole({ client, terminal, options, json, signal }, source)
        if (json) list.add(done)
        codes.push(codeOf(done, options, signal.aborted))
      }
    } finally {
      if (json) list.end()
      else if (whole.length > 0 && codes.length > 0) terminal.print(simulated)
    }
    // What was refused says more than what waits.
    const worst = [exit.refused, exit.interrupted, exit.waiting].find((code) => codes.includes(code))
    return worst ?? exit.fine
  }) // prettier-ignore

const isSingle = ({ kind }: Source) => kind === 'single'

async function fileSingles(
  client: Connected,
  terminal: Terminal,
  items: readonly Item[],
  list: ReturnType<typeof jsonList> | undefined,
): Promise<number> {
  const sums = summing()
  let [done, bad] = [0, 0]
  if (!list) terminal.print(headerOf(terminal, `${'ENTRY NUMBER'.padEnd(13)}  STATUS`))
  try {
    for (const item of items) {
      const row = await fileOne(client, terminal, item)
      sums.add(row)
      done += 1
      if (!row.good) bad += 1
      if (list) list.add(shown(row))
      else printRow(terminal, row)
    }
  } finally {
    if (!list) {
      terminal.print()
      terminal.print(`${sums.summary(items.length - done)} ${simulated}`)
    }
  }
  return bad === 0 ? exit.fine : exit.refused
}

async function fileOne(client: Connected, terminal: Terminal, item: Item): Promise<Row> {
  const key = keyOf(item.shipment)
  try {
    const filed = await client.file(item.shipment as Shipment, { idempotencyKey: key })
    // The repeated answer is how the entry stood when it was filed.
    const before = client.isReplay(key)
    const entry = before ? await client.get(filed.id) : filed
    return {
      item,
      outcome: before ? 'filed before' : 'filed',
      good: true,
      text: textOf(terminal, entry, before),
      problems: [],
      said: { filedBefore: before, entry },
    }
  } catch (error) {
    return refusedRow(terminal, item, `${'-'.padEnd(13)}  `, error)
  }
}

/** The same shipment has the same key, so that a command that is run again never files twice. */
const keyOf = (shipment: unknown) =>
  `gate321-${createHash('sha256').update(JSON.stringify(shipment)).digest('hex')}`

function textOf(terminal: Terminal, { entryNumber, status }: PresentedEntry, before: boolean) {
  const note = before ? '  filed before' : ''
  return `${fit(entryNumber, 13)}  ${paintStatus(terminal, status)}${note}`
}
