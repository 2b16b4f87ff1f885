/**
 * ISO 8601 durations of fixed length: weeks, days, hours, minutes, seconds.
 * @module
 */
import { hour, minute } from '../../src/domain/day.ts'

const form = /^P(?:(\d+)W)?(?:(\d+)D)?(?:T(?=\d)(?:(\d+)H)?(?:(\d+)M)?(?:(\d+)S)?)?$/
const units = [168 * hour, 24 * hour, hour, minute, 1000]
const longest = 3660 * 24 * hour

/** Milliseconds; `undefined` for what is no duration, or one of more than about ten years. */
export function parseDuration(text: string): number | undefined {
  const match = text.length > 40 || text === 'P' ? null : form.exec(text)
  if (!match) return undefined
  const millis = units.reduce((sum, unit, index) => sum + unit * Number(match[index + 1] ?? 0), 0)
  return millis <= longest ? millis : undefined
}
