/**
 * Manifests as carriers file them, and flights as they leave and arrive.
 * @module
 */
import { sql } from '../../src/store/db.ts'
import type { Statement } from '../../src/store/db.ts'
import { eachIn, insertRows, readAll } from '../world/rows.ts'
import type { Of } from './book.ts'
import type { Flight } from './timing.ts'

/** One bill of a manifest. */
export type Bill = {
  readonly bill: string
  readonly masterBill: string | null
  readonly flight: string | null
  readonly quantity: number | null
  readonly filedAt: string
}

type BillRow = {
  bill: string
  master_bill: string | null
  flight: string | null
  quantity: number | null
  filed_at: string
}

const billOf = ({ bill, master_bill, flight, quantity, filed_at }: BillRow): Bill => ({
  ...{ bill, flight, quantity },
  masterBill: master_bill,
  filedAt: filed_at,
})

export async function readBills(
  { db, name }: Of,
  bills: readonly string[],
): Promise<Map<string, Bill>> {
  const rows = await readAll<BillRow>(
    db,
    eachIn(
      `select bill, master_bill, flight, quantity, filed_at from mock_bill
       where world = ? and bill in`,
      bills,
      '',
      [name],
    ),
  )
  return new Map(rows.map((row) => [row.bill, billOf(row)]))
}

export async function listBills({ db, name }: Of, limit: number): Promise<Bill[]> {
  const rows = await db.read<BillRow>(
    sql`select bill, master_bill, flight, quantity, filed_at from mock_bill
      where world = ${name} order by filed_at, bill limit ${limit}`,
  )
  return rows.map(billOf)
}

/** A bill that is filed again replaces what was there. */
export function fileBills({ name }: Pick<Of, 'name'>, bills: readonly Bill[]): Statement[] {
  return insertRows(
    'mock_bill',
    ['world', 'bill', 'master_bill', 'flight', 'quantity', 'filed_at'],
    bills.map(({ bill, masterBill, flight, quantity, filedAt }) => [
      ...[name, bill, masterBill, flight, quantity, filedAt],
    ]),
    `on conflict (world, bill) do update set master_bill = excluded.master_bill,
       flight = excluded.flight, quantity = excluded.quantity, filed_at = excluded.filed_at`,
  )
}

type FlightRow = { flight: string; departed_at: string | null; arrived_at: string | null }

const flightRow = ({ flight, departed_at, arrived_at }: FlightRow): Flight => ({
  flight,
  departedAt: departed_at,
  arrivedAt: arrived_at,
})

export async function readFlights(
  { db, name }: Of,
  flights: readonly string[],
): Promise<Map<string, Flight>> {
  const rows = await readAll<FlightRow>(
    db,
    eachIn(
      'select flight, departed_at, arrived_at from mock_flight where world = ? and flight in',
      flights,
      '',
      [name],
    ),
  )
  return new Map(rows.map((row) => [row.flight, flightRow(row)]))
}

export async function readFlight(of: Of, flight: string | null): Promise<Flight | undefined> {
  return flight === null ? undefined : (await readFlights(of, [flight])).get(flight)
}

export async function listFlights({ db, name }: Of, limit: number): Promise<Flight[]> {
  const rows = await db.read<FlightRow>(
    sql`select flight, departed_at, arrived_at from mock_flight
      where world = ${name} order by flight limit ${limit}`,
  )
  return rows.map(flightRow)
}

export function keepFlight({ name }: Pick<Of, 'name'>, flight: Flight): Statement {
  const { departedAt, arrivedAt } = flight
  return sql`insert into mock_flight (world, flight, departed_at, arrived_at)
    values (${name}, ${flight.flight}, ${departedAt}, ${arrivedAt})
    on conflict (world, flight) do update set departed_at = excluded.departed_at,
      arrived_at = excluded.arrived_at`
}
