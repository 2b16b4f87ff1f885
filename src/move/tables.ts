/**
 * What a house holds, table by table, each with its key: rows are carried in the order of their keys,
 * which is the same on every store.
 * @module
 */

export type Carried = {
  readonly name: string
  readonly key: readonly [string, ...string[]]
  /** Rows of a page, where one row may be hundreds of kilobytes. */
  readonly page?: number
  /** Rows that belong to the old house alone. */
  readonly but?: string
}

const large = 20

/** What makes a gateway act by itself stands last: keys, then those who are told. */
export const carried: readonly Carried[] = [
  { name: 'profile', key: ['filer'] },
  { name: 'sequence', key: ['name'] },
  { name: 'filing_day', key: ['filer', 'day'] },
  { name: 'filer_stop', key: ['filer'] },
  { name: 'beyond', key: ['filer', 'entry_number', 'message_id'] },
  { name: 'seal', key: ['n'] },
  { name: 'seal_part', key: ['seal', 'n'], page: large },
  { name: 'message', key: ['id'] },
  { name: 'message_part', key: ['message_id', 'n'], page: large },
  { name: 'entry', key: ['id'] },
  { name: 'declared', key: ['entry_id'] },
  { name: 'event', key: ['entry_id', 'seq'] },
  { name: 'entry_message', key: ['entry_id', 'seq', 'message_id'] },
  { name: 'archive', key: ['n'] },
  { name: 'archived', key: ['entry_id'] },
  { name: 'reference', key: ['filer', 'reference'] },
  { name: 'idempotency', key: ['filer', 'route', 'idempotency_key'], page: large },
  { name: 'ledger', key: ['entry_id', 'person', 'day'] },
  { name: 'ledger_day', key: ['filer', 'person', 'day'] },
  { name: 'order_lot', key: ['filer', 'lot'] },
  { name: 'entry_order', key: ['filer', 'order_number', 'entry_id'] },
  { name: 'outbox', key: ['entry_id'] },
  { name: 'transmission', key: ['message_id'] },
  { name: 'transmission_entry', key: ['message_id', 'position'] },
  { name: 'attempt', key: ['message_id', 'n'] },
  { name: 'inbox', key: ['id'], page: large },
  { name: 'hand', key: ['filer', 'subject', 'at', 'action'] },
  { name: 'tally', key: ['filer', 'kind', 'at', 'name', 'part'] },
  { name: 'batch', key: ['id'] },
  { name: 'batch_content', key: ['filer', 'content'] },
  { name: 'batch_item', key: ['batch_id', 'position'] },
  { name: 'batch_mapping', key: ['filer'] },
  { name: 'batch_part', key: ['batch_id', 'n'], page: large },
  { name: 'batch_upload', key: ['batch_id', 'n'], page: large },
  { name: 'tariff_revision', key: ['id'] },
  { name: 'tariff_heading', key: ['revision', 'name', 'part'], page: large },
  { name: 'tariff_term', key: ['revision', 'name', 'part'], page: large },
  { name: 'feed', key: ['filer', 'position'] },
  { name: 'api_key', key: ['id'], but: `id = 'installation'` },
  { name: 'delivery', key: ['webhook_id', 'message_id'] },
  { name: 'webhook', key: ['id'] },
]

/**
 * Not carried as rows: the schema is a condition, the pause is the new house's own, a session is of
 * the old address, and documents go through their own port.
 */
export const apart = ['migration', 'sending', 'session', 'document', 'document_part'] as const

/** How many rows are asked for at once where rows are small. */
export const usualPage = 500
