/**
 * A message id counts once: the first reply is kept in the same write as its effect and given again
 * to the same bytes; other bytes under the id are refused.
 * @module
 */
import type { Instant } from '../../src/domain/day.ts'
import { sql } from '../../src/store/db.ts'
import type { Statement } from '../../src/store/db.ts'
import { handedAgain } from '../coverage/handed.ts'
import { outcomeId } from '../coverage/id.ts'
import { answerWith } from '../http/answer.ts'
import { problem } from '../http/problem.ts'
import type { Asking } from '../http/request.ts'
import type { World } from '../world/world.ts'

export type Message = {
  readonly filer: string
  readonly messageId: string
  readonly sha256: string
}

export type Reply = {
  readonly mediaType: string
  readonly body: string
  /** Not to be seen before. */
  readonly due: Instant
  /** The outcomes in it, where they are at hand. */
  readonly met?: readonly string[]
}

/** Characters; a row of D1 ends at 2 MB. */
const partLength = 500_000

/**
 * `work` decides and adds to the world's effects. A `Response` from it means that the message was
 * not taken: nothing of it is kept, and a better one may follow under the same id.
 */
export async function once(
  asking: Asking,
  message: Message,
  work: () => Promise<Reply | Response>,
): Promise<Response> {
  const { world } = asking
  const { filer, messageId, sha256 } = message
  const known = await find(world, filer, messageId)
  if (known && world.settings.dedupe) {
    if (known.sha256 !== sha256) {
      return problem('message_id_reused', `${messageId} came before with other bytes`)
    }
    asking.met.push(outcomeId.line('again'))
    return answer(asking, known)
  }
  const reply = await work()
  if (reply instanceof Response) return reply
  world.effects.push(...keep(world, message, reply))
  return answer(asking, reply)
}

export async function again(asking: Asking, filer: string, messageId: string) {
  const known = await find(asking.world, filer, messageId)
  if (!known) return undefined
  asking.met.push(outcomeId.line('asked'))
  return answer(asking, known)
}

function answer(asking: Asking, reply: Reply): Response {
  const { mediaType, body, due } = reply
  if (due > asking.world.now) {
    asking.met.push(outcomeId.line('not-due'))
    return new Response(null, { status: 202, headers: { 'Retry-After': '5' } })
  }
  asking.met.push(...(reply.met ?? handedAgain(reply)))
  return answerWith(asking, body, mediaType)
}

/** Without dedupe the newest reply is the one that is known of an id. */
function keep({ name, now, settings }: World, message: Message, reply: Reply): Statement[] {
  const { filer, messageId, sha256 } = message
  const { mediaType, body, due } = reply
  const [first = '', ...more] = partsOf(body)
  const forgotten = settings.dedupe
    ? []
    : ['mock_transmission', 'mock_reply'].map((table) => ({
        sql: `delete from ${table} where world = ? and filer = ? and message_id = ?`,
        values: [name, filer, messageId],
      }))
  return [
    ...forgotten,
    sql`insert into mock_transmission
        (world, filer, message_id, sha256, media_type, received_at, due, body)
      values (${name}, ${filer}, ${messageId}, ${sha256}, ${mediaType}, ${now}, ${due}, ${first})`,
    ...more.map(
      (part, index) =>
        sql`insert into mock_reply (world, filer, message_id, part, body)
          values (${name}, ${filer}, ${messageId}, ${index + 2}, ${part})`,
    ),
  ]
}

const partsOf = (text: string): string[] =>
  text.length <= partLength
    ? [text]
    : Array.from({ length: Math.ceil(text.length / partLength) }, (_, index) =>
        text.slice(index * partLength, (index + 1) * partLength),
      )

async function find(
  { db, name }: World,
  filer: string,
  messageId: string,
): Promise<(Reply & { sha256: string }) | undefined> {
  const [row] = await db.read<{ sha256: string; media_type: string; due: string; body: string }>(
    sql`select sha256, media_type, due, body from mock_transmission
      where world = ${name} and filer = ${filer} and message_id = ${messageId}`,
  )
  if (!row) return undefined
  const parts = await db.read<{ body: string }>(
    sql`select body from mock_reply
      where world = ${name} and filer = ${filer} and message_id = ${messageId} order by part`,
  )
  const { sha256, media_type: mediaType, due } = row
  return { sha256, mediaType, due, body: [row, ...parts].map(({ body }) => body).join('') }
}
