/**
 * Workbooks for tests: small ones part by part, and large ones row by row.
 * @module
 */
import { strToU8, Zip, ZipDeflate, zipSync } from 'fflate'
import { madeCells } from './made.ts'
import type { Made } from './made.ts'

export const xlsxType = 'application/vnd.openxmlformats-officedocument.spreadsheetml.sheet'

/** A cell: text, a number, or its XML between `<c r="A1"` and the end. */
export type Cell = string | number | { readonly xml: string }

const escape = (text: string) =>
  text.replaceAll('&', '&amp;').replaceAll('<', '&lt;').replaceAll('"', '&quot;')

export function letterOf(at: number): string {
  const letter = String.fromCharCode(65 + (at % 26))
  return at < 26 ? letter : letterOf(Math.floor(at / 26) - 1) + letter
}

function cellXml(cell: Cell, at: number, row: number, shared: (text: string) => number): string {
  const reference = `<c r="${letterOf(at)}${row}"`
  if (typeof cell === 'object') return `${reference}${cell.xml}</c>`
  if (typeof cell === 'number') return `${reference}><v>${cell}</v></c>`
  return cell === '' ? '' : `${reference} t="s"><v>${shared(cell)}</v></c>`
}

export const rowXml = (
  cells: readonly Cell[],
  row: number,
  shared: (text: string) => number,
): string =>
  `<row r="${row}">${cells.map((cell, at) => cellXml(cell, at, row, shared)).join('')}</row>`

const namespace = 'xmlns="http://schemas.openxmlformats.org/spreadsheetml/2006/main"'
const relations = 'http://schemas.openxmlformats.org/officeDocument/2006/relationships'

export const frame: Readonly<Record<string, string>> = {
  '[Content_Types].xml': '<Types xmlns="http://schemas.openxmlformats.org/package/2006/content-types"/>',
  'xl/workbook.xml': `<workbook ${namespace} xmlns:r="${relations}"><workbookPr/><sheets><sheet name="Notes" sheetId="2" state="hidden" r:id="rId9"/><sheet name="Parcels" sheetId="1" r:id="rId1"/></sheets></workbook>`,
  'xl/_rels/workbook.xml.rels': `<Relationships xmlns="http://schemas.openxmlformats.org/package/2006/relationships"><Relationship Id="rId1" Type="${relations}/worksheet" Target="worksheets/sheet1.xml"/></Relationships>`,
  'xl/styles.xml': `<styleSheet ${namespace}><numFmts count="1"><numFmt numFmtId="164" formatCode="dd\\.mm\\.yyyy"/></numFmts><cellStyleXfs count="1"><xf numFmtId="14"/></cellStyleXfs><cellXfs count="4"><xf numFmtId="0"/><xf numFmtId="14"/><xf numFmtId="164"/><xf numFmtId="2"/></cellXfs></styleSheet>`,
} // prettier-ignore

const sheetOpen = `<?xml version="1.0" encoding="UTF-8"?><worksheet ${namespace}><sheetData>`
const sheetClose = '</sheetData></worksheet>'

/** `parts` take the place of those there are; `null` leaves one out. */
export function workbook(
  rows: readonly (readonly Cell[])[],
  parts: Readonly<Record<string, string | null>> = {},
): Uint8Array<ArrayBuffer> {
  const texts = new Map<string, number>()
  const shared = (text: string) => {
    if (!texts.has(text)) texts.set(text, texts.size)
    return texts.get(text) ?? 0
  }
  const sheet = rows.map((cells, index) => rowXml(cells, index + 1, shared)).join('')
  const strings = [...texts.keys()].map((text) => `<si><t xml:space="preserve">${escape(text)}</t></si>`)
  const all: Record<string, string | null> = {
    ...frame,
    'xl/worksheets/sheet1.xml': `${sheetOpen}${sheet}${sheetClose}`,
    'xl/sharedStrings.xml': `<sst ${namespace}>${strings.join('')}</sst>`,
    ...parts,
  }
  const files = Object.entries(all).flatMap(([name, text]) =>
    text === null ? [] : [[name, strToU8(text)] as const],
  )
  return zipSync(Object.fromEntries(files)) as Uint8Array<ArrayBuffer>
} // prettier-ignore

/** As many rows as are wanted, packed as they are made. */
export function madeWorkbook(made: Made): Uint8Array<ArrayBuffer> {
  const pieces: Uint8Array[] = []
  const zip = new Zip((error, piece) => {
    if (error) throw error
    pieces.push(piece)
  })
  const add = (name: string) => {
    const part = new ZipDeflate(name, { level: 6 })
    zip.add(part)
    return part
  }
  for (const [name, text] of Object.entries(frame)) add(name).push(strToU8(text), true)
  const texts = new Map<string, number>()
  const shared = (text: string) => {
    if (!texts.has(text)) texts.set(text, texts.size)
    return texts.get(text) ?? 0
  }
  const sheet = add('xl/worksheets/sheet1.xml')
  sheet.push(strToU8(sheetOpen))
  let row = 0
  let some = ''
  for (const cells of madeCells(made)) {
    some += rowXml(cells, ++row, shared)
    if (row % 500 === 0) {
      sheet.push(strToU8(some))
      some = ''
    }
  }
  sheet.push(strToU8(some + sheetClose), true)
  const strings = add('xl/sharedStrings.xml')
  strings.push(strToU8(`<sst ${namespace}>`))
  for (const text of texts.keys()) strings.push(strToU8(`<si><t>${escape(text)}</t></si>`))
  strings.push(strToU8('</sst>'), true)
  zip.end()
  return new Uint8Array(Buffer.concat(pieces))
}
