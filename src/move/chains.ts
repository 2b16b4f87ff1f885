/**
 * The five-year record of a house, as the verifier reads it: every table once, in the order of its
 * key, those that belong together side by side.
 * @module
 */
import type {
  ArchivedLine,
  EntryLine,
  EventLine,
  MessageLine,
  RecordLine,
  SealLine,
} from '../record/line.ts'
import { parseHead } from '../record/lines.ts'
import type { Row, Value } from '../store/db.ts'
import type { House } from './house.ts'
import { pagesOf } from './leave.ts'
import { carried } from './tables.ts'

export async function* chainLines(house: House): AsyncGenerator<RecordLine, void, undefined> {
  yield* seals(house)
  yield* messages(house)
  yield* entries(house)
}

async function* rowsOf<R extends Row>(house: House, name: string): AsyncGenerator<R> {
  const table = carried.find((each) => each.name === name)
  if (!table) throw new Error(`there is no table ${name}`)
  for await (const { columns, rows } of pagesOf(house, table)) {
    for (const row of rows) {
      yield Object.fromEntries(columns.map((column, at) => [column, row[at] ?? null])) as R
    }
  }
}

/** Of rows in the order of `by`, those that belong to one key after the other. */
function walker<R extends Row>(rows: AsyncGenerator<R>, by: string) {
  let next: R | undefined
  let ended = false
  const peek = async (): Promise<R | undefined> => {
    if (next || ended) return next
    const { value, done } = await rows.next()
    if (done === true) ended = true
    else next = value
    return next
  }
  return {
    peek,
    take: async (key: Value): Promise<R[]> => {
      const found: R[] = []
      for (let row = await peek(); row && row[by] === key; row = await peek()) {
        found.push(row)
        next = undefined
      }
      return found
    },
  }
}

type SealRow = Row & { n: number; opened_at: string; previous: string | null; hash: string | null }

async function* seals(house: House): AsyncGenerator<SealLine> {
  const parts = walker(rowsOf<Row & { body: string }>(house, 'seal_part'), 'seal')
  for await (const { n, opened_at, previous, hash } of rowsOf<SealRow>(house, 'seal')) {
    const body = (await parts.take(n)).map((part) => part.body).join('')
    const heads = body.split('\n').slice(0, -1).map(parseHead)
    if (hash !== null) yield { kind: 'seal', n, at: opened_at, previous, hash, heads }
  }
}

type MessageRow = Row & Omit<MessageLine, 'body' | 'what'>

async function* messages(house: House): AsyncGenerator<MessageLine> {
  const parts = walker(rowsOf<Row & { body: string }>(house, 'message_part'), 'message_id')
  for await (const row of rowsOf<MessageRow>(house, 'message')) {
    const { id, filer, direction, kind: what, format, at, sha256 } = row
    const body = (await parts.take(id)).map((part) => part.body).join('')
    yield { kind: 'message', id, filer, direction, what, format, at, sha256, body }
  }
}

type EntryRow = Row & { id: string; filer: string; entry_number: string; head_seq: number; head: string | null } // prettier-ignore
type EventRow = Row & Omit<EventLine, 'kind' | 'entryId' | 'messages' | 'by'> & { entry_id: string; actor: string | null } // prettier-ignore
type LinkRow = Row & { entry_id: string; seq: number; message_id: string }

type MovedRow = Row & { entry_id: string; archive: number; seq: number; head: string }

async function* entries(house: House): AsyncGenerator<EntryLine | ArchivedLine | EventLine> {
  const moved = walker(rowsOf<MovedRow>(house, 'archived'), 'entry_id')
  const names = new Map<number, string>()
  for await (const { n, name } of rowsOf<Row & { n: number; name: string }>(house, 'archive')) {
    names.set(n, name)
  }
  const events = walker(rowsOf<EventRow>(house, 'event'), 'entry_id')
  const links = walker(rowsOf<LinkRow>(house, 'entry_message'), 'entry_id')
  const journal = async function* (entryId: string): AsyncGenerator<EventLine> {
    const linked = Map.groupBy(await links.take(entryId), ({ seq }) => seq)
    for (const { entry_id, actor, seq, type, at, source, hash, data } of await events.take(
      entryId,
    )) {
      const messages = (linked.get(seq) ?? []).map(({ message_id }) => message_id)
      yield { kind: 'event', entryId: entry_id, seq, type, at, by: actor, source, hash, messages, data } // prettier-ignore
    }
  }
  /** Events whose entry is not there. */
  const strays = async function* (before: string | undefined): AsyncGenerator<EventLine> {
    for (let row = await events.peek(); row; row = await events.peek()) {
      if (before !== undefined && row.entry_id >= before) return
      yield* journal(row.entry_id)
    }
  }
  for await (const { id, filer, entry_number, head_seq, head } of rowsOf<EntryRow>(
    house,
    'entry',
  )) {
    yield* strays(id)
    yield { kind: 'entry', id, filer, entryNumber: entry_number, seq: head_seq, head }
    for (const { archive, seq, head } of await moved.take(id)) {
      yield { kind: 'archived', entryId: id, seq, head, name: names.get(archive) ?? '' }
    }
    yield* journal(id)
  }
  yield* strays(undefined)
}
