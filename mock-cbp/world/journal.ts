/**
 * The journal of a world: every request that can change it and every request to `/ace`, with how it
 * was answered, from the first byte to the last. What is kept can be replayed.
 * @module
 */
import { sql } from '../../src/store/db.ts'
import type { Statement } from '../../src/store/db.ts'
import { textOf } from './body.ts'
import type { Body } from './body.ts'
import { rowsInto } from './rows.ts'
import type { World } from './world.ts'

/** Requests kept; a gateway that polls twice a second fills this in an hour and a half. */
export const kept = 10_000
/** Old ones go some at a time. */
const trimmed = 100
/** Characters, up to three bytes each; a row of D1 ends at 2 MB, and the line has both sides in it. */
const partLength = 250_000

/** What a handler notes of its request beside what the line shows. */
export type Noted = {
  filer?: string
  messageId?: string
  sha256?: string
  entries?: number
  fault?: string
  /** Which scenario each entry met, and which it just missed. */
  why?: unknown
}

export type Exchange = {
  readonly id: string
  readonly method: string
  /** With its query. */
  readonly path: string
  /** Those that the mock reads. */
  readonly headers: Readonly<Record<string, string>>
  readonly body: Uint8Array
  readonly status: number
  readonly mediaType: string | null
  readonly retryAfter: string | null
  readonly reply: string
  readonly noted: Noted
}

const bodiesInto = rowsInto('mock_body', ['world', 'position', 'part', 'request', 'reply'])

export function journalise(
  { name, position, now, baseNow }: World,
  exchange: Exchange,
): Statement[] {
  const { id, method, path, headers, body, status, mediaType, retryAfter, reply, noted } = exchange
  const { filer = null, messageId = null, sha256 = null, entries = null, fault = null } = noted
  const why = noted.why === undefined ? null : JSON.stringify(noted.why)
  const { form, text } = textOf(body)
  return [
    sql`insert into mock_journal (world, position, id, base_at, at, method, path, headers, filer,
        message_id, http_code, media_type, retry_after, bytes, sha256, entries, fault, why, form,
        request, reply)
      values (${name}, ${position}, ${id}, ${baseNow}, ${now}, ${method}, ${path},
        ${JSON.stringify(headers)}, ${filer}, ${messageId}, ${status}, ${mediaType},
        ${retryAfter}, ${body.length}, ${sha256}, ${entries}, ${fault}, ${why}, ${form},
        ${partOf(text, 1)}, ${partOf(reply, 1)})`,
    ...(Math.max(text.length, reply.length) > partLength
      ? bodiesInto(furtherOf(text, reply).map((part) => [name, position, ...part]))
      : []),
    ...(position % trimmed === 0 ? trim(name, position - kept) : []),
  ]
}

const trim = (world: string, before: number): Statement[] => [
  sql`delete from mock_journal where world = ${world} and position <= ${before}`,
  sql`delete from mock_body where world = ${world} and position <= ${before}`,
]

const partOf = (whole: string, part: number) =>
  whole.slice((part - 1) * partLength, part * partLength)

/** Nearly always both sides are short, and the line has all of them. */
function furtherOf(request: string, reply: string) {
  const parts = Math.ceil(Math.max(request.length, reply.length) / partLength)
  return Array.from({ length: Math.max(0, parts - 1) }, (_, index) => [
    ...[index + 2, partOf(request, index + 2), partOf(reply, index + 2)],
  ])
}

type Row = {
  position: number
  id: string
  base_at: string
  at: string
  method: string
  path: string
  headers: string
  filer: string | null
  message_id: string | null
  http_code: number
  media_type: string | null
  retry_after: string | null
  bytes: number | null
  sha256: string | null
  entries: number | null
  fault: string | null
  why: string | null
}

export type Line = {
  readonly position: number
  readonly id: string
  readonly baseAt: string
  readonly at: string
  readonly method: string
  readonly path: string
  readonly headers: Readonly<Record<string, string>>
  readonly filer: string | null
  readonly messageId: string | null
  readonly status: number
  readonly mediaType: string | null
  readonly retryAfter: string | null
  readonly bytes: number | null
  readonly sha256: string | null
  readonly entries: number | null
  readonly fault: string | null
  readonly why: unknown
}

/** `limit` lines before `before`, oldest first; the newest ones unless told. */
export async function readJournal(
  { db, name }: Pick<World, 'db' | 'name'>,
  limit: number,
  before = Number.MAX_SAFE_INTEGER,
): Promise<Line[]> {
  const rows = await db.read<Row>(
    sql`select position, id, base_at, at, method, path, headers, filer, message_id, http_code,
        media_type, retry_after, bytes, sha256, entries, fault, why
      from mock_journal where world = ${name} and position < ${before}
      order by position desc limit ${limit}`,
  )
  return rows.reverse().map(lineOf)
}

const lineOf = (row: Row): Line => ({
  ...{ position: row.position, id: row.id, baseAt: row.base_at, at: row.at, method: row.method },
  ...{ path: row.path, filer: row.filer, messageId: row.message_id, status: row.http_code },
  ...{ mediaType: row.media_type, retryAfter: row.retry_after, bytes: row.bytes },
  ...{ sha256: row.sha256, entries: row.entries },
  headers: JSON.parse(row.headers) as Readonly<Record<string, string>>,
  fault: row.fault,
  why: row.why === null ? null : (JSON.parse(row.why) as unknown),
})

export type Bodies = { readonly request: Body; readonly reply: Body }

/** What was sent and answered at `position`, to the byte. */
export async function readBodies(
  of: Pick<World, 'db' | 'name'>,
  position: number,
): Promise<Bodies> {
  return bodiesIn(await readParts(of, position - 1, position))
}

export type Part = { position: number; form: string | null; request: string; reply: string }

/** Of the lines after `after`, up to and with `upTo`, in order. */
export const readParts = ({ db, name }: Pick<World, 'db' | 'name'>, after: number, upTo: number) =>
  db.read<Part>(
    sql`select position, 1 as part, form, request, reply from mock_journal
        where world = ${name} and position > ${after} and position <= ${upTo}
      union all select position, part, null as form, request, reply from mock_body
        where world = ${name} and position > ${after} and position <= ${upTo}
      order by position, part`,
  )

/** All parts of one exchange, in order. */
export function bodiesIn(parts: readonly Part[]): Bodies {
  const form = parts[0]?.form === 'base64' ? 'base64' : 'text'
  return {
    request: { form, text: parts.map(({ request }) => request).join('') },
    reply: { form: 'text', text: parts.map(({ reply }) => reply).join('') },
  }
}
