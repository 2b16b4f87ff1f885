/**
 * The gateway: what callers may ask of it, and the tick that carries it forward.
 * @module
 */
import type { Amend } from '../domain/command.ts'
import type { FilerCode } from '../domain/number.ts'
import { defaultEntryType } from '../domain/validate.ts'
import type { Entry } from '../domain/entry.ts'
import { lateness } from '../domain/overdue.ts'
import { isUpdate } from '../message/update.ts'
import type { StoredEntry } from '../store/entries.ts'
import { gauges } from './gauges.ts'
import { releaseBatches } from '../store/batches.ts'
import { releaseDeliveries } from '../store/deliveries.ts'
import { releaseLeases } from '../store/outbox.ts'
import { answer } from './answer.ts'
import type { Changed, Expected, Gateway } from './asked.ts'
import { batches } from './batches.ts'
import { batching } from './batching.ts'
import { bills } from './bills.ts'
import { discrepancies } from './discrepancy.ts'
import { createBreaker } from './breaker.ts'
import { carry, moved } from './carry.ts'
import type { Carried, Memory } from './carry.ts'
import { check } from './check.ts'
import { deliveries } from './deliver.ts'
import { countSilent } from '../store/silence.ts'
import type { Deps } from './deps.ts'
import { desk } from './desk.ts'
import { createDrain } from './drain.ts'
import type { Equipped } from './equipped.ts'
import { examine } from './examine.ts'
import type { Reading } from './examine.ts'
import { file } from './file.ts'
import { follow } from './follow.ts'
import { handle } from './handle.ts'
import { health } from './health.ts'
import { houseOf, looking } from './house.ts'
import { intake } from './intake.ts'
import type { Alongside, Handled } from './handle.ts'
import { keys } from './keys.ts'
import { lookup, opinion } from './lookup.ts'
import { manifest } from './manifest.ts'
import { createMeters } from './meters.ts'
import { idempotency } from './once.ts'
import type { Record } from './once.ts'
import { plan } from './plan.ts'
import { present } from './present.ts'
import { keepProfile, profileOf } from './profile.ts'
import { createPulse } from './pulse.ts'
import { quarantine } from './quarantine.ts'
import { quote } from './quote.ts'
import { reconcile } from './reconcile.ts'
import { sealing } from './seal.ts'
import { sendingGate } from './sending.ts'
import { readBeyond, readSending } from '../store/sending.ts'
import { within } from './seats.ts'
import { sessions } from './sessions.ts'
import { tariff } from './tariff.ts'
import { measureFiled } from './measure.ts'
import { noTrace } from './trace.ts'
import { webhooks } from './webhooks.ts'
import { transmissions } from './transmissions.ts'
import { sweepUploads } from './uploads.ts'
import { createWatch } from './watch.ts'

export type { Changed, Expected, Gateway, Ticked } from './asked.ts'

/** An entry keeps its type, whatever lane a new shipment would be led to. */
function ofType({ draft, problems }: Reading, { entryType }: Entry): Reading {
  const said = draft.entryType !== undefined || entryType === defaultEntryType
  return { draft: said ? draft : { ...draft, entryType }, problems }
}

const said = (by: string | undefined) => (by === undefined ? {} : { by })

export function createGateway(handed: Deps): Gateway {
  const { db, clock, log, meters = createMeters(), trace = noTrace } = handed
  const pulse = createPulse(clock, meters)
  const following = follow(handed)
  const wake = () => {
    handed.wake()
    following.wake()
  }
  const breaker = within(createBreaker(clock, log), handed.seats)
  const send = pulse.timed(handed.send)
  const deps: Deps = { ...handed, wake, meters, trace, breaker, send }
  const equipped: Equipped = { ...deps, tariff: tariff(deps) }
  const gate = intake(deps)
  const { find, show, present: presentAll, ...reading } = lookup(equipped)
  // Not in the store: a new process asks once too often, and is told again.
  const memory: Memory = {
    rests: new Map(),
    breaker,
    drain: createDrain(handed, handed.transmissionSize, handed.drainAnHour),
    watch: createWatch(handed),
  }
  const sendGate = sendingGate(deps)
  const seal = sealing(deps)

  /** Finds the entry, asks it, and answers with the entry as it became; that answer is recorded. */
  const change = async (
    filer: FilerCode,
    idOrNumber: string,
    record: Record,
    ask: (found: StoredEntry, alongside: Alongside) => Promise<Handled>,
    { version }: Expected = {},
  ): Promise<Changed> => {
    await sendGate.expectOpen()
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

  const carryOn = async (): Promise<Carried> => {
    await seal()
    if (!(await sendGate.isOpen())) {
      pulse.ticked()
      return { assembled: 0, answered: 0, collected: 0, applied: 0 }
    }
    const carried = await carry(deps, memory)
    pulse.ticked()
    if (moved(carried)) following.wake()
    return carried
  }
  const deliver = deliveries(deps)
  const fileSome = batching({ ...equipped, intake: gate, gate: sendGate })
  const fileBatches = async () => ({ dealt: await fileSome() })
  const ownKeys = keys(deps)
  const overdue = () =>
    countSilent(
      db,
      lateness.map(({ hours }) => hours),
    )

  return {
    ...reading,
    check: (filer, draft, asked) => check(equipped, filer, draft, asked),
    quote: (filer, readings, asked) => quote(equipped, filer, readings, asked),
    plan: (filer, orders) => plan(equipped, filer, orders),
    file: async (filer, draft, record, by) => {
      await sendGate.expectOpen()
      const onFile = await sendGate.onFile(filer, draft.draft.bill)
      if (onFile) return { kind: 'refused', problems: [onFile] }
      const filed = await trace('file', {}, async (note) => {
        const filed = await file({ ...equipped, intake: gate }, filer, draft, record, by)
        if (filed.kind === 'filed') note({ entry_id: filed.entry.id })
        return filed
      })
      measureFiled(meters, filed)
      if (filed.kind === 'filed') wake()
      return filed
    },
    amend: (filer, idOrNumber, draft, expected, record, by) =>
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
          return handle(deps, id, amend, alongside, expected.version, said(by))
        },
        expected,
      ),
    cancel: (filer, idOrNumber, cancel, record, by, expected) =>
      change(
        filer,
        idOrNumber,
        record,
        ({ id }, alongside) =>
          handle(deps, id, { type: 'cancel', ...cancel }, alongside, expected?.version, said(by)),
        expected,
      ),
    answer: (filer, idOrNumber, request, record, by, expected) =>
      change(
        filer,
        idOrNumber,
        record,
        ({ id }, alongside) => answer(deps, id, request, alongside, expected?.version, said(by)),
        expected,
      ),
    manifest: (filer, masterBill) => manifest(deps, filer, masterBill),
    batches: batches({ ...deps, present: presentAll }, gate, sendGate),
    bills: bills({ ...deps, present: presentAll }),
    discrepancies: discrepancies({ ...equipped, find, show, present: presentAll }),
    desk: desk({ ...deps, find, present: presentAll }, breaker),
    profile: {
      read: (filer) => profileOf(db, filer),
      write: (filer, profile) => keepProfile(db, filer, profile, clock.now()),
      installation: deps.policy,
    },
    house: looking(houseOf(deps), sendGate.look),
    keys: ownKeys,
    sessions: sessions(deps, ownKeys),
    webhooks: webhooks(deps),
    follow: following.follow,
    endStreams: following.end,
    tariff: equipped.tariff,
    once: idempotency(deps),
    now: () => clock.now(),
    cbp: breaker.standing,
    quarantine: quarantine(deps),
    transmissions: transmissions(deps),
    overdue,
    gauges: async () => gauges(deps, pulse, breaker, await overdue()),
    carry: carryOn,
    fileBatches,
    deliver,
    tick: async () => {
      const { dealt } = await fileBatches()
      const carried = await carryOn()
      const { done } = await deliver()
      return { ...carried, dealt, delivered: await done }
    },
    sending: async () => ({ ...(await readSending(db)), beyond: await readBeyond(db, 1000) }),
    pause: sendGate.pause,
    reconcile: async (most) => {
      const reconciled = await reconcile(deps, most)
      if (reconciled.state === 'open') await sendGate.look()
      return reconciled
    },
    recover: async () => {
      await db.write([releaseLeases(clock.now()), releaseDeliveries(clock.now()), releaseBatches()])
      await sweepUploads(deps, true)
    },
    health: () => health(deps, pulse, breaker),
    stops: gate.stops,
    meters,
    trace,
  }
}
