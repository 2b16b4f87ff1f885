/**
 * The watch over CBP's silence: once a minute the entries that passed one of the limits, each limit
 * alarmed of once. One line for all that passed together: an outage is one alarm, not ten thousand.
 * @module
 */
import { after, hour, minute } from '../domain/day.ts'
import type { Instant } from '../domain/day.ts'
import { lateness } from '../domain/overdue.ts'
import { passLimit } from '../store/silence.ts'
import type { Deps } from './deps.ts'

/** Entries taken at once. */
const most = 500

export function createWatch({ db, clock, log }: Pick<Deps, 'db' | 'clock' | 'log'>) {
  let next: Instant = ''

  return async (): Promise<void> => {
    const now = clock.now()
    if (now < next) return
    next = after(now, minute)
    for (const [index, { hours, alarm }] of lateness.entries()) {
      const since = after(now, -hours * hour)
      for (;;) {
        const silent = await passLimit(db, index + 1, since, most)
        const groups = Map.groupBy(silent, ({ filer, word }) => `${filer} ${word}`)
        for (const [first, ...rest] of groups.values()) {
          if (!first) continue
          const { filer, word, id } = first
          log('alarm', alarm, { filer, word, entries: rest.length + 1, first: id })
        }
        if (silent.length < most) break
      }
    }
  }
}

export type Watch = ReturnType<typeof createWatch>
