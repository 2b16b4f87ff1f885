/**
 * The journal of the mock: every request to /ace, and how it was answered.
 * @module
 */
import type { MiddlewareHandler } from 'hono'
import { sql } from '../../src/store/db.ts'
import type { Db } from '../../src/store/db.ts'
import type { Env } from '../http/request.ts'
import type { World } from './world.ts'

/** Requests kept; a gateway that polls twice a second fills this in an hour and a half. */
const kept = 10_000

export function journal({ db, clock }: World, ids: () => string): MiddlewareHandler<Env> {
  return async function journal(context, next) {
    const at = await clock.now()
    const id = ids()
    context.set('noted', {})
    await next()
    context.header('X-Request-Id', id)
    const { messageId = null, sha256 = null, bytes = null, entries = null } = context.var.noted
    const { method, path } = context.req
    const filer = context.get('filer') ?? null
    await db.write([
      sql`insert into mock_journal (position, id, at, method, path, filer, message_id, http_code,
          bytes, sha256, entries)
        select coalesce(max(position), 0) + 1, ${id}, ${at}, ${method}, ${path.slice(0, 200)},
          ${filer}, ${messageId}, ${context.res.status}, ${bytes}, ${sha256}, ${entries}
        from mock_journal`,
      sql`delete from mock_journal
        where position <= (select max(position) from mock_journal) - ${kept}`,
    ])
  }
}

type Line = {
  position: number
  id: string
  at: string
  method: string
  path: string
  filer: string | null
  message_id: string | null
  http_code: number
  bytes: number | null
  sha256: string | null
  entries: number | null
}

/** The newest `limit` lines, oldest first. */
export async function readJournal(db: Db, limit: number) {
  const lines = await db.read<Line>(
    sql`select position, id, at, method, path, filer, message_id, http_code, bytes, sha256, entries
      from mock_journal order by position desc limit ${limit}`,
  )
  return lines
    .reverse()
    .map(({ message_id: messageId, http_code: status, position: _, ...line }) => ({
      ...line,
      messageId,
      status,
    }))
}
