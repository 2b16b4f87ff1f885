/**
 * The tables of the five-year record: the chain of every journal, its seals, and whether this
 * database may send at all.
 * @module
 */
import type { Migration } from './migrations.ts'

/** Events from before have no hash: a chain begins at the first event of an entry that has one. */
export const recordMigrations: readonly Migration[] = [
  {
    id: 7,
    name: 'hash chain and seals',
    statements: [
      `alter table event add column actor text`,
      `alter table event add column source text`,
      `alter table event add column hash text`,
      `alter table entry add column head text`,
      `alter table entry add column head_seq integer not null default 0`,
      `alter table entry add column seal_due integer not null default 0`,
      `create index entry_by_seal on entry (seal_due, id)`,
      `create table seal (
        n integer primary key, opened_at text not null, previous text, entries integer not null,
        hash text)`,
      `create table seal_part (
        seal integer not null, n integer not null, body text not null, primary key (seal, n))`,
    ],
  },
  {
    id: 8,
    name: 'sending, and what CBP has beyond this record',
    statements: [
      `create table sending (
        id integer primary key, epoch integer not null, paused_at text, why text, step text,
        place text)`,
      `create table beyond (
        filer text not null, entry_number text not null, message_id text not null, bills text not null,
        found_at text not null, why text not null, primary key (filer, entry_number, message_id))`,
    ],
  },
]
