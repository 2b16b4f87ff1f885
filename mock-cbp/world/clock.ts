/**
 * The world's clock: the base clock, moved by hand. Its moves are rows, so that every isolate that
 * serves this world reads the same time; of two moves at once the key makes one second.
 * @module
 */
import { after, millisBetween, parseInstant } from '../../src/domain/day.ts'
import type { Instant } from '../../src/domain/day.ts'
import { Conflict, sql } from '../../src/store/db.ts'
import type { Db, Statement } from '../../src/store/db.ts'
import { parseDuration } from './duration.ts'

/** Instants as ISO 8601 UTC with milliseconds. */
export type BaseClock = { readonly now: () => string }

export type WorldTime = { readonly now: Instant; readonly frozen: boolean }

export type WorldClock = {
  readonly now: () => Promise<Instant>
  readonly read: () => Promise<WorldTime>
  /** By an ISO 8601 duration, `PT4H`. */
  readonly advance: (duration: string) => Promise<Instant>
  readonly set: (instant: string) => Promise<Instant>
  readonly freeze: () => Promise<Instant>
  readonly run: () => Promise<Instant>
  /** To when the next notice or reply is due; stays where it is when none is. */
  readonly jumpToNext: () => Promise<Instant>
  readonly next: () => Promise<Instant | null>
}

export class ClockRefused extends Error {
  override readonly name = 'ClockRefused'
  readonly code: 'clock_backwards' | 'clock_invalid'

  constructor(code: 'clock_backwards' | 'clock_invalid', detail: string) {
    super(detail)
    this.code = code
  }
}

type Move = { version: number; world_at: string; base_at: string; frozen: number }
type Target = Readonly<Partial<WorldTime>>

export function worldClock(db: Db, base: BaseClock): WorldClock {
  const latest = async (): Promise<Move> => {
    const [move] = await db.read<Move>(
      sql`select version, world_at, base_at, frozen from mock_clock order by version desc limit 1`,
    )
    const now = base.now()
    return move ?? { version: 0, world_at: now, base_at: now, frozen: 0 }
  }

  const move = async (target: (time: WorldTime) => Target | Promise<Target>): Promise<Instant> => {
    for (;;) {
      const last = await latest()
      const time = timeOf(last, base.now())
      const { now, frozen } = { ...time, ...(await target(time)) }
      if (now < time.now) throw new ClockRefused('clock_backwards', `it is ${time.now} already`)
      try {
        await db.write([
          sql`insert into mock_clock (version, world_at, base_at, frozen)
            values (${last.version + 1}, ${now}, ${base.now()}, ${frozen ? 1 : 0})`,
        ])
        return now
      } catch (error) {
        if (!(error instanceof Conflict)) throw error
      }
    }
  }

  const read = async () => timeOf(await latest(), base.now())
  const nextAfter = async (now: Instant): Promise<Instant | null> => {
    const [row] = await db.read<{ due: string | null }>(
      sql`select min(due) as due from (
        select due from mock_notice where acknowledged = 0 and due > ${now}
        union all select due from mock_transmission where due > ${now}
      ) as waiting`,
    )
    return row?.due ?? null
  }

  return {
    read,
    now: async () => (await read()).now,
    advance: (duration) =>
      move(({ now }) => {
        const millis = parseDuration(duration)
        if (millis === undefined) {
          throw new ClockRefused('clock_invalid', `"${duration.slice(0, 40)}" is no duration: PT4H`)
        }
        return { now: inRange(after(now, millis)) }
      }),
    set: (instant) =>
      move(() => {
        const now = parseInstant(instant)
        if (now === undefined) {
          throw new ClockRefused('clock_invalid', `"${instant.slice(0, 40)}" is no instant`)
        }
        return { now: inRange(now) }
      }),
    freeze: () => move(() => ({ frozen: true })),
    run: () => move(() => ({ frozen: false })),
    jumpToNext: () => move(async ({ now }) => ({ now: (await nextAfter(now)) ?? now })),
    next: async () => nextAfter((await read()).now),
  }
}

const timeOf = ({ world_at, base_at, frozen }: Move, now: Instant): WorldTime => ({
  now: frozen ? world_at : after(world_at, millisBetween(base_at, now)),
  frozen: frozen === 1,
})

/** Text order is time order up to the year 9999; dates need room after that day. */
function inRange(now: Instant): Instant {
  if (/^[0-8]\d{3}-/.test(now)) return now
  throw new ClockRefused('clock_invalid', 'the clock ends with the year 8999')
}

/** A world that only the clock's hands move begins frozen; one that began before stays as it is. */
export function beginFrozen(now: Instant): Statement {
  return sql`insert into mock_clock (version, world_at, base_at, frozen)
    select 1, ${now}, ${now}, 1 where not exists (select 1 from mock_clock)`
}
