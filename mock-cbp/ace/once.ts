/**
 * A message id counts once: the first reply is kept in the same write as its effect and given again
 * to the same bytes; other bytes under the id are refused.
 * @module
 */
import type { Instant } from '../../src/domain/day.ts'
import { Conflict, StoreUnavailable, sql } from '../../src/store/db.ts'
import type { Db, Statement } from '../../src/store/db.ts'
import { problem } from '../http/problem.ts'
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
}

export type Worked = Reply & { readonly statements: readonly Statement[] }

/** Rivals for one entry settle in two rounds; more means that the store is in trouble. */
const rounds = 5
/** Characters; a row of D1 ends at 2 MB. */
const partLength = 500_000

/**
 * `work` reads, decides, and hands over what is to be written together with its reply. A `Response`
 * instead means that the message was not taken: nothing is kept, and a better one may follow.
 */
export async function once(
  { db, clock }: World,
  message: Message,
  work: (now: Instant) => Promise<Worked | Response>,
): Promise<Response> {
  const { filer, messageId, sha256 } = message
  for (let round = 1; round <= rounds; round += 1) {
    const now = await clock.now()
    const known = await find(db, filer, messageId)
    if (known && known.sha256 !== sha256) {
      return problem('message_id_reused', `${messageId} came before with other bytes`)
    }
    if (known) return answer(known, now)
    const worked = await work(now)
    if (worked instanceof Response) return worked
    try {
      await db.write([...keep(message, worked, now), ...worked.statements])
      return answer(worked, now)
    } catch (error) {
      if (!(error instanceof Conflict)) throw error
    }
  }
  throw new StoreUnavailable('busy')
}

export async function again({ db, clock }: World, filer: string, messageId: string) {
  const known = await find(db, filer, messageId)
  return known && answer(known, await clock.now())
}

function answer({ mediaType, body, due }: Reply, now: Instant): Response {
  return due > now
    ? new Response(null, { status: 202, headers: { 'Retry-After': '5' } })
    : new Response(body, { headers: { 'Content-Type': mediaType } })
}

function keep({ filer, messageId, sha256 }: Message, reply: Reply, now: Instant): Statement[] {
  const { mediaType, body, due } = reply
  return [
    sql`insert into mock_transmission (filer, message_id, sha256, media_type, received_at, due)
      values (${filer}, ${messageId}, ${sha256}, ${mediaType}, ${now}, ${due})`,
    ...partsOf(body).map(
      (part, index) =>
        sql`insert into mock_reply (filer, message_id, part, body)
          values (${filer}, ${messageId}, ${index + 1}, ${part})`,
    ),
  ]
}

const partsOf = (text: string): string[] =>
  Array.from({ length: Math.ceil(text.length / partLength) }, (_, index) =>
    text.slice(index * partLength, (index + 1) * partLength),
  )

async function find(
  db: Db,
  filer: string,
  messageId: string,
): Promise<(Reply & { sha256: string }) | undefined> {
  const [row] = await db.read<{ sha256: string; media_type: string; due: string }>(
    sql`select sha256, media_type, due from mock_transmission
      where filer = ${filer} and message_id = ${messageId}`,
  )
  if (!row) return undefined
  const parts = await db.read<{ body: string }>(
    sql`select body from mock_reply
      where filer = ${filer} and message_id = ${messageId} order by part`,
  )
  const { sha256, media_type: mediaType, due } = row
  return { sha256, mediaType, due, body: parts.map((part) => part.body).join('') }
}

export async function sha256Of(bytes: Uint8Array<ArrayBuffer>): Promise<string> {
  const digest = await crypto.subtle.digest('SHA-256', bytes)
  return [...new Uint8Array(digest)].map((byte) => byte.toString(16).padStart(2, '0')).join('')
}
