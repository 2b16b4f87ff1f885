/**
 * What the characters of a field mean, in words: a code by its table, a day as ISO 8601, an entry
 * number with its hyphens. Nothing where they say it themselves.
 * @module
 */
import { entryCheckDigit } from '../../domain/number.ts'
import { ports } from '../../domain/port.ts'
import { conditionRow } from '../condition.ts'
import { entities, refusalReasons } from './codes.ts'
import type { Field } from './layout.ts'
import { isoDay } from './record.ts'

/** The columns of another field of the same record, without their filling. */
type Beside = (name: string) => string

export function meaningOf(
  record: string,
  field: Field,
  text: string,
  beside: Beside,
): string | undefined {
  const special = ofField[`${record} ${field.name}`]
  if (special) return special(text, beside)
  const { values, kind } = field
  if (values && Object.hasOwn(values, text)) return values[text]
  if (kind) return ofKind[kind](text)
  return field.class === 'N' && /^0\d+$/.test(text) ? String(Number(text)) : undefined
}

const day = (text: string) => (/^\d{6}$/.test(text) ? isoDay(text) : undefined)

const ofKind: Readonly<Record<NonNullable<Field['kind']>, (text: string) => string | undefined>> = {
  day,
  time: (text) => (/^(\d\d){2,3}$/.test(text) ? (text.match(/\d\d/g) ?? []).join(':') : undefined),
  dollars: (text) => (/^\d+$/.test(text) ? `$${Number(text).toLocaleString('en-US')}` : undefined),
  port: (text) => ports.get(text)?.name,
}

function entryNumber(filer: string, text: string): string | undefined {
  if (!/^[A-Z0-9]{3}$/.test(filer) || !/^\d{8}$/.test(text)) return undefined
  const [serial, digit] = [text.slice(0, 7), text.slice(7)]
  const right = entryCheckDigit(filer, serial)
  const hyphened = `${filer}-${serial}-${digit}`
  return digit === right ? hyphened : `${hyphened}, whose check digit would be ${right}`
}

const tariff = (text: string) =>
  /^\d{10}$/.test(text) ? text.replace(/^(....)(..)(..)(..)$/, '$1.$2.$3.$4') : undefined

function condition(code: string): string | undefined {
  const row = conditionRow(code)
  return row && `${row.narrative} (${row.source ?? 'a code of gate321, not of CBP'})`
}

/** CBP's references say by their qualifier what they are. */
function reference(text: string, beside: Beside): string | undefined {
  const qualifier = beside('qualifier')
  if (qualifier === 'EDA') return day(text)
  if (qualifier === 'EN') return entryNumber(text.slice(0, 3), text.slice(3))
  return qualifier === 'RSN' ? refusalReasons[text.replace(/^0/, '')] : undefined
}

/** A party is told by name and address, or by an identifier. */
function entity(text: string, beside: Beside): string {
  const told = ['name', 'identifier'].filter((name) => beside(name) !== '')
  const is = entities[text] ?? 'another party'
  return told.length === 0 ? is : `${is}, by ${told.join(' and ')}`
}

const ofField: Readonly<Record<string, (text: string, beside: Beside) => string | undefined>> = {
  'SE10 entryNumber': (text, beside) => entryNumber(beside('entryFilerCode'), text),
  'SE11 originatingWarehouseEntry': (text, beside) =>
    entryNumber(beside('originatingWarehouseFiler'), text),
  'SE20 value': reference,
  'SE30 entityCode': entity,
  'SE50 entityCode': entity,
  'SE60 htsNumber': tariff,
  'SE61 currentHts': tariff,
  'SE90 conditionCode': condition,
  'SO10 entryNumber': (text, beside) => entryNumber(beside('filer'), text),
  'SO20 value': reference,
  'SO30 hts': tariff,
  'X1 conditionCode': condition,
}
