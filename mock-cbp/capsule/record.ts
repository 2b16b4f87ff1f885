/**
 * One record of CATAIR without what people typed: a stand-in in each column range that takes words,
 * and where a field is wrong, a mask that is wrong in the same way. What a filer sent and what comes
 * back of it is treated alike, so that an echo stays one.
 * @module
 */
import { parseEntryNumber } from '../../src/domain/number.ts'
import type { Field } from '../../src/message/catair/layout.ts'
import { readRecord } from '../../src/message/catair/record.ts'
import type { CatairRecord } from '../../src/message/catair/record.ts'
import type { Kind, Pseudonyms } from './pseudonym.ts'
import { flight } from './transmission.ts'

/** By the record, or by the name of the field in every record. */
const kinds: Readonly<Record<string, Kind>> = {
  importerOfRecord: 'importer', importer: 'importer', contactName: 'name', contactPhone: 'phone',
  conveyanceName: 'vessel', vessel: 'vessel', generalOrderNumber: 'number', name: 'name',
  text1: 'street', text2: 'street', city: 'city', postalCode: 'postalCode', description: 'goods',
  productId: 'reference', intendedUseCode: 'text', intendedUse: 'text', productCode: 'text',
  content: 'text', address: 'text', identifier: 'importer',
  'SE31 value': 'number', 'SE51 value': 'number', 'SE20 value': 'reference',
  'SO20 value': 'reference', 'B userData': 'block', 'X0 userData': 'block',
  'PG19 identifier': 'text', 'PG19 name': 'text',
} // prettier-ignore

const kindOf = (record: string, field: string) => kinds[`${record} ${field}`] ?? kinds[field]

/** `filer` is that of the entry, whose number may stand in a reference without it. */
export function redactRecord(record: CatairRecord, filer: string, named: Pseudonyms): string {
  const { layout, id, line } = record
  if (!layout) return masked(record.text)
  const text = record.text.slice(0, 80).padEnd(80)
  const { values, faults } = readRecord(layout, text, line)
  const redacted = layout.fields.reduce((so, field) => {
    const raw = text.slice(field.from - 1, field.to)
    if (field.name === 'controlIdentifier' || raw.trim() === '') return so
    const within = (column: number) => column >= field.from && column <= field.to
    const wrong = faults.find(({ column }) => within(column))
    if (wrong) {
      const isSame = (mask: string) =>
        readRecord(layout, put(text, field, mask), line).faults.some(
          ({ code, column }) => code === wrong.code && column === wrong.column,
        )
      return put(so, field, masks(raw).find(isSame) ?? masked(raw))
    }
    const kind = kindOf(id, field.name)
    const value = values[field.name] ?? ''
    if (field.name === 'voyageFlightTrip' || field.name === 'voyage') return put(so, field, flight(value)) // prettier-ignore
    if (id === 'A' && field.name === 'userData' && !messageIdForm.test(value)) return put(so, field, masked(raw)) // prettier-ignore
    if (kind === undefined || (kind === 'reference' && stays(values, value, filer))) return so
    const known = id === 'SO20' ? named.known(kind, value) : named.of(kind, value)
    return known === undefined ? so : put(so, field, known)
  }, text)
  const cut = redacted.slice(0, record.text.length)
  return cut + masked(record.text.slice(80))
}

/** Of a length that is wrong, nothing stands where its field is: only codes stay. */
export function maskRecord({ layout, text }: CatairRecord): string {
  const codes = (layout?.fields ?? []).filter(
    ({ from, to, values = {}, open }) =>
      !open && Object.hasOwn(values, text.slice(from - 1, to).trimEnd()),
  )
  return codes.reduce(
    (so, { from, to }) => so.slice(0, from - 1) + text.slice(from - 1, to) + so.slice(to),
    masked(text),
  )
}

const messageIdForm = /^[A-Z0-9-]{1,21}$/

/** A day, an entry number, or the serial of one: what a filer writes here without a person in it. */
const stays = ({ qualifier }: CatairRecord['values'], value: string, filer: string) =>
  (qualifier === 'EDA' && /^\d{6}$/.test(value)) ||
  parseEntryNumber(value) !== undefined ||
  parseEntryNumber(filer + value) !== undefined

const put = (line: string, { from, to }: Pick<Field, 'from' | 'to'>, value: string) =>
  line.slice(0, from - 1) + value.slice(0, to - from + 1).padEnd(to - from + 1) + line.slice(to)

/** Of the same shape, a column a column. */
const mask = (letter: string, digit: string) => (text: string) =>
  text
    .replace(/[^ -~]/g, '\u0001')
    .replace(/[A-Za-z]/g, letter)
    .replace(/[0-9]/g, digit)

const masked = mask('X', '0')
/** Where the usual one would be right. */
const masks = (text: string) => [masked(text), mask('Q', '7')(text)]
