/**
 * Formulas in cells are text, in and out (T-D3): what a spreadsheet would evaluate gets an
 * apostrophe before it where we write it, and loses it again where we read it.
 * @module
 */

/** Apostrophes before it count: else one that was there already would be taken for ours. */
const formula = /^'*[=+\-@\t\r\uff1d\uff0b\uff0d\uff20]/

export const guarded = (cell: string): string => (formula.test(cell) ? `'${cell}` : cell)

export const unguarded = (cell: string): string =>
  cell.startsWith("'") && formula.test(cell) ? cell.slice(1) : cell
