/**
 * One record of 80 columns <-> its fields. Text is left-justified and filled with spaces, numbers
 * are right-justified and filled with zeros; an optional number without a value is spaces. Source:
 * CATAIR Batch & Block Control v23, record formats; ACE Cargo Release v40, p. 23.
 * @module
 */
import { parseDay } from '../../domain/day.ts'
import type { Fault, FaultCode } from './fault.ts'
import type { Class, Field, Layout } from './layout.ts'

/** A day is `YYYY-MM-DD` here; everything else is as the record has it, without its filling. */
export type Values<N extends string = string> = Readonly<Partial<Record<N, string>>>

export type CatairRecord = {
  readonly id: string
  /** `undefined` for a record that no chapter here has. */
  readonly layout: Layout<string> | undefined
  /** In the transmission, from 1. */
  readonly line: number
  /** As it stood, in capitals. */
  readonly text: string
  readonly values: Values
  readonly faults: readonly Fault[]
}

type Given<N extends string> = Readonly<Partial<Record<N, string | number | undefined>>>

/** Throws a `RangeError` for a value that the field cannot carry. */
export function printRecord<N extends string>(layout: Layout<N>, values: Given<N>): string {
  const given: Given<string> = values
  return layout.fields
    .map((field) => {
      const text = columnsOf(field, field.name === 'controlIdentifier' ? layout.id : given[field.name])
      const wrong = wrongIn(field, text)
      if (!wrong) return text
      throw new RangeError(`${layout.id} ${place(field)} ${field.label}: ${wrong.says}`)
    })
    .join('') // prettier-ignore
}

function columnsOf(field: Field, value: string | number | undefined): string {
  const width = field.to - field.from + 1
  if (value === undefined || value === '') return ' '.repeat(width)
  const text = field.kind === 'day' ? american(String(value)) : String(value).toUpperCase()
  return field.class === 'N' ? text.padStart(width, '0') : text.padEnd(width, ' ')
}

/** `2025-06-27` -> `062725`; what is no day, or none of this century, stays and is found wrong. */
export const american = (day: string) =>
  day.startsWith('20') && parseDay(day) !== undefined
    ? day.slice(5, 7) + day.slice(8, 10) + day.slice(2, 4)
    : day

/** Two digits of a year are this century's: entries of the automated system are. */
export const isoDay = (text: string) =>
  parseDay(`20${text.slice(4, 6)}-${text.slice(0, 2)}-${text.slice(2, 4)}`)

/** `text` has 80 columns of the character set. */
export function readRecord(layout: Layout<string>, text: string, line: number): CatairRecord {
  const values: Record<string, string> = {}
  const faults: Fault[] = []
  for (const field of layout.fields) {
    const raw = text.slice(field.from - 1, field.to)
    const wrong = wrongIn(field, raw)
    if (wrong) {
      const message = `${layout.id} ${place(field)} ${field.label}: ${wrong.says}.`
      faults.push({ code: wrong.code, line, column: field.from + wrong.offset, message })
    } else if (field.class !== 'S' && raw.trim() !== '') {
      values[field.name] = field.kind === 'day' ? (isoDay(raw) ?? '') : raw.trimEnd()
    }
  }
  return { id: layout.id, layout, line, text, values, faults }
}

/** Positions as the chapters write them. */
export const place = ({ from, to }: Pick<Field, 'from' | 'to'>) =>
  from === to ? String(from) : `${from}-${to}`

type Wrong = { readonly code: FaultCode; readonly offset: number; readonly says: string }

const outsideOf: Readonly<Record<Class, RegExp>> = {
  A: /[^A-Z ]/,
  AN: /[^A-Z0-9 ]/,
  N: /[^0-9]/,
  X: /[^ -`{-~]/,
  D: /[^0-9]/,
  S: /[^ ]/,
}

const classNames: Readonly<Record<Class, string>> = {
  A: 'letters',
  AN: 'letters, digits and spaces',
  N: 'digits, filled with zeros from the left',
  X: 'printable ASCII in capitals',
  D: 'a day as MMDDYY',
  S: 'spaces',
}

/** What is wrong with the columns of one field; the first thing found. */
function wrongIn(field: Field, raw: string): Wrong | undefined {
  const width = field.to - field.from + 1
  const blank = raw.trim() === ''
  if (blank && field.class !== 'S') {
    if (field.designation !== 'M' || field.blank) return undefined
    return { code: 'missing_field', offset: 0, says: 'it is mandatory and empty' }
  }
  if (raw.length > width) {
    return { code: 'wrong_class', offset: 0, says: `"${raw}" is longer than ${width} columns` }
  }
  const offset = raw.search(outsideOf[field.class])
  if (offset >= 0) {
    const stands = `"${raw[offset] ?? ''}"`
    return field.class === 'S'
      ? { code: 'filler', offset, says: `${stands} stands where spaces belong` }
      : {
          code: 'wrong_class',
          offset,
          says: `${stands} is not of its class, ${classNames[field.class]}`,
        }
  }
  if (field.class !== 'S' && !field.verbatim && raw.startsWith(' ')) {
    return { code: 'not_justified', offset: 0, says: 'it does not begin in its first column' }
  }
  return wrongMeaning(field, raw.trimEnd())
}

function wrongMeaning(field: Field, text: string): Wrong | undefined {
  const { kind, values, open, form, says = '' } = field
  if (kind === 'day' && isoDay(text) === undefined) {
    return { code: 'not_a_day', offset: 0, says: `"${text}" is not a day MMDDYY` }
  }
  if (kind === 'time' && !/^([01]\d|2[0-3])[0-5]\d([0-5]\d)?$/.test(text)) {
    return { code: 'wrong_form', offset: 0, says: `"${text}" is not an hour HHMM` }
  }
  if (values && !open && !Object.hasOwn(values, text)) {
    const known = Object.keys(values).join(', ')
    return { code: 'unknown_code', offset: 0, says: `"${text}" is none of ${known}` }
  }
  if (form && !form.test(text)) {
    return { code: 'wrong_form', offset: 0, says: `"${text}" has to be ${says}` }
  }
  return undefined
}
