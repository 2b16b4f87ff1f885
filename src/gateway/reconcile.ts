/**
 * Reconciling a database that is an older one with CBP, in steps that are taken up where they were
 * left: what CBP knows is asked for and recorded, and only then anything is sent again.
 * @module
 */
import { keepPlace, movingIn, openSending, readSending } from '../store/sending.ts'
import type { Sending } from '../store/sending.ts'
import { apply } from './apply.ts'
import { createBreaker } from './breaker.ts'
import { collect } from './collect.ts'
import type { Deps } from './deps.ts'
import { findLost } from './lost.ts'
import { findBeyond, skipGiven } from './numbering.ts'
import { askTransmissions } from './outstanding.ts'
import { askEntries } from './standing.ts'

/** What one call did of a step; `place` is where the next one goes on. */
export type Stretch = {
  readonly asked: number
  /** What CBP knew and this record did not. */
  readonly recorded: number
  readonly place: string
  readonly done: boolean
}

export type Walk = { readonly place: string; readonly most: number; readonly epoch: number }

/** CBP gave no answer that can be relied on; nothing is concluded, and sending stays paused. */
export class CbpSilent extends Error {
  override readonly name = 'CbpSilent'
}

/**
 * The order matters: notifications wait for the reply to their entry's filing, and what the mailbox
 * still holds need not be asked for.
 */
const steps: readonly (readonly [string, (deps: Deps, walk: Walk) => Promise<Stretch>])[] = [
  ['transmissions', askTransmissions],
  ['lost', findLost],
  ['mailbox', emptyMailbox],
  ['entries', askEntries],
  ['numbers', findBeyond],
]

export type Reconciled = {
  readonly state: 'open' | 'paused'
  /** The step that the next call goes on with; `null` when all are done. */
  readonly step: string | null
  readonly asked: number
  readonly recorded: number
  /** Why CBP could not be asked; the same call later goes on from here. */
  readonly stuck: string | null
}

/** Goes on for about `most` questions. */
export async function reconcile(deps: Deps, most: number): Promise<Reconciled> {
  const sending = await readSending(deps.db)
  const nothing = { asked: 0, recorded: 0, stuck: null }
  if (sending.pausedAt === null) return { state: 'open', step: null, ...nothing }
  if (movingIn(sending.why) !== null) {
    const stuck = 'a move into this database is half done; go on with "gate321 import"'
    return { ...nothing, state: 'paused', step: null, stuck }
  }
  try {
    return { ...nothing, ...(await stretch(deps, sending, most)) }
  } catch (error) {
    if (!(error instanceof CbpSilent)) throw error
    return { ...nothing, state: 'paused', step: sending.step, stuck: error.message }
  }
}

async function stretch(deps: Deps, sending: Sending, most: number) {
  const at = Math.max(steps.findIndex(([name]) => name === sending.step), 0) // prettier-ignore
  const [, walk] = steps[at] as (typeof steps)[number]
  const { epoch, place } = sending
  const { done, place: reached, asked, recorded } = await walk(deps, { epoch, place, most })
  const next = done ? steps[at + 1] : steps[at]
  if (next) {
    const [step] = next
    await deps.db.write([keepPlace({ step, place: done ? '' : reached })])
    return { state: 'paused', step, asked, recorded } as const
  }
  await deps.db.write([...(await skipGiven(deps)), openSending()])
  deps.numbers.forget()
  deps.log('info', 'sending_opened', { epoch: (await readSending(deps.db)).epoch })
  return { state: 'open', step: null, asked, recorded } as const
}

async function emptyMailbox(deps: Deps): Promise<Stretch> {
  const breaker = deps.breaker ?? createBreaker(deps.clock, deps.log)
  const { collected, applied } = await collect(deps, new Map(), breaker)
  const recorded = applied + (await apply(deps))
  return { asked: collected, recorded, place: '', done: collected === 0 }
}
