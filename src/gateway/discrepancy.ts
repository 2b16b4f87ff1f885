/**
 * What CBP found wrong or missing: the queue of what waits for the filer, and of one entry what was
 * declared beside what was found, what may mend it, and what was said so far.
 * @module
 */
import { compare } from '../domain/discrepancy/compare.ts'
import type { Compared, Known } from '../domain/discrepancy/compare.ts'
import { suggest } from '../domain/discrepancy/correction.ts'
import type { Correction } from '../domain/discrepancy/correction.ts'
import { findingsOf } from '../domain/discrepancy/findings.ts'
import type { CodeFinding } from '../domain/discrepancy/findings.ts'
import { conversation } from '../domain/discrepancy/talk.ts'
import type { Turn } from '../domain/discrepancy/talk.ts'
import type { Entry } from '../domain/entry.ts'
import { sum } from '../domain/money.ts'
import type { FilerCode } from '../domain/number.ts'
import type { Problem } from '../domain/problem.ts'
import type { Shipment } from '../domain/shipment.ts'
import { defaultEntryType } from '../domain/validate.ts'
import { refusalReasons } from '../message/catair/codes.ts'
import { wireOfRaw } from '../message/wire.ts'
import type { Db } from '../store/db.ts'
import { entriesByIds } from '../store/entries.ts'
import type { StoredEntry } from '../store/entries.ts'
import { readJournal } from '../store/journal.ts'
import { notificationsOf } from '../store/notices.ts'
import { waiting } from '../store/waiting.ts'
import type { Question } from '../store/waiting.ts'
import { ledgerOf, standing } from './account.ts'
import type { Ledger } from './account.ts'
import type { Equipped } from './equipped.ts'
import { examine } from './examine.ts'
import type { Reading } from './examine.ts'
import type { Lookup } from './lookup.ts'
import type { PresentedEntry } from './present.ts'

export type { Question }

/** What would come of amending the entry so; nothing is sent. */
export type Preview = {
  readonly accepted: boolean
  readonly problems: readonly Problem[]
  readonly statutory: string
  readonly enforced: string
}

export type Discrepancy = {
  readonly entry: PresentedEntry
  readonly findings: readonly CodeFinding[]
  readonly compared: readonly Compared[]
  readonly correction: (Correction & { readonly preview: Preview }) | null
  /** The consignee's day, and what else of the filer's counts in it. */
  readonly day: Ledger | null
  readonly conversation: readonly Turn[]
}

export type Waiting = {
  readonly entry: PresentedEntry
  readonly findings: readonly CodeFinding[]
  readonly question: Question
}

export type Discrepancies = {
  /** What waits for the filer, the most urgent first. */
  readonly list: (
    filer: FilerCode,
    page: { readonly limit: number; readonly after?: Question | undefined },
  ) => Promise<Waiting[]>
  readonly get: (filer: FilerCode, idOrNumber: string) => Promise<Discrepancy | undefined>
  readonly preview: (
    filer: FilerCode,
    idOrNumber: string,
    reading: Reading,
  ) => Promise<Preview | undefined>
}

type Needs = Equipped & Pick<Lookup, 'find' | 'show' | 'present'>

export function discrepancies(deps: Needs): Discrepancies {
  const { db, find, show, present } = deps
  return {
    list: async (filer, page) => {
      const questions = await waiting(db, filer, page)
      const found = await entriesByIds(db, questions.map(({ id }) => id)) // prettier-ignore
      const shown = new Map((await present(filer, found)).map((entry) => [entry.id, entry]))
      const held = new Map(found.map(({ id, entry }) => [id, findingsOf(entry)]))
      return questions.flatMap((question) => {
        const entry = shown.get(question.id)
        return entry ? [{ question, entry, findings: held.get(entry.id) ?? [] }] : []
      })
    },
    get: async (filer, idOrNumber) => {
      const found = await find(filer, idOrNumber)
      if (!found) return undefined
      const { id, entry } = found
      const findings = findingsOf(entry)
      const known = await knownOf(db, found, findings)
      return {
        entry: await show(found),
        findings,
        compared: compare(entry.shipment, findings, known),
        correction: await correctionOf(deps, found, findings, known),
        day: entry.entryType === '86' ? await ledgerOf(db, filer, entry.shipment, id) : null,
        conversation: conversation(await readJournal(db, id), (code) => refusalReasons[code]),
      }
    },
    preview: async (filer, idOrNumber, reading) => {
      const found = await find(filer, idOrNumber)
      return found && previewOf(deps, found, reading)
    },
  }
}

async function knownOf(
  db: Db,
  { id, entry }: StoredEntry,
  findings: readonly CodeFinding[],
): Promise<Known> {
  const { filer, entryType, shipment } = entry
  const counts = findings.some(({ code }) => quantityCodes.has(code))
  const manifested = counts ? await manifestedOf(db, id) : null
  if (entryType !== '86') return { manifested, day: null }
  const { day, ceilingCents, counted } = await standing(db, filer, shipment, id)
  const othersCents = sum(counted.map(({ cents }) => cents))
  return { manifested, day: { day, ceilingCents, othersCents, others: counted.length } }
}

const quantityCodes = new Set(['58', '030', 'Z04'])
const tariffCodes = new Set(['Z10', 'Z46'])

/** No event keeps it: it stands in the raw notification (CATAIR SO40 73-80). */
async function manifestedOf(db: Db, id: string): Promise<number | null> {
  for (const raw of await notificationsOf(db, id)) {
    const bills = wireOfRaw(raw).readOne(raw).notification?.bills ?? []
    const quantity = bills.findLast((bill) => bill.manifestedQuantity !== undefined)
    if (quantity?.manifestedQuantity !== undefined) return quantity.manifestedQuantity
  }
  return null
}

async function correctionOf(
  deps: Needs,
  found: StoredEntry,
  findings: readonly CodeFinding[],
  known: Known,
): Promise<Discrepancy['correction']> {
  if (findings.length === 0) return null
  const { shipment } = found.entry
  const { problems } = await examined(deps, found, { draft: shipment, problems: [] })
  const said = findings.some(({ code }) => tariffCodes.has(code))
  const tariff = said ? await tariffOf(deps, shipment) : new Map<never, never>()
  const correction = suggest(shipment, findings, { ...known, tariff, problems })
  if (!correction) return null
  const reading = { draft: correction.shipment, problems: [] }
  return { ...correction, preview: await previewOf(deps, found, reading) }
}

/** Of a shipment with a thousand lines the first tell enough. */
const mostLines = 20

async function tariffOf({ tariff }: Needs, { lines }: Shipment) {
  const hits = new Map<number, { htsNumber: string; description: string }>()
  for (const [index, { htsNumber, description }] of lines.slice(0, mostLines).entries()) {
    if ((await tariff.explain(htsNumber))?.declarable) continue
    const [hit] = await tariff.search(description, 1)
    if (hit) hits.set(index, { htsNumber: hit.htsNumber, description: hit.description })
  }
  return hits
}

/** What the entry claims already of its day and order is its own, and it keeps its type. */
function examined(deps: Needs, { id, entry }: StoredEntry, { draft, problems }: Reading) {
  const typed = typeOf(entry, draft)
  return examine(deps, entry.filer, { draft: typed, problems }, { exceptId: id })
}

const typeOf = ({ entryType }: Entry, draft: Reading['draft']): Reading['draft'] =>
  draft.entryType !== undefined || entryType === defaultEntryType ? draft : { ...draft, entryType }

async function previewOf(deps: Needs, found: StoredEntry, reading: Reading): Promise<Preview> {
  const { problems, judged } = await examined(deps, found, reading)
  return {
    accepted: problems.length === 0,
    problems,
    statutory: judged.statutory,
    enforced: judged.enforced,
  }
}
