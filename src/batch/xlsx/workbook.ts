/**
 * A workbook as a stream of rows: its first sheet that is not hidden. Nothing is calculated, and
 * nothing outside of it is looked at.
 * @module
 */
import type { Odd, TableRow } from '../csv.ts'
import { stringTable } from './strings.ts'
import type { Strings } from './strings.ts'
import { dayOf, dayStyles } from './styles.ts'
import { forbidden, hear, hearAll } from './xml.ts'
import type { Attributes } from './xml.ts'
import { notWorkbook, openZip } from './zip.ts'
import type { Bytes, Zip } from './zip.ts'

export async function* workbookRows(bytes: Bytes): AsyncGenerator<TableRow[]> {
  const zip = await openZip(bytes)
  expectHarmless(zip)
  const { sheet, epoch } = await firstSheet(zip)
  const strings = await sharedStrings(zip)
  const days = await dayStyles(zip)
  yield* rowsOf(zip, sheet, { strings, days, epoch })
}

function expectHarmless({ members }: Zip): void {
  const names = [...members.keys()].map((name) => name.toLowerCase())
  if (!names.includes('xl/workbook.xml')) throw notWorkbook('it has no sheets')
  if (names.some((name) => /vbaproject|\/macrosheets\//.test(name)))
    throw notWorkbook('it has macros')
  if (names.some((name) => name.startsWith('xl/externallinks/'))) {
    throw forbidden('it refers to another workbook')
  }
}

type Epoch = 1900 | 1904

async function firstSheet(zip: Zip): Promise<{ readonly sheet: string; readonly epoch: Epoch }> {
  let id: string | undefined
  let epoch: Epoch = 1900
  await hearAll(zip.open('xl/workbook.xml'), {
    open: (name, attributes) => {
      if (name === 'workbookPr' && /^(1|true)$/.test(attributes['date1904'] ?? '')) epoch = 1904
      if (name === 'sheet' && (attributes['state'] ?? 'visible') === 'visible') {
        id ??= attributes['r:id'] ?? ''
      }
    },
  })
  let target: string | undefined
  await hearAll(zip.open('xl/_rels/workbook.xml.rels'), {
    open: (name, attributes) => {
      if (name !== 'Relationship') return
      if (/\/externalLink$/.test(attributes['Type'] ?? '')) {
        throw forbidden('it refers to another workbook')
      }
      if (attributes['Id'] === id) target = attributes['Target']
    },
  })
  const sheet = target?.startsWith('/') ? target.slice(1) : `xl/${target ?? ''}`
  if (target === undefined || !zip.members.has(sheet)) throw notWorkbook('it has no sheet')
  return { sheet, epoch }
}

const longestCell = 32_767

/** Once for all cells that say the same. Readings of Japanese (rPh) are no part of a text. */
async function sharedStrings(zip: Zip): Promise<Strings> {
  const strings = stringTable()
  let current = ''
  let isText = false
  let reading = false
  await hearAll(zip.open('xl/sharedStrings.xml'), {
    open: (name) => {
      if (name === 'si') current = ''
      if (name === 'rPh') reading = true
      isText = name === 't' && !reading
    },
    text: (text) => {
      if (isText && current.length < longestCell) current += text
    },
    close: (name) => {
      isText = false
      if (name === 'rPh') reading = false
      if (name === 'si') strings.add(current)
    },
  })
  return strings
}

type Reading = {
  readonly strings: Strings
  readonly days: ReadonlySet<number>
  readonly epoch: Epoch
}

/** Beyond it nobody has columns for us; a file with a cell far out costs no memory. */
const mostColumns = 256

async function* rowsOf(zip: Zip, sheet: string, reading: Reading): AsyncGenerator<TableRow[]> {
  let done: TableRow[] = []
  let row = 0
  let width = 0
  let cells: string[] = []
  let odd: Record<number, Odd> = {}
  let cell: { readonly at: number; readonly attributes: Attributes; formula: boolean } | undefined
  let text = ''
  let isText = false

  const endRow = () => {
    const hasOdd = Object.keys(odd).length > 0
    if (cells.length > 0) {
      width ||= cells.length
      // A spreadsheet has no cells behind the last that says something.
      while (cells.length < width) cells.push('')
      while (cells.length > width && cells.at(-1) === '') cells.pop()
      done.push({ row, cells, ...(hasOdd ? { odd } : {}) })
    }
    cells = []
    odd = {}
  }

  const hearing = hear(zip.open(sheet), {
    open: (name, attributes) => {
      if (name === 'row') row = Number(attributes['r'] ?? row + 1)
      if (name === 'c') {
        const at = columnOf(attributes['r']) ?? cells.length
        cell = { at, attributes, formula: false }
        text = ''
      }
      if (name === 'f' && cell) cell.formula = true
      isText = name === 'v' || name === 't'
    },
    text: (found) => {
      if (isText && text.length < longestCell) text += found
    },
    close: (name) => {
      isText = false
      if (name === 'row') endRow()
      if (name !== 'c' || !cell) return
      const { at } = cell
      if (at < mostColumns) {
        const shown = cellText(text, cell.attributes, reading)
        const isOdd = cell.formula || cell.attributes['t'] === 'e' ? 'formula' : shown.odd
        if (isOdd || shown.text !== '') {
          while (cells.length <= at) cells.push('')
          cells[at] = shown.text
          if (isOdd) odd[at] = isOdd
        }
      }
      cell = undefined
    },
  })
  for await (const air of hearing) {
    void air
    if (done.length === 0) continue
    yield done
    done = []
  }
}

/** `B7` is the second column. */
function columnOf(reference = ''): number | undefined {
  const [letters] = /^[A-Z]{1,3}/.exec(reference) ?? []
  if (letters === undefined) return undefined
  return [...letters].reduce((at, letter) => at * 26 + letter.charCodeAt(0) - 64, 0) - 1
}

type Shown = { readonly text: string; readonly odd?: Odd }

function cellText(found: string, { t = 'n', s }: Attributes, reading: Reading): Shown {
  switch (t) {
    case 's':
      return { text: reading.strings.at(Number(found)) }
    case 'b':
      return { text: found === '1' ? 'TRUE' : 'FALSE' }
    case 'd':
      return { text: found.replace(/T00:00:00(\.0+)?Z?$/, '') }
    case 'n':
      return found === '' ? { text: '' } : numberText(Number(found), found, s, reading)
    default:
      return { text: found }
  }
}

function numberText(value: number, found: string, style: string | undefined, { days, epoch }: Reading): Shown {
  if (!Number.isFinite(value)) return { text: found }
  if (style !== undefined && days.has(Number(style))) return { text: dayOf(value, epoch) }
  // Fifteen digits are what a spreadsheet shows; what it writes behind them is noise of its floats.
  const text = String(Number(value.toPrecision(15)))
  return { text, odd: 'number' }
} // prettier-ignore
