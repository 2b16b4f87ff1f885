/**
 * The mock's tables. Their names begin with `mock_` and their migrations have numbers of their own,
 * so that one store can hold them beside a gateway's. Every table belongs to a world, by its first
 * column, so that a world can be copied, emptied and restored by statements alone.
 * @module
 */
import type { Migration } from '../../src/store/migrations.ts'

/** The tables that are a world's state, with their columns after `world`. */
export const tables: Readonly<Record<string, readonly string[]>> = {
  mock_world: ['created_at'],
  mock_clock: ['version', 'world_at', 'base_at', 'frozen'],
  mock_setting: ['version', 'settings'],
  mock_transmission: [
    ...['filer', 'message_id', 'sha256', 'media_type', 'received_at', 'due', 'body'],
  ],
  mock_reply: ['filer', 'message_id', 'part', 'body'],
  mock_entry: [
    ...['entry_number', 'filer', 'bill', 'flight', 'accepted_at', 'version', 'course'],
    ...['reads_left', 'review', 'due'],
  ],
  mock_change: ['entry_number', 'version', 'message_id', 'action', 'declared'],
  mock_filing: ['entry_number', 'message_id', 'place', 'action', 'disposition'],
  mock_notice: [
    ...['filer', 'entry_number', 'version', 'sequence', 'copy', 'step', 'at', 'due', 'repeats'],
    ...['notices', 'acknowledged'],
  ],
  mock_day_value: ['consignee', 'day', 'place', 'entry_number', 'value_usd', 'total_usd'],
  mock_document: [
    ...['entry_number', 'message_id', 'place', 'type', 'name', 'media_type', 'bytes', 'sha256'],
    ...['at', 'outcome'],
  ],
  mock_bill: ['bill', 'master_bill', 'flight', 'quantity', 'filed_at'],
  mock_flight: ['flight', 'departed_at', 'arrived_at'],
  mock_journal: [
    ...['position', 'id', 'base_at', 'at', 'method', 'path', 'headers', 'filer', 'message_id'],
    ...['http_code', 'media_type', 'retry_after', 'bytes', 'sha256', 'entries', 'fault', 'why'],
    ...['form', 'request', 'reply'],
  ],
  mock_body: ['position', 'part', 'request', 'reply'],
}

export const migrations: readonly Migration[] = [
  {
    id: 3_322_006,
    name: 'mock-cbp',
    // Without a rowid a table is its key's tree, and an insert writes one page and not two. Where
    // rows are long it has one: at its end SQLite begins a new page, and in a key's tree it deals
    // three of them anew for every few rows.
    statements: [
      // In an older form; what a simulation held then is let go.
      ...[...Object.keys(tables), 'mock_met'].map((name) => `drop table if exists ${name}`),
      `create table mock_world (world text primary key, created_at text not null)`,
      // Moves of the world's clock; the newest one counts.
      `create table mock_clock (
        world text not null, version integer not null, world_at text not null,
        base_at text not null, frozen integer not null, primary key (world, version)
      )`,
      // What the world was told to be; the newest one counts.
      `create table mock_setting (
        world text not null, version integer not null, settings text not null,
        primary key (world, version)
      )`,
      `create table mock_transmission (
        world text not null, filer text not null, message_id text not null, sha256 text not null,
        media_type text not null, received_at text not null, due text not null, body text not null,
        primary key (world, filer, message_id)
      )`,
      `create index mock_transmission_late on mock_transmission (world, due)
        where due > received_at`,
      // What of a reply goes beyond its "body": a row of D1 ends at 2 MB, and a reply may hold 999
      // results.
      `create table mock_reply (
        world text not null, filer text not null, message_id text not null, part integer not null,
        body text not null, primary key (world, filer, message_id, part)
      )`,
      `create table mock_entry (
        world text not null, entry_number text not null, filer text not null, bill text not null,
        flight text, accepted_at text, version integer not null, course text not null,
        reads_left integer, review text, due text, primary key (world, entry_number)
      ) without rowid`,
      `create index mock_entry_bill on mock_entry (world, bill)`,
      `create index mock_entry_flight on mock_entry (world, flight) where flight is not null`,
      `create index mock_entry_reads on mock_entry (world, filer, reads_left)
        where reads_left is not null`,
      // What the mailbox has, by entry and not by notification: of these a filing brings three.
      `create index mock_entry_due on mock_entry (world, filer, due) where due is not null`,
      // What took effect on an entry. The key is the lock: of two at once, one is second.
      `create table mock_change (
        world text not null, entry_number text not null, version integer not null,
        message_id text not null, action text not null, declared text not null,
        primary key (world, entry_number, version)
      ) without rowid`,
      // Every filing that was answered, refused ones too.
      `create table mock_filing (
        world text not null, entry_number text not null, message_id text not null,
        place integer not null, action text not null, disposition text not null,
        primary key (world, entry_number, message_id, place)
      ) without rowid`,
      // "at" is CBP's time, "due" when the mailbox shows it, "repeats" how often in one page. The
      // key is the notification's id too; another tree for ids cost a filing 11 us more.
      `create table mock_notice (
        world text not null, filer text not null, entry_number text not null,
        version integer not null, sequence integer not null, copy integer not null, step integer, at text not null, due text not null,
        repeats integer not null, notices text not null, acknowledged integer not null,
        primary key (world, entry_number, sequence, copy)
      ) without rowid`,
      // To count them without a look at all that they say, which was half the price of the metrics.
      `create index mock_notice_done on mock_notice (world) where acknowledged = 1`,
      // One person's day as a list, with the sum up to each place. The place is the lock: of two at
      // once, one is second.
      `create table mock_day_value (
        world text not null, consignee text not null, day text not null, place integer not null,
        entry_number text not null, value_usd integer not null, total_usd integer not null,
        primary key (world, consignee, day, place)
      ) without rowid`,
      `create table mock_document (
        world text not null, entry_number text not null, message_id text not null,
        place integer not null, type text not null, name text not null, media_type text not null,
        bytes integer not null, sha256 text not null, at text not null, outcome text not null,
        primary key (world, entry_number, message_id, place)
      )`,
      // Manifests, as carriers file them.
      `create table mock_bill (
        world text not null, bill text not null, master_bill text, flight text,
        quantity integer, filed_at text not null, primary key (world, bill)
      ) without rowid`,
      `create table mock_flight (
        world text not null, flight text not null, departed_at text, arrived_at text,
        primary key (world, flight)
      ) without rowid`,
      // "form" is that of the request: text or base64.
      `create table mock_journal (
        world text not null, position integer not null, id text not null, base_at text not null,
        at text not null, method text not null, path text not null, headers text not null,
        filer text, message_id text, http_code integer not null, media_type text,
        retry_after text, bytes integer, sha256 text, entries integer, fault text, why text,
        form text not null, request text not null, reply text not null,
        primary key (world, position)
      )`,
      // Most answers are 200 and need no look; to count the others, none at all that was said.
      `create index mock_journal_other on mock_journal (world, http_code) where http_code <> 200`,
      `create index mock_journal_fault on mock_journal (world, message_id) where fault is not null`,
      // What of both sides goes beyond the line of the journal, from part 2 on.
      `create table mock_body (
        world text not null, position integer not null, part integer not null,
        request text not null, reply text not null, primary key (world, position, part)
      ) without rowid`,
      // Which outcomes callers have met, over all worlds and beyond their resets.
      `create table mock_met (outcome text primary key, world text not null, at text not null)`,
    ],
  },
]
