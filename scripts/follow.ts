/**
 * Fixtures followed through the API: each entry's way from status to status, as its journal has it.
 * @module
 */
import type { Client, HistoryItem, PresentedEntry, Shipment, Status } from '../src/client.ts'

export type Fixture = {
  readonly name: string
  readonly story: string
  readonly endsIn: Status
  readonly shipment: Shipment
}

/** The life of an entry that nothing happens to. */
const life: readonly Status[] = ['queued', 'submitted', 'under_review', 'released']

export type Followed = {
  readonly fixture: Fixture
  readonly entry?: PresentedEntry
  /** Every status it has had, in order. */
  readonly path: readonly Status[]
}

/** Where nothing unusual is staged, the whole usual life has to pass as well. */
export function isRight({ fixture: { shipment, endsIn }, path }: Followed): boolean {
  const usual = !(shipment.bill.houseBill ?? shipment.bill.regularBill)?.startsWith('SIM')
  return path.at(-1) === endsIn && (!usual || path.join() === life.join())
}

export type Move = {
  readonly at: string
  readonly reference: string
  readonly entryNumber: string
  readonly from: Status | undefined
  readonly to: Status
  readonly reason: string
}

export function follow(client: Client, fixtures: readonly Fixture[]) {
  const followed = new Map<string, Followed>(
    fixtures.map((fixture) => [fixture.shipment.reference, { fixture, path: [] }]),
  )

  /** Reads the journals of the entries that changed, and says what moved. */
  const look = async (): Promise<Move[]> => {
    const moves: Move[] = []
    for await (const entry of client.all({ limit: 200 })) {
      const known = followed.get(entry.reference)
      if (!known || known.entry?.updatedAt === entry.updatedAt) continue
      const all = movesOf(entry, await client.events(entry.id))
      moves.push(...all.slice(known.path.length))
      followed.set(entry.reference, { ...known, entry, path: all.map(({ to }) => to) })
    }
    return moves.sort((a, b) => a.at.localeCompare(b.at))
  }

  return { look, entries: () => [...followed.values()] }
}

function movesOf(entry: PresentedEntry, events: readonly HistoryItem[]): Move[] {
  const { reference, entryNumber } = entry
  let from: Status | undefined
  return events.flatMap(({ at, status: to, reason }) => {
    if (to === from) return []
    const move = { at, reference, entryNumber, from, to, reason }
    from = to
    return [move]
  })
}
