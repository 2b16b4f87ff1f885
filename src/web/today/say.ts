/**
 * Figures as people say them.
 * @module
 */
import { mostCounted } from '../../gateway/today.ts'

/** Counted up to a bound, and said as more beyond it. */
export const upTo = (n: number): string =>
  n > mostCounted ? `more than ${mostCounted.toLocaleString('en-US')}` : n.toLocaleString('en-US')

const units = [
  [86_400, 'd'],
  [3600, 'h'],
  [60, 'min'],
  [1, 's'],
] as const

/** Seconds: `5400` as `1.5 h`: two figures say enough. */
export function spanText(seconds: number): string {
  const [size, name] = units.find(([size]) => seconds >= size) ?? [1, 's']
  const amount = seconds / size
  const shown = amount >= 10 ? Math.round(amount) : Math.round(amount * 10) / 10
  return `${shown} ${name}`
}
