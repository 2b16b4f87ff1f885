/**
 * `/ace/mailbox`: what CBP has to say by now. A notification that is not due yet is simply not
 * listed; one that is not acknowledged comes again, with the same bytes.
 * @module
 */
import type { Hono } from 'hono'
import { z } from 'zod'
import type { EntryNumber } from '../../src/domain/number.ts'
import { mediaType as catair } from '../../src/message/catair/release.ts'
import { printCatairPage } from '../../src/message/catair/status.ts'
import { printNotifications } from '../../src/message/notification.ts'
import type { StatusNotification } from '../../src/message/notification.ts'
import { sql } from '../../src/store/db.ts'
import type { Statement } from '../../src/store/db.ts'
import type { Said } from '../book/book.ts'
import type { Declared } from '../book/declared.ts'
import { settleDue } from '../book/due.ts'
import { seenOn } from '../coverage/handed.ts'
import { outcomeId } from '../coverage/id.ts'
import { problem } from '../http/problem.ts'
import { accepts, bodyOf, isMedia, limitOf, route } from '../http/request.ts'
import type { Asked, Env } from '../http/request.ts'
import { chunks, eachIn, readAll } from '../world/rows.ts'
import type { World } from '../world/world.ts'
import { catairType } from './batch.ts'
import { filerOf } from './filer.ts'
import { lookAll } from './look.ts'
import { notification, notificationId, placeOf } from './notification.ts'
import type { Place } from './notification.ts'

type Keyed = { entry_number: EntryNumber; sequence: number; copy: number }

type Listed = Keyed & {
  at: string
  repeats: number
  notices: string
  declared: string
}

export const acknowledgement = z.object({ ids: z.array(z.string().max(100)).max(10_000) })

export function mailboxRoutes(app: Hono<Env>): void {
  route(app, '/ace/mailbox', {
    GET: async (context) => {
      const { world } = context.env
      const limit = limitOf(context, 100, 1000)
      if (limit instanceof Response) return limit
      const fresh = await lookAll(world, filerOf(context))
      const rows = await listed(world, filerOf(context), limit)
      const page = [...rows.flatMap((row) => Array<StatusNotification>(row.repeats).fill(shown(row))), ...fresh] // prettier-ignore
      context.env.met.push(...seenOn(page.slice(0, limit), limit))
      if (accepts(context, catair)) return batches(context, page.slice(0, limit))
      const text = printNotifications(page.slice(0, limit))
      context.env.replyText = text
      return context.body(text, 200, { 'Content-Type': 'application/xml; charset=utf-8' })
    },
  })

  route(app, '/ace/mailbox/acknowledgements', {
    POST: async (context) => {
      if (!isMedia(context, 'application/json')) {
        return problem('media_type', 'this takes application/json')
      }
      const read = bodyOf(context, acknowledgement)
      if (read instanceof Response) return read
      const { world } = context.env
      const { db, name, now, effects } = world
      const sent = new Set(read.ids)
      const places = [...sent].flatMap((id) => placeOf(id) ?? [])
      const rows = await readAll<Keyed>(
        db,
        eachIn(
          `select entry_number, sequence, copy from mock_notice
           where world = ? and filer = ? and acknowledged = 0 and due <= ? and entry_number in`,
          [...new Set(places.map(({ entryNumber }) => entryNumber))],
          '',
          [name, filerOf(context), now],
        ),
      )
      const found = rows.map(placeIn).filter((place) => sent.has(notificationId(place)))
      effects.push(...acknowledge(name, found))
      if (found.length > 0) context.env.met.push(outcomeId.line('acknowledged'))
      return context.json({ removed: found.length })
    },
  })
}

/** Of records an empty page has none, and a batch cannot be empty. */
function batches({ env, body }: Asked, page: readonly StatusNotification[]): Response {
  const text = printCatairPage(page)
  env.replyText = text
  return text === '' ? body(null, 204) : body(text, 200, { 'Content-Type': catairType })
}

/** Within D1's hundred bound values. */
const acknowledge = (world: string, places: readonly Place[]): Statement[] => [
  ...chunks(places, 33).map((some) => ({
    sql: `update mock_notice set acknowledged = 1
      where world = ? and (entry_number, sequence, copy) in (values ${some.map(() => '(?, ?, ?)').join(', ')})`,
    values: [world, ...some.flatMap(({ entryNumber, sequence, copy }) => [entryNumber, sequence, copy])], // prettier-ignore
  })),
  ...settleDue(world, [...new Set(places.map(({ entryNumber }) => entryNumber))]),
]

/**
 * Of so many entries each has at least one, so that no others are on the page. A cross join, because
 * SQLite would else begin with all notifications of the world.
 */
const listed = ({ db, name, now }: World, filer: string, limit: number) =>
  db.read<Listed>(
    sql`select n.entry_number, n.sequence, n.copy, n.at, n.repeats, n.notices, c.declared
      from (
        select entry_number from mock_entry
          where world = ${name} and filer = ${filer} and due <= ${now}
          order by due, entry_number limit ${limit}
      ) as e
      cross join mock_notice n
      cross join mock_change c
      where n.world = ${name} and n.entry_number = e.entry_number and n.acknowledged = 0
        and n.due <= ${now}
        and c.world = n.world and c.entry_number = n.entry_number and c.version = n.version
      order by n.due, n.at, n.entry_number, n.sequence, n.copy limit ${limit}`,
  )

const placeIn = ({ entry_number: entryNumber, sequence, copy }: Keyed): Place => ({
  ...{ entryNumber, sequence, copy },
})

const shown = (row: Listed): StatusNotification =>
  notification({
    ...placeIn(row),
    at: row.at,
    said: JSON.parse(row.notices) as Said,
    declared: JSON.parse(row.declared) as Declared,
  })
