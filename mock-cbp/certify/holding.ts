/**
 * What the mock holds of a parcel: CBP's own side of the story.
 * @module
 */
import type { MockWorld } from '../world/handle.ts'
import type { Parcel } from './client.ts'

export type OnBook = {
  readonly entryNumber: string
  readonly status: string
  readonly effectiveFilings: number
}

export type Standing = {
  readonly notices: readonly { readonly sequence: number; readonly due: string }[]
  /** Notifications that are still to come. */
  readonly next: readonly unknown[]
  readonly waitsFor: string | null
}

/** The parcel in CBP's book, once a filing of it was answered. */
export async function onBook(mock: MockWorld, { houseBill }: Parcel): Promise<OnBook | undefined> {
  const { items } = (await mock.control('entries?limit=1000')) as {
    items: readonly (OnBook & { billNumber: string })[]
  }
  return items.find(({ billNumber }) => billNumber === houseBill)
}

/** Of an entry that is on file. */
export const standingOf = async (mock: MockWorld, entryNumber: string): Promise<Standing> =>
  (await mock.control(`entries/${entryNumber}`)) as Standing
