/**
 * The mock's tables. Their names begin with `mock_` and their migrations have numbers of their own,
 * so that one store can hold them beside a gateway's.
 * @module
 */
import type { Migration } from '../../src/store/migrations.ts'

/** In the order in which they can be emptied. */
export const tables = [
  'mock_notice',
  'mock_filing',
  'mock_change',
  'mock_entry',
  'mock_reply',
  'mock_transmission',
  'mock_journal',
  'mock_clock',
]

export const migrations: readonly Migration[] = [
  {
    id: 3_322_001,
    name: 'mock-cbp',
    statements: [
      // Moves of the world's clock; the newest one counts.
      `create table mock_clock (
        version integer primary key, world_at text not null, base_at text not null,
        frozen integer not null
      )`,
      `create table mock_transmission (
        filer text not null, message_id text not null, sha256 text not null,
        media_type text not null, received_at text not null, due text not null,
        primary key (filer, message_id)
      )`,
      // In parts, because a row of D1 ends at 2 MB and a reply may hold 999 results.
      `create table mock_reply (
        filer text not null, message_id text not null, part integer not null, body text not null,
        primary key (filer, message_id, part)
      )`,
      `create table mock_entry (
        entry_number text primary key, filer text not null, bill text not null,
        accepted_at text, version integer not null, course text not null
      )`,
      // What took effect on an entry. The key is the lock: of two at once, one is second.
      `create table mock_change (
        entry_number text not null, version integer not null, message_id text not null,
        action text not null, declared text not null, primary key (entry_number, version)
      )`,
      // Every filing that was answered, refused ones too.
      `create table mock_filing (
        entry_number text not null, message_id text not null, place integer not null,
        action text not null, disposition text not null,
        primary key (entry_number, message_id, place)
      )`,
      // "at" is CBP's time, "due" when the mailbox shows it, "repeats" how often in one page.
      `create table mock_notice (
        notification_id text primary key, filer text not null, entry_number text not null,
        version integer not null, sequence integer not null, copy integer not null,
        at text not null, due text not null, repeats integer not null, notices text not null,
        acknowledged integer not null
      )`,
      `create index mock_notice_due on mock_notice (filer, acknowledged, due)`,
      `create index mock_notice_entry on mock_notice (entry_number, sequence)`,
      `create table mock_journal (
        position integer primary key, id text not null, at text not null, method text not null,
        path text not null, filer text, message_id text, http_code integer not null,
        bytes integer, sha256 text, entries integer
      )`,
    ],
  },
]
