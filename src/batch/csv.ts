/**
 * CSV as a stream: text in, rows out. Written here and not with a library, because a row with broken
 * quotes must cost that row alone, on every runtime, without a file in memory.
 * @module
 */

/** A row of a table, as text. */
export type TableRow = {
  /** As a spreadsheet counts. */
  readonly row: number
  readonly cells: readonly string[]
  /** Cells that are not plain text, by their place. */
  readonly odd?: Readonly<Record<number, Odd>>
  /** Why the row cannot be split into cells, and its text. */
  readonly bad?: { readonly why: string; readonly source: string }
}

/** `number`: not written as text, so that leading zeros are gone; `formula`: not a value at all. */
export type Odd = 'number' | 'formula'

export type Csv = { readonly push: (text: string, last?: boolean) => TableRow[] }

/** A quoted cell that is longer than any field may be has lost its closing quote. */
const longestRow = 64 * 1024
const longestSource = 4096

type Read = { readonly end: number } & Omit<TableRow, 'row'>

export function csv(separator: string): Csv {
  let rest = ''
  let row = 0

  return {
    push: (text, last = false) => {
      const buffer = rest + text
      const rows: TableRow[] = []
      let at = 0
      while (at < buffer.length) {
        const read = readRow(buffer, at, separator, last)
        if (!read) break
        const { end, ...found } = read
        rows.push({ row: ++row, ...found })
        at = end
      }
      rest = buffer.slice(at)
      return rows
    },
  }
}

/** `undefined`: the row goes on behind the end of the buffer. */
function readRow(buffer: string, at: number, separator: string, last: boolean): Read | undefined {
  const lineEnd = buffer.indexOf('\n', at)
  if (lineEnd < 0 && !last && buffer.length - at < longestRow) return undefined
  const lineStop = lineEnd < 0 ? buffer.length : lineEnd
  const line = withoutReturn(buffer.slice(at, lineStop))
  const next = Math.min(lineStop + 1, buffer.length)
  if (!line.includes('"')) return { end: next, cells: line.split(separator) }
  const read = readQuoted(buffer, at, separator, last)
  if (read === undefined && buffer.length - at < longestRow) return undefined
  if (typeof read === 'object') return read
  // Only this line is given up: what follows may well be sound.
  const why = read ?? 'a quote is not closed'
  return { end: next, cells: [], bad: { why, source: line.slice(0, longestSource) } }
}

/** A text says why not. */
function readQuoted(
  buffer: string,
  from: number,
  separator: string,
  last: boolean,
): Read | string | undefined {
  const cells: string[] = []
  let at = from
  for (;;) {
    let cell = ''
    if (buffer[at] === '"') {
      for (let open = at + 1; ;) {
        const quote = buffer.indexOf('"', open)
        if (quote < 0) return last ? 'a quote is not closed' : undefined
        cell += buffer.slice(open, quote)
        at = quote + 1
        if (buffer[at] !== '"') break
        cell += '"'
        open = at + 1
      }
    } else {
      const stop = cellStop(buffer, at, separator)
      if (stop === undefined && !last) return undefined
      cell = buffer.slice(at, stop)
      if (cell.includes('"')) return 'a quote stands inside a cell that does not begin with one'
      at = stop ?? buffer.length
      if (buffer[at] !== separator) cell = withoutReturn(cell)
    }
    cells.push(cell)
    if (at >= buffer.length) return last ? { end: at, cells } : undefined
    const stop = buffer[at]
    if (stop === separator) at += 1
    else if (stop === '\n') return { end: at + 1, cells }
    else if (stop === '\r' && at + 1 >= buffer.length && !last) return undefined
    else if (stop === '\r' && (buffer[at + 1] ?? '\n') === '\n') return { end: at + 2, cells }
    else return 'something follows a closing quote'
  }
}

function cellStop(buffer: string, at: number, separator: string): number | undefined {
  const line = buffer.indexOf('\n', at)
  const next = buffer.indexOf(separator, at)
  const stops = [line, next].filter((stop) => stop >= 0)
  return stops.length === 0 ? undefined : Math.min(...stops)
}

const withoutReturn = (line: string) => (line.endsWith('\r') ? line.slice(0, -1) : line)

export const separators = [',', ';', '\t'] as const
export type Separator = (typeof separators)[number]

/** The one that finds the most headings; of two that find the same the earlier. */
export function separatorOf(headings: string, isKnown: (heading: string) => boolean): Separator {
  const counted = separators.map((separator) => {
    const [first] = csv(separator).push(`${headings}\n`, true)
    return { separator, known: first?.cells.filter(isKnown).length ?? 0 }
  })
  return counted.reduce((best, each) => (each.known > best.known ? each : best)).separator
}

/** A row as it is written: quotes where they are needed. */
export const csvLine = (cells: readonly string[], separator: string): string =>
  `${cells.map((cell) => quoted(cell, separator)).join(separator)}\r\n`

const quoted = (cell: string, separator: string) =>
  cell.includes(separator) || /["\r\n]/.test(cell) ? `"${cell.replaceAll('"', '""')}"` : cell
