/**
 * `/ace/mailbox`: what CBP has to say by now. A notification that is not due yet is simply not
 * listed; one that is not acknowledged comes again, with the same bytes.
 * @module
 */
import type { Hono } from 'hono'
import { z } from 'zod'
import type { EntryNumber } from '../../src/domain/number.ts'
import { printNotifications } from '../../src/message/notification.ts'
import type { StatusNotification } from '../../src/message/notification.ts'
import { sql } from '../../src/store/db.ts'
import type { Said } from '../book/book.ts'
import type { Declared } from '../book/held.ts'
import { seenOn } from '../coverage/handed.ts'
import { outcomeId } from '../coverage/id.ts'
import { problem } from '../http/problem.ts'
import { bodyOf, isMedia, limitOf, route } from '../http/request.ts'
import type { Env } from '../http/request.ts'
import { eachIn, readAll } from '../world/rows.ts'
import type { World } from '../world/world.ts'
import { filerOf } from './filer.ts'
import { lookAll } from './look.ts'
import { notification } from './notification.ts'

type Listed = {
  notification_id: string
  entry_number: EntryNumber
  sequence: number
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
      const text = printNotifications(page.slice(0, limit))
      context.env.met.push(...seenOn(page.slice(0, limit), limit))
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
      const found = await readAll<{ notification_id: string }>(
        db,
        eachIn(
          `select notification_id from mock_notice
           where world = ? and filer = ? and acknowledged = 0 and due <= ? and notification_id in`,
          [...new Set(read.ids)],
          '',
          [name, filerOf(context), now],
        ),
      )
      const ids = found.map(({ notification_id }) => notification_id)
      effects.push(
        ...eachIn(
          'update mock_notice set acknowledged = 1 where world = ? and notification_id in',
          ids,
          '',
          [name],
        ),
      )
      if (ids.length > 0) context.env.met.push(outcomeId.line('acknowledged'))
      return context.json({ removed: ids.length })
    },
  })
}

const listed = ({ db, name, now }: World, filer: string, limit: number) =>
  db.read<Listed>(
    sql`select n.notification_id, n.entry_number, n.sequence, n.at, n.repeats, n.notices,
        c.declared
      from mock_notice n
      join mock_change c on c.world = n.world and c.entry_number = n.entry_number
        and c.version = n.version
      where n.world = ${name} and n.filer = ${filer} and n.acknowledged = 0 and n.due <= ${now}
      order by n.due, n.at, n.entry_number, n.sequence, n.copy limit ${limit}`,
  )

const shown = (row: Listed): StatusNotification =>
  notification({
    notificationId: row.notification_id,
    entryNumber: row.entry_number,
    sequence: row.sequence,
    at: row.at,
    said: JSON.parse(row.notices) as Said,
    declared: JSON.parse(row.declared) as Declared,
  })
