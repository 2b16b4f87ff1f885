/**
 * A filing that is held back, as HTTP.
 * @module
 */
import type { ContentfulStatusCode } from 'hono/utils/http-status'
import type { Held } from '../gateway/intake.ts'
import { Refusal } from './errors.ts'

type Row = readonly [status: ContentfulStatusCode, code: string, detail: string]

const rows: Readonly<Record<Held['reason'], Row>> = {
  queue_full: [503, 'overloaded', 'Too many entries wait to be sent to CBP; reading still works.'],
  daily_cap: [429, 'daily_cap', "The filer's entries of this day are used up; it ends at 00:00 UTC."],
  filing_stopped: [403, 'filing_stopped', 'The operator has stopped filing for this filer.'],
} // prettier-ignore

export function heldBack({ reason, retrySeconds }: Held): Refusal {
  const [status, code, detail] = rows[reason]
  const extra = status === 403 ? {} : { headers: { 'Retry-After': String(retrySeconds) } }
  return new Refusal(status, code, detail, extra)
}
