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
import { awaited } from '../domain/overdue.ts'
import type { Problem } from '../domain/problem.ts'
import { Conflict, StoreUnavailable } from '../store/db.ts'
import type { Statement } from '../store/db.ts'
import { entryById, updateEntry } from '../store/entries.ts'
import { append } from '../store/journal.ts'
import { waitFor } from '../store/silence.ts'
import { dequeue, enqueue } from '../store/outbox.ts'
import { account, overdrawn } from './account.ts'
import type { Deps } from './deps.ts'

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
  deps: Pick<Deps, 'db' | 'clock'>,
  id: string,
  command: Asking,
  alongside: Alongside = () => [],
  version?: number,
): Promise<Handled> {
  for (let attempt = 1; ; attempt++) {
    try {
      return await handleOnce(deps, id, command, alongside, version)
    } catch (error) {
      const lost = error instanceof Conflict && error.table === 'event'
      if (!lost) throw error
      // So many at one entry at once is no mistake of anybody's; it passes.
      if (attempt === tries) throw new StoreUnavailable('busy', error)
    }
  }
}

async function handleOnce(
  { db, clock }: Pick<Deps, 'db' | 'clock'>,
  id: string,
  asking: Asking,
  alongside: Alongside,
  version: number | undefined,
): Promise<Handled> {
  const stored = await entryById(db, id)
  if (!stored) throw new Error(`there is no entry ${id}`)
  if (version !== undefined && version !== stored.entry.version) {
    return { kind: 'version_mismatch', version: stored.entry.version }
  }
  const command = typeof asking === 'function' ? asking(stored.entry) : asking
  const decision = decide(command, stored.entry, clock.now())
  if (decision.kind === 'problems') return { kind: 'refused', problems: decision.problems }
  if (decision.kind === 'nothing') return { ...decision, entry: stored.entry }
  const { entry, statements } = change(id, stored.entry, decision.events)
  try {
    await db.write([...statements, ...alongside(id, entry)])
  } catch (error) {
    const problem = await overdrawn(db, error, id, entry)
    if (!problem) throw error
    return { kind: 'refused', problems: [problem] }
  }
  return { kind: 'done', id, entry }
}

/** The entry after `events`, and the statements that make it so: journal, view, outbox, ledger. */
export function change(
  id: string,
  before: Entry,
  events: Parameters<typeof append>[2],
): { readonly entry: Entry; readonly statements: readonly Statement[] } {
  const entry = events.reduce<Entry>(evolve, before)
  return {
    entry,
    statements: [
      ...append(id, before.seq, events),
      updateEntry(id, entry),
      waitFor(id, awaited(entry)),
      ...queue(id, before, entry),
      ...account(id, before, entry),
    ],
  }
}

/** The outbox holds an entry exactly while something of it waits for a transmission. */
function queue(id: string, before: Entry, after: Entry): Statement[] {
  const waited = waits(before)
  const { pending, filer } = after
  if (pending && waits(after) && !waited) return [enqueue(id, filer, pending.action, pending.since)]
  return waited && !waits(after) ? [dequeue(id)] : []
}

const waits = ({ pending }: Entry) => pending !== null && pending.messageId === null
