/**
 * Transmissions by hand. Resend takes up a due one now: CBP is asked first where it may have it, and
 * only a definite "unknown" sends the same bytes again. Requeue and split put the entries of a
 * parked one into others, under new ids; never by themselves, and never what CBP has on file.
 * @module
 */
import type { FilerCode } from '../domain/number.ts'
import { parseEntryNumber } from '../domain/number.ts'
import { entriesByIds } from '../store/entries.ts'
import { handsOn, noteHand } from '../store/hands.ts'
import type { Hand } from '../store/hands.ts'
import { carriedBy, transmissionsOf } from '../store/outbox.ts'
import type { Carried, TransmissionState } from '../store/outbox.ts'
import { attemptsAt, dueNow, listTransmissions, replaceParked, transmissionById } from '../store/transmissions.ts' // prettier-ignore
import type { Attempt, ListedTransmission } from '../store/transmissions.ts'
import { assembleUnlessTaken } from './assemble.ts'
import { attempt } from './attempt.ts'
import { cbpOf } from './cbp.ts'
import { inChunks } from './chunks.ts'
import type { Deps } from './deps.ts'
import { handle } from './handle.ts'

export const transmissionStates = ['due', 'parked', 'answered', 'replaced'] as const

export type ShownTransmission = ListedTransmission & {
  readonly entries: readonly Carried[]
  readonly tries: readonly Attempt[]
  readonly hands: readonly Hand[]
}

/** `refused`: it is not in the state for it, or CBP may have what would be filed again. */
export type Moved =
  | { readonly kind: 'done'; readonly transmission: ShownTransmission }
  | { readonly kind: 'not_found' }
  | { readonly kind: 'refused'; readonly why: string }

type Act = (filer: FilerCode, messageId: string, by: string, why: string) => Promise<Moved>

export type Transmissions = {
  readonly list: (
    filer: FilerCode,
    state: TransmissionState,
    page: { readonly limit: number; readonly before?: string | undefined },
  ) => Promise<ListedTransmission[]>
  readonly show: (filer: FilerCode, messageId: string) => Promise<ShownTransmission | undefined>
  readonly resend: Act
  readonly requeue: Act
  readonly split: Act
}

const refused = (why: string): Moved => ({ kind: 'refused', why })

export function transmissions(deps: Deps): Transmissions {
  const { db, clock, log } = deps

  const show: Transmissions['show'] = async (filer, messageId) => {
    const found = await transmissionById(db, filer, messageId)
    if (!found) return undefined
    const [entries, tries, hands] = await Promise.all([
      carriedBy(db, messageId),
      attemptsAt(db, messageId),
      handsOn(db, filer, messageId),
    ])
    return { ...found, entries, tries, hands }
  }

  const shown = async (filer: FilerCode, messageId: string): Promise<Moved> => {
    const transmission = await show(filer, messageId)
    return transmission ? { kind: 'done', transmission } : { kind: 'not_found' }
  }

  const note = (filer: FilerCode, messageId: string, hand: Omit<Hand, 'at'>) => {
    log('info', `transmission_${hand.action}`, { messageId, by: hand.by })
    return noteHand(filer, messageId, { at: clock.now(), ...hand })
  }

  const resend: Act = async (filer, messageId, by, why) => {
    const found = await transmissionById(db, filer, messageId)
    if (!found) return { kind: 'not_found' }
    if (found.state !== 'due') return refused(`It is ${found.state}; there is nothing to resend.`)
    const [due = []] = await db.write([dueNow(messageId, clock.now())])
    if (due.length === 0) return refused('An attempt is under way; wait for its end.')
    await db.write([note(filer, messageId, { action: 'resend', by, why })])
    const transmission = (await transmissionsOf(db, [messageId])).get(messageId)
    if (transmission?.state === 'due') await attempt(deps, transmission)
    return shown(filer, messageId)
  }

  /** What an add would file that CBP has, or may have, on file already. */
  const atCbp = async (carried: readonly Carried[]): Promise<string[]> => {
    const adds = carried.filter(({ action }) => action === 'A')
    const known = await inChunks(adds, 4, async ({ entryNumber }) => {
      const number = parseEntryNumber(entryNumber)
      return number && (await cbpOf(deps).onFile(number))
    })
    return adds.flatMap(({ entryNumber }, index) => (known[index] === false ? [] : [entryNumber]))
  }

  /** A hand before this one may have died half way: what it moved is on its way, or at CBP by now. */
  const stillIn = async (messageId: string, carried: readonly Carried[]): Promise<Carried[]> => {
    const stored = await entriesByIds(
      db,
      carried.map(({ entryId }) => entryId),
    )
    const inIt = stored.filter(({ entry }) => entry.pending?.messageId === messageId)
    const ids = new Set(inIt.map(({ id }) => id))
    return carried.filter(({ entryId }) => ids.has(entryId))
  }

  const takeOut = async (filer: FilerCode, messageId: string, entries: readonly Carried[]) => {
    await inChunks(entries, 16, ({ entryId }) =>
      handle(deps, entryId, { type: 'requeue', messageId }),
    )
    return entries.map(({ entryId, action }) => ({ entryId, filer, action }))
  }

  const replace = (parts: number, action: 'requeue' | 'split'): Act => {
    return async (filer, messageId, by, why) => {
      const found = await transmissionById(db, filer, messageId)
      if (!found) return { kind: 'not_found' }
      if (found.state !== 'parked') {
        return refused(`It is ${found.state}; only a parked transmission is put into others.`)
      }
      const carried = await carriedBy(db, messageId)
      if (carried.length < parts) return refused('It carries one entry, which cannot be split.')
      const left = await stillIn(messageId, carried)
      const doubtful = await atCbp(left)
      if (doubtful.length > 0) {
        return refused(`CBP has, or may have, ${doubtful.slice(0, 5).join(', ')} on file.`)
      }
      // The hand before the deed: what a crash leaves half done is seen, and parked stays parked.
      await db.write([note(filer, messageId, { action, by, why })])
      const size = Math.ceil(left.length / parts)
      for (let at = 0; at < left.length; at += size) {
        const waiting = await takeOut(filer, messageId, left.slice(at, at + size))
        // Each part at once: left in the outbox, the next tick would put them together again.
        if (parts > 1) await assembleUnlessTaken(deps, filer, waiting)
      }
      await db.write([replaceParked(messageId, `${found.note ?? ''}; ${action}`)])
      deps.wake()
      return shown(filer, messageId)
    }
  }

  return {
    list: (filer, state, { limit, before }) => listTransmissions(db, filer, state, limit, before),
    show,
    resend,
    requeue: replace(1, 'requeue'),
    split: replace(2, 'split'),
  }
}
