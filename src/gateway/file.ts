/**
 * Filing a shipment: everything that must be true of an accepted entry is one write.
 * @module
 */
import { decide } from '../domain/decide.ts'
import { evolve } from '../domain/evolve.ts'
import { entryNumber } from '../domain/number.ts'
import type { FilerCode } from '../domain/number.ts'
import { pointerTo, problem } from '../domain/problem.ts'
import type { Problem } from '../domain/problem.ts'
import type { Draft, Shipment } from '../domain/shipment.ts'
import { isForGoods } from '../domain/tariff/number.ts'
import { defaultEntryType, validate } from '../domain/validate.ts'
import { Conflict } from '../store/db.ts'
import { claimReference, entryByReference, insertEntry } from '../store/entries.ts'
import { append } from '../store/journal.ts'
import { enqueue } from '../store/outbox.ts'
import { account, accountProblems, overdrawn } from './account.ts'
import type { Deps, Equipped } from './deps.ts'
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

/**
 * Everything that is wrong with a shipment, from its form to the letters of its names. Where a
 * tariff was imported its numbers are held against it.
 */
export async function examine(
  { clock, tariff }: Pick<Equipped, 'clock' | 'tariff'>,
  { draft, problems }: Reading,
): Promise<Examined> {
  const ruled = [
    ...problems,
    ...validate(draft, clock.now()),
    ...(await tariffProblems(draft, tariff)),
  ]
  const found = [...ruled, ...spelling(draft).problems.filter(isNews(ruled))]
  // Without a problem every mandatory part was read, so the draft is a shipment.
  return found.length > 0
    ? { ok: false, problems: found }
    : { ok: true, shipment: draft as Shipment }
}

async function tariffProblems(draft: Draft<Shipment>, tariff: Equipped['tariff']) {
  const numbers = (draft.lines ?? []).map((line) => line?.htsNumber ?? '')
  const unknown = new Set(await tariff.unknown(numbers.filter(isInForm)))
  return numbers.flatMap((number, index) =>
    unknown.has(number)
      ? [
          problem('hts_unknown', pointerTo('lines', index, 'htsNumber'), {
            number,
            why: 'it is not in the tariff that is imported here',
          }),
        ]
      : [],
  )
}

const isInForm = (number: string) => /^\d{10}$/.test(number) && isForGoods(number)

/** A character that no text may hold has been named already; that it has no spelling is no news. */
const isNews = (ruled: readonly Problem[]) => {
  const named = new Set(
    ruled.filter(({ code }) => /^(text_|blank)/.test(code)).map(({ pointer }) => pointer),
  )
  return ({ pointer }: Problem) => !named.has(pointer)
}

export async function file(
  deps: Equipped,
  filer: FilerCode,
  reading: Reading,
  record: Record,
): Promise<Filed> {
  const { db, clock, ids, numbers } = deps
  const at = clock.now()
  const examined = await examine(deps, reading)
  if (!examined.ok) return { kind: 'refused', problems: examined.problems }
  const { shipment } = examined
  const used = await duplicate(deps, filer, shipment.reference)
  if (used) return used
  const claims = (shipment.entryType ?? defaultEntryType) === '86'
  const crowded = claims ? await accountProblems(db, filer, shipment) : []
  if (crowded.length > 0) return { kind: 'refused', problems: crowded }

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
      ...account(id, undefined, entry),
      ...record(201, body),
    ])
  } catch (error) {
    const lost = error instanceof Conflict && error.table === 'reference'
    const winner = lost ? await duplicate(deps, filer, shipment.reference) : undefined
    if (winner) return winner
    const problem = await overdrawn(db, error, id, entry)
    if (!problem) throw error
    return { kind: 'refused', problems: [problem] }
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
