/**
 * Which entries are watched: all, those under a master bill, or those of a batch.
 * @module
 */
import type { Announcement, Client, PresentedEntry } from '../client.ts'
import { needYou, stillOpen } from './batch.ts'
import type { Board, Counts } from './board.ts'
import { countsOf, isOpen, needsYou, seen } from './board.ts'

export type Settled = { readonly open: boolean; readonly needsYou: boolean }

export type Scope = {
  readonly title: string
  /** How they stand now. */
  readonly load: (board: Board) => Promise<void>
  readonly holds: (announcement: Announcement) => Promise<boolean>
  readonly counts: (board: Board) => Promise<Counts>
  readonly settled: (board: Board) => Promise<Settled>
}

const newest = 200

export function everything(client: Client): Scope {
  const any = async (status: 'queued' | 'submitted' | 'under_review' | 'rejected') =>
    (await client.list({ status, limit: 1 })).items.length > 0
  return {
    title: 'All entries',
    load: async (board) => {
      for (const entry of (await client.list({ limit: newest })).items) seen(board, entry)
    },
    holds: async () => true,
    counts: async (board) => countsOf(board.values()),
    settled: async () => {
      for (const status of ['queued', 'submitted', 'under_review'] as const) {
        if (await any(status)) return { open: true, needsYou: false }
      }
      let needs = await any('rejected')
      for await (const { status, next } of client.all({ status: 'discrepancy', limit: 200 })) {
        if (isOpen({ status, owner: next.owner })) return { open: true, needsYou: false }
        needs = true
      }
      return { open: false, needsYou: needs }
    },
  }
}

export const underMaster = (client: Client, masterBill: string): Scope => {
  const plain = (bill = '') => bill.replace(/[^0-9A-Za-z]/g, '').toUpperCase()
  return collected({
    title: `Master bill ${masterBill}`,
    entries: () => client.all({ masterBill, limit: 200 }),
    belongs: async (id) => {
      const entry = await client.get(id)
      return plain(entry.shipment.bill.masterBill) === plain(masterBill) ? entry : undefined
    },
  })
}

type Collection = {
  readonly title: string
  readonly entries: () => AsyncIterable<PresentedEntry>
  /** An entry that was not among them when they were read. */
  readonly belongs: (id: string) => Promise<PresentedEntry | undefined>
}

/** All of them are known, so that they are counted and settled without asking. */
function collected({ title, entries, belongs }: Collection): Scope {
  const known = new Map<string, boolean>()
  const inside = (board: Board) => [...board.values()].filter(({ id }) => known.get(id))
  return {
    title,
    load: async (board) => {
      for await (const entry of entries()) {
        known.set(entry.id, true)
        seen(board, entry)
      }
    },
    holds: async ({ data }) => {
      const { id } = data.entry
      if (!known.has(id)) known.set(id, (await belongs(id)) !== undefined)
      return known.get(id) === true
    },
    counts: async (board) => countsOf(inside(board)),
    settled: async (board) => {
      const rows = inside(board)
      return { open: rows.some(isOpen), needsYou: rows.some(needsYou) }
    },
  }
}

/** Its entries may be a hundred thousand: which they are is known, of most of them no more. */
export function ofBatch({ batches }: Client, id: string): Scope {
  const known = new Set<string>()
  let place: string | undefined
  let complete = false

  /** From the last page on: rows are filed in the order of the file. */
  const readOn = async () => {
    const { state } = await batches.get(id)
    for (let cursor: string | null | undefined = place; cursor !== null;) {
      place = cursor
      const from: { readonly cursor?: string } = cursor === undefined ? {} : { cursor }
      const page = await batches.rows(id, { outcome: 'accepted', limit: 200, ...from })
      for (const { entryId } of page.items) if (entryId !== null) known.add(entryId)
      cursor = page.nextCursor
    }
    complete = state === 'done'
  }

  return {
    title: `Batch ${id}`,
    load: async (board) => {
      for (const filter of [{ status: 'discrepancy' }, { status: 'rejected' }, {}] as const) {
        const page = await batches.entries(id, { ...filter, limit: 200 })
        for (const entry of page.items) seen(board, entry)
      }
      await readOn()
    },
    holds: async ({ data }) => {
      if (!known.has(data.entry.id) && !complete) await readOn()
      return known.has(data.entry.id)
    },
    counts: async () => (await batches.get(id)).counts,
    settled: async () => {
      const batch = await batches.get(id)
      const open = batch.state !== 'done' || stillOpen(batch) > 0
      return { open, needsYou: needYou(batch) > 0 }
    },
  }
}
