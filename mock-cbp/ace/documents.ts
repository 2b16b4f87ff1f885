/**
 * `/ace/documents`: a document or an answer to what CBP asked. gate321's own JSON form; CBP's
 * document image system (DIS) has another. The documents themselves are not kept.
 * @module
 */
import type { Hono } from 'hono'
import { z } from 'zod'
import type { Instant } from '../../src/domain/day.ts'
import { parseEntryNumber } from '../../src/domain/number.ts'
import { readHeld, writeHeld } from '../book/book.ts'
import { answered } from '../book/effect.ts'
import { statusOf } from '../book/held.ts'
import { once } from './once.ts'
import type { Message, Worked } from './once.ts'
import { problem } from '../http/problem.ts'
import { parseJson, route } from '../http/request.ts'
import type { Env } from '../http/request.ts'
import { receive } from './transmissions.ts'
import type { World } from '../world/world.ts'

const base64 = /^[A-Za-z0-9+/]*={0,2}$/

const submission = z
  .object({
    entryNumber: z.string(),
    text: z.string().min(1).optional(),
    documents: z
      .array(
        z.object({
          type: z.string().min(1).max(20),
          name: z.string().min(1).max(255),
          mediaType: z.string().min(1).max(255),
          content: z
            .string()
            .refine((text) => text.length % 4 === 0 && base64.test(text), 'not Base64'),
        }),
      )
      .default([]),
  })
  .refine(({ text, documents }) => text !== undefined || documents.length > 0, 'nothing is sent')

type Submission = z.infer<typeof submission>

export function documentRoutes(app: Hono<Env>, world: World): void {
  route(app, '/ace/documents', {
    POST: async (context) => {
      const message = await receive(context, 'application/json')
      if (message instanceof Response) return message
      const read = parseJson(message.bytes, submission)
      context.var.noted.entries = 1
      return once(world, message, async (now) =>
        typeof read === 'string' ? problem('unreadable', read) : work(world, message, read, now),
      )
    },
  })
}

async function work(
  { db, pace }: World,
  { filer, messageId }: Message,
  { entryNumber }: Submission,
  now: Instant,
): Promise<Worked> {
  const number = parseEntryNumber(entryNumber)
  const known = number && (await readHeld(db, [number])).get(number)
  const held = known?.filer === filer && known.acceptedAt <= now ? known : undefined
  const taken = held !== undefined && statusOf(held.notifications, now) !== 'cancelled'
  const onward = taken ? answered(held, now, pace) : undefined
  const body = JSON.stringify({
    messageId,
    entryNumber: number ?? entryNumber,
    disposition: taken ? '02' : '01',
    narrative: taken ? 'DOCUMENT RECEIVED' : 'ENTRY NUMBER NOT ON FILE',
  })
  return {
    mediaType: 'application/json',
    body,
    due: now,
    statements: onward ? writeHeld([{ held: onward, messageId, action: 'document' }]) : [],
  }
}
