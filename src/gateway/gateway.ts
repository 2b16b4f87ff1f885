/**
 * The gateway: what callers may ask of it, and the tick that carries it forward.
 * @module
 */
import type { Amend, Cancel } from '../domain/command.ts'
import type { Instant } from '../domain/day.ts'
import type { FilerCode } from '../domain/number.ts'
import { defaultEntryType } from '../domain/validate.ts'
import type { Entry } from '../domain/entry.ts'
import { lateness } from '../domain/overdue.ts'
import { isUpdate } from '../message/update.ts'
import type { StoredEntry } from '../store/entries.ts'
import { sql } from '../store/db.ts'
import { readGauges } from '../store/gauges.ts'
import type { Gauges } from '../store/gauges.ts'
import { countSilent } from '../store/silence.ts'
import type { OverdueCount } from '../store/silence.ts'
import { releaseLeases } from '../store/outbox.ts'
import { answer } from './answer.ts'
import type { AnswerRequest } from './answer.ts'
import { createBreaker } from './breaker.ts'
import type { Standing } from './breaker.ts'
import { carry } from './carry.ts'
import type { Carried, Memory } from './carry.ts'
import { check } from './check.ts'
import type { Check, Checked } from './check.ts'
import type { Deps } from './deps.ts'
import { createDrain } from './drain.ts'
import type { Equipped } from './equipped.ts'
import { examine } from './examine.ts'
import type { Reading } from './examine.ts'
import { file } from './file.ts'
import type { Filed } from './file.ts'
import { handle } from './handle.ts'
import type { Alongside, Handled } from './handle.ts'
import { keys } from './keys.ts'
import type { Keys } from './keys.ts'
import { lookup, opinion } from './lookup.ts'
import type { Lookup } from './lookup.ts'
import { idempotency } from './once.ts'
import type { Idempotency, Record } from './once.ts'
import { plan } from './plan.ts'
import type { OrdersReading, Planned } from './plan.ts'
import { present } from './present.ts'
import { keepProfile, profileOf } from './profile.ts'
import type { Profile } from './profile.ts'
import { quarantine } from './quarantine.ts'
import type { Quarantine } from './quarantine.ts'
import { quote } from './quote.ts'
import type { Quote, QuoteAsked } from './quote.ts'
import { tariff } from './tariff.ts'
import type { Tariff } from './tariff.ts'
import type { PresentedEntry } from './present.ts'
import { transmissions } from './transmissions.ts'
import type { Transmissions } from './transmissions.ts'
import { createWatch } from './watch.ts'

/** `version` is the one the caller saw; a newer one means that somebody changed the entry since. */
export type Expected = { readonly version?: number }

export type Changed =
  | { readonly kind: 'changed'; readonly entry: PresentedEntry; readonly body: string }
  | Exclude<Handled, { kind: 'done' | 'nothing' }>
  | { readonly kind: 'not_found' }

/** What one tick moved; all zero means that there is nothing to do for now. */
export type Ticked = Carried

export type Gateway = Omit<Lookup, 'find' | 'show'> & {
  readonly check: (filer: FilerCode, reading: Reading, asked?: Check) => Promise<Checked>
  /** What each lane would cost each of them, and all of them together. */
  readonly quote: (
    filer: FilerCode,
    readings: readonly Reading[],
    asked?: QuoteAsked,
  ) => Promise<Quote>
  readonly plan: (filer: FilerCode, reading: OrdersReading) => Promise<Planned>
  readonly file: (filer: FilerCode, reading: Reading, record: Record) => Promise<Filed>
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
  readonly profile: {
    readonly read: (filer: FilerCode) => Promise<Profile>
    readonly write: (filer: FilerCode, profile: Profile) => Promise<void>
  }
  readonly keys: Keys
  readonly tariff: Tariff
  readonly once: Idempotency
  readonly now: () => Instant
  /** Counts over all filers, for operations. */
  readonly gauges: () => Promise<Gauges>
  /** How CBP stands for a filer, or for all of them, as this process sees it. */
  readonly cbp: (filer?: FilerCode) => Standing
  /** What the inbox put aside. */
  readonly quarantine: Quarantine
  readonly transmissions: Transmissions
  /** How many entries wait too long for which word of CBP's, of all filers. */
  readonly overdue: () => Promise<OverdueCount[]>
  /** Transmit, collect, apply: whatever is due, once. */
  readonly tick: () => Promise<Ticked>
  /** At the start of the only process on a store: what a dead one left under way is due now. */
  readonly recover: () => Promise<void>
  /** Whether the store takes a write. */
  readonly ready: () => Promise<void>
}

/** An entry keeps its type, whatever lane a new shipment would be led to. */
function ofType({ draft, problems }: Reading, { entryType }: Entry): Reading {
  const said = draft.entryType !== undefined || entryType === defaultEntryType
  return { draft: said ? draft : { ...draft, entryType }, problems }
}

export function createGateway(handed: Deps): Gateway {
  const { db, clock, wake, log } = handed
  const breaker = createBreaker(clock, log)
  const deps: Deps = { ...handed, breaker }
  const equipped: Equipped = { ...deps, tariff: tariff(deps) }
  const { find, show, ...reading } = lookup(equipped)
  // Not in the store: a new process asks once too often, and is told again.
  const memory: Memory = {
    rests: new Map(),
    breaker,
    drain: createDrain(handed, handed.transmissionSize, handed.drainAnHour),
    watch: createWatch(handed),
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
    const { severities } = await profileOf(db, filer)
    const shown = (id: string, entry: Entry) => present(id, entry, opinion(entry, severities))
    const handled = await ask(found, (id, entry) => record(200, JSON.stringify(shown(id, entry))))
    if (handled.kind === 'refused' || handled.kind === 'version_mismatch') return handled
    if (handled.kind === 'done') wake()
    const entry = shown(found.id, handled.entry)
    return { kind: 'changed', entry, body: JSON.stringify(entry) }
  }

  return {
    ...reading,
    check: (filer, draft, asked) => check(equipped, filer, draft, asked),
    quote: (filer, readings, asked) => quote(equipped, filer, readings, asked),
    plan: (filer, orders) => plan(equipped, filer, orders),
    file: async (filer, draft, record) => {
      const filed = await file(equipped, filer, draft, record)
      if (filed.kind === 'filed') wake()
      return filed
    },
    amend: (filer, idOrNumber, draft, expected, record) =>
      change(
        filer,
        idOrNumber,
        record,
        async ({ id, entry }, alongside) => {
          const examined = await examine(equipped, filer, ofType(draft, entry), { exceptId: id })
          const { shipment, problems, judged } = examined
          if (!shipment) return { kind: 'refused', problems }
          const amend = (before: Entry): Amend => {
            const transportOnly = isUpdate(before, shipment, deps.contact)
            return { type: 'amend', shipment, judged, transportOnly }
          }
          return handle(deps, id, amend, alongside, expected.version)
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
    profile: {
      read: (filer) => profileOf(db, filer),
      write: (filer, profile) => keepProfile(db, filer, profile, clock.now()),
    },
    keys: keys(deps),
    tariff: equipped.tariff,
    once: idempotency(deps),
    now: () => clock.now(),
    gauges: () => readGauges(db),
    cbp: breaker.standing,
    quarantine: quarantine(deps),
    transmissions: transmissions(deps),
    overdue: () => countSilent(db, lateness.map(({ hours }) => hours)), // prettier-ignore
    tick: () => carry(deps, memory),
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
