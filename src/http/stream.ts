/**
 * `/v1/stream`: everything that happens to the filer's entries, as server-sent events. The body is
 * made while it is read, so a reader that stalls costs nothing but its connection.
 * @module
 */
import { createRoute, z } from '@hono/zod-openapi'
import type { Context } from 'hono'
import { millisBetween } from '../domain/day.ts'
import type { News } from '../gateway/follow.ts'
import type { Gateway } from '../gateway/gateway.ts'
import { announcementSchema, streamText } from './announcement.ts'
import type { Env } from './auth.ts'
import { Refusal } from './errors.ts'
import { mount, readQuery } from './route.ts'
import type { App } from './route.ts'

/** Whoever loses the connection comes back after so long. */
const retryMillis = 2000

/** A key that is revoked is looked at again after so long. */
const keyMillis = 30_000

const positionForm = /^\d{1,15}$/

const query = z.object({
  after: z.string().regex(positionForm, 'a position').optional().openapi({
    description: 'Go on from behind this position; the header Last-Event-ID goes first',
  }),
})

export function mountStream(app: App, gateway: Gateway): void {
  mount(
    app,
    createRoute({
      method: 'get',
      path: '/v1/stream',
      summary: 'What happens, as it happens: server-sent events',
      request: { query },
      responses: {
        200: {
          description: 'Events; the id of each is its position',
          content: { 'text/event-stream': { schema: announcementSchema } },
        },
      },
    }),
    'entries:read',
    async (c) => {
      const after = placeOf(c)
      const caller = c.get('caller')
      const following = await gateway.follow(caller.filer, after)
      if (following.kind === 'gone') {
        const { oldest, newest } = following
        const detail = `Position ${after} cannot be gone on from: ${oldest} to ${newest} are kept. Read /v1/entries, then begin without a position.`
        throw new Refusal(410, 'position_gone', detail)
      }
      if (following.kind === 'crowded') {
        const headers = { 'Retry-After': '5' }
        throw new Refusal(503, 'stream_full', 'Too many are listening; come back.', { headers })
      }
      c.header('Content-Type', 'text/event-stream; charset=utf-8')
      c.header('Cache-Control', 'no-store')
      // Nginx would keep events back until it has a buffer full of them.
      c.header('X-Accel-Buffering', 'no')
      if (c.req.method === 'HEAD') return c.body(null)
      const [, key = ''] = (c.req.header('Authorization') ?? '').split(' ')
      let heldAt = gateway.now()
      const mayListen = async () => {
        if (millisBetween(heldAt, gateway.now()) < keyMillis) return true
        heldAt = gateway.now()
        const held = await gateway.keys.recognise(key)
        return held?.filer === caller.filer && held.scopes.includes('entries:read')
      }
      return c.body(streamBody(opening(following.from), following.news, mayListen, streamText))
    },
  )
}

function placeOf(c: Context<Env>): number | undefined {
  const { after } = readQuery(c, query)
  const header = c.req.header('Last-Event-ID')
  if (header !== undefined && header !== '' && !positionForm.test(header)) {
    throw new Refusal(400, 'last_event_id', 'Last-Event-ID is a position that this stream gave.')
  }
  const place = header === undefined || header === '' ? after : header
  return place === undefined ? undefined : Number(place)
}

/** It begins with the place where it begins, so that a reader who heard nothing can resume too. */
const opening = (from: number) => `retry: ${retryMillis}\nid: ${from}\n\n`
const silence = ': nothing new\n\n'

export function streamBody(
  opening: string,
  news: AsyncGenerator<News>,
  mayListen: () => Promise<boolean>,
  print: (announcement: News[number]) => string,
): ReadableStream<Uint8Array> {
  const encoder = new TextEncoder()
  let opened = false
  return new ReadableStream<Uint8Array>(
    {
      pull: async (controller) => {
        if (!opened) {
          opened = true
          controller.enqueue(encoder.encode(opening))
          return
        }
        const { value, done } = await news.next()
        if (done || !(await mayListen())) {
          await news.return(undefined)
          controller.close()
          return
        }
        const text = value.length === 0 ? silence : value.map(print).join('')
        controller.enqueue(encoder.encode(text))
      },
      cancel: async () => {
        await news.return(undefined)
      },
    },
    { highWaterMark: 0 },
  )
}
