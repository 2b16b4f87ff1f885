/**
 * Durations of fixed length: ISO 8601 (`PT4H`), or a number with a unit (`4h`).
 * @module
 */
import { hour, minute } from '../../src/domain/day.ts'

const form = /^P(?:(\d+)W)?(?:(\d+)D)?(?:T(?=\d)(?:(\d+)H)?(?:(\d+)M)?(?:(\d+)S)?)?$/
const units = [168 * hour, 24 * hour, hour, minute, 1000]
const short = /^(\d{1,9})(w|d|h|m|s)$/
const shortUnits: Readonly<Record<string, number>> = { w: 168 * hour, d: 24 * hour, h: hour, m: minute, s: 1000 } // prettier-ignore
const longest = 3660 * 24 * hour

/** Milliseconds; `undefined` for what is no duration, or one of more than about ten years. */
export function parseDuration(text: string): number | undefined {
  const millis = ofShort(text) ?? ofIso(text)
  return millis !== undefined && millis <= longest ? millis : undefined
}

function ofShort(text: string): number | undefined {
  const [, number, unit = ''] = short.exec(text) ?? []
  return number === undefined ? undefined : Number(number) * (shortUnits[unit] ?? 0)
}

function ofIso(text: string): number | undefined {
  const match = text.length > 40 || text === 'P' ? null : form.exec(text)
  if (!match) return undefined
  return units.reduce((sum, unit, index) => sum + unit * Number(match[index + 1] ?? 0), 0)
}
