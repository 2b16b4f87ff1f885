/**
 * The part of a tick that is about CBP: transmit what waits, collect what CBP says, apply it.
 * @module
 */
import { dueTransmissions } from '../store/outbox.ts'
import { apply } from './apply.ts'
import { assemble } from './assemble.ts'
import { attempt } from './attempt.ts'
import { inChunks } from './chunks.ts'
import { collect } from './collect.ts'
import type { Rests } from './collect.ts'
import type { Deps } from './deps.ts'
import { noTrace } from './trace.ts'

/** What was moved; all zero means that there is nothing to do for now. */
export type Carried = {
  readonly assembled: number
  readonly answered: number
  readonly collected: number
  readonly applied: number
}

/** Transmissions sent in one go, and how many of them at once. */
const sendsPerTick = 100
const sendsAtOnce = 4

export async function carry(deps: Deps, rests: Rests): Promise<Carried> {
  const { db, clock, trace = noTrace } = deps
  const assembled = await assemble(deps)
  const due = await dueTransmissions(db, clock.now(), sendsPerTick)
  const sent = await inChunks(due, sendsAtOnce, (due) =>
    trace('transmit', { message_id: due.messageId, attempt: due.attempts + 1 }, () =>
      attempt(deps, due),
    ),
  )
  const collected = await collect(deps, rests)
  const applied = await apply(deps)
  return { assembled, answered: sent.filter(Boolean).length, collected, applied }
}

export const moved = (carried: Carried): boolean =>
  Object.values(carried).some((count) => count > 0)
