/**
 * One command on one entry: read, decide, write. Losing the race for the next event means reading
 * and deciding again.
 * @module
 */
import type { Command } from '../domain/command.ts'
import { decide } from '../domain/decide.ts'
import type { Nothing } from '../domain/decide.ts'
import { evolve } from '../domain/evolve.ts'
import type { Entry } from '../domain/entry.ts'
import type { Event } from '../domain/event.ts'
import { awaited } from '../domain/overdue.ts'
import type { Problem } from '../domain/problem.ts'
import { isBeyond, withAll } from '../domain/recent.ts'
import { Conflict, StoreUnavailable } from '../store/db.ts'
import type { Statement } from '../store/db.ts'
import type { Link } from '../store/chain.ts'
import { entryById, updateEntry } from '../store/entries.ts'
import type { StoredEntry } from '../store/entries.ts'
import { chain, readJournal } from '../store/journal.ts'
import { keepOrders } from '../store/orders.ts'
import { dequeue, enqueue } from '../store/outbox.ts'
import { account, overdrawn } from './account.ts'
import { announced } from './announce.ts'
import type { Deps } from './deps.ts'
import { measureChanged } from './measure.ts'
import { due, tally } from './tally.ts'
import { together } from './together.ts'
import type { Change } from './together.ts'
import { noTrace } from './trace.ts'

export type Handled =
  | { readonly kind: 'done'; readonly id: string; readonly entry: Entry }
  | { readonly kind: 'refused'; readonly problems: readonly Problem[] }
  | { readonly kind: 'nothing'; readonly why: Nothing; readonly entry: Entry }
  | { readonly kind: 'version_mismatch'; readonly version: number }

/** Where the command depends on the entry as it stands. */
export type Asking = Command | ((entry: Entry) => Command)

/** What must be true together with the events: statements that know the entry as it becomes. */
export type Alongside = (id: string, entry: Entry) => readonly Statement[]

const tries = 3

/** With `version` only an entry at that version is asked, however late somebody else comes. */
export async function handle(
  deps: Pick<Deps, 'db' | 'clock' | 'digest' | 'meters' | 'trace'>,
  id: string,
  command: Asking,
  alongside: Alongside = () => [],
  version?: number,
  by?: Behind,
): Promise<Handled> {
  for (let attempt = 1; ; attempt++) {
    try {
      return await (deps.trace ?? noTrace)(spanOf(command), { entry_id: id }, () =>
        handleOnce(deps, id, command, alongside, version, by),
      )
    } catch (error) {
      const lost = error instanceof Conflict && error.table === 'event'
      if (!lost) throw error
      // So many at one entry at once is no mistake of anybody's; it passes.
      if (attempt === tries) throw new StoreUnavailable('busy', error)
    }
  }
}

/** What CBP says is applied; what a caller asks is named after it. Only amendments look first. */
export function spanOf(asking: Asking): string {
  const type = typeof asking === 'function' ? 'amend' : asking.type
  return type === 'reply' || type === 'notify' ? 'apply' : type
}

async function handleOnce(
  { db, clock, digest, meters }: Pick<Deps, 'db' | 'clock' | 'digest' | 'meters'>,
  id: string,
  asking: Asking,
  alongside: Alongside,
  version: number | undefined,
  by: Behind | undefined,
): Promise<Handled> {
  const stored = await entryById(db, id)
  if (!stored) throw new Error(`there is no entry ${id}`)
  if (version !== undefined && version !== stored.entry.version) {
    return { kind: 'version_mismatch', version: stored.entry.version }
  }
  const command = typeof asking === 'function' ? asking(stored.entry) : asking
  const known = { ...stored, entry: await enough(db, stored, command) }
  const decision = decide(command, known.entry, clock.now())
  if (decision.kind === 'problems') return { kind: 'refused', problems: decision.problems }
  if (decision.kind === 'nothing') return { ...decision, entry: stored.entry }
  const takes = changing(known, digest)
  const entry = takes.take(decision.events, behind(command, by))
  try {
    await db.write([...together([takes.change()]), ...alongside(id, entry)])
  } catch (error) {
    const problem = await overdrawn(db, error, id, entry)
    if (!problem) throw error
    return { kind: 'refused', problems: [problem] }
  }
  measureChanged(meters, stored.entry, entry, clock.now())
  return { kind: 'done', id, entry }
}

/** What CBP says late may belong before all that the view of an entry keeps at hand. */
async function enough(db: Deps['db'], { id, entry }: StoredEntry, command: Command) {
  if (command.type !== 'notify' || !isBeyond(entry, command)) return entry
  return withAll(
    entry,
    (await readJournal(db, id)).map(({ event }) => event),
  )
}

/** Who stands behind a change, and the SHA-256 of the raw message that it follows. */
export type Behind = Partial<Omit<Link, 'previous'>>

/** A caller without a name has come through the library. */
export const behind = ({ type }: Command, by: Behind = {}): Behind => ({
  ...by,
  by: by.by ?? actors[type],
})

const actors: Readonly<Record<Command['type'], string>> = {
  file: 'caller',
  amend: 'caller',
  cancel: 'caller',
  answer: 'caller',
  requeue: 'caller',
  transmit: 'gateway',
  reply: 'cbp',
  notify: 'cbp',
}

/** An entry that takes events, a step at a time, each with who stands behind it. */
export function changing(stored: StoredEntry, digest: Deps['digest']) {
  const { id, entry: before, head: first, apart } = stored
  const told: Change['told'][number][] = []
  const journal: Statement[] = []
  const taken: Event[] = []
  let [entry, head] = [before, first]
  return {
    entry: () => entry,
    take: (events: readonly Event[], { by = 'gateway', source = null }: Behind) => {
      const chained = chain(id, entry.seq, events, { by, source, previous: head }, digest)
      journal.push(...chained.statements)
      taken.push(...events)
      head = chained.head
      for (const event of events) {
        const later = evolve(entry, event)
        told.push(announced(id, entry, event, later))
        entry = later
      }
      return entry
    },
    /** What makes it so: journal, view, outbox, ledger, announcements. */
    change: (): Change => ({
      entry,
      journal,
      statements: [
        ...updateEntry(id, viewed(before), viewed(entry), head, { apart, events: taken }),
        ...queue(id, before, entry),
        ...account(id, before, entry),
        ...keepOrders(id, before, entry),
        ...due(id, before, entry),
      ],
      told,
      marks: tally(before, entry),
    }),
  }
}

const viewed = (entry: Entry) => ({ entry, awaited: awaited(entry) })

/** The outbox holds an entry exactly while something of it waits for a transmission. */
function queue(id: string, before: Entry, after: Entry): Statement[] {
  const waited = waits(before)
  const { pending, filer } = after
  if (pending && waits(after) && !waited) return [enqueue(id, filer, pending.action, pending.since)]
  return waited && !waits(after) ? [dequeue(id)] : []
}

/** For the transmission that will carry it. */
export const waits = ({ pending }: Entry): boolean => pending !== null && pending.messageId === null
