/**
 * The tables of the guards: silence of CBP on each entry, tries of each notification, and what
 * people did by hand.
 * @module
 */
import type { Migration } from './migrations.ts'

/** Entries from before are watched from their next event on. */
export const guardMigrations: readonly Migration[] = [
  {
    id: 11,
    name: 'silence',
    statements: [
      `alter table entry add column silent_word text`,
      `alter table entry add column silent_since text`,
      `alter table entry add column silence_told integer not null default 0`,
      `create index entry_by_silence on entry (silence_told, silent_since)`,
    ],
  },
  {
    id: 12,
    name: 'tries of notifications, and the log of hands',
    statements: [
      `alter table inbox add column tries integer not null default 0`,
      `alter table inbox add column retry_at text`,
      `create index inbox_by_filer on inbox (filer, outcome, received_at, id)`,
      `create table hand (
        filer text not null, subject text not null, at text not null, action text not null,
        actor text not null, why text, primary key (filer, subject, at, action))`,
      `create index transmission_by_filer on transmission (filer, state, message_id)`,
    ],
  },
]
