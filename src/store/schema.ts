/**
 * The gateway's tables. Rows of this list are never edited; a change is a new row.
 * Instants are ISO text, flags 0 or 1, structures JSON text; a key is the only lock.
 * @module
 */
import { archiveMigration } from './archives.ts'
import { intakeTables } from './intake.ts'
import { batchMigration } from './batches.ts'
import { declaredMigration, declaringMigration } from './declared.ts'
import { documentMigration } from './documents.ts'
import { announcementTables } from './feed.ts'
import { guardMigrations } from './guards.ts'
import type { Migration } from './migrations.ts'
import { billMigration } from './bills.ts'
import { forgettingMigration } from './idempotency.ts'
import { contentMigration } from './content.ts'
import { recordMigrations } from './record.ts'
import { sessionMigration } from './sessions.ts'
import { spanMigration } from './span.ts'
import { tallyMigration } from './tally.ts'
import { tariffTables } from './tariff.ts'

export const schema: readonly Migration[] = [
  {
    id: 1,
    name: 'journal, views, outbox, inbox',
    statements: [
      `create table event (
        entry_id text not null, seq integer not null, type text not null, at text not null,
        data text not null, primary key (entry_id, seq))`,
      `create table entry (
        id text primary key, filer text not null, entry_number text not null,
        entry_type text not null, reference text not null, status text not null,
        house_bill text not null, master_bill text not null, consignee text not null,
        arrival_day text not null, pending_message_id text, created_at text not null,
        updated_at text not null, state text not null)`,
      `create unique index entry_by_number on entry (entry_number)`,
      `create index entry_by_filer on entry (filer, id)`,
      `create index entry_by_status on entry (filer, status, id)`,
      `create index entry_by_reference on entry (filer, reference, id)`,
      `create index entry_by_house_bill on entry (filer, house_bill, id)`,
      `create index entry_by_master_bill on entry (filer, master_bill, id)`,
      `create index entry_by_consignee on entry (filer, consignee, id)`,
      `create table reference (
        filer text not null, reference text not null, entry_id text not null,
        primary key (filer, reference)) without rowid`,
      `create table sequence (name text primary key, value integer not null) without rowid`,
      `create table outbox (
        entry_id text primary key, filer text not null, action text not null, at text not null) without rowid`,
      `create index outbox_by_filer on outbox (filer, at)`,
      `create table transmission (
        message_id text primary key, filer text not null, kind text not null, format text not null,
        state text not null, in_doubt integer not null, due_at text not null,
        attempts integer not null, note text, created_at text not null, answered_at text)`,
      `create index transmission_by_state on transmission (state, due_at)`,
      `create table transmission_entry (
        message_id text not null, position integer not null, entry_id text not null,
        action text not null, primary key (message_id, position)) without rowid`,
      `create table attempt (
        message_id text not null, n integer not null, started_at text not null,
        lease_until text not null, finished_at text, outcome text, detail text,
        primary key (message_id, n))`,
      `create table message (
        id text primary key, filer text not null, direction text not null, kind text not null,
        format text not null, sha256 text not null, bytes integer not null, at text not null) without rowid`,
      `create table message_part (
        message_id text not null, n integer not null, body text not null,
        primary key (message_id, n))`,
      `create table entry_message (
        entry_id text not null, seq integer not null, message_id text not null,
        primary key (entry_id, seq, message_id)) without rowid`,
      `create table inbox (
        id text primary key, filer text not null, entry_number text not null, cbp_at text not null,
        sequence integer not null, sha256 text not null, raw text not null,
        received_at text not null, outcome text not null, detail text, entry_id text)`,
      `create index inbox_by_entry on inbox (entry_number, outcome)`,
      `create index inbox_by_outcome on inbox (outcome, cbp_at, sequence)`,
    ],
  },
  {
    id: 2,
    name: 'keys and idempotency',
    statements: [
      `create table api_key (
        id text primary key, filer text not null, name text not null, sha256 text not null,
        scopes text not null, created_at text not null, expires_at text, revoked_at text)`,
      `create index api_key_by_filer on api_key (filer, id)`,
      `create table idempotency (
        filer text not null, route text not null, idempotency_key text not null,
        fingerprint text not null, status integer not null, body text not null,
        created_at text not null, primary key (filer, route, idempotency_key))`,
    ],
  },
  {
    id: 3,
    name: 'value ledger',
    statements: [
      `create table ledger_day (
        filer text not null, person text not null, day text not null, cents integer not null,
        ceiling integer not null, primary key (filer, person, day),
        constraint ledger_day_ceiling check (cents <= ceiling)) without rowid`,
      `create table ledger (
        entry_id text not null, filer text not null, person text not null, day text not null,
        cents integer not null, entry_number text not null, reference text not null,
        name text not null, street text not null, primary key (entry_id, person, day)) without rowid`,
      `create index ledger_by_person on ledger (filer, person, day)`,
      `create table order_lot (
        filer text not null, lot text not null, entry_id text not null, primary key (filer, lot)) without rowid`,
      `create index order_lot_by_entry on order_lot (entry_id)`,
      `create table profile (
        filer text primary key, settings text not null, updated_at text not null)`,
    ],
  },
  { id: 4, name: 'tariff', statements: tariffTables },
  { id: 5, name: 'feed, webhooks, deliveries', statements: announcementTables },
  ...recordMigrations,
  { id: 10, name: 'intake', statements: intakeTables },
  ...guardMigrations,
  sessionMigration,
  batchMigration,
  tallyMigration,
  billMigration,
  documentMigration,
  archiveMigration,
  spanMigration,
  contentMigration,
  declaredMigration,
  declaringMigration,
  forgettingMigration,
]
