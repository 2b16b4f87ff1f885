/** The worked exchange, typed by hand from the record layouts; the project printed none of it. */
import { readFileSync } from 'node:fs'

const folder = new URL('../../../fixtures/catair/', import.meta.url)

export const exchange = (name: string) => readFileSync(new URL(`${name}.txt`, folder), 'latin1')

/** A byte a character, so that a column is a byte. */
export const bytes = (text: string): Uint8Array => Buffer.from(text, 'latin1')

export const lines = (...texts: readonly string[]) =>
  texts.map((text) => `${text.padEnd(80)}\n`).join('')

/** `line` from 1; `column` from 1. */
export function withColumn(text: string, line: number, column: number, put: string, cut = 1) {
  const at = (line - 1) * 81 + column - 1
  return text.slice(0, at) + put + text.slice(at + cut)
}

export const withoutPassword = (text: string) => withColumn(text, 1, 9, '      ', 6)

/** Noon of the day of the exchange. */
export const heardAt = '2025-06-25T16:00:00.000Z'
