/**
 * Filing a shipment: everything that must be true of an accepted entry is one write.
 * @module
 */
import { decide } from '../domain/decide.ts'
import { evolve } from '../domain/evolve.ts'
import { entryNumber } from '../domain/number.ts'
import type { FilerCode } from '../domain/number.ts'
import { problem } from '../domain/problem.ts'
import type { Problem } from '../domain/problem.ts'
import type { Draft, Shipment } from '../domain/shipment.ts'
import { validate } from '../domain/validate.ts'
import { Conflict } from '../store/db.ts'
import { claimReference, entryByReference, insertEntry } from '../store/entries.ts'
import { append } from '../store/journal.ts'
import { enqueue } from '../store/outbox.ts'
import type { Deps } from './deps.ts'
import type { Record } from './once.ts'
import { present } from './present.ts'
import type { PresentedEntry } from './present.ts'
import { spelling } from './spelling.ts'

/** A shipment as it was read: what could be read, and what could not. */
export type Reading = { readonly draft: Draft<Shipment>; readonly problems: readonly Problem[] }

export type Filed =
  | { readonly kind: 'filed'; readonly entry: PresentedEntry; readonly body: string }
  | { readonly kind: 'refused'; readonly problems: readonly Problem[] }
  | { readonly kind: 'duplicate'; readonly problem: Problem; readonly entryId: string }

export type Examined =
  | { readonly ok: true; readonly shipment: Shipment }
  | { readonly ok: false; readonly problems: readonly Problem[] }

/** Everything that is wrong with a shipment, from its form to the letters of its names. */
export function examine({ draft, problems }: Reading, at: string): Examined {
  const ruled = [...problems, ...validate(draft, at)]
  const found = [...ruled, ...spelling(draft).problems.filter(isNews(ruled))]
  // Without a problem every mandatory part was read, so the draft is a shipment.
  return found.length > 0
    ? { ok: false, problems: found }
    : { ok: true, shipment: draft as Shipment }
}

/** A character that no text may hold has been named already; that it has no spelling is no news. */
const isNews = (ruled: readonly Problem[]) => {
  const named = new Set(
    ruled.filter(({ code }) => /^(text_|blank)/.test(code)).map(({ pointer }) => pointer),
  )
  return ({ pointer }: Problem) => !named.has(pointer)
}

export async function file(
  deps: Deps,
  filer: FilerCode,
  reading: Reading,
  record: Record,
): Promise<Filed> {
  const { db, clock, ids, numbers } = deps
  const at = clock.now()
  const examined = examine(reading, at)
  if (!examined.ok) return { kind: 'refused', problems: examined.problems }
  const { shipment } = examined
  const used = await duplicate(deps, filer, shipment.reference)
  if (used) return used

  const number = entryNumber(filer, await numbers.next(`entry ${filer}`))
  const decision = decide({ type: 'file', filer, entryNumber: number, shipment }, undefined, at)
  if (decision.kind !== 'events') throw new Error('a new entry was not filed')
  const entry = decision.events.reduce(evolve, undefined)
  if (!entry) throw new Error('a new entry has no events')
  const id = ids.entry(at)
  const presented = present(id, entry)
  const body = JSON.stringify(presented)
  try {
    await db.write([
      claimReference(filer, shipment.reference, id),
      ...append(id, 0, decision.events),
      insertEntry(id, entry),
      enqueue(id, filer, 'A', at),
      ...record(201, body),
    ])
  } catch (error) {
    const lost = error instanceof Conflict && error.table === 'reference'
    const winner = lost ? await duplicate(deps, filer, shipment.reference) : undefined
    if (!winner) throw error
    return winner
  }
  return { kind: 'filed', entry: presented, body }
}

async function duplicate({ db }: Deps, filer: string, reference: string) {
  const used = await entryByReference(db, filer, reference)
  if (!used) return undefined
  const { entryNumber } = used.entry
  return {
    kind: 'duplicate' as const,
    entryId: used.id,
    problem: problem('reference_duplicate', '/reference', { reference, entryNumber }),
  }
}
