/**
 * Filing a shipment: everything that must be true of an accepted entry is one write.
 * @module
 */
import { decide } from '../domain/decide.ts'
import { evolve } from '../domain/evolve.ts'
import { entryNumber } from '../domain/number.ts'
import type { FilerCode } from '../domain/number.ts'
import { awaited } from '../domain/overdue.ts'
import { problem } from '../domain/problem.ts'
import type { Problem } from '../domain/problem.ts'
import { Conflict } from '../store/db.ts'
import { claimReference, entryByReference, insertEntry } from '../store/entries.ts'
import { keepOrders } from '../store/orders.ts'
import type { BatchPlace } from '../store/entries.ts'
import { chain } from '../store/journal.ts'
import { enqueue } from '../store/outbox.ts'
import { account, overdrawn } from './account.ts'
import { announced } from './announce.ts'
import type { Deps } from './deps.ts'
import type { Equipped } from './equipped.ts'
import { examine } from './examine.ts'
import type { Examined, Reading } from './examine.ts'
import type { Held, Intake } from './intake.ts'
import type { Record } from './once.ts'
import { present } from './present.ts'
import type { PresentedEntry } from './present.ts'
import { due, tally } from './tally.ts'
import { together } from './together.ts'
import type { Change } from './together.ts'

export type Filed =
  | { readonly kind: 'filed'; readonly entry: PresentedEntry; readonly body: string }
  | { readonly kind: 'refused'; readonly problems: readonly Problem[] }
  | Held
  | { readonly kind: 'duplicate'; readonly problem: Problem; readonly entryId: string }

/** A shipment with nothing wrong, and all that must be written at once for it to be filed. */
export type Ready = {
  readonly kind: 'ready'
  readonly id: string
  readonly filed: Change
  readonly examined: Examined
}

type Filing = Equipped & { readonly intake: Intake }

export async function file(
  deps: Filing,
  filer: FilerCode,
  reading: Reading,
  record: Record,
  by = 'caller',
): Promise<Filed> {
  const { db, intake } = deps
  const held = await intake.held(filer)
  if (held) return held
  const prepared = await prepare(deps, filer, reading, by)
  if (prepared.kind !== 'ready') return prepared
  const { id, filed, examined } = prepared
  const { entry } = filed
  const { judgement, advice } = examined
  const presented = present(id, entry, { answer: judgement.answer(), advice: advice() })
  const body = JSON.stringify(presented)
  try {
    const counted = intake.count(filer, entry.createdAt, 1)
    await db.write([...together([filed]), ...counted, ...record(201, body)])
  } catch (error) {
    const lost = error instanceof Conflict && error.table === 'reference'
    const winner = lost ? await duplicate(deps, filer, entry.shipment.reference) : undefined
    if (winner) return winner
    const over = intake.over(filer, error)
    if (over) return over
    const problem = await overdrawn(db, error, id, entry)
    if (!problem) throw error
    return { kind: 'refused', problems: [problem] }
  }
  return { kind: 'filed', entry: presented, body }
}

/** Judges the shipment as things stand, and writes nothing yet. */
export async function prepare(
  deps: Filing,
  filer: FilerCode,
  reading: Reading,
  by: string,
  from?: BatchPlace,
): Promise<Ready | Extract<Filed, { kind: 'refused' | 'duplicate' }>> {
  const { clock, ids, numbers, digest } = deps
  const at = clock.now()
  // A shipment that is sent again must not be told that its own order and day are taken.
  const used = await duplicate(deps, filer, reading.draft.reference)
  const examined = await examine(deps, filer, reading, { exceptId: used?.entryId })
  const { shipment, problems, judged } = examined
  if (!shipment) {
    // It came twice at once, and the other one was filed between the two looks.
    const late = used ? undefined : await duplicate(deps, filer, reading.draft.reference)
    return late ? prepare(deps, filer, reading, by, from) : { kind: 'refused', problems }
  }
  if (used) return used

  const number = entryNumber(filer, await numbers.next(`entry ${filer}`))
  const decision = decide(
    { type: 'file', filer, entryNumber: number, shipment, judged },
    undefined,
    at,
  )
  if (decision.kind !== 'events') throw new Error('a new entry was not filed')
  const entry = decision.events.reduce(evolve, undefined)
  if (!entry) throw new Error('a new entry has no events')
  const id = ids.entry(at)
  const journal = chain(id, 0, decision.events, { by, source: null, previous: null }, digest)
  const filed: Change = {
    entry,
    statements: [
      claimReference(filer, shipment.reference, id),
      ...journal.statements,
      ...insertEntry(id, entry, journal.head, {
        from,
        awaited: awaited(entry),
        events: decision.events,
      }),
      enqueue(id, filer, 'A', at),
      ...account(id, undefined, entry),
      ...keepOrders(id, undefined, entry),
      ...due(id, undefined, entry),
    ],
    told: decision.events.map((event) => announced(id, undefined, event, entry)),
    marks: tally(undefined, entry),
  }
  return { kind: 'ready', id, filed, examined }
}

async function duplicate({ db }: Deps, filer: string, reference: string | undefined) {
  if (reference === undefined) return undefined
  const used = await entryByReference(db, filer, reference)
  if (!used) return undefined
  const { entryNumber } = used.entry
  return {
    kind: 'duplicate' as const,
    entryId: used.id,
    problem: problem('reference_duplicate', '/reference', { reference, entryNumber }),
  }
}
