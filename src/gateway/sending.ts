/**
 * Whether the gateway may send. While it may not, nothing is filed either: the numbers that this
 * record would give out may have been given out since.
 * @module
 */
import { StoreUnavailable } from '../store/db.ts'
import { pauseSending, readSending } from '../store/sending.ts'
import { behindCbp } from './behind.ts'
import type { Deps } from './deps.ts'

export type SendingGate = {
  /** At each tick. Before the first send of a process CBP is asked whether it knows more than we do. */
  readonly isOpen: () => Promise<boolean>
  /** Throws while sending is paused, by what the last look showed. */
  readonly expectOpen: () => Promise<void>
  readonly pause: (why: string) => Promise<void>
  /** Whether it is open by now. */
  readonly look: () => Promise<boolean>
}

export function sendingGate(deps: Deps): SendingGate {
  const { db, clock, log } = deps
  let seen: boolean | undefined
  let asked = deps.askBeforeSending !== true

  const look = async () => {
    seen = (await readSending(db)).pausedAt === null
    return seen
  }

  const pause = async (why: string) => {
    await db.write([pauseSending(clock.now(), why)])
    seen = false
    log('alarm', 'sending_paused', { why })
  }

  return {
    isOpen: async () => {
      if (!(await look())) return false
      if (asked) return true
      const behind = await behindCbp(deps)
      // While CBP cannot be asked nothing could be sent either.
      if (behind === undefined) return false
      asked = true
      if (behind === '') return true
      await pause(`CBP knows ${behind}, this database does not: it is an older one`)
      return false
    },
    expectOpen: async () => {
      if (!(seen ?? (await look()))) throw new StoreUnavailable('paused')
    },
    pause,
    look,
  }
}
