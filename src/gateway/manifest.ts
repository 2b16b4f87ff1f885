/**
 * A master bill as a whole: which house bills the filer declared under it, and how they stand. Their
 * content is read a hundred at a time, while somebody reads on.
 * @module
 */
import type { Instant } from '../domain/day.ts'
import type { Entry } from '../domain/entry.ts'
import type { FilerCode } from '../domain/number.ts'
import { parseAirWaybill } from '../domain/number.ts'
import type { Status } from '../domain/status.ts'
import { entriesByIds } from '../store/entries.ts'
import { entriesUnder } from '../store/manifest.ts'
import type { UnderBill } from '../store/manifest.ts'
import type { Deps } from './deps.ts'

export type HouseBill = Pick<Entry, 'entryNumber' | 'entryType' | 'status' | 'shipment'> & {
  readonly id: string
}

export type Manifest = {
  /** An air waybill with its hyphen, whoever spelled it how. */
  readonly masterBill: string
  readonly counts: Readonly<Partial<Record<Status, number>>>
  /** When the newest of its entries changed. */
  readonly asOf: Instant
  /** By the number of the house bill. */
  readonly houseBills: () => AsyncGenerator<readonly HouseBill[]>
}

export type ManifestRead =
  | ({ readonly kind: 'manifest' } & Manifest)
  | { readonly kind: 'not_found' }
  | { readonly kind: 'too_long'; readonly most: number }

/** A PDF of as many takes a Worker five seconds and 70 MB, of the thirty and 128 that it has. */
export const mostHouseBills = 20_000

/** D1 binds at most a hundred values. */
const atOnce = 100

export async function manifest(
  { db, streams }: Pick<Deps, 'db' | 'streams'>,
  filer: FilerCode,
  masterBill: string,
  most = mostHouseBills,
): Promise<ManifestRead> {
  const written = spellings(masterBill)
  const under = await entriesUnder(db, filer, written, most)
  if (under.length === 0) return { kind: 'not_found' }
  if (under.length > most) return { kind: 'too_long', most }
  const order = under.sort(byHouseBill).map(({ id }) => id)

  async function* houseBills(): AsyncGenerator<readonly HouseBill[]> {
    for (let at = 0; at < order.length; at += atOnce) {
      // An embedded store answers at once: without a pause nobody else would have a turn.
      if (at > 0) await streams?.pause(0)
      const found = await entriesByIds(db, order.slice(at, at + atOnce))
      yield found.map(({ id, entry: { entryNumber, entryType, status, shipment } }) => ({
        ...{ id, entryNumber, entryType, status, shipment },
      }))
    }
  }

  return {
    kind: 'manifest',
    masterBill: written[0] ?? masterBill,
    counts: countsOf(under),
    asOf: under.reduce((newest, { updatedAt }) => (updatedAt > newest ? updatedAt : newest), ''),
    houseBills,
  }
}

/** Code unit order, so that every runtime prints the same paper. */
const byHouseBill = (a: UnderBill, b: UnderBill) =>
  a.houseBill < b.houseBill ? -1 : a.houseBill > b.houseBill ? 1 : a.id < b.id ? -1 : 1

function countsOf(under: readonly UnderBill[]): Manifest['counts'] {
  const groups = Map.groupBy(under, ({ status }) => status)
  return Object.fromEntries([...groups].map(([status, { length }]) => [status, length]))
}

/** An air waybill is filed with a hyphen, a space, or nothing between, and is the same bill. */
export function spellings(masterBill: string): string[] {
  const waybill = parseAirWaybill(masterBill)
  if (!waybill) return [masterBill]
  const [prefix, serial] = [waybill.slice(0, 3), waybill.slice(3)]
  return [`${prefix}-${serial}`, `${prefix} ${serial}`, waybill]
}
