/**
 * One attempt at a due transmission: recorded before its bytes leave, settled by what came back.
 * After a first attempt without a sure answer CBP is asked before anything is sent again; what is
 * sent again are the same bytes under the same message id.
 * @module
 */
import { after } from '../domain/day.ts'
import { Conflict } from '../store/db.ts'
import { bodyOf } from '../store/messages.ts'
import { beginAttempt, endAttempt, settle } from '../store/outbox.ts'
import type { Transmission } from '../store/outbox.ts'
import { cbpOf } from './cbp.ts'
import type { Deps } from './deps.ts'
import type { Outcome } from './outcome.ts'
import { applyReply } from './reply.ts'
import type { Settlement } from './settlement.ts'
import { noTrace } from './trace.ts'

/** Longer than a send may take (30 s), so that a lease that ended means a sender that died. */
const leaseMillis = 60_000

/** Whether the transmission is answered now. */
export async function attempt(deps: Deps, transmission: Transmission): Promise<boolean> {
  const { db, clock, log } = deps
  const { messageId } = transmission
  const n = transmission.attempts + 1
  const at = clock.now()
  try {
    await db.write(beginAttempt(messageId, n, at, after(at, leaseMillis)))
  } catch (error) {
    // Another node began this attempt.
    if (error instanceof Conflict && error.table === 'attempt') return false
    throw error
  }
  const settlement = await settlementOf(deps, transmission, n, await reach(deps, transmission))
  const now = clock.now()
  const why = 'why' in settlement ? settlement.why : ''
  await db.write([
    endAttempt(messageId, n, now, settlement.kind, why),
    settle(messageId, n, now, destination(deps, settlement, n, now)),
  ])
  deps.meters?.count('attempts_total', outcomeOf(settlement))
  if (settlement.kind === 'parked') log('alarm', 'transmission_parked', { messageId, why })
  if (settlement.kind === 'again') {
    log('warn', 'transmission_again', { messageId, attempt: n, in_doubt: settlement.inDoubt, why })
  }
  return settlement.kind === 'answered'
}

const outcomeOf = (settlement: Settlement) =>
  settlement.kind === 'again' && settlement.inDoubt ? 'in_doubt' : settlement.kind

async function reach(deps: Deps, transmission: Transmission): Promise<Outcome> {
  const cbp = cbpOf(deps)
  const { filer, messageId, kind, format, inDoubt } = transmission
  const asked = inDoubt ? await cbp.query(filer, messageId) : undefined
  if (asked && asked.kind !== 'unknown') return asked
  const body = await bodyOf(deps.db, messageId)
  return cbp.transmit(filer, { messageId, kind, format, body })
}

async function settlementOf(
  deps: Deps,
  transmission: Transmission,
  n: number,
  outcome: Outcome,
): Promise<Settlement> {
  switch (outcome.kind) {
    case 'answer':
      return (deps.trace ?? noTrace)('reply', { message_id: transmission.messageId }, () =>
        applyReply(deps, transmission, n, outcome.body),
      )
    case 'waiting':
      return again(true, 'cbp_reply_pending', outcome.waitMillis)
    case 'doubt':
      return again(true, outcome.why, outcome.waitMillis)
    case 'unknown':
      return again(false, 'cbp_message_unknown')
    case 'unsent':
      if (outcome.alarm) deps.log('alarm', 'cbp_unusable', { why: outcome.why })
      return again(transmission.inDoubt, outcome.why)
    case 'parked':
      return outcome
  }
}

const again = (inDoubt: boolean, why: string, waitMillis?: number): Settlement => ({
  kind: 'again',
  inDoubt,
  why,
  ...(waitMillis === undefined ? {} : { waitMillis }),
})

function destination({ chance }: Deps, settlement: Settlement, n: number, now: string) {
  switch (settlement.kind) {
    case 'answered':
      return { state: 'answered', inDoubt: false, dueAt: now, note: null } as const
    case 'parked':
      return { state: 'parked', inDoubt: false, dueAt: now, note: settlement.why } as const
    case 'again': {
      const wait = settlement.waitMillis ?? backoff(n, chance())
      const { inDoubt, why } = settlement
      return { state: 'due', inDoubt, dueAt: after(now, wait), note: why } as const
    }
  }
}

/** Doubles from one second to a minute; half of it is jitter, so that nodes do not march in step. */
export function backoff(attempts: number, chance: number): number {
  const full = Math.min(1000 * 2 ** (attempts - 1), 60_000)
  return Math.round(full * (0.5 + chance / 2))
}
