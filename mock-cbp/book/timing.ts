/**
 * When things happen to an entry: how long an hour lasts, when its goods leave and arrive.
 * @module
 */
import { after, dayIn, hour } from '../../src/domain/day.ts'
import type { Instant } from '../../src/domain/day.ts'
import type { Pace, Settings } from '../world/settings.ts'

/** What is known of a flight, voyage or trip; `null` until it was said. */
export type Flight = {
  readonly flight: string
  readonly departedAt: Instant | null
  readonly arrivedAt: Instant | null
}

export type Timing = {
  /** How long an hour of a scenario lasts. */
  readonly hourMillis: number
  /** `null` while nobody knows. */
  readonly arrival: Instant | null
  readonly departure: Instant | null
  /** At wheels-up the release window of an air shipment opens. */
  readonly windowAt: Instant | null
}

export const hourMillisOf = (pace: Pace) => (pace === 'fast' ? 1000 : hour)

export const later = (a: Instant, b: Instant): Instant => (a > b ? a : b)

/** ACE keeps Eastern time: its days, today's as well as a release's, are days there. */
export const easternDay = (at: Instant) => dayIn('America/New_York', at)

/** Mode of transportation (SE10 37-38): air, and air in containers. */
export const byAir = (mode: string | undefined) => mode === '40' || mode === '41'

/** Goods leave this long before they arrive, where nobody says otherwise. */
export const transitHours = { fast: 2, real: 12, manual: 12 } as const

type Journey = {
  readonly acceptedAt: Instant
  readonly arrivalDay?: string | undefined
  readonly mode?: string | undefined
}

export function timingOf(
  { pace, arrivals }: Settings,
  { acceptedAt, arrivalDay, mode }: Journey,
  flight: Flight | undefined,
): Timing {
  const hourMillis = hourMillisOf(pace)
  const planned = arrivals === 'scheduled' ? arrivalOf(pace, acceptedAt, arrivalDay) : null
  const left = planned && after(planned, -transitHours[pace] * hourMillis)
  return {
    hourMillis,
    arrival: flight?.arrivedAt ?? planned,
    departure: flight?.departedAt ?? left,
    windowAt: byAir(mode) && !flight?.arrivedAt ? (flight?.departedAt ?? null) : null,
  }
}

/** Where time is real, goods arrive at this time of their day; where it is fast, so many hours on. */
export const arrivalTime = '14:00'
export const arrivalHours = 4

function arrivalOf(pace: Pace, acceptedAt: Instant, day: string | undefined): Instant {
  return pace === 'fast' || day === undefined
    ? after(acceptedAt, arrivalHours * hourMillisOf(pace))
    : `${day}T${arrivalTime}:00.000Z`
}
