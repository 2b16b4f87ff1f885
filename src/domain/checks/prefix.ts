/**
 * Tables by the leading digits of a tariff number.
 * @module
 */

export const isUnder = (htsNumber: string, prefixes: readonly string[]): boolean =>
  prefixes.some((prefix) => htsNumber.startsWith(prefix))
