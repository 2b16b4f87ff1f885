/**
 * The gateway: what callers may ask of it, and the tick that carries it forward.
 * @module
 */
import type { Cancel } from '../domain/command.ts'
import { parseEntryNumber } from '../domain/number.ts'
import type { FilerCode } from '../domain/number.ts'
import { entryByNumber, entryOfFiler, listEntries } from '../store/entries.ts'
import type { EntryFilter, StoredEntry } from '../store/entries.ts'
import { sql } from '../store/db.ts'
import { readJournal } from '../store/journal.ts'
import { messageIdsBySeq, messagesOf } from '../store/messages.ts'
import type { LinkedMessage } from '../store/messages.ts'
import { dueTransmissions, releaseLeases, transmissionsOf } from '../store/outbox.ts'
import { answer } from './answer.ts'
import type { AnswerRequest } from './answer.ts'
import { apply } from './apply.ts'
import { assemble } from './assemble.ts'
import { attempt } from './attempt.ts'
import { check } from './check.ts'
import type { Checked } from './check.ts'
import { inChunks } from './chunks.ts'
import { collect } from './collect.ts'
import type { Deps, Equipped } from './deps.ts'
import { examine, file } from './file.ts'
import type { Filed, Reading } from './file.ts'
import { handle } from './handle.ts'
import type { Alongside, Handled } from './handle.ts'
import { history } from './history.ts'
import type { HistoryItem } from './history.ts'
import { keys } from './keys.ts'
import type { Keys } from './keys.ts'
import { idempotency } from './once.ts'
import type { Idempotency, Record } from './once.ts'
import { present } from './present.ts'
import { tariff } from './tariff.ts'
import type { Tariff } from './tariff.ts'
import type { PresentedEntry } from './present.ts'

/** `version` is the one the caller saw; a newer one means that somebody changed the entry since. */
export type Expected = { readonly version?: number }

export type Changed =
  | { readonly kind: 'changed'; readonly entry: PresentedEntry; readonly body: string }
  | Exclude<Handled, { kind: 'done' | 'nothing' }>
  | { readonly kind: 'not_found' }

/** What one tick moved; all zero means that there is nothing to do for now. */
export type Ticked = {
  readonly assembled: number
  readonly answered: number
  readonly collected: number
  readonly applied: number
}

export type Gateway = {
  readonly check: (filer: FilerCode, reading: Reading) => Promise<Checked>
  readonly file: (filer: FilerCode, reading: Reading, record: Record) => Promise<Filed>
  readonly get: (filer: FilerCode, idOrNumber: string) => Promise<PresentedEntry | undefined>
  readonly list: (
    filer: FilerCode,
    filter: EntryFilter,
    page: { readonly limit: number; readonly before?: string },
  ) => Promise<PresentedEntry[]>
  readonly events: (filer: FilerCode, idOrNumber: string) => Promise<HistoryItem[] | undefined>
  readonly messages: (filer: FilerCode, idOrNumber: string) => Promise<LinkedMessage[] | undefined>
  readonly amend: (
    filer: FilerCode,
    idOrNumber: string,
    reading: Reading,
    expected: Expected,
    record: Record,
  ) => Promise<Changed>
  readonly cancel: (
    filer: FilerCode,
    idOrNumber: string,
    cancel: Omit<Cancel, 'type'>,
    record: Record,
  ) => Promise<Changed>
  readonly answer: (
    filer: FilerCode,
    idOrNumber: string,
    request: AnswerRequest,
    record: Record,
  ) => Promise<Changed>
  readonly keys: Keys
  readonly tariff: Tariff
  readonly once: Idempotency
  /** Transmit, collect, apply: whatever is due, once. */
  readonly tick: () => Promise<Ticked>
  /** At the start of the only process on a store: what a dead one left under way is due now. */
  readonly recover: () => Promise<void>
  /** Whether the store takes a write. */
  readonly ready: () => Promise<void>
}

/** Transmissions sent in one tick, and how many of them at once. */
const sendsPerTick = 100
const sendsAtOnce = 4

export function createGateway(deps: Deps): Gateway {
  const { db, clock, wake } = deps
  const equipped: Equipped = { ...deps, tariff: tariff(deps) }

  const find = async (filer: FilerCode, idOrNumber: string): Promise<StoredEntry | undefined> => {
    const number = parseEntryNumber(idOrNumber)
    return number ? entryByNumber(db, filer, number) : entryOfFiler(db, filer, idOrNumber)
  }

  const show = async (found: readonly StoredEntry[]): Promise<PresentedEntry[]> => {
    const carriers = found.flatMap(({ entry }) => entry.pending?.messageId ?? [])
    const transmissions = await transmissionsOf(db, [...new Set(carriers)])
    return found.map(({ id, entry }) =>
      present(id, entry, transmissions.get(entry.pending?.messageId ?? '')),
    )
  }

  /** Finds the entry, asks it, and answers with the entry as it became; that answer is recorded. */
  const change = async (
    filer: FilerCode,
    idOrNumber: string,
    record: Record,
    ask: (found: StoredEntry, alongside: Alongside) => Promise<Handled>,
    { version }: Expected = {},
  ): Promise<Changed> => {
    const found = await find(filer, idOrNumber)
    if (!found) return { kind: 'not_found' }
    if (version !== undefined && version !== found.entry.version) {
      return { kind: 'version_mismatch', version: found.entry.version }
    }
    const handled = await ask(found, (id, entry) => record(200, JSON.stringify(present(id, entry))))
    if (handled.kind === 'refused' || handled.kind === 'version_mismatch') return handled
    if (handled.kind === 'done') wake()
    const entry = present(found.id, handled.entry)
    return { kind: 'changed', entry, body: JSON.stringify(entry) }
  }

  return {
    check: (filer, reading) => check(equipped, filer, reading),
    file: async (filer, reading, record) => {
      const filed = await file(equipped, filer, reading, record)
      if (filed.kind === 'filed') wake()
      return filed
    },
    get: async (filer, idOrNumber) => {
      const found = await find(filer, idOrNumber)
      return found && (await show([found]))[0]
    },
    list: async (filer, filter, page) => show(await listEntries(db, filer, filter, page)),
    events: async (filer, idOrNumber) => {
      const found = await find(filer, idOrNumber)
      if (!found) return undefined
      return history(await readJournal(db, found.id), await messageIdsBySeq(db, found.id))
    },
    messages: async (filer, idOrNumber) => {
      const found = await find(filer, idOrNumber)
      return found && messagesOf(db, found.id)
    },
    amend: (filer, idOrNumber, reading, expected, record) =>
      change(
        filer,
        idOrNumber,
        record,
        async ({ id }, alongside) => {
          const examined = await examine(equipped, reading)
          if (!examined.ok) return { kind: 'refused', problems: examined.problems }
          const { shipment } = examined
          return handle(deps, id, { type: 'amend', shipment }, alongside, expected.version)
        },
        expected,
      ),
    cancel: (filer, idOrNumber, cancel, record) =>
      change(filer, idOrNumber, record, ({ id }, alongside) =>
        handle(deps, id, { type: 'cancel', ...cancel }, alongside),
      ),
    answer: (filer, idOrNumber, request, record) =>
      change(filer, idOrNumber, record, ({ id }, alongside) =>
        answer(deps, id, request, alongside),
      ),
    keys: keys(deps),
    tariff: equipped.tariff,
    once: idempotency(deps),
    tick: async () => {
      const assembled = await assemble(deps)
      const due = await dueTransmissions(db, clock.now(), sendsPerTick)
      const sent = await inChunks(due, sendsAtOnce, (transmission) => attempt(deps, transmission))
      const collected = await collect(deps)
      const applied = await apply(deps)
      return { assembled, answered: sent.filter(Boolean).length, collected, applied }
    },
    recover: async () => {
      await db.write([releaseLeases(clock.now())])
    },
    ready: async () => {
      await db.write([
        sql`insert into sequence (name, value) values ('ready', 0)
          on conflict (name) do update set value = 0`,
      ])
    },
  }
}
