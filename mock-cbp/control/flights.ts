/**
 * `/_mock/flights` and `/_mock/manifests`: what carriers tell CBP.
 * @module
 */
import type { Hono } from 'hono'
import { z } from 'zod'
import type { Instant } from '../../src/domain/day.ts'
import type { EntryNumber } from '../../src/domain/number.ts'
import { manifested } from '../book/answered.ts'
import { readHeld, writeHeld } from '../book/book.ts'
import { arrived, departed } from '../book/conveyed.ts'
import { aboard, flightName } from '../book/declared.ts'
import type { Held } from '../book/held.ts'
import {
  fileBills,
  keepFlight,
  listBills,
  listFlights,
  readFlight,
  readFlights,
} from '../book/manifest.ts'
import type { Flight } from '../book/timing.ts'
import { problem } from '../http/problem.ts'
import { bodyOf, limitOf, route } from '../http/request.ts'
import type { Asked, Env } from '../http/request.ts'
import { eachIn, readAll } from '../world/rows.ts'
import type { World } from '../world/world.ts'

const billNumber = z
  .string()
  .transform((text) => text.toUpperCase().replaceAll('-', ''))
  .refine((text) => /^[A-Z0-9]{1,50}$/.test(text), 'a bill number has 1 to 50 capitals and digits')

const flight = z
  .string()
  .transform(flightName)
  .refine((text) => /^[A-Z0-9]{3,9}$/.test(text), 'a flight is a carrier and a number, as CX880')

/** One master bill as a carrier files it (air manifest, in the mock's own form). */
const manifest = z.strictObject({
  flight: flight.optional(),
  masterBill: billNumber.optional(),
  bills: z
    .array(
      z.strictObject({ bill: billNumber, quantity: z.int().min(0).max(99_999_999).optional() }),
    )
    .min(1)
    .max(10_000),
})

export function flightRoutes(app: Hono<Env>): void {
  route(app, '/_mock/flights', {
    GET: async (context) => {
      const limit = limitOf(context, 100, 1000)
      if (limit instanceof Response) return limit
      return context.json({ items: await listFlights(context.env.world, limit) })
    },
  })
  route(app, '/_mock/flights/:flight/depart', { POST: (context) => move(context, 'departedAt') })
  route(app, '/_mock/flights/:flight/arrive', { POST: (context) => move(context, 'arrivedAt') })

  route(app, '/_mock/manifests', {
    GET: async (context) => {
      const limit = limitOf(context, 100, 1000)
      if (limit instanceof Response) return limit
      return context.json({ items: await listBills(context.env.world, limit) })
    },
    POST: fileManifest,
  })
}

/** The window of every house bill on board opens, or what waited for the arrival happens. */
async function move(context: Asked, what: 'departedAt' | 'arrivedAt'): Promise<Response> {
  const { world } = context.env
  const named = flight.safeParse(context.req.param('flight'))
  if (!named.success)
    return problem('command_invalid', 'a flight is a carrier and a number, as CX880')
  const known = await readFlight(world, named.data)
  const before = known ?? { flight: named.data, departedAt: null, arrivedAt: null }
  if (before.arrivedAt !== null || before[what] !== null) {
    const done = before.arrivedAt === null ? 'departed' : 'arrived'
    return problem(
      'command_refused',
      `${named.data} ${done} at ${before[what] ?? before.arrivedAt}`,
    )
  }
  const journey: Flight = { ...before, [what]: world.now }
  const onBoard = await entriesWhere(world, 'flight', [named.data])
  const effect = what === 'departedAt' ? departed : arrived
  const moved = onBoard.flatMap((held) => effect(held, world.now, world.settings, journey) ?? [])
  world.effects.push(keepFlight(world, journey), ...written(world, moved, what))
  return context.json({ ...journey, entries: onBoard.length, moved: moved.length })
}

async function fileManifest(context: Asked): Promise<Response> {
  const { world } = context.env
  const read = bodyOf(context, manifest, 'command_invalid')
  if (read instanceof Response) return read
  const { now, settings } = world
  const bills = read.bills.map(({ bill, quantity = null }) => ({
    ...{ bill, quantity },
    flight: read.flight ?? null,
    masterBill: read.masterBill ?? null,
    filedAt: now,
  }))
  const named = bills.map(({ bill }) => bill)
  const held = await entriesWhere(world, 'bill', named)
  const flights = await readFlights(world, read.flight === undefined ? [] : [read.flight])
  const journey = read.flight === undefined ? undefined : flights.get(read.flight)
  const filed = new Map(bills.map((bill) => [bill.bill, bill]))
  const boarded = held.map((entry) => {
    const known = { flight: read.flight ?? entry.flight, manifest: filed.get(entry.bill) }
    return { ...entry, flight: known.flight, declared: aboard(entry.declared, known) }
  })
  const moved = boarded.flatMap((entry) => manifested(entry, now, settings, journey) ?? [])
  world.effects.push(...fileBills(world, bills), ...written(world, moved, 'manifest'))
  return context.json({ bills: bills.length, matched: held.length, moved: moved.length }, 201)
}

const written = (world: World, moved: readonly Held[], action: string) =>
  writeHeld(
    world.name,
    moved.map((held) => ({ held, messageId: `MOCK-${world.position}`, action })),
  )

/** Entries on file, by the flight they are on or by their bill. */
async function entriesWhere(
  world: World,
  column: 'flight' | 'bill',
  values: readonly string[],
): Promise<Held[]> {
  const accepted: Instant = world.now
  const rows = await readAll<{ entry_number: EntryNumber }>(
    world.db,
    eachIn(
      `select entry_number from mock_entry where world = ? and accepted_at <= ? and ${column} in`,
      values,
      'order by entry_number',
      [world.name, accepted],
    ),
  )
  const held = await readHeld(
    world,
    rows.map(({ entry_number }) => entry_number),
  )
  return [...held.values()]
}
