/**
 * The quarantine by hand: look at what was put aside, apply it again (after a release that knows
 * the code, after an entry came back), or dismiss it with a reason. Nothing of it is ever deleted.
 * @module
 */
import type { FilerCode } from '../domain/number.ts'
import type { Db } from '../store/db.ts'
import { handsOn, noteHand } from '../store/hands.ts'
import type { Hand } from '../store/hands.ts'
import { asideById, dismissAside, listAside, replayAside } from '../store/quarantine.ts'
import type { Aside, Place } from '../store/quarantine.ts'
import { applySafely } from './apply.ts'
import type { Deps } from './deps.ts'

export const asideStates = ['quarantined', 'orphan'] as const
export type AsideState = (typeof asideStates)[number]

export type ListedAside = Omit<Aside, 'filer'>
export type ShownAside = ListedAside & {
  readonly sha256: string
  readonly raw: string
  readonly hands: readonly Hand[]
}

/** `settled`: it is not aside any more, so there is nothing to do. */
export type ByHand =
  | { readonly kind: 'done'; readonly item: ShownAside }
  | { readonly kind: 'not_found' }
  | { readonly kind: 'settled'; readonly outcome: string }

export type Quarantine = {
  readonly list: (
    filer: FilerCode,
    state: AsideState,
    page: { readonly limit: number; readonly after?: Place | undefined },
  ) => Promise<ListedAside[]>
  readonly show: (filer: FilerCode, id: string) => Promise<ShownAside | undefined>
  readonly replay: (filer: FilerCode, id: string, by: string, why: string) => Promise<ByHand>
  readonly dismiss: (filer: FilerCode, id: string, by: string, why: string) => Promise<ByHand>
}

export function quarantine(deps: Deps): Quarantine {
  const { db, clock, log } = deps

  const show: Quarantine['show'] = async (filer, id) => {
    const found = await asideById(db, filer, id)
    if (!found) return undefined
    const { filer: _, ...item } = found
    return { ...item, hands: await handsOn(db, filer, id) }
  }

  const byHand = async (
    filer: FilerCode,
    id: string,
    hand: Omit<Hand, 'at'>,
    change: Parameters<Db['write']>[0][number],
  ): Promise<ByHand> => {
    const before = await asideById(db, filer, id)
    if (!before) return { kind: 'not_found' }
    const note = noteHand(filer, id, { ...hand, at: clock.now() })
    const isAside = asideStates.some((state) => state === before.outcome)
    const [moved = []] = isAside ? await db.write([change, note]) : [[]]
    if (moved.length === 0) return { kind: 'settled', outcome: before.outcome }
    log('info', `notification_${hand.action}`, { notification: id, by: hand.by })
    if (hand.action === 'replay') await applySafely(deps, { ...before, tries: 0 }, true)
    const item = await show(filer, id)
    return item ? { kind: 'done', item } : { kind: 'not_found' }
  }

  return {
    list: async (filer, state, { limit, after }) =>
      (await listAside(db, filer, state, limit, after)).map(({ filer: _, ...item }) => item),
    show,
    replay: (filer, id, by, why) =>
      byHand(filer, id, { action: 'replay', by, why }, replayAside(filer, id)),
    dismiss: (filer, id, by, why) =>
      byHand(filer, id, { action: 'dismiss', by, why }, dismissAside(filer, id, why)),
  }
}
