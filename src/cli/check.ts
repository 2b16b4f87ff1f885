/**
 * `gate321 check`: what filing would do with each shipment of some files, without doing it.
 * @module
 */
import type { Mapping } from '../batch/heading.ts'
import type { Checked, Shipment } from '../client.ts'
import type { Connected } from './connect.ts'
import { exit } from './exit.ts'
import { itemsOf } from './items.ts'
import type { Reading } from './items.ts'
import { withSources } from './kind.ts'
import type { Source } from './kind.ts'
import { counted, fit, simulated } from './print.ts'
import type { Terminal } from './print.ts'
import { progress } from './progress.ts'
import { headerOf, jsonList, printRow, refusedRow, shown, summing } from './rows.ts'
import type { Row } from './rows.ts'

/** A few at once: the gateway has others to serve. */
const atOnce = 8
/** More than these are a file that only its faults are wanted of. */
const mostGood = 20
const mostBad = 100

export const check = (
  client: Connected,
  terminal: Terminal,
  files: readonly string[],
  json: boolean,
): Promise<number> =>
  withSources(files, async (sources) => {
    const sums = summing()
    const list = jsonList(terminal)
    const kept: Row[] = []
    let [good, bad] = [0, 0]
    const mapping = await mappingOf(client, sources)
    for (const source of sources) {
      for await (const row of rowsOf(client, terminal, source, mapping, json)) {
        sums.add(row)
        if (json) list.add(shown(row))
        if (row.good) good += 1
        else bad += 1
        if (row.good ? good <= mostGood : bad <= mostBad) kept.push(row)
      }
    }
    if (json) list.end()
    else {
      const rows = good > mostGood ? kept.filter((row) => !row.good) : kept
      if (rows.length > 0) terminal.print(headerOf(terminal, `${'TYPE'}  ${'VALUE'.padStart(12)}  VERDICT`)) // prettier-ignore
      for (const row of rows) printRow(terminal, row)
      if (bad > mostBad) terminal.print(`... and ${counted(bad - mostBad, 'shipment')} more that cannot be filed; --json has all.`) // prettier-ignore
      terminal.print()
      sums.printGeneral(terminal)
      terminal.print(`${sums.summary()} ${simulated}`)
    }
    return bad === 0 ? exit.fine : exit.refused
  })

/** How the filer's own headings are read. */
async function mappingOf(client: Connected, sources: readonly Source[]): Promise<Mapping> {
  if (sources.every(({ kind }) => kind !== 'csv' && kind !== 'xlsx')) return {}
  return (await client.mappings.read()).columns
}

async function* rowsOf(
  client: Connected,
  terminal: Terminal,
  source: Source,
  mapping: Mapping,
  json: boolean,
): AsyncGenerator<Row> {
  const quiet = json || source.kind === 'single'
  const bar = await progress(terminal, `Checking ${source.name}`, quiet)
  let count = 0
  try {
    const readings = itemsOf(source, mapping, (bytes) =>
      bar.to(bytes, source.bytes, counted(count, 'shipment')),
    )
    for await (const row of inOrder(readings, (reading) => checked(client, terminal, reading))) {
      count += 1
      yield row
    }
    bar.to(source.bytes, source.bytes, counted(count, 'shipment'))
  } finally {
    bar.end()
  }
}

/** Several under way, handed on in the order in which they came. */
async function* inOrder<T, R>(from: AsyncIterable<T>, work: (one: T) => Promise<R>) {
  const under: Promise<R>[] = []
  for await (const one of from) {
    const started = work(one)
    // Told where it is awaited; until then it is nobody's fault.
    started.catch(() => undefined)
    under.push(started)
    const [first] = under
    if (under.length >= atOnce && first) {
      under.shift()
      yield await first
    }
  }
  for (const last of under) yield await last
}

async function checked(client: Connected, terminal: Terminal, reading: Reading): Promise<Row> {
  const { item, problems: before } = reading
  try {
    if (item.shipment === undefined) return rowOf(terminal, reading, undefined)
    return rowOf(terminal, reading, await client.check(item.shipment as Shipment))
  } catch (error) {
    return { ...refusedRow(terminal, item, ' '.repeat(20), error), ...(before.length ? { problems: before } : {}) } // prettier-ignore
  }
}

function rowOf(terminal: Terminal, { item, problems }: Reading, found: Checked | undefined): Row {
  const told = new Set(problems.map(({ pointer }) => pointer))
  const all = [...problems, ...(found?.problems ?? []).filter(({ pointer }) => !told.has(pointer))]
  const good = found?.accepted === true && all.length === 0
  const verdict = good
    ? terminal.paint('green', 'can be filed')
    : terminal.paint('red', counted(all.length, 'problem'))
  const value = (found?.totals?.fairRetailValue ?? '').padStart(12)
  return {
    item,
    good,
    outcome: good ? 'can be filed' : 'cannot',
    text: `${fit(found?.entryType ?? '', 4)}  ${value}  ${verdict}`,
    problems: all,
    advice: found?.advice ?? [],
    said: found ? { checked: { ...found, accepted: good, problems: all } } : { problems: all },
  }
}
