/**
 * Files the shipments of batches, a bounded number a round: one write for many of them, with their
 * marks and how far it is. A crash between two writes loses nothing, and the marks' key lets nothing
 * be filed twice.
 * @module
 */
import { columnsOf, draftOf } from '../batch/kept.ts'
import type { Kept, KeptHeading, RefusedItem } from '../batch/kept.ts'
import { locate } from '../batch/compose.ts'
import { lots } from '../domain/claim.ts'
import { after } from '../domain/day.ts'
import type { FilerCode } from '../domain/number.ts'
import { personKey } from '../domain/person.ts'
import type { Problem } from '../domain/problem.ts'
import type { Draft, Shipment } from '../domain/shipment.ts'
import {
  advance,
  batchById,
  batchesToFile,
  leaseBatch,
  putItem,
  readPart,
  releaseBatch,
} from '../store/batches.ts'
import type { Item, StoredBatch } from '../store/batches.ts'
import { CheckFailed, Conflict, StoreUnavailable } from '../store/db.ts'
import { inRows } from '../store/rows.ts'
import type { Equipped } from './equipped.ts'
import { isWhole, lookingAhead, ordersOf } from './ahead.ts'
import { prepare } from './file.ts'
import type { Held, Intake } from './intake.ts'
import type { SendingGate } from './sending.ts'
import { tariff } from './tariff.ts'
import { together } from './together.ts'
import type { Change } from './together.ts'
import { sweepUploads } from './uploads.ts'

type Filing = Equipped & { readonly intake: Intake; readonly gate: SendingGate }

/** Why a batch does not go on just now. */
export type Waiting = Held['reason']

/** Shipments of one write; others are answered in between, so it is short. */
const chunk = 64
/** Shipments of one round. */
const usualRows = 512
/** Batches that take turns in one round. */
const atOnce = 4
const leaseMillis = 60_000
const tries = 3
const sweepMillis = 60_000
/** What is wrong with one shipment is told, but not without end. */
const mostProblems = 100

/** Goes through what waits once, and says how many shipments were dealt with. */
export function batching(deps: Filing): () => Promise<number> {
  const { db, clock, gate, room } = deps
  let sweptAt = ''

  return async () => {
    if (!(await gate.look())) return 0
    const now = clock.now()
    if (sweptAt === '' || now >= after(sweptAt, sweepMillis)) {
      sweptAt = now
      await sweepUploads(deps)
    }
    const rows = Math.min(usualRows, room?.() ?? Infinity)
    const waiting = rows > 0 ? await batchesToFile(db, now, atOnce) : []
    let dealt = 0
    for (const { id } of waiting) {
      dealt += await fileSome(deps, id, Math.ceil(rows / waiting.length))
    }
    return dealt
  }
}

async function fileSome(deps: Filing, id: string, most: number): Promise<number> {
  const { db, clock, intake, giveWay } = deps
  const now = clock.now()
  const [leased] = await db.write([leaseBatch(id, now, after(now, leaseMillis))])
  const batch = leased?.length ? await batchById(db, id) : undefined
  if (!batch) return 0
  const filer = batch.filer as FilerCode
  const work = working(deps, batch)
  let waits: Waiting | null = null
  try {
    while (work.dealt() < most && !work.done()) {
      const held = await intake.held(filer)
      const spare = held ? 0 : await intake.spare()
      waits = held?.reason ?? (spare <= 0 ? 'queue_full' : null)
      if (waits !== null) break
      await work.next(Math.min(chunk, most - work.dealt(), spare))
      await giveWay?.()
    }
  } catch (error) {
    if (!(error instanceof Elsewhere)) throw error
    waits = error.waits
  } finally {
    if (!work.done()) await db.write([releaseBatch(id, waits, clock.now())])
  }
  if (work.accepted() > 0) deps.wake()
  return work.dealt()
}

/** It goes on at another time, or in another process. */
class Elsewhere extends Error {
  override readonly name = 'Elsewhere'
  readonly waits: Waiting | null

  constructor(waits: Waiting | null) {
    super('the batch goes on elsewhere')
    this.waits = waits
  }
}

/** A shipment with what became of it: marks, and what is written with them. */
type Dealt = {
  readonly kept: Kept
  readonly item: Item
  readonly filed?: Change
}

function working(handed: Filing, batch: StoredBatch) {
  const { db, clock, meters, intake } = handed
  const filer = batch.filer as FilerCode
  const ahead = lookingAhead(db, filer)
  const deps = { ...handed, db: ahead.db, tariff: tariff({ db: ahead.db, clock }) }
  const heading = batch.heading === null ? undefined : (JSON.parse(batch.heading) as KeptHeading)
  const columns = heading ? columnsOf(heading) : []
  let { nextPart, nextItem } = batch
  let part: { readonly n: number; readonly items: readonly Kept[] } | undefined
  let dealt = 0
  let accepted = 0
  let done = nextPart >= batch.parts

  const load = async () => {
    if (part?.n === nextPart) return part.items
    const body = await readPart(db, batch.id, nextPart)
    // The part goes with its last row, in the write of another process.
    if (body === undefined) throw new Elsewhere(null)
    part = { n: nextPart, items: JSON.parse(body) as Kept[] }
    return part.items
  }

  const refused = (kept: Kept, problems: readonly Problem[], draft?: Draft<Shipment>): Dealt => {
    const { rows, cells, source = cells ? undefined : draft } = kept
    const found = problems.slice(0, mostProblems)
    const located = locate(found, rows, columns, heading?.headings)
    const detail: RefusedItem = { rows, cells, source, problems: located }
    return {
      kept,
      item: {
        position: rows[0] ?? 0,
        outcome: 'refused',
        reference: draft?.reference ?? null,
        entryId: null,
        detail: JSON.stringify(detail),
      },
    }
  }

  /** As things stand now. */
  const deal = async (kept: Kept, draft: Draft<Shipment> | undefined): Promise<Dealt> => {
    if (!draft) return refused(kept, kept.problems ?? [])
    const onFile = await deps.gate.onFile(filer, draft.bill)
    if (onFile) return refused(kept, [onFile], draft)
    const reading = { draft, problems: kept.problems ?? [] }
    const place = { batchId: batch.id, position: kept.rows[0] ?? 0 }
    const prepared = await prepare(deps, filer, reading, batch.actor, place)
    if (prepared.kind === 'refused') return refused(kept, prepared.problems, draft)
    if (prepared.kind === 'duplicate') return refused(kept, [prepared.problem], draft)
    const { id, filed } = prepared
    return {
      kept,
      filed,
      item: {
        position: kept.rows[0] ?? 0,
        outcome: 'accepted',
        reference: filed.entry.shipment.reference,
        entryId: id,
        detail: null,
      },
    }
  }

  /** All of them, or none. */
  const keep = async (group: readonly Dealt[]) => {
    const size = part?.items.length ?? 0
    const item = nextItem + group.length
    const [toPart, toItem] = item >= size ? [nextPart + 1, 0] : [nextPart, item]
    const changes = group.flatMap(({ filed }) => filed ?? [])
    const step = {
      accepted: changes.length,
      refused: group.length - changes.length,
      nextPart: toPart,
      nextItem: toItem,
      done: toPart >= batch.parts,
    }
    const at = clock.now()
    ahead.forget()
    // The mark comes first: what was dealt with elsewhere is seen before anything else of it is.
    await db.write([
      ...inRows([...group.map(({ item }) => putItem(batch.id, item)), ...together(changes)]),
      ...intake.count(filer, at, changes.length),
      ...advance(batch.id, step, at, after(at, leaseMillis)),
    ])
    nextPart = toPart
    nextItem = toItem
    done = step.done
    dealt += group.length
    accepted += changes.length
    for (const _ of changes) {
      meters?.count('accepted_total')
      meters?.observe('status_seconds', 0, 'queued')
    }
  }

  /** Alone, against whatever others file just now. */
  const keepOne = async ({ kept }: Dealt) => {
    const draft = draftOf(kept, columns)
    for (let attempt = 1; ; attempt++) {
      const again = await deal(kept, draft)
      try {
        return await keep([again])
      } catch (error) {
        if (error instanceof Conflict && error.table === 'batch_item') throw new Elsewhere(null)
        const over = intake.over(filer, error)
        if (over) throw new Elsewhere(over.reason)
        if (!isLost(error)) throw error
        if (attempt === tries) throw new StoreUnavailable('busy', error)
      }
    }
  }

  const keepAll = async (group: readonly Dealt[]) => {
    if (group.length === 0) return
    try {
      await keep(group)
    } catch (error) {
      if (error instanceof Conflict && error.table === 'batch_item') throw new Elsewhere(null)
      if (!isLost(error)) throw error
      for (const one of group) await keepOne(one)
    }
  }

  return {
    dealt: () => dealt,
    accepted: () => accepted,
    done: () => done,
    next: async (most: number) => {
      const items = (await load()).slice(nextItem, nextItem + most)
      const drafts = items.map((kept) => draftOf(kept, columns))
      await ahead.look(drafts)
      let group: Dealt[] = []
      const taken = new Set<string>()
      for (const [n, kept] of items.entries()) {
        const draft = drafts[n]
        const claims = draft ? claimsOf(draft) : []
        if (claims.some((claim) => taken.has(claim))) {
          await keepAll(group)
          group = []
          taken.clear()
        }
        group.push(await deal(kept, draft))
        for (const claim of claims) taken.add(claim)
      }
      await keepAll(group)
    },
  }
}

const isLost = (error: unknown) => error instanceof Conflict || error instanceof CheckFailed

/** What a shipment may have in common with one before it, so that it must be judged behind it. */
function claimsOf(draft: Draft<Shipment>): string[] {
  const { reference } = draft
  const own = reference === undefined ? [] : [`reference ${reference}`]
  if (!isWhole(draft)) return own
  const { consignee, estimatedArrivalDate } = draft
  return [...own, `day ${personKey(consignee)} ${estimatedArrivalDate}`, ...lots(ordersOf(draft))]
}
