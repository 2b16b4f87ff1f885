/**
 * The part of a tick that is about CBP: transmit what waits, collect what CBP says, apply it. While
 * CBP does not answer nothing leaves, not even into a transmission; what was filed waits.
 * @module
 */
import { dueTransmissions, entriesIn } from '../store/outbox.ts'
import type { Transmission } from '../store/outbox.ts'
import { apply } from './apply.ts'
import { assemble } from './assemble.ts'
import { attempt } from './attempt.ts'
import type { Breaker } from './breaker.ts'
import { allDone, inChunks } from './chunks.ts'
import { collect } from './collect.ts'
import type { Rests } from './collect.ts'
import type { Deps } from './deps.ts'
import type { Drain } from './drain.ts'
import type { Watch } from './watch.ts'
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

/** What a process remembers from tick to tick, and loses with no harm. */
export type Memory = {
  readonly rests: Rests
  readonly breaker: Breaker
  readonly drain: Drain
  readonly watch: Watch
}

export async function carry(
  deps: Deps,
  { rests, breaker, drain, watch }: Memory,
): Promise<Carried> {
  const isOpen = !breaker.isClosed()
  if (isOpen) drain.begin()
  const send = async () => (isOpen ? 0 : transmit(deps, breaker, drain, first === 0))
  const assembleMore = async () => (isOpen ? 0 : assemble(deps, breaker))
  const hear = () => collect(deps, rests, breaker)

  const first = await assembleMore()
  // One waits for CBP while another works. Where a round has room for so much, each takes its turn.
  const [answered, more, { collected, applied }] = deps.room
    ? [await send(), 0, await hear()]
    : await allDone([send(), first === 0 ? 0 : assembleMore(), hear()])
  const behind = await apply(deps)
  await watch()
  return { assembled: first + more, answered, collected, applied: applied + behind }
}

async function transmit(deps: Deps, breaker: Breaker, drain: Drain, idle: boolean) {
  const { db, clock, trace = noTrace, room, transmissionSize } = deps
  const atOnce = room ? 1 : sendsAtOnce
  const due = await dueTransmissions(db, clock.now(), sendsPerTick, breaker.paused())
  if (due.length === 0 && idle) drain.end()
  const sent = await inChunks(await withinPace(deps, due, drain), atOnce, async (one) => {
    // A reply asks half of what room is measured by.
    if (room && room() < transmissionSize / 2) return false
    // The circuit may open in the middle of a tick.
    if (!breaker.isClosed(one.filer)) return false
    const span = { message_id: one.messageId, attempt: one.attempts + 1 }
    return trace('transmit', span, () => attempt(deps, one))
  })
  return sent.filter(Boolean).length
}

async function withinPace({ db }: Deps, due: readonly Transmission[], drain: Drain) {
  if (drain.allowance() === Infinity) return due
  const sizes = await entriesIn(db, due.map(({ messageId }) => messageId)) // prettier-ignore
  return due.filter(({ messageId }) => {
    if (drain.allowance() <= 0) return false
    drain.spend(sizes.get(messageId) ?? 1)
    return true
  })
}

export const moved = (carried: Carried): boolean =>
  Object.values(carried).some((count) => count > 0)
