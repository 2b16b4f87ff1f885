/**
 * Master bills as they stand: each with its counts, and its house bills page by page, those that
 * need somebody first.
 * @module
 */
import type { FilerCode } from '../domain/number.ts'
import type { Status } from '../domain/status.ts'
import { billCounts, countsUnder, houseBillsUnder } from '../store/bills.ts'
import type { BillCount, BillPlace, HouseBillPlace } from '../store/bills.ts'
import { entriesByIds } from '../store/entries.ts'
import type { Deps } from './deps.ts'
import type { Lookup } from './lookup.ts'
import { spellings } from './manifest.ts'
import type { PresentedEntry } from './present.ts'

export type { BillPlace }

export type Counts = Readonly<Partial<Record<Status, number>>>

export type BillStanding = BillPlace & { readonly counts: Counts }

export type MasterBill = {
  readonly masterBill: string
  readonly counts: Counts
  readonly total: number
}

/** Where a house bill stands in the list: by status, then by its number. */
export type Rank = HouseBillPlace & { readonly status: string }

export type Bills = {
  /** The latest arrival first. A bill that arrives on several days stands under each of them. */
  readonly list: (
    filer: FilerCode,
    page: { readonly limit: number; readonly before?: BillPlace | undefined },
  ) => Promise<{ readonly items: readonly BillStanding[]; readonly next: BillPlace | null }>
  readonly get: (filer: FilerCode, masterBill: string) => Promise<MasterBill | undefined>
  readonly houseBills: (
    filer: FilerCode,
    masterBill: string,
    page: {
      readonly limit: number
      readonly after?: Rank | undefined
      /** None means all. */
      readonly statuses?: readonly Status[] | undefined
    },
  ) => Promise<{ readonly items: readonly PresentedEntry[]; readonly next: Rank | null }>
}

/** Whoever must do something comes first, and what is over comes last. */
export const billOrder = [
  'rejected',
  'discrepancy',
  'under_review',
  'submitted',
  'queued',
  'released',
  'cancelled',
] as const satisfies readonly Status[]

export function bills(deps: Deps & Pick<Lookup, 'present'>): Bills {
  const { db, present } = deps

  const placesOf = async (
    filer: FilerCode,
    masterBill: string,
    page: Parameters<Bills['houseBills']>[2],
  ): Promise<Rank[]> => {
    const { limit, after, statuses = billOrder } = page
    const from = after ? billOrder.findIndex((status) => status === after.status) : 0
    const found: Rank[] = []
    for (const status of billOrder.slice(Math.max(0, from))) {
      if (!statuses.includes(status)) continue
      const room = limit - found.length
      if (room <= 0) break
      const behind = status === after?.status ? after : undefined
      const lists = await Promise.all(
        spellings(masterBill).map((spelling) =>
          houseBillsUnder(db, filer, { masterBill: spelling, status }, { limit: room, after: behind }),
        ),
      ) // prettier-ignore
      const places = lists.flat().sort(byHouseBill).slice(0, room)
      found.push(...places.map((place) => ({ ...place, status })))
    }
    return found
  }

  return {
    list: async (filer, { limit, before }) => {
      const most = (limit + 1) * billOrder.length
      const standing = standings(await billCounts(db, filer, { limit: most, before }))
      const items = standing.slice(0, limit)
      const last = items.at(-1)
      return { items, next: standing.length > limit && last ? placeOf(last) : null }
    },
    get: async (filer, masterBill) => {
      const found = await countsUnder(db, filer, spellings(masterBill))
      if (found.length === 0) return undefined
      const counts = countsOf(found)
      const total = found.reduce((sum, { count }) => sum + count, 0)
      return { masterBill: spellings(masterBill)[0] ?? masterBill, counts, total }
    },
    houseBills: async (filer, masterBill, page) => {
      const places = await placesOf(filer, masterBill, { ...page, limit: page.limit + 1 })
      const shown = places.slice(0, page.limit)
      const found = await entriesByIds(
        db,
        shown.map(({ id }) => id),
      )
      const next = places.length > page.limit ? (shown.at(-1) ?? null) : null
      return { items: await present(filer, found), next }
    },
  }
}

const placeOf = ({ arrivalDay, masterBill }: BillStanding): BillPlace => ({
  arrivalDay,
  masterBill,
})

const countsOf = (found: readonly Pick<BillCount, 'status' | 'count'>[]): Counts =>
  Object.fromEntries(
    billOrder.flatMap((status) => {
      const n = found.reduce((sum, row) => sum + (row.status === status ? row.count : 0), 0)
      return n > 0 ? [[status, n]] : []
    }),
  )

function standings(rows: readonly BillCount[]): BillStanding[] {
  const groups = Map.groupBy(rows, ({ arrivalDay, masterBill }) => `${arrivalDay} ${masterBill}`)
  return [...groups.values()].flatMap((group) => {
    const [first] = group
    if (!first) return []
    const { arrivalDay, masterBill } = first
    return [{ arrivalDay, masterBill, counts: countsOf(group) }]
  })
}

/** Code unit order, as the index has it. */
const byHouseBill = (a: HouseBillPlace, b: HouseBillPlace) =>
  order(a.houseBill, b.houseBill) || order(a.id, b.id)

const order = (a: string, b: string) => (a < b ? -1 : a > b ? 1 : 0)
