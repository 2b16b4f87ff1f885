/**
 * Shipments out of a file one after the other: so much of it in memory as one of them is long.
 * @module
 */
import { createReadStream } from 'node:fs'
import { open } from 'node:fs/promises'
import { compose } from '../batch/compose.ts'
import { csv, separatorOf } from '../batch/csv.ts'
import type { TableRow } from '../batch/csv.ts'
import { decoder } from '../batch/decode.ts'
import type { Group } from '../batch/compose.ts'
import { isKnown } from '../batch/heading.ts'
import type { Mapping } from '../batch/heading.ts'
import { elements, lines } from '../batch/lines.ts'
import type { Piece, Pieces } from '../batch/lines.ts'
import { FileRefused } from '../batch/refused.ts'
import { table } from '../batch/table.ts'
import type { Problem } from '../client.ts'
import { Usage } from './exit.ts'
import type { Source } from './kind.ts'
import { itemFrom, singleItem } from './read.ts'
import type { Item } from './read.ts'

export type Reading = {
  readonly item: Item
  /** What is wrong before anybody looks at what it means. */
  readonly problems: readonly Problem[]
}

export type Read = (bytes: number) => void

const readers: Readonly<
  Record<Source['kind'], (source: Source, mapping: Mapping, read: Read) => AsyncGenerator<Reading>>
> = {
  single: async function* (source) {
    yield { item: await singleItem(source), problems: [] }
  },
  json: (source, _, read) => pieces(source, elements(), (row) => `[${row - 1}]`, read),
  ndjson: (source, _, read) => pieces(source, lines(), (row) => `:${row}`, read),
  csv: rowsOfCsv,
  xlsx: rowsOfWorkbook,
}

/** A file that is refused whole is wrong usage: nothing of it was sent. */
export async function* itemsOf(
  source: Source,
  mapping: Mapping,
  read: Read,
): AsyncGenerator<Reading> {
  try {
    yield* readers[source.kind](source, mapping, read)
  } catch (error) {
    if (!(error instanceof FileRefused)) throw error
    const more = error.errors.map(({ row, message }) => `\n  row ${row ?? '-'}: ${message}`)
    throw new Usage(`${source.name}: ${error.message}${more.join('')}`)
  }
}

const chunkBytes = 64 * 1024

async function* bytesOf({ path }: Source, read: Read): AsyncGenerator<Uint8Array> {
  let count = 0
  for await (const chunk of createReadStream(path, { highWaterMark: chunkBytes })) {
    count += (chunk as Buffer).length
    yield chunk as Buffer
    read(count)
  }
}

async function* pieces(
  source: Source,
  reader: Pieces,
  placeOf: (row: number) => string,
  read: Read,
): AsyncGenerator<Reading> {
  const itemOf = ({ row, bytes }: Piece): Reading =>
    readingOf(`${source.name}${placeOf(row)}`, bytes)
  let count = 0
  for await (const bytes of bytesOf(source, read)) {
    for (const piece of reader.push(bytes)) {
      count += 1
      yield itemOf(piece)
    }
  }
  for (const piece of reader.push(new Uint8Array(0), true)) {
    count += 1
    yield itemOf(piece)
  }
  if (count === 0) throw new Usage(`${source.name}: holds no shipment.`)
}

/** One that cannot be read is one that cannot be filed; the others can. */
function readingOf(place: string, bytes: Uint8Array | undefined): Reading {
  if (bytes === undefined) return unread(place, 'It is longer than a shipment may be.')
  try {
    const text = new TextDecoder('utf-8', { fatal: true }).decode(bytes)
    return { item: itemFrom(place, JSON.parse(text)), problems: [] }
  } catch (error) {
    return unread(
      place,
      `It is not JSON (${error instanceof Error ? error.message : String(error)}).`,
    )
  }
}

const unread = (source: string, message: string): Reading => ({
  item: { source, shipment: undefined, reference: '-' },
  problems: [{ code: 'json_syntax', pointer: '', message }],
})

/** The rows of a table as the shipments that they are. */
function composing(source: Source, mapping: Mapping) {
  const rows = table(mapping)
  const composed = (group: Group): Reading => {
    const [first] = group
    const place = `${source.name}:${first?.row ?? 0}`
    if (first?.bad) return unread(place, `The row cannot be read: ${first.bad.why}.`)
    const { value, problems } = compose(group, rows.heading().columns)
    return { item: itemFrom(place, value), problems }
  }
  return {
    push: (found: readonly TableRow[], last = false) => rows.push(found, last).map(composed),
    /** Throws where there are no headings. */
    end: () => void rows.heading(),
  }
}

async function* rowsOfCsv(source: Source, mapping: Mapping, read: Read): AsyncGenerator<Reading> {
  const text = decoder()
  const shipments = composing(source, mapping)
  let reader: ReturnType<typeof csv> | undefined
  let held = ''
  const take = (part: string, last: boolean): Reading[] => {
    if (reader) return shipments.push(reader.push(part, last), last)
    held += part
    if (!held.trimStart().includes('\n') && !last) return []
    const [headings = ''] = held.trimStart().split('\n')
    reader = csv(separatorOf(headings, (heading) => isKnown(heading, mapping)))
    return shipments.push(reader.push(held, last), last)
  }
  for await (const bytes of bytesOf(source, read)) yield* take(text.push(bytes), false)
  yield* take(text.end(), true)
  shipments.end()
}

async function* rowsOfWorkbook(
  source: Source,
  mapping: Mapping,
  read: Read,
): AsyncGenerator<Reading> {
  const { workbookRows } = await import('../batch/xlsx/workbook.ts')
  const shipments = composing(source, mapping)
  const file = await open(source.path)
  try {
    const bytes = {
      size: source.bytes,
      read: async (from: number, to: number) => {
        const { buffer, bytesRead } = await file.read(Buffer.alloc(to - from), 0, to - from, from)
        read(Math.min(to, source.bytes))
        return buffer.subarray(0, bytesRead)
      },
    }
    for await (const rows of workbookRows(bytes)) yield* shipments.push(rows)
    yield* shipments.push([], true)
    shipments.end()
  } finally {
    await file.close()
  }
}
