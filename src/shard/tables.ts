/**
 * Which rows are a filer's: the table by which a filer is copied, cleared and fenced. A table of the
 * schema that is neither here nor among those that stay fails a test.
 * @module
 */
import { join, list, sql } from '../store/db.ts'
import type { Statement } from '../store/db.ts'

export type Owner =
  /** The row says whose it is. */
  | { readonly by: 'column' }
  /** The row hangs on one that says it. */
  | { readonly by: 'parent'; readonly parent: string; readonly on: string; readonly key: string }
  /** The name of a sequence ends with the filer. */
  | { readonly by: 'name' }

export type Kept = {
  readonly table: string
  /** In the order of the rows. */
  readonly key: readonly string[]
  readonly owner: Owner
  /** What a row may weigh in a page of the copy. */
  readonly heavy?: true
  /**
   * What a person changes here must not be lost in silence; elsewhere a change of a row that is
   * being moved is passed over, so that what the gateway does for all filers at once goes on.
   */
  readonly changes?: 'refuse'
  /** A row without its parent is refused too. */
  readonly orphans?: 'refuse'
}

const column: Owner = { by: 'column' }
const under = (parent: string, on: string, key = 'id'): Owner => ({ by: 'parent', parent, on, key })

/** Parents before their children. */
export const kept: readonly Kept[] = [
  { table: 'api_key', key: ['id'], owner: column, changes: 'refuse' },
  { table: 'session', key: ['sha256'], owner: under('api_key', 'key_id') },
  { table: 'profile', key: ['filer'], owner: column, changes: 'refuse' },
  { table: 'filer_stop', key: ['filer'], owner: column, changes: 'refuse' },
  { table: 'batch_mapping', key: ['filer'], owner: column, changes: 'refuse' },
  { table: 'sequence', key: ['name'], owner: { by: 'name' } },
  { table: 'entry', key: ['id'], owner: column },
  { table: 'declared', key: ['entry_id'], owner: under('entry', 'entry_id') },
  { table: 'event', key: ['entry_id', 'seq'], owner: under('entry', 'entry_id') },
  { table: 'reference', key: ['filer', 'reference'], owner: column },
  { table: 'outbox', key: ['entry_id'], owner: column },
  { table: 'transmission', key: ['message_id'], owner: column },
  { table: 'transmission_entry', key: ['message_id', 'position'], owner: under('transmission', 'message_id', 'message_id') },
  // What is sent, is sent by an attempt: after a move there must be none without its transmission.
  { table: 'attempt', key: ['message_id', 'n'], owner: under('transmission', 'message_id', 'message_id'), orphans: 'refuse' },
  { table: 'message', key: ['id'], owner: column },
  { table: 'message_part', key: ['message_id', 'n'], owner: under('message', 'message_id'), heavy: true },
  { table: 'entry_message', key: ['entry_id', 'seq', 'message_id'], owner: under('entry', 'entry_id') },
  { table: 'inbox', key: ['id'], owner: column },
  { table: 'beyond', key: ['filer', 'entry_number', 'message_id'], owner: column },
  { table: 'idempotency', key: ['filer', 'route', 'idempotency_key'], owner: column },
  { table: 'ledger_day', key: ['filer', 'person', 'day'], owner: column },
  { table: 'ledger', key: ['entry_id', 'person', 'day'], owner: column },
  { table: 'order_lot', key: ['filer', 'lot'], owner: column },
  { table: 'filing_day', key: ['filer', 'day'], owner: column },
  { table: 'tally', key: ['filer', 'kind', 'at', 'name', 'part'], owner: column },
  { table: 'feed', key: ['filer', 'position'], owner: column },
  { table: 'webhook', key: ['id'], owner: column, changes: 'refuse' },
  { table: 'delivery', key: ['webhook_id', 'message_id'], owner: under('webhook', 'webhook_id') },
  { table: 'batch', key: ['id'], owner: column },
  { table: 'batch_part', key: ['batch_id', 'n'], owner: under('batch', 'batch_id'), heavy: true },
  { table: 'batch_upload', key: ['batch_id', 'n'], owner: under('batch', 'batch_id'), heavy: true },
  { table: 'batch_item', key: ['batch_id', 'position'], owner: under('batch', 'batch_id') },
  { table: 'batch_content', key: ['filer', 'content'], owner: column },
  { table: 'entry_order', key: ['filer', 'order_number', 'entry_id'], owner: column },
  { table: 'hand', key: ['filer', 'subject', 'at', 'action'], owner: column },
] // prettier-ignore

/** Of the database and not of a filer, each with the reason. */
export const staying: Readonly<Record<string, string>> = {
  migration: 'what this database has of the schema',
  seal: 'one chain over all journals of this database; the next seal of the new home takes them up',
  seal_part: 'the heads of those seals',
  sending: 'whether this database may send',
  archive: 'files that were made of this database, and stay beside it',
  archived: 'which of those files has the journal of an entry',
  document: 'by its hash, in one folder or bucket for all shards',
  document_part: 'as the document',
  tariff_revision: 'the same in every shard, imported into each',
  tariff_heading: 'as the revision',
  tariff_term: 'as the revision',
}

export const sequenceNames = (filer: string): readonly string[] =>
  ['entry', 'message', 'feed'].map((name) => `${name} ${filer}`)

/** `from ... where ...` that finds the filer's rows. */
export function rowsOf({ table, owner }: Kept, filer: string): Statement {
  switch (owner.by) {
    case 'column':
      return plain(`from ${table} where ${table}.filer = ?`, [filer])
    case 'parent': {
      const { parent, on, key } = owner
      const joined = `from ${parent} join ${table} on ${table}.${on} = ${parent}.${key}`
      return plain(`${joined} where ${parent}.filer = ?`, [filer])
    }
    case 'name':
      return join([
        plain(`from ${table} where ${table}.name in (`, []),
        list(sequenceNames(filer)),
        sql`)`,
      ]) // prettier-ignore
  }
}

const plain = (text: string, values: Statement['values']): Statement => ({ sql: text, values })

/** At most so many of them go in one write. */
export function removal(each: Kept, filer: string, limit: number): Statement {
  const { table, key } = each
  const columns = key.join(', ')
  const own = key.map((name) => `${table}.${name}`).join(', ')
  return join([
    plain(`delete from ${table} where (${columns}) in (select ${own}`, []),
    rowsOf(each, filer),
    plain(`limit ${limit}) returning ${key[0]} as gone`, []),
  ])
}
