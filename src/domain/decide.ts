/**
 * What an entry answers to a command: events, or the problems that refuse it. Pure; the instant
 * comes in with the command.
 * @module
 */
import { can } from './can.ts'
import type { Capability } from './can.ts'
import type { Answer, Amend, Cancel, Command, Notify, Reply } from './command.ts'
import type { Instant } from './day.ts'
import { dispositionOf } from './disposition.ts'
import type { Entry } from './entry.ts'
import type { Event } from './event.ts'
import type { Judged } from './judged.ts'
import { isNewer, momentOf, wasHeard } from './moment.ts'
import { problem } from './problem.ts'
import type { Problem } from './problem.ts'
import { replacementProblems } from './replacement.ts'
import { defaultEntryType } from './validate.ts'

/**
 * `events`: they happened. `problems`: refused, nothing happened. `nothing`: already known, or not
 * for now, with the reason.
 */
export type Decision =
  | { readonly kind: 'events'; readonly events: readonly Event[] }
  | { readonly kind: 'problems'; readonly problems: readonly Problem[] }
  | { readonly kind: 'nothing'; readonly why: Nothing }

/** `early`: the entry's own filing is not answered yet, ask again later. */
export type Nothing = 'duplicate' | 'early' | 'unknown_code' | 'not_on_file'

const events = (...list: Event[]): Decision => ({ kind: 'events', events: list })
const refused = (...list: Problem[]): Decision => ({ kind: 'problems', problems: list })
const nothing = (why: Nothing): Decision => ({ kind: 'nothing', why })

export function decide(command: Command, entry: Entry | undefined, at: Instant): Decision {
  if (command.type === 'file') {
    if (entry) return nothing('duplicate')
    const { filer, entryNumber, shipment, judged } = command
    const entryType = shipment.entryType ?? defaultEntryType
    return events({
      type: 'filed',
      at,
      filer,
      entryNumber,
      entryType,
      shipment,
      ...opinion(judged),
    })
  }
  if (!entry) throw new Error(`"${command.type}" needs an entry`)
  switch (command.type) {
    case 'amend':
      return amend(command, entry, at)
    case 'cancel':
      return cancel(command, entry, at)
    case 'answer':
      return answer(command, entry, at)
    case 'transmit':
      return transmit(command.messageId, entry, at)
    case 'requeue':
      return requeue(command.messageId, entry, at)
    case 'reply':
      return reply(command, entry, at)
    case 'notify':
      return notify(command, entry, at)
  }
}

const unless = (capability: Capability, decide: () => Decision): Decision =>
  capability.allowed
    ? decide()
    : refused(problem('state_conflict', '', { why: capability.reason ?? '' }))

const opinion = (judged: Judged | undefined) => (judged === undefined ? {} : { judged })

function amend(command: Amend, entry: Entry, at: Instant): Decision {
  const { shipment, judged, transportOnly = false } = command
  return unless(can(entry).amend, () => {
    const found: Problem[] = []
    const { reference } = entry.shipment
    const entryType = shipment.entryType ?? defaultEntryType
    if (shipment.reference !== reference) {
      found.push(problem('reference_change', '/reference', { reference }))
    }
    if (entryType !== entry.entryType) {
      found.push(problem('entry_type_change', '/entryType', { found: entryType }))
    }
    const onFile = isOnFile(entry)
    const told = onFile ? ({ action: transportOnly ? 'U' : 'R' } as const) : {}
    return found.length > 0
      ? refused(...found)
      : events({ type: 'amended', at, shipment, ...opinion(judged), ...told })
  })
}

const isOnFile = ({ status }: Entry) => status !== 'queued' && status !== 'rejected'

function cancel({ type: _, reason, ...named }: Cancel, entry: Entry, at: Instant): Decision {
  return unless(can(entry).cancel, () => {
    const onFile = isOnFile(entry)
    const unnamed = replacementProblems(reason, named, entry, onFile)
    const found = [...unknownReason(reason), ...unnamed]
    if (found.length > 0) return refused(...found)
    if (!onFile) return events({ type: 'withdrawn', at, reason })
    return events({ type: 'cancellation_requested', at, reason, ...named })
  })
}

const unknownReason = (reason: string): Problem[] =>
  /^(0[1-9]|1[01])$/.test(reason) ? [] : [problem('reason_unknown', '/reason', { found: reason })]

function answer({ text, documents }: Answer, entry: Entry, at: Instant): Decision {
  return unless(can(entry).answer, () => {
    const silent = text === undefined || text.trim() === ''
    if (silent && documents.length === 0) return refused(problem('answer_empty', ''))
    return events({ type: 'answered', at, documents, ...(text === undefined ? {} : { text }) })
  })
}

/** Taken into one transmission an entry cannot be taken into another: the loser finds nothing. */
function transmit(messageId: string, { pending }: Entry, at: Instant): Decision {
  if (!pending || pending.messageId !== null) return nothing('duplicate')
  return events({ type: 'transmitted', at, messageId, action: pending.action })
}

function requeue(messageId: string, { pending }: Entry, at: Instant): Decision {
  if (pending?.messageId !== messageId) return nothing('duplicate')
  return events({ type: 'requeued', at, messageId, action: pending.action })
}

const outcomes = { '01': 'rejected', '02': 'accepted', '03': 'accepted', '04': 'referred' } as const

function reply(command: Reply, entry: Entry, at: Instant): Decision {
  const { messageId, action, cbpAt, disposed, narrative, conditions } = command
  if (entry.pending?.messageId !== messageId) return nothing('duplicate')
  return events({ type: outcomes[disposed], at, messageId, action, cbpAt, narrative, conditions })
}

function notify(command: Notify, entry: Entry, at: Instant): Decision {
  if (entry.status === 'queued') return nothing('early')
  if (entry.status === 'rejected' || entry.acceptedAt === null) return nothing('not_on_file')
  const { notificationId, cbpAt, sequence, notices, references, toTheMinute } = command
  if (notices.some(({ record, code }) => !dispositionOf(record, code))) {
    return nothing('unknown_code')
  }
  if (wasHeard(entry.heard, command)) return nothing('duplicate')
  const superseded = entry.latest !== null && isNewer(entry.latest, momentOf(command))
  return events({
    type: 'notified', at, notificationId, cbpAt, sequence, notices, references, superseded,
    ...(toTheMinute ? { toTheMinute } : {}),
  }) // prettier-ignore
}
