/**
 * `/_mock/journal`, near misses and counts: what went over the line.
 * @module
 */
import type { Hono } from 'hono'
import { sql } from '../../src/store/db.ts'
import { listDays } from '../book/day.ts'
import { problem } from '../http/problem.ts'
import { limitOf, route } from '../http/request.ts'
import type { Env } from '../http/request.ts'
import { readBodies, readJournal } from '../world/journal.ts'
import type { World } from '../world/world.ts'

export function journalRoutes(app: Hono<Env>): void {
  route(app, '/_mock/journal', {
    GET: async (context) => {
      const limit = limitOf(context, 100, 1000)
      if (limit instanceof Response) return limit
      return context.json({ items: await readJournal(context.env.world, limit) })
    },
  })

  route(app, '/_mock/journal/:position', {
    GET: async (context) => {
      const { world } = context.env
      const position = Number(/^\d{1,15}$/.exec(context.req.param('position') ?? '')?.[0] ?? 0)
      const [line] = await readJournal(world, 1, position + 1)
      if (line?.position !== position) return problem('path_unknown', 'no such line is kept')
      return context.json({ ...line, ...(await readBodies(world, position)) })
    },
  })

  route(app, '/_mock/near-misses', {
    GET: async (context) => {
      const limit = limitOf(context, 100, 1000)
      if (limit instanceof Response) return limit
      const lines = await readJournal(context.env.world, limit)
      const items = lines
        .filter(({ why }) => Array.isArray(why) && why.some(hasMisses))
        .map(({ position, at, messageId, why }) => ({ position, at, messageId, entries: why }))
      return context.json({ items })
    },
  })

  route(app, '/_mock/days', {
    GET: async (context) => {
      const limit = limitOf(context, 100, 1000)
      if (limit instanceof Response) return limit
      const days = await listDays(context.env.world, limit)
      const items = days.map(({ value_usd: valueUsd, ...day }) => ({ ...day, valueUsd }))
      return context.json({ items })
    },
  })

  route(app, '/_mock/metrics', { GET: async ({ env, json }) => json(await metrics(env.world)) })
}

const hasMisses = (met: unknown) =>
  typeof met === 'object' &&
  met !== null &&
  'misses' in met &&
  Array.isArray(met.misses) &&
  met.misses.length > 0

async function metrics({ db, name, now }: World) {
  const count = async (statement: ReturnType<typeof sql>) => {
    const [row] = await db.read<{ n: number }>(statement)
    return row?.n ?? 0
  }
  const filings = await db.read<{ action: string; disposition: string; n: number }>(
    sql`select action, disposition, cast(count(*) as integer) as n from mock_filing
      where world = ${name} group by action, disposition order by action, disposition`,
  )
  const lines = await count(sql`select cast(count(*) as integer) as n from mock_journal where world = ${name}`) // prettier-ignore
  const others = await db.read<{ http_code: number; n: number }>(
    sql`select http_code, cast(count(*) as integer) as n from mock_journal
      where world = ${name} and http_code <> 200 group by http_code`,
  )
  const outstanding = await db.read<{ shown: number; n: number }>(
    sql`select case when n.due <= ${now} then 1 else 0 end as shown,
        cast(count(*) as integer) as n
      from mock_entry e cross join mock_notice n
      where e.world = ${name} and e.due is not null and n.world = e.world
        and n.entry_number = e.entry_number and n.acknowledged = 0
      group by shown`,
  )
  const well = { http_code: 200, n: lines - others.reduce((sum, { n }) => sum + n, 0) }
  const answers = [...others, well].filter(({ n }) => n > 0)
  answers.sort((a, b) => a.http_code - b.http_code)
  return {
    entries: await count(sql`select cast(count(*) as integer) as n from mock_entry where world = ${name}`), // prettier-ignore
    transmissions: await count(sql`select cast(count(*) as integer) as n from mock_transmission where world = ${name}`), // prettier-ignore
    requests: await count(sql`select coalesce(max(position), 0) as n from mock_journal where world = ${name}`), // prettier-ignore
    mailbox: {
      due: outstanding.find(({ shown }) => shown === 1)?.n ?? 0,
      later: outstanding.find(({ shown }) => shown === 0)?.n ?? 0,
      acknowledged: await count(sql`select cast(count(*) as integer) as n from mock_notice where world = ${name} and acknowledged = 1`), // prettier-ignore
    },
    filings: filings.map(({ n, ...filing }) => ({ ...filing, count: n })),
    answers: answers.map(({ http_code: status, n }) => ({ status, count: n })),
  }
}
