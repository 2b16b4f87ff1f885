/**
 * `/ace/mailbox`: what CBP has to say by now. A notification that is not due yet is simply not
 * listed; one that is not acknowledged comes again, with the same bytes.
 * @module
 */
import type { Hono } from 'hono'
import { z } from 'zod'
import { entryNumberFields } from '../../src/domain/number.ts'
import type { EntryNumber } from '../../src/domain/number.ts'
import { printNotifications } from '../../src/message/notification.ts'
import type { StatusNotification } from '../../src/message/notification.ts'
import { sql } from '../../src/store/db.ts'
import type { Declared } from '../book/held.ts'
import { problem } from '../http/problem.ts'
import { isMedia, limitOf, parseJson, readBody, route } from '../http/request.ts'
import type { Env } from '../http/request.ts'
import { eachIn } from '../world/rows.ts'
import type { World } from '../world/world.ts'

type Listed = {
  notification_id: string
  entry_number: EntryNumber
  sequence: number
  at: string
  repeats: number
  notices: string
  declared: string
}

const acknowledgement = z.object({ ids: z.array(z.string().max(100)).max(10_000) })

export function mailboxRoutes(app: Hono<Env>, { db, clock }: World): void {
  route(app, '/ace/mailbox', {
    GET: async (context) => {
      const limit = limitOf(context, 100, 1000)
      if (limit instanceof Response) return limit
      const now = await clock.now()
      const rows = await db.read<Listed>(
        sql`select n.notification_id, n.entry_number, n.sequence, n.at, n.repeats, n.notices,
            c.declared
          from mock_notice n
          join mock_change c on c.entry_number = n.entry_number and c.version = n.version
          where n.filer = ${context.var.filer} and n.acknowledged = 0 and n.due <= ${now}
          order by n.due, n.at, n.entry_number, n.sequence, n.copy limit ${limit}`,
      )
      const page = rows.flatMap((row) => Array<StatusNotification>(row.repeats).fill(shown(row)))
      return context.body(printNotifications(page.slice(0, limit)), 200, {
        'Content-Type': 'application/xml; charset=utf-8',
      })
    },
  })

  route(app, '/ace/mailbox/acknowledgements', {
    POST: async (context) => {
      if (!isMedia(context, 'application/json')) {
        return problem('media_type', 'this takes application/json')
      }
      const bytes = await readBody(context)
      if (bytes instanceof Response) return bytes
      const read = parseJson(bytes, acknowledgement)
      if (typeof read === 'string') return problem('unreadable', read)
      const { filer } = context.var
      const now = await clock.now()
      const removed = await db.write(
        eachIn('update mock_notice set acknowledged = 1 where notification_id in', [
          ...new Set(read.ids),
        ]).map(({ sql: text, values }) => ({
          sql: `${text} and filer = ? and acknowledged = 0 and due <= ? returning notification_id`,
          values: [...values, filer, now],
        })),
      )
      return context.json({ removed: removed.flat().length })
    },
  })
}

function shown(row: Listed): StatusNotification {
  const { arrivalDay: _, ...declared } = JSON.parse(row.declared) as Declared
  const { filerCode, serial } = entryNumberFields(row.entry_number)
  return {
    notificationId: row.notification_id,
    sequence: row.sequence,
    at: row.at,
    filerCode,
    entryNumber: serial,
    ...declared,
    notices: JSON.parse(row.notices) as StatusNotification['notices'],
  }
}
