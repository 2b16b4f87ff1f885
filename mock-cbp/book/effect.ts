/**
 * What follows at CBP from a filing that it took: the entry as it is held next. Pure.
 * @module
 */
import { after } from '../../src/domain/day.ts'
import type { Instant } from '../../src/domain/day.ts'
import type { EntryNumber } from '../../src/domain/number.ts'
import type { Filing } from '../../src/message/filing.ts'
import type { Matched } from '../scenario/match.ts'
import { usualCourse } from '../scenario/step.ts'
import type { Decision } from '../scenario/step.ts'
import type { Settings } from '../world/settings.ts'
import { began, layOut, moment, readsOf } from './course.ts'
import { declaredBy, lowestBill, updatedBy } from './declared.ts'
import type { Declared, Told } from './declared.ts'
import { goOn, layAnew, notify, waitsFor, withdraw } from './held.ts'
import type { Held, Review } from './held.ts'
import { hourMillisOf, later, timingOf } from './timing.ts'
import type { Flight, Timing } from './timing.ts'

export type Circumstances = Told & {
  readonly filer: string
  readonly now: Instant
  /** When the reply is due: what CBP does follows it. */
  readonly repliedAt: Instant
  readonly settings: Settings
  readonly matched: Matched | undefined
  /** What is known of their flight. */
  readonly journey: Flight | undefined
}

/** How long port staff take over a correction or cancellation. */
export const reviewHours = 1

export const timingFor = (
  settings: Settings,
  { acceptedAt, declared }: { readonly acceptedAt: Instant; readonly declared: Declared },
  journey: Flight | undefined,
): Timing => timingOf(settings, { acceptedAt, ...declared }, journey)

export function accept(
  filing: Filing,
  entryNumber: EntryNumber,
  circumstances: Circumstances,
): Held {
  const { filer, repliedAt, settings, matched, flight, journey } = circumstances
  const declared = declaredBy(filing, circumstances)
  const { rule, course = usualCourse } = matched ?? {}
  const running = began(course, rule?.id ?? 'NONE', repliedAt)
  const timing = timingFor(settings, { acceptedAt: repliedAt, declared }, journey)
  const { moments, next } = layOut(running, 0, repliedAt, timing)
  const held: Held = {
    ...{ entryNumber, filer, flight, declared },
    bill: lowestBill(filing),
    acceptedAt: repliedAt,
    version: 1,
    course: { ...running, next },
    readsLeft: readsOf(course.progress),
    review: null,
    notifications: [],
  }
  return notify(held, moments, timing.hourMillis)
}

export function correct(filing: Filing, before: Held, circumstances: Circumstances): Held {
  const { flight } = circumstances
  const to = { declared: declaredBy(filing, circumstances), bill: lowestBill(filing), flight }
  return reviewed(before, 'R', circumstances, to)
}

/** What brings the goods changed: CBP takes it over, and what is to come follows it. */
export function update(filing: Filing, before: Held, circumstances: Circumstances): Held {
  const { settings, repliedAt, flight, journey, manifest } = circumstances
  const at = later(repliedAt, before.acceptedAt)
  const held = {
    ...{ ...before, version: before.version + 1, flight },
    declared: updatedBy(filing, before.declared, circumstances),
    bill: filing.billGroupings.length === 0 ? before.bill : lowestBill(filing),
  }
  const timing = timingFor(settings, held, journey)
  const wait = waitsFor(held, at)
  // More packages than manifested is a matter of the bill, and so of an update.
  const settled = wait === 'correction' || (wait === 'manifest' && manifest !== undefined)
  return settled ? goOn(held, at, timing) : layAnew(held, at, timing)
}

export function cancel(before: Held, circumstances: Circumstances): Held {
  return reviewed(before, 'D', circumstances)
}

/** Port staff look at it: by themselves within the hour, or when a person says so. */
function reviewed(
  before: Held,
  action: 'R' | 'D',
  { settings, repliedAt, journey }: Circumstances,
  to?: Review['to'],
): Held {
  const since = later(repliedAt, before.acceptedAt)
  const corrected = action === 'R' && settledBy(waitsFor(before, since))
  const review = { action, since, corrected, asked: false, ...(to ? { to } : {}) }
  const held = withdraw({ ...before, version: before.version + 1 }, since)
  if (settings.reviews === 'by-hand') return { ...held, review }
  const { course } = before
  const decision = action === 'R' ? course.correction : course.cancellation
  const at = after(since, reviewHours * hourMillisOf(settings.pace))
  return decide(held, review, decision, { at, settings, journey })
}

/** A correction also settles what a document was asked for. */
const settledBy = (wait: ReturnType<typeof waitsFor>) =>
  wait === 'correction' || wait === 'document'

export type Deciding = {
  readonly at: Instant
  readonly settings: Settings
  readonly journey: Flight | undefined
}

/** What port staff say of a correction and of a cancellation (SO60). */
export const decisions = {
  R: { grant: '88', refuse: '86', ask: '84' },
  D: { grant: '23', refuse: '87', ask: '85' },
} as const

/** What port staff decided: SO60 with its code, and what becomes of the entry. */
export function decide(
  held: Held,
  review: Review,
  decision: Decision,
  { at, settings, journey }: Deciding,
): Held {
  const code = decisions[review.action][decision.decision]
  const hourMillis = hourMillisOf(settings.pace)
  if (decision.decision === 'ask') {
    const asks = { record: 'SO60' as const, code, documentType: decision.documentType }
    return notify({ ...held, review: { ...review, asked: true } }, [moment(at, [asks])], hourMillis)
  }
  const said = moment(at, [{ record: 'SO60', code }])
  const settled = { ...held, review: null }
  if (decision.decision === 'grant' && review.action === 'D') {
    const course = { ...held.course, next: held.course.steps.length }
    return notify({ ...settled, course, readsLeft: null }, [said], hourMillis)
  }
  const told =
    decision.decision === 'grant'
      ? notify({ ...settled, ...review.to }, [said], hourMillis)
      : notify(settled, [{ ...said, references: [{ qualifier: 'RSN', value: decision.reason }] }], hourMillis) // prettier-ignore
  const timing = timingFor(settings, told, journey)
  if (decision.decision === 'grant' && review.corrected) return goOn(told, at, timing)
  const pauseMillis = Date.parse(at) - Date.parse(review.since)
  return layAnew(told, review.since, timing, { pauseMillis, notBefore: at })
}
