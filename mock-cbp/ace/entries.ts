/**
 * `/ace/entries/{entryNumber}`: what CBP says of one entry when it is asked.
 * @module
 */
import type { Hono } from 'hono'
import { parseEntryNumber } from '../../src/domain/number.ts'
import { readHeld } from '../book/book.ts'
import { statusOf } from '../book/held.ts'
import type { Notification } from '../book/held.ts'
import { outcomeId } from '../coverage/id.ts'
import { problem } from '../http/problem.ts'
import { route } from '../http/request.ts'
import type { Env } from '../http/request.ts'
import { filerOf } from './filer.ts'
import { lookAt } from './look.ts'

export function entryRoutes(app: Hono<Env>): void {
  route(app, '/ace/entries/:entryNumber', {
    GET: async (context) => {
      const { world } = context.env
      const { now } = world
      const entryNumber = parseEntryNumber(context.req.param('entryNumber') ?? '')
      const before = entryNumber && (await readHeld(world, [entryNumber])).get(entryNumber)
      if (!before || before.filer !== filerOf(context) || before.acceptedAt > now) {
        return problem('entry_unknown', 'no entry of this filer is on file under that number')
      }
      const held = lookAt(world, before)
      context.env.met.push(outcomeId.line('entry'))
      return context.json({
        entryNumber: held.entryNumber,
        entryType: held.declared.entryType,
        status: wordFor(held.notifications, now),
        onFile: true,
        bills: held.declared.bills,
        notices: said(held.notifications, now),
      })
    },
  })
}

/** Before CBP says anything else of it, an entry is `accepted`. */
export function wordFor(notifications: readonly Notification[], now: string): string {
  const status = statusOf(notifications, now)
  return status === 'submitted' ? 'accepted' : status
}

const said = (notifications: readonly Notification[], now: string) =>
  notifications
    .filter(({ at, copy }) => at <= now && copy === 0)
    .flatMap(({ at, notices }) =>
      notices.map(({ record, code, narrative }) => ({ record, code, narrative, at })),
    )
