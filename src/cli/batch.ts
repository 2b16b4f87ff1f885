/**
 * A batch as the command line sees it: how it stands, how far it is, and how it ended.
 * @module
 */
import { GatewayProblem } from '../client.ts'
import type { Batch } from '../client.ts'
import { statuses } from '../domain/status.ts'
import type { Connected } from './connect.ts'
import { Unreachable } from './exit.ts'
import { counted, paintStatus } from './print.ts'
import type { Terminal } from './print.ts'

/** Those that CBP or gate321 still owes something. */
export const stillOpen = ({ counts }: Batch) =>
  counts.queued + counts.submitted + counts.under_review

export const needYou = ({ counts }: Batch) => counts.discrepancy + counts.rejected

export const atEnd = ({ counts }: Batch) => counts.released + counts.cancelled

export type Following = {
  readonly until: (batch: Batch) => boolean
  readonly told: (batch: Batch) => void
  readonly rest: (millis: number) => Promise<void>
  readonly signal: AbortSignal
}

const [soonMillis, laterMillis] = [500, 3000]
const tries = 8

/** Asked ever more seldom while nothing moves, and through a gateway that comes and goes. */
export async function follow(
  client: Connected,
  id: string,
  { until, told, rest, signal }: Following,
): Promise<Batch> {
  let before = ''
  let wait = soonMillis
  for (let missed = 0; ;) {
    try {
      const batch = await client.batches.get(id)
      missed = 0
      told(batch)
      if (until(batch) || signal.aborted) return batch
      const now = JSON.stringify(batch.counts)
      wait = now === before ? Math.min(wait * 1.5, laterMillis) : soonMillis
      before = now
    } catch (error) {
      const passes = error instanceof Unreachable || (error instanceof GatewayProblem && error.status >= 500) // prettier-ignore
      missed += 1
      if (!passes || missed === tries || signal.aborted) throw error
      wait = laterMillis
    }
    await rest(wait)
  }
}

const reasons: Readonly<Record<string, string>> = {
  filing_stopped: 'filing is stopped',
  daily_cap: "the day's cap is reached",
  queue_full: 'the queue to CBP is full',
  sending_paused: 'sending is paused',
}

export const whyWaiting = (waits: string) => reasons[waits] ?? waits

/** Where its entries stand, a bar each. */
export function printCounts({ print, paint, width }: Terminal, { counts, waits }: Batch): void {
  const { received, accepted, refused } = counts
  const waiting = received - accepted - refused
  const most = Math.max(1, refused, ...statuses.map((status) => counts[status]))
  const room = Math.max(Math.min(width - 24, 40), 0)
  const row = (name: string, painted: string, count: number) => {
    if (count === 0) return
    const bar = '#'.repeat(Math.ceil((count / most) * room))
    print(`  ${painted}${' '.repeat(14 - name.length)}${String(count).padStart(6)}  ${bar}`)
  }
  for (const status of statuses) row(status, paintStatus({ paint }, status), counts[status])
  row('refused', paint('red', 'refused'), refused)
  row('not filed yet', 'not filed yet', waiting)
  if (waits !== null) print(`Filing rests: ${whyWaiting(waits)}.`)
}

/** Those that need somebody, by the statuses that there are. */
export const watchOf = ({ id, counts }: Batch): string => {
  const some = (['discrepancy', 'rejected'] as const).filter((status) => counts[status] > 0)
  return `watch --batch ${id} --status ${some.join(' ')}`
}

export const headline = ({ counts }: Batch): string =>
  `${counted(counts.received, 'shipment')}, ${counts.accepted} filed, ${counts.refused} refused`
