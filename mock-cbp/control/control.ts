/**
 * `/_mock`: what the mock holds, and the hands of its clock. For people and tests at this machine;
 * it asks for no password.
 * @module
 */
import type { Context, Hono } from 'hono'
import { z } from 'zod'
import type { EntryNumber } from '../../src/domain/number.ts'
import { sql } from '../../src/store/db.ts'
import type { Db } from '../../src/store/db.ts'
import { readNotifications } from '../book/book.ts'
import { ClockRefused } from '../world/clock.ts'
import { wordFor } from '../ace/entries.ts'
import { readJournal } from '../world/journal.ts'
import { problem } from '../http/problem.ts'
import { limitOf, parseJson, readBody, route } from '../http/request.ts'
import type { Env } from '../http/request.ts'
import type { World } from '../world/world.ts'

const move = z.union([
  z.strictObject({ advance: z.string() }),
  z.strictObject({ set: z.string() }),
  z.strictObject({ freeze: z.literal(true) }),
  z.strictObject({ run: z.literal(true) }),
  z.strictObject({ jump: z.literal(true) }),
])

export function controlRoutes(app: Hono<Env>, world: World, reset: () => Promise<void>): void {
  const { db, clock, pace, scenarios } = world

  app.use('/_mock/*', async (context, next) => {
    // Any page in the developer's browser can reach a loopback port; none of them may turn hands.
    if (context.req.header('Sec-Fetch-Site') === 'cross-site') {
      return problem('cross_site', 'the mock is moved from its own pages and from tools')
    }
    return next()
  })

  route(app, '/_mock/entries', { GET: (context) => listEntries(context, world) })

  route(app, '/_mock/reset', {
    POST: async (context) => {
      await reset()
      return context.json({ reset: true, now: await clock.now() })
    },
  })

  const showClock = async (context: Context) =>
    context.json({ ...(await clock.read()), pace, next: await clock.next() })

  route(app, '/_mock/clock', {
    GET: showClock,
    POST: async (context) => {
      const bytes = await readBody(context)
      if (bytes instanceof Response) return bytes
      const read = parseJson(bytes, move)
      if (typeof read === 'string') {
        return problem('clock_invalid', 'one of advance, set, freeze, run, jump as JSON')
      }
      try {
        if ('advance' in read) await clock.advance(read.advance)
        else if ('set' in read) await clock.set(read.set)
        else if ('freeze' in read) await clock.freeze()
        else if ('run' in read) await clock.run()
        else await clock.jumpToNext()
      } catch (error) {
        if (error instanceof ClockRefused) return problem(error.code, error.message)
        throw error
      }
      return showClock(context)
    },
  })

  route(app, '/_mock/journal', {
    GET: async (context) => {
      const limit = limitOf(context, 100, 1000)
      return limit instanceof Response
        ? limit
        : context.json({ items: await readJournal(db, limit) })
    },
  })

  route(app, '/_mock/scenarios', { GET: (context) => context.json({ items: scenarios }) })
}

type Row = {
  entry_number: EntryNumber
  bill: string
  accepted_at: string | null
  effective: number
  transmissions: number
}

async function listEntries(context: Context<Env>, { db, clock }: World): Promise<Response> {
  const limit = limitOf(context, 100, 1000)
  if (limit instanceof Response) return limit
  const rows = await pageOf(db, context.req.query('cursor') ?? '', limit + 1)
  const page = rows.slice(0, limit)
  const now = await clock.now()
  const notifications = await readNotifications(
    db,
    page.map(({ entry_number }) => entry_number),
  )
  const items = page.map(({ entry_number, bill, accepted_at, effective, transmissions }) => ({
    entryNumber: entry_number,
    billNumber: bill,
    status: accepted_at === null ? 'rejected' : wordFor(notifications.get(entry_number) ?? [], now),
    effectiveFilings: effective,
    transmissions,
  }))
  return context.json({
    items,
    nextCursor: rows.length > limit ? (page.at(-1)?.entry_number ?? null) : null,
  })
}

/** Counted from the filings as they were answered, not from a number that is kept. */
const pageOf = (db: Db, cursor: string, limit: number) =>
  db.read<Row>(
    sql`select e.entry_number, e.bill, e.accepted_at,
        (select cast(count(*) as integer) from mock_filing f
          where f.entry_number = e.entry_number and f.action = 'A' and f.disposition <> '01'
        ) as effective,
        (select cast(count(distinct f.message_id) as integer) from mock_filing f
          where f.entry_number = e.entry_number
        ) as transmissions
      from mock_entry e where e.entry_number > ${cursor}
      order by e.entry_number limit ${limit}`,
  )
