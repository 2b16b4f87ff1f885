/**
 * The view of entries: the folded state of each journal, written in the same breath as its events.
 * @module
 */
import type { Entry } from '../domain/entry.ts'
import type { Event } from '../domain/event.ts'
import type { Awaited } from '../domain/overdue.ts'
import type { Bill } from '../domain/shipment.ts'
import { join, list, sql } from './db.ts'
import type { Db, Row, Statement, Value } from './db.ts'
import { declaration, entryColumns, restOf, stored } from './declared.ts'
import type { EntryRow, StoredEntry } from './declared.ts'
import { within } from './span.ts'

export type { StoredEntry } from './declared.ts'

/** Where in which file it stood. */
export type BatchPlace = { readonly batchId: string; readonly position: number }

/** The word of CBP's that an entry waits for. */
export type Awaiting = { readonly awaited?: Awaited | null }

/** What led to it in the same write, the newest last. */
export type Led = { readonly events?: readonly Event[] }

/** An open seal takes what changed before its opening; this change belongs to the next. */
export function insertEntry(
  id: string,
  entry: Entry,
  head: string | null = null,
  { from, awaited, events = [] }: { readonly from?: BatchPlace | undefined } & Awaiting & Led = {},
): Statement[] {
  const { bill, reference, consignee, estimatedArrivalDate } = entry.shipment
  const { word = null, since = null } = awaited ?? {}
  const declared = declaration(id, undefined, entry, events)
  return [
    sql`insert into entry (id, filer, entry_number, entry_type, reference, status, house_bill,
        master_bill, consignee, arrival_day, pending_message_id, created_at, updated_at, state,
        head, head_seq, declared_seq, order_number, batch_id,
        batch_position, silent_word, silent_since, seal_due)
      values (${id}, ${entry.filer}, ${entry.entryNumber}, ${entry.entryType}, ${reference},
        ${entry.status}, ${lowestBill(bill)}, ${bill.masterBill ?? ''},
        ${consigneeKey(consignee.name)}, ${estimatedArrivalDate},
        ${entry.pending?.messageId ?? null}, ${entry.createdAt}, ${entry.updatedAt},
        ${restOf(entry)}, ${head}, ${entry.seq}, ${declared?.seq ?? null},
        ${entry.shipment.orderNumber ?? null}, ${from?.batchId ?? null}, ${from?.position ?? null}, ${word}, ${since},
        (select coalesce(max(n), 0) + 1 from seal))`,
    ...(declared?.kept ?? []),
  ]
}

/**
 * Only what has changed is set: of every column that is set the indexes are written anew. What is
 * declared is written too where it changed, and where it is not known to stand `apart`.
 */
export function updateEntry(
  id: string,
  before: View,
  after: View,
  head: string | null = null,
  { apart, events = [] }: Pick<StoredEntry, 'apart'> & Led = {},
): Statement[] {
  const changed = found.flatMap(({ of, set }) => {
    const [was, is] = [of(before), of(after)]
    return is.every((value, n) => value === was[n]) ? [] : [set(is)]
  })
  const { entry } = after
  const declared = declaration(id, apart ? before.entry : undefined, entry, events)
  return [
    join([
      sql`update entry set state = ${restOf(entry)}, head = ${head}, head_seq = ${entry.seq},
        seal_due = (select coalesce(max(n), 0) + 1 from seal)`,
      ...changed,
      ...(declared ? [sql`, declared_seq = ${declared.seq}`] : []),
      sql`where id = ${id}`,
    ]),
    ...(declared?.kept ?? []),
  ]
}

/** An entry, and the word of CBP's that it waits for. */
export type View = { readonly entry: Entry } & Awaiting

type Found = {
  readonly of: (view: View) => readonly Value[]
  readonly set: (values: readonly Value[]) => Statement
}

const column = (of: (entry: Entry) => Value, set: (value: Value) => Statement): Found => ({
  of: ({ entry }) => [of(entry)],
  set: ([value = null]) => set(value),
})

/** What an entry is found by and may change in its life. */
const found: readonly Found[] = [
  column(({ status }) => status, (value) => sql`, status = ${value}`),
  column(({ updatedAt }) => updatedAt, (value) => sql`, updated_at = ${value}`),
  column(({ pending }) => pending?.messageId ?? null, (value) => sql`, pending_message_id = ${value}`),
  column(({ shipment }) => lowestBill(shipment.bill), (value) => sql`, house_bill = ${value}`),
  column(({ shipment }) => shipment.bill.masterBill ?? '', (value) => sql`, master_bill = ${value}`),
  column(({ shipment }) => consigneeKey(shipment.consignee.name), (value) => sql`, consignee = ${value}`),
  column(({ shipment }) => shipment.estimatedArrivalDate, (value) => sql`, arrival_day = ${value}`),
  column(({ shipment }) => shipment.orderNumber ?? null, (value) => sql`, order_number = ${value}`),
  {
    of: ({ awaited }) => [awaited?.word ?? null, awaited?.since ?? null],
    // Another word, or since another time, is another silence.
    set: ([word = null, since = null]) =>
      sql`, silence_told = 0, silent_word = ${word}, silent_since = ${since}`,
  },
] // prettier-ignore

/** The bill that names the parcel: the house bill, or the only bill there is. */
const lowestBill = ({ houseBill, regularBill, masterBill }: Bill) =>
  houseBill ?? regularBill ?? masterBill ?? ''

/** Consignees are looked up without regard to case. */
const consigneeKey = (name: string) => name.toUpperCase()

const entriesWhere = (...conditions: readonly Statement[]): Statement =>
  join([sql`select`, entryColumns, sql`from entry where`, ...conditions])

/** For the gateway's own work, across filers. */
export async function entryById(db: Db, id: string): Promise<StoredEntry | undefined> {
  const [row] = await db.read<EntryRow>(entriesWhere(sql`id = ${id}`))
  return row && stored(row)
}

/** In the order of `ids`; those that are not there are left out. */
export const entriesByIds = (db: Db, ids: readonly string[]): Promise<StoredEntry[]> =>
  entriesAmong(db, ids, sql``)

/** Those that are in the outbox in the same look: between two looks a neighbour may take them. */
export const entriesWaiting = (db: Db, ids: readonly string[]): Promise<StoredEntry[]> =>
  entriesAmong(db, ids, sql`and exists (select 1 from outbox where outbox.entry_id = entry.id)`)

async function entriesAmong(db: Db, ids: readonly string[], also: Statement) {
  const found = new Map<string, StoredEntry>()
  // D1 binds at most a hundred values.
  for (let at = 0; at < ids.length; at += 100) {
    const some = list(ids.slice(at, at + 100))
    const rows = await db.read<EntryRow>(entriesWhere(sql`id in (`, some, sql`)`, also))
    for (const row of rows) found.set(row.id, stored(row))
  }
  return ids.flatMap((id) => found.get(id) ?? [])
}

/** `number` in its form with hyphens. */
export async function entryByNumber(db: Db, filer: string, number: string) {
  const [row] = await db.read<EntryRow>(
    entriesWhere(sql`filer = ${filer} and entry_number = ${number}`),
  )
  return row && stored(row)
}

/** By their numbers in the form with hyphens, of all filers; those that are not there are left out. */
export async function entriesByNumbers(db: Db, numbers: readonly string[]) {
  const found = new Map<string, StoredEntry>()
  for (let at = 0; at < numbers.length; at += 100) {
    const some = list(numbers.slice(at, at + 100))
    const rows = await db.read<EntryRow>(entriesWhere(sql`entry_number in (`, some, sql`)`))
    for (const row of rows.map(stored)) found.set(row.entry.entryNumber, row)
  }
  return found
}

/** For callers: another filer's entry is as absent as one that never was. */
export async function entryOfFiler(db: Db, filer: string, id: string) {
  const [row] = await db.read<EntryRow>(entriesWhere(sql`filer = ${filer} and id = ${id}`))
  return row && stored(row)
}

export const withReferences = (filer: string, references: readonly string[]): Statement =>
  join([
    sql`select`,
    entryColumns,
    sql`, reference.reference from reference
      join entry on entry.id = reference.entry_id
      where reference.filer = ${filer} and reference.reference in (`,
    list(references),
    sql`)`,
  ])

export async function entryByReference(db: Db, filer: string, reference: string) {
  const [row] = await db.read<EntryRow>(withReferences(filer, [reference]))
  return row && stored(row)
}

export function claimReference(filer: string, reference: string, entryId: string): Statement {
  return sql`insert into reference (filer, reference, entry_id)
    values (${filer}, ${reference}, ${entryId})`
}

export type EntryFilter = {
  readonly status?: string
  readonly reference?: string
  readonly houseBill?: string
  readonly masterBill?: string
  readonly consignee?: string
  /** Filed at or after this instant. */
  readonly from?: string
  /** Filed before this instant. */
  readonly to?: string
  /** Without the word of CBP's that they wait for since this instant or longer. */
  readonly silentSince?: string
}

/** Newest first; `before` is the id of the last entry of the page before. */
export async function listEntries(
  db: Db,
  filer: string,
  filter: EntryFilter,
  page: { readonly limit: number; readonly before?: string },
): Promise<StoredEntry[]> {
  const { status, reference, houseBill, masterBill, consignee, from, to, silentSince } = filter
  const conditions: Statement[] = [sql`filer = ${filer}`]
  if (status !== undefined) conditions.push(sql`status = ${status}`)
  if (reference !== undefined) conditions.push(sql`reference = ${reference}`)
  if (houseBill !== undefined) conditions.push(sql`house_bill = ${houseBill}`)
  if (masterBill !== undefined) conditions.push(sql`master_bill = ${masterBill}`)
  if (consignee !== undefined) conditions.push(sql`consignee = ${consigneeKey(consignee)}`)
  conditions.push(...within(filer, { from, until: to }))
  if (silentSince !== undefined) conditions.push(sql`silent_since <= ${silentSince}`)
  if (page.before !== undefined) conditions.push(sql`id < ${page.before}`)
  const rows = await db.read<EntryRow>(
    entriesWhere(join(conditions, ' and '), sql`order by id desc limit ${page.limit}`),
  )
  return rows.map(stored)
}

/** Filers that have filed here: those whose mailbox at CBP may hold something. */
export async function filersFiling(db: Db): Promise<string[]> {
  const rows = await db.read<Row & { name: string }>(
    sql`select name from sequence where name like 'entry %' order by name`,
  )
  return rows.map(({ name }) => name.slice('entry '.length))
}

/** Those of which CBP may say more, of all filers, behind `after`, by id. */
export async function openEntries(db: Db, after: string, limit: number): Promise<StoredEntry[]> {
  const rows = await db.read<EntryRow>(
    entriesWhere(sql`id > ${after}
      and status not in ('released', 'cancelled') order by id limit ${limit}`),
  )
  return rows.map(stored)
}

export async function highestEntry(db: Db, filer: string): Promise<string | undefined> {
  const [row] = await db.read<Row & { highest: string | null }>(
    sql`select max(entry_number) as highest from entry where filer = ${filer}`,
  )
  return row?.highest ?? undefined
}

/** Those that hold a key too: an older database may not have a filing of theirs yet. */
export async function filersKnown(db: Db): Promise<string[]> {
  const rows = await db.read<Row & { filer: string }>(
    sql`select filer from api_key union select filer from entry order by filer`,
  )
  return [...new Set([...(await filersFiling(db)), ...rows.map(({ filer }) => filer)])].sort()
}
