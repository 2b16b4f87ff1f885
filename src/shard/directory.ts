/**
 * The directory: filer to shard, a few dozen bytes each, the same for all. Small enough for any store
 * and for the memory of every process; who reads an old copy of it is told so by the shard itself.
 * @module
 */
import { Conflict, sql } from '../store/db.ts'
import type { Db, Row } from '../store/db.ts'
import type { Migration } from '../store/migrations.ts'
import { decide, evolve } from './residence.ts'
import type { Command, Residence, Stage } from './residence.ts'

export const directorySchema: readonly Migration[] = [
  {
    id: 1,
    name: 'residences and the keys of their filers',
    statements: [
      `create table residence (
        filer text primary key, shard text not null, epoch integer not null, stage text not null,
        other text, version integer not null)`,
      `create index residence_by_shard on residence (shard, filer)`,
      // A version that is taken was written by somebody else: the key is the only lock.
      `create table residence_step (
        filer text not null, version integer not null, step text not null, at text not null,
        primary key (filer, version))`,
      `create table key_filer (key_id text primary key, filer text not null)`,
    ],
  },
]

export type Filed = Residence & { readonly version: number }
export type Outcome =
  | { readonly kind: 'done'; readonly residence: Filed }
  | { readonly kind: 'refused'; readonly why: string }

type ResidenceRow = Row & {
  filer: string; shard: string; epoch: number; stage: Stage; other: string | null; version: number
} // prettier-ignore

export function directory(db: Db, now: () => string) {
  const read = async (filer: string): Promise<Filed | undefined> => {
    const [row] = await db.read<ResidenceRow>(
      sql`select filer, shard, epoch, stage, other, version from residence where filer = ${filer}`,
    )
    return row
  }

  /** One step from `before`; refused when somebody took one in between. */
  const step = async (
    filer: string,
    command: Command,
    before: Filed | undefined,
  ): Promise<Outcome> => {
    const decision = decide(command, before)
    if (decision.kind === 'refused') return decision
    const { shard, epoch, stage, other } = evolve(before, decision.event)
    const version = (before?.version ?? 0) + 1
    try {
      await db.write([
        sql`insert into residence_step (filer, version, step, at)
          values (${filer}, ${version}, ${decision.event.type}, ${now()})`,
        sql`insert into residence (filer, shard, epoch, stage, other, version)
          values (${filer}, ${shard}, ${epoch}, ${stage}, ${other}, ${version})
          on conflict (filer) do update set shard = excluded.shard, epoch = excluded.epoch,
            stage = excluded.stage, other = excluded.other, version = excluded.version`,
      ])
    } catch (error) {
      if (!(error instanceof Conflict)) throw error
      return { kind: 'refused', why: `somebody else moves ${filer}` }
    }
    return { kind: 'done', residence: { filer, shard, epoch, stage, other, version } }
  }

  return {
    read,
    step,
    list: () =>
      db.read<ResidenceRow>(
        sql`select filer, shard, epoch, stage, other, version from residence order by filer`,
      ),
    /** Moves that somebody has begun. */
    unfinished: () =>
      db.read<ResidenceRow>(
        sql`select filer, shard, epoch, stage, other, version from residence
          where stage <> 'serving' order by filer`,
      ),
    noteKey: async (keyId: string, filer: string) => {
      await db.write([
        sql`insert into key_filer (key_id, filer) values (${keyId}, ${filer})
          on conflict (key_id) do nothing`,
      ])
    },
    filerOfKey: async (keyId: string) => {
      const [row] = await db.read<Row & { filer: string }>(
        sql`select filer from key_filer where key_id = ${keyId}`,
      )
      return row?.filer
    },
  }
}

export type Directory = ReturnType<typeof directory>
