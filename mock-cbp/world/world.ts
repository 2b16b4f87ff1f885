/**
 * A world as one request sees it: one moment of its clock, its settings and rules, and the list of
 * statements that the request's answer is to be written with.
 * @module
 */
import type { Instant } from '../../src/domain/day.ts'
import { sql } from '../../src/store/db.ts'
import type { Db, Statement } from '../../src/store/db.ts'
import { compileRules } from '../scenario/compile.ts'
import type { Rule } from '../scenario/rule.ts'
import { beginFrozen, timeOf } from './clock.ts'
import type { BaseClock, Move } from './clock.ts'
import type { MockStore } from './keep.ts'
import { nothingKept } from './settings.ts'
import type { Kept, Settings } from './settings.ts'

export type World = {
  readonly name: string
  readonly db: Db
  readonly baseNow: Instant
  readonly now: Instant
  readonly move: Move
  readonly settings: Settings
  /** The mock's own, with which every world begins. */
  readonly usual: Settings
  readonly settingVersion: number
  readonly kept: Kept
  /** The world's own first, then the mock's. The first one that matches counts. */
  readonly rules: readonly Rule[]
  /** Whether carriers filed any; in most worlds none did, and no filing looks for its bill. */
  readonly manifested: boolean
  /** Of this exchange in the world's journal, from 1. */
  readonly position: number
  /** Written together with the exchange, or not at all. */
  readonly effects: Statement[]
}

/** What every world has until it is told otherwise. */
export type WorldDefaults = {
  readonly db: MockStore
  /** In instants. */
  readonly clock: BaseClock
  readonly settings: Settings
  readonly rules: readonly Rule[]
}

export const mainWorld = 'main'
export const worldNameForm = /^[A-Za-z0-9][A-Za-z0-9._-]{0,63}$/

/**
 * A world as its rows have it: the last move of its clock, its settings, its last exchange, one of
 * the bills that carriers filed.
 */
export type WorldRow = {
  version: number | null
  world_at: string | null
  base_at: string | null
  frozen: number | null
  setting_version: number | null
  settings: string | null
  position: number | null
  bill: string | null
}

export async function readWorldRow(db: Db, name: string): Promise<WorldRow | undefined> {
  const [row] = await db.read<WorldRow>(
    sql`select c.version, c.world_at, c.base_at, c.frozen, s.version as setting_version, s.settings,
        (select max(position) from mock_journal where world = ${name}) as position,
        (select min(bill) from mock_bill where world = ${name}) as bill
      from mock_world w
      left join mock_clock c on c.world = w.world
        and c.version = (select max(version) from mock_clock where world = ${name})
      left join mock_setting s on s.world = w.world
        and s.version = (select max(version) from mock_setting where world = ${name})
      where w.world = ${name}`,
  )
  return row
}

/** The world at this moment. Without a row it is a new one, and its beginning is an effect. */
export function openWorld(
  { db, clock, ...defaults }: WorldDefaults,
  name: string,
  row: WorldRow | undefined,
): World {
  const kept = row?.settings ? (JSON.parse(row.settings) as Kept) : nothingKept
  const settings = { ...defaults.settings, ...kept.settings }
  const baseNow = clock.now()
  const effects: Statement[] = []
  if (!row)
    effects.push(sql`insert into mock_world (world, created_at) values (${name}, ${baseNow})`)
  const move = moveOf(row, baseNow) ?? firstMove(name, settings, baseNow, effects)
  const { now } = timeOf(move, baseNow)
  return {
    ...{ name, db, baseNow, now, move, settings, kept, effects },
    usual: defaults.settings,
    settingVersion: row?.setting_version ?? 0,
    rules:
      kept.rules.length === 0 ? defaults.rules : [...compileRules(kept.rules), ...defaults.rules],
    manifested: row !== undefined && row.bill !== null,
    position: (row?.position ?? 0) + 1,
  }
}

const moveOf = (row: WorldRow | undefined, baseNow: Instant): Move | undefined =>
  row && row.version !== null
    ? {
        version: row.version,
        worldAt: row.world_at ?? baseNow,
        baseAt: row.base_at ?? baseNow,
        frozen: row.frozen === 1,
      }
    : undefined

/** A world that only the clock's hands move begins frozen, at the moment of its first use. */
function firstMove(name: string, { pace }: Settings, baseNow: Instant, effects: Statement[]): Move {
  if (pace !== 'manual') return { version: 0, worldAt: baseNow, baseAt: baseNow, frozen: false }
  effects.push(beginFrozen(name, baseNow))
  return { version: 1, worldAt: baseNow, baseAt: baseNow, frozen: true }
}
