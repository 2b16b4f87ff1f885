/**
 * The world's clock: the base clock, moved by hand. Its moves are rows, so that every isolate that
 * serves this world reads the same time; of two moves at once the key makes one second.
 * @module
 */
import { after, millisBetween, parseInstant } from '../../src/domain/day.ts'
import type { Instant } from '../../src/domain/day.ts'
import { sql } from '../../src/store/db.ts'
import type { Statement } from '../../src/store/db.ts'
import { parseDuration } from './duration.ts'
import type { World } from './world.ts'

/** Instants as ISO 8601 UTC with milliseconds. */
export type BaseClock = { readonly now: () => string }

/** In the one form of instants, whatever form the clock has. */
export function inInstants(clock: BaseClock): BaseClock {
  let told = ''
  let read = ''
  return {
    now: () => {
      const text = clock.now()
      if (text !== told) {
        told = text
        read = parseInstant(text) ?? text
      }
      return read
    },
  }
}

export type WorldTime = { readonly now: Instant; readonly frozen: boolean }

/** When the clock was last moved: what it showed then, and what the base clock did. */
export type Move = {
  readonly version: number
  readonly worldAt: Instant
  readonly baseAt: Instant
  readonly frozen: boolean
}

/** What a caller may ask of the clock; `jump` is to the next due thing. */
export type ClockCommand =
  | { readonly advance: string }
  | { readonly set: string }
  | { readonly freeze: true }
  | { readonly run: true }
  | { readonly jump: true }

export class ClockRefused extends Error {
  override readonly name = 'ClockRefused'
  readonly code: 'clock_backwards' | 'clock_invalid'

  constructor(code: 'clock_backwards' | 'clock_invalid', detail: string) {
    super(detail)
    this.code = code
  }
}

export const timeOf = ({ worldAt, baseAt, frozen }: Move, baseNow: Instant): WorldTime => ({
  now: frozen
    ? worldAt
    : worldAt === baseAt
      ? baseNow
      : after(worldAt, millisBetween(baseAt, baseNow)),
  frozen,
})

/** Throws `ClockRefused`, with nothing moved. */
export async function moveClock(world: World, command: ClockCommand): Promise<WorldTime> {
  const { name, move, now: before, baseNow, effects } = world
  const now = await target(world, command)
  if (now < before) {
    throw new ClockRefused(
      'clock_backwards',
      `/set: it is ${before} already, and ${now} is before that`,
    )
  }
  const frozen = 'freeze' in command || (move.frozen && !('run' in command))
  effects.push(
    sql`insert into mock_clock (world, version, world_at, base_at, frozen)
      values (${name}, ${move.version + 1}, ${now}, ${baseNow}, ${frozen ? 1 : 0})`,
    sql`delete from mock_clock where world = ${name} and version <= ${move.version}`,
  )
  return { now, frozen }
}

async function target(world: World, command: ClockCommand): Promise<Instant> {
  const { now } = world
  if ('jump' in command) return (await nextDue(world)) ?? now
  if ('advance' in command) {
    const millis = parseDuration(command.advance)
    if (millis !== undefined) return inRange(after(now, millis))
    const sent = command.advance.slice(0, 40)
    throw new ClockRefused('clock_invalid', `/advance: "${sent}" is no duration: PT4H, 4h, 30m`)
  }
  if (!('set' in command)) return now
  const at = parseInstant(command.set)
  if (at !== undefined) return inRange(at)
  const sent = command.set.slice(0, 40)
  throw new ClockRefused('clock_invalid', `/set: "${sent}" is no instant: 2026-12-01T14:00:00Z`)
}

/** When the next notice or reply is due. */
export async function nextDue({ db, name, now }: World): Promise<Instant | null> {
  const [row] = await db.read<{ due: string | null }>(
    sql`select min(due) as due from (
      select min(due) as due from mock_entry where world = ${name} and due > ${now}
      union all
      select min(n.due) as due from mock_entry e
        cross join mock_notice n
        where e.world = ${name} and e.due <= ${now} and n.world = e.world
          and n.entry_number = e.entry_number and n.acknowledged = 0 and n.due > ${now}
      union all
      select min(due) as due from mock_transmission
        where world = ${name} and due > received_at and due > ${now}
    ) as waiting`,
  )
  return row?.due ?? null
}

/** Text order is time order up to the year 9999; dates need room after that day. */
function inRange(now: Instant): Instant {
  if (/^[0-8]\d{3}-/.test(now)) return now
  throw new ClockRefused('clock_invalid', 'the clock ends with the year 8999')
}

export function beginFrozen(world: string, now: Instant): Statement {
  return sql`insert into mock_clock (world, version, world_at, base_at, frozen)
    values (${world}, 1, ${now}, ${now}, 1)`
}
