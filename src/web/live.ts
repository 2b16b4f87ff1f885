/**
 * What happens to the filer's entries, as the open page hears it: which entry, and nothing of it.
 * The page asks for what it shows.
 * @module
 */
import { millisBetween } from '../domain/day.ts'
import { Refusal } from '../http/errors.ts'
import { requireScope } from '../http/auth.ts'
import { streamBody } from '../http/stream.ts'
import { readSession } from './cookie.ts'
import type { Desks } from './page.ts'

/** A session that has ended hears nothing more after so long. */
const seatMillis = 30_000

const retryMillis = 1000

export function mountLive({ app, gateway }: Desks): void {
  app.get('/live', async (c) => {
    c.set('route', '/live')
    const { filer } = c.get('caller')
    requireScope(c.get('caller'), 'entries:read')
    // From now on: whoever lost the connection asks for the whole page's parts again.
    const following = await gateway.follow(filer, undefined)
    if (following.kind !== 'following') {
      const headers = { 'Retry-After': '5' }
      throw new Refusal(503, 'stream_full', 'Too many are listening; come back.', { headers })
    }
    const secret = readSession(c) ?? ''
    let seenAt = gateway.now()
    const maySit = async () => {
      if (millisBetween(seenAt, gateway.now()) < seatMillis) return true
      seenAt = gateway.now()
      return (await gateway.sessions.find(secret))?.caller.filer === filer
    }
    c.header('Content-Type', 'text/event-stream; charset=utf-8')
    c.header('X-Accel-Buffering', 'no')
    const opening = `retry: ${retryMillis}\nevent: entry\ndata: all\n\n`
    return c.body(
      streamBody(opening, following.news, maySit, ({ data }) => {
        return `event: entry\ndata: ${data.entry.id}\n\n`
      }),
    )
  })
}
