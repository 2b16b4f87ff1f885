/**
 * Options that several commands read the same way.
 * @module
 */
import { InvalidArgumentError } from 'commander'
import { parseDay } from '../domain/day.ts'

export function positive(text: string): number {
  if (/^[1-9]\d{0,5}$/.test(text)) return Number(text)
  throw new InvalidArgumentError('It is a whole number from 1 on.')
}

/** `--reason=1` is meant as 01. */
export const twoDigits = (text: string) => text.padStart(2, '0')

export function calendarDay(text: string): string {
  if (parseDay(text)) return text
  throw new InvalidArgumentError('It is a day, as 2026-11-23.')
}

/** A day, or an instant with a zone; the gateway says which ones make sense. */
export function moment(text: string): string {
  if (/^\d{4}-\d\d-\d\d(T.*(Z|[+-]\d\d:?\d\d))?$/.test(text)) return text
  throw new InvalidArgumentError(
    'It is a day, as 2026-11-23, or an instant with its zone, as 2026-11-23T14:00:00Z.',
  )
}
