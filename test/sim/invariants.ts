/**
 * What must hold, whatever happened: one row each, with what it checks. `always` is held after every
 * crash too; `told` when webhooks have had all their attempts; `end` once a month has passed.
 * @module
 */
import { isDeepStrictEqual } from 'node:util'
import { claimsOf, dailyCeiling, lotsOf } from '../../src/domain/claim.ts'
import { replay } from '../../src/domain/evolve.ts'
import type { Event } from '../../src/domain/event.ts'
import type { Status } from '../../src/domain/status.ts'
import type { View } from './view.ts'

export type When = 'always' | 'told' | 'end'

export type Invariant = {
  readonly title: string
  readonly when: When
  /** What is wrong, a line each. */
  readonly wrong: (view: View) => readonly string[]
}

const row = (
  title: string,
  when: When,
  wrong: Invariant['wrong'],
): Invariant => ({ title, when, wrong }) // prettier-ignore

/** Seen as it happens, by the clients or on the line. */
const witnessed = (title: string) => row(title, 'always', () => [])

const many = <T>(items: readonly T[]) => Map.groupBy(items, (item) => item)

/** From where each status may be reached (design, lifecycle), by any event. */
const reached: Readonly<Record<Status, readonly (Status | undefined)[]>> = {
  queued: [undefined, 'rejected'],
  submitted: ['queued'],
  under_review: ['queued', 'submitted', 'discrepancy', 'released'],
  released: ['submitted', 'under_review', 'discrepancy', 'cancelled'],
  discrepancy: ['submitted', 'under_review', 'released', 'cancelled'],
  rejected: ['queued'],
  cancelled: ['queued', 'submitted', 'under_review', 'discrepancy', 'rejected', 'released'],
}

function steps(events: readonly Event[]): [Status | undefined, Status][] {
  const passed: [Status | undefined, Status][] = []
  events.forEach((_, at) => {
    const from = replay(events.slice(0, at))?.status
    const to = replay(events.slice(0, at + 1))?.status
    if (to && from !== to) passed.push([from, to])
  })
  return passed
}

/** A person is called to what could not be read: until then its entry waits. */
const isAside = ({ inbox }: View, entryNumber: string) =>
  inbox.some(({ id, outcome }) => outcome === 'quarantined' && id.startsWith(`${entryNumber}-`))

const announcedTo = ({ entries, journals }: View, filer: string) =>
  entries
    .filter((entry) => entry.filer === filer)
    .flatMap(({ id }) => (journals.get(id) ?? []).map(({ seq }) => `msg_${id}_${seq}`))

const ended: readonly Status[] = ['released', 'rejected', 'cancelled']

export const invariants: Readonly<Record<string, Invariant>> = {
  I1: row('everything that was answered with 2xx is in the store', 'always', (view) => {
    const { told } = view.oracle
    return told.flatMap(({ kind, id, filer, entryNumber, reference }) => {
      const found = view.entries.find((stored) => stored.id === id)
      const events = view.journals.get(id) ?? []
      const kinds = { amend: 'amended', cancel: '', answer: 'answered', file: 'filed' }
      const asked = told.filter((other) => other.id === id && other.kind === kind).length
      const there = events.filter(({ event }) =>
        kind === 'cancel'
          ? event.type === 'withdrawn' || event.type === 'cancellation_requested'
          : event.type === kinds[kind],
      ).length
      const same =
        found?.filer === filer &&
        found.entry.entryNumber === entryNumber &&
        (kind !== 'file' || found.entry.shipment.reference === reference)
      return same && there >= asked ? [] : [`${kind} of ${id} was acknowledged: ${there}/${asked}`]
    })
  }),

  I2: row('CBP has one effective filing at most of an entry, and only of ours', 'always', (view) =>
    view.held.flatMap(({ entryNumber, effectiveFilings }) => {
      const ours = view.entries.some(({ entry }) => entry.entryNumber === entryNumber)
      if (!ours) return [`CBP holds ${entryNumber}, which is not in the store`]
      return effectiveFilings > 1 ? [`${entryNumber} is filed ${effectiveFilings} times`] : []
    }),
  ),

  I3: row('every entry reaches its end, or a wait that has a name', 'end', (view) => [
    ...view.transmissions
      .filter(({ state }) => state !== 'answered')
      .map(({ message_id, state, note }) => `${message_id} is ${state}: ${note}`),
    ...view.outbox.map(({ entry_id }) => `${entry_id} still waits for a transmission`),
    ...view.entries.flatMap(({ id, entry }) => {
      if (ended.includes(entry.status) || isAside(view, entry.entryNumber)) return []
      const silent = /^SIMSIL/.test(entry.shipment.bill.houseBill ?? '')
      const waits = entry.status === 'discrepancy' || (entry.status === 'submitted' && silent)
      const asked = entry.disposition !== null && entry.status === 'under_review'
      if (waits || asked) return []
      const cbp = view.held.find(({ entryNumber }) => entryNumber === entry.entryNumber)
      const mail = view.inbox.filter(({ entry_number }) => entry_number === entry.entryNumber)
      const heard = mail.map(({ id, outcome }) => `${id} ${outcome}`).join()
      return [`${id} is ${entry.status}, and ${cbp?.status} at CBP; heard: ${heard}`]
    }),
    ...view.held.flatMap(({ entryNumber, status }) => {
      const ours = view.entries.find(({ entry }) => entry.entryNumber === entryNumber)
      const truth = status === 'released' || status === 'cancelled' || status === 'rejected'
      if (!ours || !truth || ours.status === status || isAside(view, entryNumber)) return []
      // What CBP refused and we took back has nothing to be cancelled at CBP.
      if (status === 'rejected' && ours.status === 'cancelled') return []
      return [`${ours.id} ${entryNumber} is ${status} at CBP and ${ours.status} here`]
    }),
  ]),

  I4: row('every message of CBP is kept before it is acknowledged, and accounted for', 'end', (view) =>
    view.inbox.flatMap(({ id, outcome, entry_number }) => {
      const entry = view.entries.find((stored) => stored.entry.entryNumber === entry_number)
      if (outcome === 'waiting' && entry?.status === 'queued') return []
      return outcome === 'pending' || outcome === 'waiting' ? [`${id} is ${outcome}`] : []
    }),
  ),

  I5: row('no status is reached but by the table of the lifecycle', 'always', (view) =>
    [...view.journals].flatMap(([id, rows]) =>
      steps(rows.map(({ event }) => event))
        .filter(([from, to]) => !reached[to].includes(from))
        .map(([from, to]) => `${id} went from ${from} to ${to}`),
    ),
  ),

  I6: row('the journal has no gap and no event twice, and the view is its fold', 'always', (view) =>
    view.entries.flatMap(({ id, entry }) => {
      const rows = view.journals.get(id) ?? []
      const events = rows.map(({ event }) => event)
      const heard = events.flatMap((event) =>
        event.type === 'notified' ? [event.notificationId] : [],
      )
      const twice = [...many(heard)].filter(([, all]) => all.length > 1).map(([name]) => name)
      const gaps = rows.some(({ seq }, at) => seq !== at + 1)
      const folded = isDeepStrictEqual(JSON.parse(JSON.stringify(replay(events))), entry)
      return [
        ...twice.map((name) => `${id} heard ${name} twice`),
        ...(gaps ? [`${id} has a gap in its journal`] : []),
        ...(folded ? [] : [`${id} is not the fold of its journal`]),
      ]
    }),
  ),

  I7: row('each event is a delivery to each webhook, and each delivery was heard or is listed as failed', 'told', (view) => {
    const states = new Map(view.deliveries.map((row) => [`${row.webhook_id} ${row.message_id}`, row.state]))
    return view.hooks.flatMap(({ id, filer, enabled }) =>
      announcedTo(view, filer).flatMap((message) => {
        const state = states.get(`${id} ${message}`)
        const heard = view.oracle.heard.has(`${id} ${message}`)
        const told = state === 'delivered' ? heard : state === 'failed' || (state === 'due' && enabled === 0)
        return told ? [] : [`${message} is ${state ?? 'no delivery'} to ${id}${heard ? ', and was heard' : ''}`]
      }),
    )
  }),

  I8: row('the chain of every journal and its seals verify', 'end', ({ record }) =>
    (record?.damage ?? []).map((damage) => JSON.stringify(damage)),
  ),

  I9: witnessed('nobody reads an entry of another filer, nor learns that there is one'),

  I10: row('no lease is left: every attempt that did not end has a later one', 'end', (view) =>
    view.attempts.flatMap(({ message_id, n, finished_at }) => {
      const settled = view.transmissions.find((sent) => sent.message_id === message_id)
      const over = finished_at !== null || settled?.state === 'answered' || n < (settled?.attempts ?? 0)
      return over ? [] : [`attempt ${n} of ${message_id} never ended`]
    }),
  ), // prettier-ignore

  I11: witnessed('the same key gives the same bytes; with another body it is refused'),

  I12: row('what is kept grows with what happened, and nobody is told of a 500', 'always', (view) => {
    const most = 30 + view.faults
    const often = view.transmissions.filter(({ attempts }) => attempts > most)
    return often.map(({ message_id, attempts }) => `${message_id} had ${attempts} attempts`)
  }),

  I13: row('the ledger is the sum of the live entries, and no day is above its ceiling', 'always', (view) => {
    const claims = view.entries.flatMap(({ filer, entry }) =>
      claimsOf(entry).map((claim) => ({ filer, ...claim })),
    )
    const sums = Map.groupBy(claims, ({ filer, person, day }) => `${filer} ${person} ${day}`)
    const live = new Map([...sums].map(([key, of]) => [key, of.reduce((all, { cents }) => all + cents, 0)]))
    const booked = new Map(view.days.map(({ filer, person, day, cents }) => [`${filer} ${person} ${day}`, cents]))
    const keys = new Set([...live.keys(), ...booked.keys()])
    const lots = view.lots.map(({ entry_id, lot }) => `${entry_id} ${lot}`).sort().join()
    const held = view.entries.flatMap(({ id, entry }) => lotsOf(entry).map((lot) => `${id} ${lot}`)).sort().join()
    return [
      ...[...keys].filter((key) => (live.get(key) ?? 0) !== (booked.get(key) ?? 0)).map((key) => `${key}: ${booked.get(key)} booked, ${live.get(key)} live`),
      ...[...booked].filter(([, cents]) => cents > dailyCeiling).map(([key, cents]) => `${key} has ${cents} cents`),
      ...(lots === held ? [] : ['the lots are not those of the live entries']),
    ]
  }),

  I14: row('a message id stands for one set of bytes, an entry is added by one message at a time', 'always', (view) => {
    const adds = Map.groupBy(view.carried.filter(({ action }) => action === 'A'), ({ entry_id }) => entry_id)
    return [...adds].flatMap(([id, sent]) => {
      const refused = (view.journals.get(id) ?? []).filter(({ event }) => event.type === 'rejected').length
      return sent.length > refused + 1 ? [`${id} is in ${sent.length} transmissions as an add`] : []
    })
  }),

  I15: witnessed('nothing that CBP may have is sent again before CBP was asked'),
} // prettier-ignore

export function breachesOf(view: View, when: When) {
  return Object.entries(invariants).flatMap(([invariant, { when: held, wrong }]) =>
    held !== 'always' && when !== held ? [] : wrong(view).map((what) => ({ invariant, what })),
  )
}
