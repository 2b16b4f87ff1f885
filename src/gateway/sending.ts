/**
 * Whether the gateway may send. While it may not, nothing is filed either: the numbers that this
 * record would give out may have been given out since.
 * @module
 */
import { millisBetween } from '../domain/day.ts'
import type { FilerCode } from '../domain/number.ts'
import { problem } from '../domain/problem.ts'
import type { Problem } from '../domain/problem.ts'
import type { Draft, Shipment } from '../domain/shipment.ts'
import { StoreUnavailable } from '../store/db.ts'
import { entryWithBill, hasBills, pauseSending, readSending } from '../store/sending.ts'
import { behindCbp } from './behind.ts'
import type { Deps } from './deps.ts'

export type SendingGate = {
  /** At each tick. Before the first send of a process CBP is asked whether it knows more than we do. */
  readonly isOpen: () => Promise<boolean>
  /** Throws while sending is paused, by what the last look showed. */
  readonly expectOpen: () => Promise<void>
  /** The bill of an entry that CBP has and this database lost: it was filed once already. */
  readonly onFile: (filer: FilerCode, bill: Draft<Shipment>['bill']) => Promise<Problem | undefined>
  readonly pause: (why: string) => Promise<void>
  /** Whether it is open by now. */
  readonly look: () => Promise<boolean>
}

/** As it goes over the wire: letters and digits. */
const plain = (bill: string) => bill.toUpperCase().replace(/[^A-Z0-9]/g, '')

/** Where nothing ticks beside the requests (Workers) they look themselves, once a second. */
const lookMillis = 1000

export function sendingGate(deps: Deps): SendingGate {
  const { db, clock, log } = deps
  let seen: boolean | undefined
  let seenAt = ''
  let foreign = false
  let asked = deps.askBeforeSending !== true

  const look = async () => {
    seenAt = clock.now()
    seen = (await readSending(db)).pausedAt === null
    foreign = await hasBills(db)
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
      const old = seen === undefined || Math.abs(millisBetween(seenAt, clock.now())) >= lookMillis
      if (!(old ? await look() : seen)) throw new StoreUnavailable('paused')
    },
    onFile: async (filer, bill) => {
      const name = plain(bill?.houseBill ?? bill?.regularBill ?? '')
      if (!foreign || name === '') return undefined
      const entryNumber = await entryWithBill(db, filer, name)
      return entryNumber === undefined
        ? undefined
        : problem('bill_on_file', '/bill', { bill: name, entryNumber })
    },
    pause,
    look,
  }
}
