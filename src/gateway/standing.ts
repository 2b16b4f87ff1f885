/**
 * Reconciling, fourth: every entry that has not ended, as CBP has it. What CBP said of it while
 * this record did not listen is taken as if it came now, in its place by CBP's time.
 * @module
 */
import type { Notify } from '../domain/command.ts'
import { dispositionOf } from '../domain/disposition.ts'
import { readStanding } from '../message/standing.ts'
import type { Standing } from '../message/standing.ts'
import { entryById, openEntries } from '../store/entries.ts'
import type { StoredEntry } from '../store/entries.ts'
import { readJournal } from '../store/journal.ts'
import { keepMessage, linkMessage, messageExists } from '../store/messages.ts'
import { keepBeyond } from '../store/sending.ts'
import type { Statement } from '../store/db.ts'
import { cbpOf } from './cbp.ts'
import { inChunks } from './chunks.ts'
import type { Deps } from './deps.ts'
import { sha256 } from './digest.ts'
import { handle } from './handle.ts'
import { CbpSilent } from './reconcile.ts'
import type { Stretch, Walk } from './reconcile.ts'

const atOnce = 8

export async function askEntries(deps: Deps, { place, most, epoch }: Walk): Promise<Stretch> {
  const entries = await openEntries(deps.db, place, most)
  const recorded = await inChunks(entries, atOnce, (stored) => ask(deps, stored, epoch))
  return {
    asked: entries.length,
    recorded: recorded.filter(Boolean).length,
    place: entries.at(-1)?.id ?? place,
    done: entries.length < most,
  }
}

async function ask(deps: Deps, stored: StoredEntry, epoch: number): Promise<boolean> {
  const { id, entry } = stored
  const outcome = await cbpOf(deps).standing(entry.entryNumber)
  if (outcome.kind === 'unknown') return missing(deps, stored)
  if (outcome.kind !== 'answer') throw new CbpSilent('why' in outcome ? outcome.why : outcome.kind)
  const standing = readStanding(outcome.body)
  if (!standing) throw new CbpSilent('cbp_malformed')
  if (!standing.onFile) return missing(deps, stored)
  const source = await sha256(outcome.body)
  const body = new TextDecoder('utf-8', { ignoreBOM: true }).decode(outcome.body)
  const messageId = `${entry.entryNumber}.asked${epoch}`
  const evidence = async (seq: number): Promise<Statement[]> => {
    const kept = await messageExists(deps.db, messageId)
    const { filer } = entry
    const message = {
      id: messageId, filer, direction: 'received', kind: 'notification', format: 'application/json',
      sha256: source, at: deps.clock.now(), body,
    } as const // prettier-ignore
    return [...(kept ? [] : keepMessage(message)), linkMessage(id, seq, messageId)]
  }
  const filed = await fileAsFound(deps, stored, source, evidence)
  const heard = await hearMissing(deps, id, standing, source, evidence)
  return filed || heard
}

/** CBP has none of an entry that this record has as accepted: a person must look. */
async function missing(deps: Deps, { entry }: StoredEntry): Promise<boolean> {
  if (entry.acceptedAt === null) return false
  await note(deps, entry, 'not_on_file')
  return false
}

async function note(deps: Deps, { filer, entryNumber }: StoredEntry['entry'], why: string) {
  const foundAt = deps.clock.now()
  await deps.db.write([keepBeyond({ filer, entryNumber, messageId: '', bills: '', foundAt, why })])
}

type Evidence = (seq: number) => Promise<Statement[]>

/** An entry that waits here and is on file there was filed by a message that is not found. */
async function fileAsFound(
  deps: Deps,
  { id, entry }: StoredEntry,
  source: string,
  evidence: Evidence,
) {
  const { pending, status } = entry
  if (status === 'rejected') {
    await note(deps, entry, 'on_file')
    return false
  }
  if (pending?.action !== 'A' || pending.messageId !== null) return false
  const messageId = 'ON-FILE'
  await handle(deps, id, { type: 'transmit', messageId })
  const extra = await evidence(entry.seq + 2)
  await handle(
    deps,
    id,
    {
      type: 'reply', messageId, action: 'A', cbpAt: deps.clock.now(), disposed: '02',
      narrative: 'ENTRY ON FILE', conditions: [],
    }, // prettier-ignore
    () => extra,
    undefined,
    { source },
  )
  return true
}

/** One command for each time at which CBP said something that no event of ours holds. */
async function hearMissing(
  deps: Deps,
  id: string,
  { notices }: Standing,
  source: string,
  evidence: Evidence,
): Promise<boolean> {
  const known = new Set(
    (await readJournal(deps.db, id)).flatMap(({ event }) =>
      event.type === 'notified'
        ? event.notices.map(({ record, code }) => `${record} ${code} ${event.cbpAt}`)
        : [],
    ),
  )
  const missed = notices.filter(
    ({ record, code, at }) =>
      !known.has(`${record} ${code} ${at}`) && dispositionOf(record, code) !== undefined,
  )
  for (const [at, said] of Map.groupBy(missed, (notice) => notice.at)) {
    const command: Notify = {
      type: 'notify',
      notificationId: `asked-${at}`,
      cbpAt: at,
      // Asked for, they come without CBP's number; their time alone puts them in order.
      sequence: 0,
      notices: said.map(({ record, code, narrative }) => ({ record, code, narrative })),
      references: [],
    }
    const stored = await entryById(deps.db, id)
    const extra = await evidence((stored?.entry.seq ?? 0) + 1)
    await handle(deps, id, command, () => extra, undefined, { source })
  }
  return missed.length > 0
}
