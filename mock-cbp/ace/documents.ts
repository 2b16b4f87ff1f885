/**
 * `/ace/documents`: a document or an answer to what CBP asked. gate321's own JSON form; CBP's
 * document image system (DIS) has another. Of a document the mock keeps name, size and hash.
 * @module
 */
import type { Hono } from 'hono'
import { z } from 'zod'
import { parseEntryNumber } from '../../src/domain/number.ts'
import { answered } from '../book/answered.ts'
import { readHeld, writeHeld } from '../book/book.ts'
import { Days } from '../book/day.ts'
import { statusOf } from '../book/held.ts'
import { readFlight } from '../book/manifest.ts'
import { outcomeId } from '../coverage/id.ts'
import { problem } from '../http/problem.ts'
import { parseJson, route } from '../http/request.ts'
import type { Env } from '../http/request.ts'
import { insertRows } from '../world/rows.ts'
import { sha256Of } from '../world/sha256.ts'
import type { World } from '../world/world.ts'
import { once } from './once.ts'
import type { Message, Reply } from './once.ts'
import { receive } from './transmissions.ts'

/** gate321's own: what CBP's document image system says is not public. */
export const documentReplies = {
  taken: {
    disposition: '02',
    narrative: 'DOCUMENT RECEIVED',
    provoke: 'a document for an entry on file',
  },
  unknown: {
    disposition: '01',
    narrative: 'ENTRY NUMBER NOT ON FILE',
    provoke: 'a document for no entry of yours, or a cancelled one',
  },
} as const

const base64 = /^[A-Za-z0-9+/]*={0,2}$/

export const submission = z
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

export function documentRoutes(app: Hono<Env>): void {
  route(app, '/ace/documents', {
    POST: async (context) => {
      const asking = context.env
      const message = receive(context, 'application/json')
      if (message instanceof Response) return message
      const read = parseJson(message.bytes, submission)
      asking.noted.entries = 1
      return once(asking, message, async () =>
        typeof read === 'string' ? problem('unreadable', read) : work(asking.world, message, read),
      )
    },
  })
}

async function work(
  world: World,
  { filer, messageId }: Message,
  { entryNumber, documents }: Submission,
): Promise<Reply> {
  const { name, now, settings, effects } = world
  const number = parseEntryNumber(entryNumber)
  const known = number && (await readHeld(world, [number])).get(number)
  const held = known?.filer === filer && known.acceptedAt <= now ? known : undefined
  const taken = held !== undefined && statusOf(held.notifications, now) !== 'cancelled'
  if (taken) {
    const onward = answered(held, now, settings, await readFlight(world, held.flight))
    if (onward) {
      const days = await Days.of(world, [])
      await days.move(held, onward)
      effects.push(
        ...writeHeld(name, [{ held: onward, messageId, action: 'document' }]),
        ...days.statements(),
      )
    }
    effects.push(...(await kept(world, held.entryNumber, messageId, documents)))
  }
  const { disposition, narrative } = documentReplies[taken ? 'taken' : 'unknown']
  const answer = { messageId, entryNumber: number ?? entryNumber, disposition, narrative }
  const met = [outcomeId.document(disposition)]
  return { mediaType: 'application/json', body: JSON.stringify(answer), due: now, met }
}

async function kept(
  { name, now }: World,
  entryNumber: string,
  messageId: string,
  documents: Submission['documents'],
) {
  const rows = await Promise.all(
    documents.map(async ({ type, name: called, mediaType, content }, index) => {
      const bytes = Uint8Array.from(atob(content), (character) => character.charCodeAt(0))
      return [
        ...[name, entryNumber, messageId, index + 1, type, called, mediaType, bytes.length],
        ...[await sha256Of(bytes), now, 'received'],
      ]
    }),
  )
  return insertRows(
    'mock_document',
    [
      ...['world', 'entry_number', 'message_id', 'place', 'type', 'name', 'media_type', 'bytes'],
      ...['sha256', 'at', 'outcome'],
    ],
    rows,
    'on conflict (world, entry_number, message_id, place) do nothing',
  )
}
