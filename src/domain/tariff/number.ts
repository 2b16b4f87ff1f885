/**
 * Tariff numbers as digits: heading (4), subheading (6), rate line (8), statistical number (10).
 * @module
 */

/** The digits of `6109.10.00`, or undefined when it is no tariff number nor the start of one. */
export function tariffDigits(text: string): string | undefined {
  const digits = text.trim().replace(/[.\s]/g, '')
  return /^\d{4,10}$/.test(digits) ? digits : undefined
}

/** `6109100012` is `6109.10.00.12`. */
export const dotted = (digits: string): string =>
  [digits.slice(0, 4), digits.slice(4, 6), digits.slice(6, 8), digits.slice(8)]
    .filter((part) => part !== '')
    .join('.')

export const headingOf = (digits: string): string => digits.slice(0, 4)

/** Chapters 98 and 99 only accompany a number of chapters 1 to 97: nobody searches goods there. */
export const isForGoods = (digits: string): boolean => !/^9[89]/.test(digits)
