/**
 * `/ace/transmissions`: a transmission comes in, its reply goes out, once.
 * @module
 */
import type { Hono } from 'hono'
import { mediaType as catair, readCatairBatch } from '../../src/message/catair/release.ts'
import { readCargoRelease } from '../../src/message/filing.ts'
import { problem } from '../http/problem.ts'
import { isMedia, route } from '../http/request.ts'
import type { Asking, Env, Heard } from '../http/request.ts'
import { workBatch } from './batch.ts'
import { filerOf } from './filer.ts'
import { again, once } from './once.ts'
import type { Message } from './once.ts'
import { work } from './work.ts'

const messageIdForm = /^[A-Z0-9-]{1,21}$/

/** `POST /ace/transmissions` of a filer who is known. */
export function transmit(context: Heard): Response | Promise<Response> {
  const asking = context.env
  const scenario = context.req.header('X-Mock-Scenario')
  if (isMedia(context, catair)) return batched(context, scenario)
  const message = receive(context, 'application/xml')
  if (message instanceof Response) return message
  const reading = readCargoRelease(message.bytes)
  if (reading.ok) asking.noted.entries = reading.value.entries.length
  return once(asking, message, async () =>
    reading.ok
      ? work(asking, message, reading.value, scenario)
      : problem('unreadable', `${reading.fault}: ${reading.detail}`.slice(0, 2000)),
  )
}

export function transmissionRoutes(app: Hono<Env>): void {
  route(app, '/ace/transmissions', { POST: transmit })

  route(app, '/ace/transmissions/:messageId', {
    GET: async (context) => {
      const asking: Asking = context.env
      const messageId = context.req.param('messageId') ?? ''
      asking.noted.messageId = messageId
      const reply = await again(asking, filerOf(context), messageId)
      return reply ?? problem('message_unknown', 'no such message of this filer')
    },
  })
}

/** A batch names itself in A 60-80; a header that names it too has to agree. */
async function batched(context: Heard, scenario: string | undefined): Promise<Response> {
  const { env: asking } = context
  const { body } = asking
  if (body instanceof Response) return body
  const batch = readCatairBatch(body)
  const message = receive(context, catair, batch.header?.values['userData'])
  if (message instanceof Response) return message
  if (!batch.header) {
    const [first] = batch.faults
    return problem('unreadable', `line ${first?.line ?? 1}: ${first?.message ?? 'no A record'}`)
  }
  asking.noted.entries = batch.blocks.flatMap(({ transactions }) => transactions).length
  return once(asking, message, () => workBatch(asking, message, batch, scenario))
}

/** The message of a POST: its id, its bytes and their hash; or why it is not taken. */
export function receive(
  context: Heard,
  mediaType: string,
  named = '',
): (Message & { bytes: Uint8Array<ArrayBuffer> }) | Response {
  const { noted, body, hash: sha256 } = context.env
  const messageId = context.req.header('Message-Id') ?? named
  if (!messageIdForm.test(messageId)) {
    return problem('message_id', 'Message-Id has 1 to 21 characters: capitals, digits, hyphens')
  }
  noted.messageId = messageId
  if (!isMedia(context, mediaType)) return problem('media_type', `this takes ${mediaType}`)
  if (body instanceof Response) return body
  noted.sha256 = sha256
  return { filer: filerOf(context), messageId, sha256, bytes: body }
}
