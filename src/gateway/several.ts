/**
 * Commands on several entries as one write. Whatever is not plain (a lost race, a limit, a journal
 * that has to be read) is left to be asked alone, and with it what comes behind it of its entry.
 * @module
 */
import type { Command } from '../domain/command.ts'
import { decide } from '../domain/decide.ts'
import type { Entry } from '../domain/entry.ts'
import { isBeyond } from '../domain/recent.ts'
import { StoreUnavailable } from '../store/db.ts'
import type { Statement } from '../store/db.ts'
import type { StoredEntry } from '../store/entries.ts'
import { inRows } from '../store/rows.ts'
import type { Deps } from './deps.ts'
import { behind, changing, spanOf } from './handle.ts'
import type { Alongside, Behind } from './handle.ts'
import { measureChanged } from './measure.ts'
import { together } from './together.ts'
import { noTrace } from './trace.ts'

export type Ask = {
  readonly stored: StoredEntry
  readonly command: Command
  readonly by: Behind
  readonly alongside: Alongside
}

type Doing = Pick<Deps, 'db' | 'clock' | 'digest' | 'meters' | 'trace'>

/** As many as stay well under the statements that D1 takes in one write. */
export const mostTogether = 64

/** Notifications in one write: some ten milliseconds of it, in which nobody else is answered. */
export const mostNotices = 125

/** Of each whether it was done. Several of one entry are asked in their order. */
export async function handleSeveral(deps: Doing, asks: readonly Ask[]): Promise<boolean[]> {
  const { db, clock, digest, meters, trace = noTrace } = deps
  const taking = new Map<string, ReturnType<typeof changing>>()
  const left = new Set<string>()
  const beside: Statement[] = []
  const steps: (readonly [before: Entry, after: Entry])[] = []

  const ask = ({ stored, command, by, alongside }: Ask): boolean => {
    const { id } = stored
    if (left.has(id)) return false
    const takes = taking.get(id) ?? changing(stored, digest)
    const before = takes.entry()
    const events = eventsOf(command, before, clock.now())
    if (!events) {
      left.add(id)
      return false
    }
    taking.set(id, takes)
    const after = takes.take(events, behind(command, by))
    beside.push(...alongside(id, after))
    steps.push([before, after])
    return true
  }

  try {
    const done: boolean[] = []
    for (const one of asks) {
      const { stored, command } = one
      done.push(await trace(spanOf(command), { entry_id: stored.id }, async () => ask(one)))
    }
    if (taking.size === 0) return done
    const changes = [...taking.values()].map(({ change }) => change())
    await db.write([...together(changes), ...inRows(beside)])
    for (const [before, after] of steps) measureChanged(meters, before, after, clock.now())
    return done
  } catch (error) {
    // What is wrong with one of them shows when each is asked alone; a store that is down is not.
    if (error instanceof StoreUnavailable) throw error
    return asks.map(() => false)
  }
}

/** None where it is not plain; what is wrong with it shows when it is asked alone. */
function eventsOf(command: Command, entry: Entry, now: string) {
  if (command.type === 'notify' && isBeyond(entry, command)) return undefined
  try {
    const decision = decide(command, entry, now)
    return decision.kind === 'events' ? decision.events : undefined
  } catch {
    return undefined
  }
}
