/**
 * Time to release as an entry's own journal tells it: from CBP's acceptance to CBP's release, by
 * CBP's clock.
 * @module
 */
import { millisBetween } from '../day.ts'
import { dispositionOf } from '../disposition.ts'
import type { Event, Notified } from '../event.ts'

export type TimeToRelease = {
  readonly entries: number
  readonly medianSeconds: number
  readonly p90Seconds: number
}

/** Whole seconds to the first release; a release that is withdrawn and given again is no new one. */
export function releaseSeconds(events: readonly Event[]): number | undefined {
  const accepted = events.find(
    (event) => (event.type === 'accepted' || event.type === 'referred') && event.action === 'A',
  )
  const [released] = events
    .filter((event) => event.type === 'notified')
    .filter(releases)
    .map(({ cbpAt }) => cbpAt)
    .sort()
  if (!accepted || !('cbpAt' in accepted) || released === undefined) return undefined
  return Math.max(0, Math.floor(millisBetween(accepted.cbpAt, released) / 1000))
}

const releases = ({ notices }: Notified) =>
  notices.some(({ record, code }) => dispositionOf(record, code)?.to === 'released')

/** By nearest rank, so that each figure is one that was seen; `null` where nothing was. */
export function timeToRelease(seconds: readonly number[]): TimeToRelease | null {
  const sorted = seconds.toSorted((a, b) => a - b)
  const at = (percent: number) => sorted[Math.ceil((sorted.length * percent) / 100) - 1]
  const medianSeconds = at(50)
  const p90Seconds = at(90)
  if (medianSeconds === undefined || p90Seconds === undefined) return null
  return { entries: sorted.length, medianSeconds, p90Seconds }
}
