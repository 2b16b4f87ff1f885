/**
 * Whether a filer may file just now: not while it is stopped, not beyond its day's cap, and not
 * while so much waits that more would only wait longer.
 * @module
 */
import { addDays, millisBetween, parseDay } from '../domain/day.ts'
import type { Day, Instant } from '../domain/day.ts'
import type { FilerCode } from '../domain/number.ts'
import { CheckFailed } from '../store/db.ts'
import type { Statement } from '../store/db.ts'
import { capCheck, countFilings, isStopped, liftStop, putStop, stops } from '../store/intake.ts'
import { waitingUpTo } from '../store/intake.ts'
import type { Stop } from '../store/intake.ts'
import type { Deps } from './deps.ts'

export type { Stop }

export type Held = {
  readonly kind: 'held'
  readonly reason: 'filing_stopped' | 'daily_cap' | 'queue_full'
  readonly retrySeconds: number
}

export type Intake = {
  readonly held: (filer: FilerCode) => Promise<Held | undefined>
  /** How many shipments of files may join what waits: half of the room is for those who call. */
  readonly spare: () => Promise<number>
  /** Goes into the write of so many filings. */
  readonly count: (filer: FilerCode, at: Instant, filings: number) => readonly Statement[]
  /** What an error of that write means, if it is about the cap. */
  readonly over: (filer: FilerCode, error: unknown) => Held | undefined
  readonly stops: {
    readonly list: () => Promise<Stop[]>
    readonly put: (filer: FilerCode, why: string) => Promise<Stop>
    readonly lift: (filer: FilerCode) => Promise<boolean>
  }
}

/** What waits is counted once a second, and by hand in between. */
const countMillis = 1000
const queueSeconds = 30

export function intake({ db, clock, log, bounds }: Deps): Intake {
  const { waiting: most = Infinity, perDay = Infinity } = bounds ?? {}
  let counted = { at: '', rows: 0 }
  let full = false
  /** So that each alarm is given once: filer and day. */
  const told = new Set<string>()

  const waiting = async () => {
    const now = clock.now()
    if (counted.at === '' || Math.abs(millisBetween(counted.at, now)) >= countMillis) {
      counted = { at: now, rows: await waitingUpTo(db, most) }
    }
    return counted.rows
  }

  const queueFull = async () => {
    if (most === Infinity) return false
    const was = full
    full = (await waiting()) >= most
    if (full && !was) log('alarm', 'queue_full', { waiting: most })
    return full
  }

  const today = () => clock.now().slice(0, 10)
  const capped = () => {
    const midnight = `${addDays(parseDay(today()) as Day, 1)}T00:00:00.000Z`
    return held('daily_cap', Math.ceil(millisBetween(clock.now(), midnight) / 1000))
  }

  return {
    held: async (filer) => {
      if (await isStopped(db, filer)) return held('filing_stopped', 3600)
      if (told.has(`${filer} ${today()}`)) return capped()
      return (await queueFull()) ? held('queue_full', queueSeconds) : undefined
    },
    spare: async () => (most === Infinity ? Infinity : Math.floor(most / 2) - (await waiting())),
    count: (filer, at, filings) => {
      counted.rows += filings
      if (perDay === Infinity || filings === 0) return []
      return [countFilings(filer, at.slice(0, 10), filings, perDay)]
    },
    over: (filer, error) => {
      if (!(error instanceof CheckFailed && error.check === capCheck)) return undefined
      const name = `${filer} ${today()}`
      if (!told.has(name)) log('alarm', 'daily_cap', { filer, most: perDay })
      told.add(name)
      return capped()
    },
    stops: {
      list: () => stops(db),
      put: async (filer, why) => {
        const stop = { filer, at: clock.now(), why }
        await db.write([putStop(stop)])
        log('alarm', 'filing_stopped', { filer })
        return stop
      },
      lift: async (filer) => {
        const [rows] = await db.write([liftStop(filer)])
        if (rows?.length) log('warn', 'filing_resumed', { filer })
        return (rows?.length ?? 0) > 0
      },
    },
  }
}

const held = (reason: Held['reason'], retrySeconds: number): Held => ({
  kind: 'held',
  reason,
  retrySeconds,
})
