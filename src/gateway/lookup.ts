/**
 * The reading side: entries of one filer, as callers see them.
 * @module
 */
import { runChecks } from '../domain/checks/checks.ts'
import type { Severities } from '../domain/checks/severity.ts'
import type { Entry } from '../domain/entry.ts'
import type { FilerCode } from '../domain/number.ts'
import { parseEntryNumber } from '../domain/number.ts'
import { overdueSince } from '../domain/overdue.ts'
import { archiveOf } from '../store/archives.ts'
import type { Elsewhere } from '../store/archives.ts'
import { entryByNumber, entryOfFiler, listEntries } from '../store/entries.ts'
import type { EntryFilter, StoredEntry } from '../store/entries.ts'
import { readJournal, signaturesOf } from '../store/journal.ts'
import { messageIdsBySeq, messagesOf } from '../store/messages.ts'
import type { LinkedMessage } from '../store/messages.ts'
import { transmissionsOf } from '../store/outbox.ts'
import { adviceOf } from './advice.ts'
import type { Equipped } from './equipped.ts'
import { history } from './history.ts'
import type { HistoryItem } from './history.ts'
import { judgedAgain } from './judge.ts'
import { present } from './present.ts'
import type { Beside, PresentedEntry } from './present.ts'
import { profileOf } from './profile.ts'
import { spelling } from './spelling.ts'

export type ListFilter = Omit<EntryFilter, 'silentSince'> & { readonly overdue?: boolean }

export type Lookup = {
  /** By our id, or by the entry number with or without hyphens. */
  readonly find: (filer: FilerCode, idOrNumber: string) => Promise<StoredEntry | undefined>
  /** Whole, with both verdicts and all advice. */
  readonly show: (found: StoredEntry) => Promise<PresentedEntry>
  /** In lists, where the decisions are enough. */
  readonly present: (filer: FilerCode, found: readonly StoredEntry[]) => Promise<PresentedEntry[]>
  readonly get: (filer: FilerCode, idOrNumber: string) => Promise<PresentedEntry | undefined>
  readonly list: (
    filer: FilerCode,
    filter: ListFilter,
    page: { readonly limit: number; readonly before?: string },
  ) => Promise<PresentedEntry[]>
  readonly events: (filer: FilerCode, idOrNumber: string) => Promise<HistoryItem[] | undefined>
  readonly messages: (filer: FilerCode, idOrNumber: string) => Promise<LinkedMessage[] | undefined>
  /** Where the journal and the messages of an entry are, when they left the store. */
  readonly elsewhere: (filer: FilerCode, idOrNumber: string) => Promise<Elsewhere | undefined>
}

/** What the law and the checks say, from what was kept when the entry was decided on. */
export function opinion(entry: Entry, severities: Severities): Pick<Beside, 'answer' | 'advice'> {
  const { judged, entryType, shipment } = entry
  if (!judged) return {}
  const judgement = judgedAgain(judged)
  const findings = runChecks(shipment, severities)
  const advice = adviceOf({ spelled: spelling(shipment).advice, judgement, entryType, findings })
  return { answer: judgement.answer(), advice }
}

export function lookup({ db, clock, breaker }: Pick<Equipped, 'db' | 'clock' | 'breaker'>): Lookup {
  const asOf = (filer: string) => ({ now: clock.now(), cbp: breaker?.standing(filer) })

  const find: Lookup['find'] = async (filer, idOrNumber) => {
    const number = parseEntryNumber(idOrNumber)
    return number ? entryByNumber(db, filer, number) : entryOfFiler(db, filer, idOrNumber)
  }

  const transmissions = (found: readonly StoredEntry[]) => {
    const ids = found.flatMap(({ entry }) => entry.pending?.messageId ?? [])
    return transmissionsOf(db, [...new Set(ids)])
  }

  const show: Lookup['show'] = async (found) => {
    const { id, entry } = found
    const transmission = (await transmissions([found])).get(entry.pending?.messageId ?? '')
    return present(id, entry, {
      transmission,
      ...asOf(entry.filer),
      ...opinion(entry, (await profileOf(db, entry.filer)).severities),
    })
  }

  const presentAll: Lookup['present'] = async (filer, found) => {
    const carriers = await transmissions(found)
    return found.map(({ id, entry }) =>
      present(id, entry, {
        transmission: carriers.get(entry.pending?.messageId ?? ''),
        ...asOf(filer),
      }),
    )
  }

  return {
    find,
    show,
    present: presentAll,
    get: async (filer, idOrNumber) => {
      const found = await find(filer, idOrNumber)
      return found && show(found)
    },
    list: async (filer, { overdue, ...filter }, page) => {
      const late = overdue === true ? { silentSince: overdueSince(clock.now()) } : {}
      return presentAll(filer, await listEntries(db, filer, { ...filter, ...late }, page))
    },
    events: async (filer, idOrNumber) => {
      const found = await find(filer, idOrNumber)
      if (!found) return undefined
      const { id } = found
      const journal = await readJournal(db, id)
      // What is left of an archived one has no beginning to be understood from.
      if (journal[0]?.seq !== 1) return []
      return history(journal, await messageIdsBySeq(db, id), await signaturesOf(db, id))
    },
    messages: async (filer, idOrNumber) => {
      const found = await find(filer, idOrNumber)
      return found && messagesOf(db, found.id)
    },
    elsewhere: async (filer, idOrNumber) => {
      const found = await find(filer, idOrNumber)
      return found && archiveOf(db, found.id)
    },
  }
}
