/**
 * Cursors of lists that are not in the order of ids: the place itself, readable to nobody but us.
 * @module
 */
import { printCursor, readCursor } from './cursor.ts'

/** Bills and days may hold a point, which ends the first part of a cursor. */
export const printPlace = (scope: unknown, place: object): Promise<string> =>
  printCursor(scope, hexOf(JSON.stringify(place)))

/** The place that we printed, by the seal on it. */
export const readPlace = async <T>(scope: unknown, cursor: string | undefined) =>
  cursor === undefined ? undefined : (JSON.parse(textOf(await readCursor(scope, cursor))) as T)

const hexOf = (text: string) =>
  [...new TextEncoder().encode(text)].map((byte) => byte.toString(16).padStart(2, '0')).join('')

const textOf = (hex: string) =>
  new TextDecoder().decode(Uint8Array.from(hex.match(/../g) ?? [], (pair) => parseInt(pair, 16)))
