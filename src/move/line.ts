/**
 * The lines of a house file. Objects say what follows; a list is a row, a text is a piece of a
 * document in Base64.
 * @module
 */
import type { Value } from '../store/db.ts'

export const houseVersion = 1

export type HouseLine = {
  readonly kind: 'house'
  readonly version: number
  /** Of this move: a half-done import goes on with the same file alone. */
  readonly id: string
  readonly at: string
  readonly schema: readonly number[]
  readonly epoch: number
}
export type TableLine = {
  readonly kind: 'table'
  readonly name: string
  readonly columns: readonly string[]
}
export type RowsLine = {
  readonly kind: 'rows'
  readonly name: string
  readonly rows: number
  /** Over the columns and the rows, each as its line. */
  readonly sha256: string
}
/** `missing`: an answer names it, and the house has it no longer. */
export type DocumentLine = {
  readonly kind: 'document' | 'missing'
  readonly sha256: string
  readonly bytes: number
}
export type EndLine = { readonly kind: 'end'; readonly lines: number; readonly sha256: string }

export type Marked = HouseLine | TableLine | RowsLine | DocumentLine | EndLine
export type Line = Marked | readonly Value[] | string

const fields: Readonly<Record<Marked['kind'], Readonly<Record<string, 'string' | 'number' | 'list'>>>> = {
  house: { version: 'number', id: 'string', at: 'string', schema: 'list', epoch: 'number' },
  table: { name: 'string', columns: 'list' },
  rows: { name: 'string', rows: 'number', sha256: 'string' },
  document: { sha256: 'string', bytes: 'number' },
  missing: { sha256: 'string', bytes: 'number' },
  end: { lines: 'number', sha256: 'string' },
} // prettier-ignore

/** `undefined` for what is no line of a house file. */
export function parseHouseLine(text: string): Line | undefined {
  let value: unknown
  try {
    value = JSON.parse(text)
  } catch {
    return undefined
  }
  if (typeof value === 'string') return value
  if (Array.isArray(value)) return value.every(isValue) ? value : undefined
  if (typeof value !== 'object' || value === null || !('kind' in value)) return undefined
  const kind = String(value.kind)
  if (!Object.hasOwn(fields, kind)) return undefined
  const given = value as Record<string, unknown>
  const sound = Object.entries(fields[kind as Marked['kind']]).every(([name, type]) =>
    type === 'list' ? Array.isArray(given[name]) : typeof given[name] === type,
  )
  return sound ? (value as Marked) : undefined
}

export const isValue = (value: unknown): value is Value =>
  value === null || typeof value === 'string' || Number.isSafeInteger(value)
