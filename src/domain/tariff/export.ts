/**
 * The tariff as the USITC publishes it: JSON lists of rows, nested by their indent. Odd rows are
 * borne with; what cannot be understood is told with its file and row.
 * @module
 */

export type Footnote = { readonly columns: readonly string[]; readonly text: string }

export type Row = {
  /** Digits; empty for a row that only groups those beneath it. */
  readonly number: string
  readonly indent: number
  readonly description: string
  readonly general?: string
  readonly special?: string
  readonly other?: string
  readonly units?: readonly string[]
  readonly footnotes?: readonly Footnote[]
}

/** One file of an export: its name for messages, and its text. */
export type ExportFile = { readonly name: string; readonly text: string }

/** `row` counts from 1; 0 is the file itself. */
export type ExportFault = { readonly file: string; readonly row: number; readonly why: string }

export type ExportRead =
  | { readonly ok: true; readonly rows: readonly Row[] }
  | { readonly ok: false; readonly faults: readonly ExportFault[] }

const mostFaults = 20

/** Reads files in the order of the numbers in them, whatever order they are handed in. */
export function readExport(files: readonly ExportFile[]): ExportRead {
  const faults: ExportFault[] = []
  const read = files.map((file) => readFile(file, faults))
  if (files.length === 0) faults.push({ file: '', row: 0, why: 'there is no file to read' })
  if (faults.length > 0) return { ok: false, faults: faults.slice(0, mostFaults) }
  const first = (rows: readonly Row[]) => rows.find(({ number }) => number !== '')?.number ?? ''
  const rows = read.sort((a, b) => (first(a) < first(b) ? -1 : 1)).flat()
  return { ok: true, rows }
}

function readFile({ name, text }: ExportFile, faults: ExportFault[]): Row[] {
  const fault = (row: number, why: string) => faults.push({ file: name, row, why })
  let content: unknown
  try {
    content = JSON.parse(text.replace(/^\ufeff/, ''))
  } catch (error) {
    fault(0, `it is not JSON (${error instanceof Error ? error.message : String(error)})`)
    return []
  }
  if (!Array.isArray(content)) {
    fault(0, 'it is not a list of tariff rows')
    return []
  }
  const rows: Row[] = []
  content.forEach((value: unknown, index) => {
    const row = readRow(value)
    if (typeof row === 'string') fault(index + 1, row)
    else rows.push(row)
  })
  if (rows.length > 0 && !rows.some(({ number }) => number !== '')) {
    fault(0, 'none of its rows has a tariff number')
  }
  return rows
}

/** The row, or what is wrong with it. */
function readRow(value: unknown): Row | string {
  if (typeof value !== 'object' || value === null) return 'it is not an object'
  const field = value as Readonly<Record<string, unknown>>
  const htsno = text(field['htsno'])
  const number = htsno.replace(/[.\s]/g, '')
  if (!/^(\d{4}|\d{6}|\d{8}|\d{10})?$/.test(number)) return `"${htsno}" is no tariff number`
  const indent = Number(text(field['indent']) || NaN)
  if (!Number.isInteger(indent) || indent < 0 || indent > 20) {
    return `its indent is "${text(field['indent'])}", not a small whole number`
  }
  if (typeof field['description'] !== 'string') return 'it has no description'
  const rates = {
    general: text(field['general']),
    special: text(field['special']),
    other: text(field['other']),
  }
  const units = list(field['units']).map(text).filter((unit) => unit !== '') // prettier-ignore
  const footnotes = list(field['footnotes']).flatMap(readFootnote)
  return {
    number,
    indent,
    description: text(field['description']).replace(/\s*:$/, ''),
    ...Object.fromEntries(Object.entries(rates).filter(([, rate]) => rate !== '')),
    ...(units.length > 0 ? { units } : {}),
    ...(footnotes.length > 0 ? { footnotes } : {}),
  }
}

function readFootnote(value: unknown): Footnote[] {
  if (typeof value !== 'object' || value === null) return []
  const field = value as Readonly<Record<string, unknown>>
  const note = text(field['value'])
  return note === '' ? [] : [{ columns: list(field['columns']).map(text), text: note }]
}

const list = (value: unknown): readonly unknown[] => (Array.isArray(value) ? value : [])

/** One line without markup and invisible characters; numbers as their digits, nothing else. */
function text(value: unknown): string {
  if (typeof value === 'number') return String(value)
  if (typeof value !== 'string') return ''
  return value
    .replace(/<[^<>]*>/g, ' ')
    .replace(/[\u00ad\u200b-\u200f\u2060\ufeff]/g, '')
    .replace(/\s+/g, ' ')
    .trim()
}
