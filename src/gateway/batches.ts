/**
 * Batches as callers see them.
 * @module
 */
import type { KeptHeading, RefusedItem } from '../batch/kept.ts'
import type { Mapping } from '../batch/heading.ts'
import type { RowProblem } from '../batch/refused.ts'
import type { FilerCode } from '../domain/number.ts'
import { statuses } from '../domain/status.ts'
import type { Status } from '../domain/status.ts'
import { batchesOf, batchOfFiler, batchStates, mappingOf, putMapping } from '../store/batches.ts'
import type { BatchState, Item, StoredBatch } from '../store/batches.ts'
import { batchOfContent, claimantOf, masterBillsOf } from '../store/content.ts'
import { Conflict, StoreUnavailable } from '../store/db.ts'
import { entriesOfBatch, itemsOf, statusesOf } from '../store/items.ts'
import type { Deps } from './deps.ts'
import { sha256 } from './digest.ts'
import type { Held, Intake } from './intake.ts'
import type { Lookup } from './lookup.ts'
import type { Record as Recorded } from './once.ts'
import type { PresentedEntry } from './present.ts'
import type { SendingGate } from './sending.ts'
import { beginUpload, pieceBytes } from './uploads.ts'
import type { Arrived, Upload } from './uploads.ts'

export { batchStates, pieceBytes }
export type { Arrived, BatchState, Mapping, RefusedItem, Upload }

/** `received` is accepted, refused, and what waits; then the accepted ones by where they stand. */
export type BatchCounts = Readonly<Record<'received' | 'accepted' | 'refused' | Status, number>>

export type Batch = {
  readonly id: string
  readonly state: BatchState
  readonly format: string
  readonly name: string | null
  readonly counts: BatchCounts
  /** Rows of the file; a shipment of several lines has several. */
  readonly rows: number
  readonly bytes: number
  readonly sha256: string | null
  /** Why filing rests just now. */
  readonly waits: string | null
  /** How each column of the file is read; null is not read. */
  readonly columns: readonly { readonly heading: string; readonly column: string | null }[] | null
  readonly createdAt: string
  readonly updatedAt: string
  readonly doneAt: string | null
}

export type BatchRow = {
  /** The first row of the shipment. */
  readonly row: number
  readonly outcome: Item['outcome']
  readonly reference: string | null
  readonly entryId: string | null
  readonly rows: readonly number[] | null
  readonly problems: readonly RowProblem[]
}

type Page = { readonly limit: number; readonly after: number }

export type Batches = {
  /** `held` where the filer may not file at all. */
  readonly begin: (
    filer: FilerCode,
    wanted: { readonly format: string; readonly name: string | null; readonly by: string },
  ) => Promise<Upload | Held>
  /**
   * The upload becomes a batch, or, while the same file is being filed already, the answer is that
   * batch. What is answered is recorded in the same write.
   */
  readonly open: (
    filer: FilerCode,
    upload: Upload,
    arrived: Arrived,
    record: Recorded,
  ) => Promise<{ readonly batch: Batch; readonly body: string }>
  readonly get: (filer: FilerCode, id: string) => Promise<Batch | undefined>
  readonly list: (
    filer: FilerCode,
    page: { readonly limit: number; readonly before?: string | undefined },
  ) => Promise<Batch[]>
  /** In the order of the file. */
  readonly entries: (
    filer: FilerCode,
    id: string,
    status: Status | undefined,
    page: Page,
  ) => Promise<{ readonly row: number; readonly entry: PresentedEntry }[] | undefined>
  readonly rows: (
    filer: FilerCode,
    id: string,
    outcome: Item['outcome'] | undefined,
    page: Page,
  ) => Promise<BatchRow[] | undefined>
  /** What was refused so far, with the rows as they came, some at a time. */
  readonly refused: (
    filer: FilerCode,
    id: string,
  ) => Promise<
    | { readonly heading: KeptHeading | null; readonly items: AsyncGenerator<RefusedItem[]> }
    | undefined
  >
  /** The newest batch of a file of exactly these bytes, if there is one. */
  readonly same: (filer: FilerCode, sha256: string) => Promise<Batch | undefined>
  /** The master bills of its entries, with how many there are of each. */
  readonly masterBills: (
    filer: FilerCode,
    id: string,
  ) => Promise<readonly { readonly masterBill: string; readonly entries: number }[]>
  readonly mapping: {
    readonly read: (filer: FilerCode) => Promise<Mapping>
    readonly write: (filer: FilerCode, mapping: Mapping) => Promise<void>
  }
}

const itemsAtOnce = 200
/** A file that holds more flights than this is looked at bill by bill elsewhere. */
const mostBills = 50

export function batches(
  deps: Deps & Pick<Lookup, 'present'>,
  intake: Intake,
  gate: SendingGate,
): Batches {
  const { db, clock } = deps
  const found = async (filer: string, id: string) => batchOfFiler(db, filer, id)

  const get = async (filer: string, id: string) => {
    const stored = await found(filer, id)
    return stored && presentBatch(stored, (await statusesOf(db, [id])).get(id))
  }

  async function* refusedOf(id: string): AsyncGenerator<RefusedItem[]> {
    for (let after = 0; ;) {
      const items = await itemsOf(db, id, 'refused', { limit: itemsAtOnce, after })
      if (items.length === 0) return
      yield items.map(({ detail }) => JSON.parse(detail ?? '{}') as RefusedItem)
      after = items.at(-1)?.position ?? Infinity
    }
  }

  return {
    begin: async (filer, { format, name, by }) => {
      await gate.expectOpen()
      // The day's cap and a full queue pass; a batch waits for them.
      const held = await intake.held(filer)
      if (held?.reason === 'filing_stopped') return held
      return beginUpload(deps, { filer, format, name, actor: by })
    },
    open: async (filer, upload, arrived, record) => {
      const received = upload.received()
      const at = clock.now()
      const stored = await found(filer, upload.id)
      const batch: Batch = {
        id: upload.id,
        state: 'filing',
        format: stored?.format ?? '',
        name: stored?.name ?? null,
        counts: countsOf({ received, accepted: 0, refused: 0 }),
        rows: arrived.rows,
        bytes: arrived.bytes,
        sha256: arrived.sha256,
        waits: null,
        columns: columnsShown(arrived.heading),
        createdAt: stored?.createdAt ?? at,
        updatedAt: at,
        doneAt: null,
      }
      const body = JSON.stringify(batch)
      const content = await contentOf(batch.format, arrived)
      for (let tries = 1; ; tries++) {
        try {
          await upload.open(arrived, content, record(202, body))
          deps.wake()
          return { batch, body }
        } catch (error) {
          if (!(error instanceof Conflict && error.table === 'batch_content')) throw error
          const first = await claimantOf(db, filer, content)
          const other = first === undefined ? undefined : await get(filer, first)
          if (other) return instead(upload, other, record)
          // It was done in between, so this one is a batch of its own.
          if (tries === mostOpened) throw new StoreUnavailable('busy', error)
        }
      }
    },
    get,
    list: async (filer, page) => {
      const stored = await batchesOf(db, filer, page)
      const counts = await countsBy(db, stored)
      return stored.map((batch) => presentBatch(batch, counts.get(batch.id)))
    },
    entries: async (filer, id, status, page) => {
      if (!(await found(filer, id))) return undefined
      const entries = await entriesOfBatch(db, id, status, page)
      const presented = await deps.present(filer, entries)
      return presented.map((entry, index) => ({ row: entries[index]?.position ?? 0, entry }))
    },
    rows: async (filer, id, outcome, page) => {
      if (!(await found(filer, id))) return undefined
      return (await itemsOf(db, id, outcome, page)).map(presentRow)
    },
    refused: async (filer, id) => {
      const stored = await found(filer, id)
      if (!stored) return undefined
      return { heading: headingOf(stored), items: refusedOf(id) }
    },
    same: async (filer, sha256) => {
      const id = await batchOfContent(db, filer, sha256)
      return id === undefined ? undefined : get(filer, id)
    },
    masterBills: async (filer, id) =>
      (await found(filer, id)) ? masterBillsOf(db, id, mostBills) : [],
    mapping: {
      read: async (filer) => JSON.parse((await mappingOf(db, filer)) ?? '{}') as Mapping,
      write: async (filer, mapping) => {
        await db.write([putMapping(filer, JSON.stringify(mapping), clock.now())])
      },
    },
  }
}

const mostOpened = 3

/** The same bytes under another reading of their headings are other shipments. */
const contentOf = (format: string, { sha256: bytes, heading }: Arrived): Promise<string> =>
  sha256(JSON.stringify([bytes, format, heading]))

async function instead(upload: Upload, batch: Batch, record: Recorded) {
  const body = JSON.stringify(batch)
  await upload.drop(record(202, body))
  return { batch, body }
}

const headingOf = ({ heading }: StoredBatch) =>
  heading === null ? null : (JSON.parse(heading) as KeptHeading)

const columnsShown = (heading: KeptHeading | null) =>
  heading &&
  heading.headings.map((text, at) => ({ heading: text, column: heading.columns[at] ?? null }))

type Told = Pick<StoredBatch, 'received' | 'accepted' | 'refused'>

function countsOf(told: Told, standing: ReadonlyMap<string, number> = new Map()): BatchCounts {
  const by = Object.fromEntries(statuses.map((status) => [status, standing.get(status) ?? 0]))
  const { received, accepted, refused } = told
  return { received, accepted, refused, ...(by as Record<Status, number>) }
}

function presentBatch(stored: StoredBatch, standing?: ReadonlyMap<string, number>): Batch {
  const { id, state, format, name, rows, bytes, sha256, waits, createdAt, updatedAt, doneAt } = stored
  const columns = columnsShown(headingOf(stored))
  const counts = countsOf(stored, standing)
  return { id, state, format, name, counts, rows, bytes, sha256, waits, columns, createdAt, updatedAt, doneAt }
} // prettier-ignore

/** A page of batches may have hundreds of thousands of entries; what D1 binds at once is a hundred. */
async function countsBy(db: Deps['db'], stored: readonly StoredBatch[]) {
  const counts = new Map<string, ReadonlyMap<string, number>>()
  for (let at = 0; at < stored.length; at += 90) {
    const ids = stored.slice(at, at + 90).map(({ id }) => id)
    for (const [id, standing] of await statusesOf(db, ids)) counts.set(id, standing)
  }
  return counts
}

function presentRow({ position, outcome, reference, entryId, detail }: Item): BatchRow {
  const told = detail === null ? undefined : (JSON.parse(detail) as RefusedItem)
  return {
    ...{ row: position, outcome, reference, entryId },
    rows: told?.rows ?? null,
    problems: told?.problems ?? [],
  }
}
