/**
 * Rows that come from outside, judged before a store sees them.
 * @module
 */
import type { Page, Values } from './house.ts'
import { isValue } from './line.ts'

const most = 1000

export const readValues = (value: unknown): Values | undefined =>
  Array.isArray(value) && value.length > 0 && value.every(isValue) ? value : undefined

/** `undefined` for what are no rows. */
export function readPage(value: unknown): Page | undefined {
  if (typeof value !== 'object' || value === null) return undefined
  const { columns, rows } = value as { columns?: unknown; rows?: unknown }
  if (!Array.isArray(columns) || !Array.isArray(rows) || rows.length > most) return undefined
  if (!columns.every((column) => typeof column === 'string')) return undefined
  if (columns.length === 0 || columns.length > 100) return undefined
  const read = rows.map(readValues)
  return read.every((row) => row !== undefined) ? { columns, rows: read } : undefined
}
