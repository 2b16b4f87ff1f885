/**
 * The body of a batch as it comes in: shipment by shipment into an upload, without ever holding the
 * file. Rows that are wrong stay in it with what is wrong; only a file that is no file is refused.
 * @module
 */
import { columnsOf, keptGroup, keptHeading, withoutOwn } from '../batch/kept.ts'
import type { Kept, KeptHeading } from '../batch/kept.ts'
import { compose, locate } from '../batch/compose.ts'
import type { Group } from '../batch/compose.ts'
import { csv, separatorOf } from '../batch/csv.ts'
import type { Csv, TableRow } from '../batch/csv.ts'
import { decoder } from '../batch/decode.ts'
import { isKnown } from '../batch/heading.ts'
import type { Mapping } from '../batch/heading.ts'
import { elements, lines, longestPiece } from '../batch/lines.ts'
import type { Piece } from '../batch/lines.ts'
import { FileRefused } from '../batch/refused.ts'
import { mostRows, table, tooMany } from '../batch/table.ts'
import { workbookRows } from '../batch/xlsx/workbook.ts'
import type { Bytes } from '../batch/xlsx/zip.ts'
import { problem } from '../domain/problem.ts'
import type { ProblemCode } from '../domain/problem.ts'
import { pieceBytes } from '../gateway/batches.ts'
import type { Upload } from '../gateway/batches.ts'
import { decode } from './body.ts'
import { Refusal } from './errors.ts'
import { readJson } from './json.ts'
import { readShipment } from './shipment.ts'

/** What a file turned out to be, beside its shipments. */
export type Read = { readonly heading: KeptHeading | null; readonly rows: number }

export type Source = AsyncIterable<Uint8Array>

export type Reader = (source: Source, upload: Upload, mapping: Mapping) => Promise<Read>

/** The separator is found in the first line that says something, however it comes in pieces. */
const longestHeading = 64 * 1024

export const readCsv: Reader = async (source, upload, mapping) => {
  const text = decoder()
  const keeper = tableKeeper(upload, mapping)
  let parser: Csv | undefined
  let opening = ''
  let bytes = 0

  const take = async (more: string, last: boolean) => {
    if (parser) return keeper.keep(parser.push(more, last), bytes, last)
    opening += more
    const [line] = /^\s*[^\n]*\n/.exec(opening) ?? []
    if (line === undefined && !last && opening.length < longestHeading) return
    keeper.separator = separatorOf((line ?? opening).trim(), (heading) => isKnown(heading, mapping))
    parser = csv(keeper.separator)
    return keeper.keep(parser.push(opening, last), bytes, last)
  }

  for await (const chunk of source) {
    bytes += chunk.length
    await take(text.push(chunk), false)
  }
  await take(text.end(), true)
  return keeper.done()
}

/** The directory of a zip stands at its end, so that it is read when all of it is here. */
export const readWorkbook: Reader = async (source, upload, mapping) => {
  const piece = new Uint8Array(pieceBytes)
  let filled = 0
  let size = 0
  for await (const chunk of source) {
    for (let at = 0; at < chunk.length;) {
      const part = chunk.subarray(at, at + pieceBytes - filled)
      piece.set(part, filled)
      filled += part.length
      at += part.length
      if (filled === pieceBytes) await upload.putAside(piece)
      filled %= pieceBytes
    }
    size += chunk.length
  }
  if (size === 0) throw empty('The body is empty.')
  if (filled > 0) await upload.putAside(piece.subarray(0, filled))
  const keeper = tableKeeper(upload, mapping)
  for await (const rows of workbookRows({ size, read: readerOf(upload) })) {
    await keeper.keep(rows, size, false)
  }
  await keeper.keep([], size, true)
  return keeper.done()
}

/** Pieces are asked for in their order, mostly, and each many times. */
function readerOf(upload: Upload): Bytes['read'] {
  let known: { readonly n: number; readonly bytes: Uint8Array } | undefined
  const piece = async (n: number) => {
    if (known?.n !== n) known = { n, bytes: await upload.aside(n) }
    return known.bytes
  }
  return async (from, to) => {
    const read = new Uint8Array(to - from)
    let filled = 0
    for (let at = from; at < to;) {
      const n = Math.floor(at / pieceBytes)
      const start = n * pieceBytes
      const part = (await piece(n)).subarray(at - start, Math.min(to - start, pieceBytes))
      if (part.length === 0) break
      read.set(part, filled)
      filled += part.length
      at += part.length
    }
    return read.subarray(0, filled)
  }
}

/** From rows of a table to kept shipments; of CSV and of workbooks. */
export function tableKeeper(upload: Upload, mapping: Mapping) {
  const rows = table(mapping)
  const keeper = { separator: ',', keep, done }
  let known: { heading: KeptHeading; columns: ReturnType<typeof columnsOf> } | undefined

  const heading = () => {
    if (known) return known
    const kept = keptHeading(rows.heading(), keeper.separator)
    return (known = { heading: kept, columns: columnsOf(kept) })
  }

  const keptOf = (group: Group): Kept => {
    const { heading: own, columns } = heading()
    const ours = withoutOwn(group, rows.heading())
    const [first] = ours
    if (first?.bad) {
      const { row, cells, bad } = first
      const problems = [{ ...problem('csv_row', '', { why: bad.why }), row }]
      if (cells.length > 0) return { rows: [row], cells: [cells], problems }
      return { rows: [row], source: bad.source, problems }
    }
    const { draft, problems } = readShipment(compose(ours, columns))
    const kept = keptGroup(ours)
    if (problems.length === 0) return kept
    return { ...kept, draft, problems: locate(problems, kept.rows, columns, own.headings) }
  }

  async function keep(found: readonly TableRow[], bytes: number, last: boolean): Promise<void> {
    const groups = rows.push(found, last)
    await upload.add(groups.map(keptOf), bytes)
  }

  function done(): Read {
    rows.heading()
    if (rows.rows() === 0) throw empty('The file has headings and no rows.')
    return { heading: heading().heading, rows: rows.rows() }
  }

  return keeper
}

export const empty = (detail: string) => new FileRefused('batch_empty', detail)

/** A bad line costs itself alone. */
export const readLines: Reader = (source, upload) =>
  readPieces(source, upload, lines(), (piece, read) => {
    try {
      return read()
    } catch (error) {
      if (!(error instanceof Refusal)) throw error
      const { row, bytes = new Uint8Array(0) } = piece
      const why = problem(error.code as ProblemCode, '', { why: error.message })
      return { rows: [row], source: new TextDecoder().decode(bytes), problems: [{ ...why, row }] }
    }
  })

/** One document: what is no JSON anywhere is refused whole. */
export const readArray: Reader = (source, upload) =>
  readPieces(source, upload, elements(), ({ row }, read) => {
    try {
      return read()
    } catch (error) {
      if (!(error instanceof Refusal)) throw error
      const { status, code, message, more } = error
      throw new Refusal(status, code, `Shipment ${row}: ${message}`, { more })
    }
  })

async function readPieces(
  source: Source,
  upload: Upload,
  pieces: ReturnType<typeof lines>,
  careful: (piece: Piece, read: () => Kept) => Kept,
): Promise<Read> {
  let bytes = 0
  let rows = 0

  const keep = async (found: readonly Piece[]) => {
    rows += found.length
    if (rows > mostRows) throw tooMany()
    await upload.add(found.map((piece) => careful(piece, () => keptOf(piece))), bytes)
  } // prettier-ignore

  for await (const chunk of source) {
    bytes += chunk.length
    await keep(pieces.push(chunk))
  }
  if (bytes === 0) throw empty('The body is empty.')
  await keep(pieces.push(new Uint8Array(0), true))
  if (rows === 0) throw empty('There is no shipment in it.')
  return { heading: null, rows }
}

function keptOf({ row, bytes }: Piece): Kept {
  if (bytes === undefined) {
    const problems = [{ ...problem('row_too_long', '', { limit: longestPiece }), row }]
    return { rows: [row], problems }
  }
  const text = decode(bytes)
  const read = readJson(row === 1 ? text.replace(/^\ufeff/, '') : text)
  const value = withoutOurs(read.value)
  const { draft, problems } = readShipment({ ...read, value })
  if (problems.length === 0) return { rows: [row], draft }
  const located = locate(problems, [row])
  const isObject = problems.every(({ code }) => code !== 'json_not_object')
  return { rows: [row], source: value, ...(isObject ? { draft } : {}), problems: located }
}

/** What we said of a shipment when we gave it back is no part of it. */
function withoutOurs(value: unknown): unknown {
  if (typeof value !== 'object' || value === null || !Object.hasOwn(value, 'gate321')) return value
  const { gate321, ...own } = value as Readonly<Record<string, unknown>>
  void gate321
  return own
}
