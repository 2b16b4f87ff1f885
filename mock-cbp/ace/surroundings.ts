/**
 * What CBP knows beside a filing: the manifest its bill is in, the flight it is on, its chance.
 * @module
 */
import { billsOf } from '../../src/message/bills.ts'
import type { Filing } from '../../src/message/filing.ts'
import { flightOf, lowestBill } from '../book/declared.ts'
import type { Held } from '../book/held.ts'
import { readBills, readFlights } from '../book/manifest.ts'
import type { Bill } from '../book/manifest.ts'
import type { Flight } from '../book/timing.ts'
import type { Subject } from '../scenario/match.ts'
import { draw } from '../world/chance.ts'
import type { World } from '../world/world.ts'

export type Surroundings = {
  readonly subjectOf: (filing: Filing, overDay: () => boolean) => Subject
  readonly journeyOf: (
    filing: Filing,
    before: Held | undefined,
  ) => {
    readonly flight: string | null
    readonly journey: Flight | undefined
    readonly manifest: Bill | undefined
  }
}

const none: ReadonlyMap<string, never> = new Map<string, never>()

export async function surroundings(
  world: World,
  entries: readonly Filing[],
  book: Iterable<Held>,
): Promise<Surroundings> {
  const { settings } = world
  const named = world.manifested ? entries.map((filing) => lowestBill(filing)) : []
  const bills = named.length === 0 ? none : await readBills(world, [...new Set(named)])
  const flightFor = (filing: Filing) =>
    bills.get(lowestBill(filing))?.flight ?? flightOf(filing) ?? null
  const known = [...entries.map(flightFor), ...[...book].map(({ flight }) => flight)]
  const flown = known.filter((flight) => flight !== null)
  const flights = flown.length === 0 ? none : await readFlights(world, [...new Set(flown)])
  return {
    subjectOf: (filing, overDay) => {
      const bill = lowestBill(filing)
      const name = filing.filerCode + filing.entryNumber
      const manifest = bills.get(bill)
      const declared = billsOf(filing).find(
        ({ billNumber }) => billNumber === bill,
      )?.packageQuantity
      return {
        ...{ filing, bill, overDay },
        flight: flightFor(filing) ?? undefined,
        inspected: () => draw(settings.seed, name) < settings.inspectionRate,
        unmanifested: () => settings.manifests === 'filed' && !manifest,
        overManifest: () => manifest?.quantity != null && (declared ?? 0) > manifest.quantity,
      }
    },
    journeyOf: (filing, before) => {
      const flight = flightFor(filing) ?? before?.flight ?? null
      const manifest = bills.get(lowestBill(filing))
      return { flight, manifest, journey: flight === null ? undefined : flights.get(flight) }
    },
  }
}
