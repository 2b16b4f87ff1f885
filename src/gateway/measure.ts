/**
 * What became of a shipment that somebody wanted filed, counted; and how long it took to each status.
 * @module
 */
import { millisBetween } from '../domain/day.ts'
import type { Entry } from '../domain/entry.ts'
import type { Filed } from './file.ts'
import type { Meters } from './meters.ts'

const ledgerCodes = new Set(['day_over_limit', 'order_split'])

export function measureFiled(meters: Meters, filed: Filed): void {
  if (filed.kind === 'filed') {
    meters.count('accepted_total')
    meters.observe('status_seconds', 0, 'queued')
  }
  if (filed.kind === 'held') meters.count('held_total', filed.reason)
  if (filed.kind === 'refused' && filed.problems.some(({ code }) => ledgerCodes.has(code))) {
    meters.count('ledger_refused_total')
  }
}

export function measureChanged(
  meters: Meters | undefined,
  before: Entry,
  { status, createdAt }: Entry,
  now: string,
): void {
  if (status === before.status) return
  meters?.observe('status_seconds', Math.max(0, millisBetween(createdAt, now) / 1000), status)
}
