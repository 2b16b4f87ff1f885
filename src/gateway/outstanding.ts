/**
 * Reconciling, first: the transmissions of this record that have no answer yet. CBP is asked for
 * each; one that CBP does not know stays as it is, to be sent with the same bytes under the same id.
 * @module
 */
import { beginAttempt, endAttempt, settle, unanswered } from '../store/outbox.ts'
import type { Transmission } from '../store/outbox.ts'
import { cbpOf } from './cbp.ts'
import type { Deps } from './deps.ts'
import { CbpSilent } from './reconcile.ts'
import type { Stretch, Walk } from './reconcile.ts'
import { applyReply } from './reply.ts'

export async function askTransmissions(deps: Deps, { place, most }: Walk): Promise<Stretch> {
  const due = await unanswered(deps.db, place, most)
  let recorded = 0
  for (const transmission of due) if (await ask(deps, transmission)) recorded++
  const last = due.at(-1)?.messageId ?? place
  return { asked: due.length, recorded, place: last, done: due.length < most }
}

/** Whether CBP had it and its reply is recorded now. */
async function ask(deps: Deps, transmission: Transmission): Promise<boolean> {
  const { db, clock } = deps
  const { filer, messageId } = transmission
  const outcome = await cbpOf(deps).query(filer, messageId)
  // CBP has it and has not decided: from now on that is a transmission like any other.
  if (outcome.kind === 'waiting') return false
  if (outcome.kind !== 'answer' && outcome.kind !== 'unknown') throw new CbpSilent(outcome.why)
  const n = transmission.attempts + 1
  const at = clock.now()
  await db.write(beginAttempt(messageId, n, at, at))
  const settlement =
    outcome.kind === 'answer' ? await applyReply(deps, transmission, n, outcome.body) : undefined
  const to =
    settlement?.kind === 'answered'
      ? ({ state: 'answered', inDoubt: false, dueAt: at, note: null } as const)
      : settlement?.kind === 'parked'
        ? ({ state: 'parked', inDoubt: false, dueAt: at, note: settlement.why } as const)
        : ({
            state: 'due',
            inDoubt: settlement !== undefined,
            dueAt: at,
            note: 'reconciled',
          } as const)
  await db.write([
    endAttempt(messageId, n, at, settlement?.kind ?? 'unknown', 'asked at the reconciliation'),
    settle(messageId, n, at, to),
  ])
  return settlement?.kind === 'answered'
}
