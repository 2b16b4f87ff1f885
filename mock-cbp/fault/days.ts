/**
 * Bad days: trouble as it comes, by chance or by the hour, under one name. None of it lasts for ever,
 * so a good client gets through each of them.
 * @module
 */
import type { FaultName } from './fault.ts'
import type { Call } from './row.ts'

/** `odds` of each call; or always from one hour of the world's day to another. */
type Trouble = {
  readonly fault: FaultName
  readonly on?: readonly Call[]
} & ({ readonly odds: number } | { readonly hours: readonly [from: number, until: number] })

export type BadDay = {
  readonly title: string
  /** What really happened so. */
  readonly after: string
  readonly goodClient: readonly string[]
  readonly troubles: readonly Trouble[]
}

const day = <Name extends string>(table: Readonly<Record<Name, BadDay>>) => table

/** A list of what happens by chance: the name and its odds of each call. */
const chances = (odds: Readonly<Partial<Record<FaultName, number>>>, on?: readonly Call[]): Trouble[] =>
  Object.entries(odds).map(([fault, share]) => ({
    ...{ fault: fault as FaultName, odds: share },
    ...(on ? { on } : {}),
  })) // prettier-ignore

const sending: readonly Call[] = ['transmissions', 'documents', 'acknowledgements']

const sameBytes = 'after a reply that was lost it asks by the message id before it sends again'
const sameId = 'what it sends again are the same bytes under the same message id'
const oneEffect = 'CBP ends with one effective filing for each entry'
const cbpOrder = "it orders notifications by CBP's time and sequence, not by arrival"

const badDayTable = day({
  'flaky-line': {
    title: 'A line that breaks now and then',
    after: 'A bad link or a load balancer that is being replaced (N10-N13, N20)',
    goodClient: [sameBytes, sameId, 'it takes nothing from half an answer', oneEffect],
    troubles: chances({
      reset: 0.1,
      'lost-reply': 0.05,
      'hang-up': 0.05,
      'reset-in-body': 0.05,
      'cut-reply': 0.05,
      'cut-chunk': 0.05,
      'long-length': 0.03,
    }),
  },
  'lost-replies': {
    title: 'CBP does the work, and its replies are lost',
    after: 'The classic duplicate: a filer that sends again what was filed (C9, C15)',
    goodClient: [sameBytes, sameId, 'it takes 007 "already on file" after a lost reply for success', oneEffect],
    troubles: chances({ 'lost-reply': 0.35, 'error-500-after': 0.1, 'timeout-504-after': 0.1, 'empty-200': 0.05 }, sending),
  },
  'silent-upstream': {
    title: 'CBP takes everything and says nothing',
    after: 'Outages in which CBP held messages for hours (CSMS 18-000093, 17-000718)',
    goodClient: [
      'each call ends by a deadline of its own',
      sameBytes,
      'it shows which entries are overdue, and nudges CBP with nothing',
      oneEffect,
    ],
    troubles: [
      ...chances({ silence: 0.1, 'silence-after': 0.15 }, sending),
      ...chances({ 'hidden-mailbox': 0.6 }, ['mailbox']),
    ],
  },
  'slow-line': {
    title: 'Everything comes, slowly',
    after: 'A congested line (N6, N22, N23)',
    goodClient: [
      'it waits up to a deadline for the whole answer',
      'slow calls hold up nobody else',
      sameBytes,
      oneEffect,
    ],
    troubles: chances({ 'slow-reply': 0.4, 'narrow-line': 0.2, drip: 0.05 }),
  },
  'hours-of-delay': {
    title: 'Replies and notifications hours late',
    after: 'CBP working off a backlog (CSMS 19-000204, 15-000938)',
    goodClient: [
      'it goes on asking by the message id, and sends nothing again',
      'it keeps a notification that comes before the reply',
      cbpOrder,
      oneEffect,
    ],
    troubles: [
      ...chances({ 'late-reply': 0.5 }, ['transmissions']),
      ...chances({ 'hidden-mailbox': 0.3, 'late-notice': 0.3 }, ['mailbox']),
    ],
  },
  'duplicate-notices': {
    title: 'CBP says everything twice',
    after: 'Status notifications that ACE sent again (M1, M3, C15)',
    goodClient: [
      'it knows a notification by its id, and by what it says and when',
      'no status is reached twice, and no webhook fires twice',
      'it acknowledges again what comes again',
    ],
    troubles: [
      ...chances({ 'duplicate-notice': 0.4, 'renumbered-notice': 0.3 }, ['mailbox']),
      ...chances({ 'lost-acknowledgement': 0.3, 'acknowledged-again': 0.2, 'error-500-after': 0.1 }, ['acknowledgements']),
    ],
  },
  'shuffled-mailbox': {
    title: 'CBP says everything out of order',
    after: 'Several queues at CBP that do not wait for each other (CSMS 16-000461, M4)',
    goodClient: [cbpOrder, 'its history shows both orders', 'a status does not run back'],
    troubles: chances({ 'shuffled-page': 0.5, 'late-notice': 0.35 }, ['mailbox']),
  },
  'conflicting-notices': {
    title: 'CBP says one thing and another at once',
    after: 'Lines of several agencies that disagree (N17, M12)',
    goodClient: [
      'of two things said at once it does not take the pleasant one',
      'what CBP says later settles it',
      'it shows a person what is contradictory',
    ],
    troubles: chances({ 'conflicting-lines': 0.6 }, ['mailbox']),
  },
  'late-hold': {
    title: 'A hold that comes behind the release',
    after: 'Holds that were set before a release and delivered after it (M5)',
    goodClient: [cbpOrder, 'the entry stays released', 'the hold is in its history'],
    troubles: chances({ 'late-hold': 0.5 }, ['mailbox']),
  },
  'truncated-documents': {
    title: 'Documents that end in the middle',
    after: 'Proxies that close early; the worst kind gives no error (N12)',
    goodClient: [
      'it believes a document only when its last end tag, or its Z record, is there',
      'it keeps what came as evidence',
      sameBytes,
      oneEffect,
    ],
    troubles: chances({ 'cut-document': 0.2, 'cut-silently': 0.15, 'cut-reply': 0.1, 'cut-chunk': 0.1 }),
  },
  'proxy-trouble': {
    title: 'A proxy in between that answers for CBP',
    after: 'Sign-in pages, error pages and garbage with 200 (N19, G88)',
    goodClient: ['it takes no answer for a reply that is none', sameBytes, sameId, oneEffect],
    troubles: chances({ 'html-login': 0.15, 'bad-gateway-502': 0.15, 'garbage-status': 0.05, garbage: 0.1, 'empty-200': 0.1 }),
  },
  'rate-limited': {
    title: '429 with every kind of Retry-After',
    after: 'A limit that several clients share (N17, G106)',
    goodClient: [
      'it waits as long as Retry-After says, seconds or date',
      'it waits at least a second and at most a quarter of an hour',
      'nothing is lost while it waits',
    ],
    troubles: chances({
      'busy-429': 0.25,
      'busy-429-date': 0.1,
      'busy-429-garbage': 0.1,
      'busy-429-negative': 0.05,
      'busy-429-huge': 0.02,
    }),
  },
  storm: {
    title: 'Most calls are refused with 503, some with 500',
    after: 'CBP starting up again after an outage (N18)',
    goodClient: [
      'it backs off with jitter, and its backlog drains at a capped rate',
      sameBytes,
      oneEffect,
    ],
    troubles: chances({ 'unavailable-503': 0.5, 'error-500-before': 0.1, 'error-500-after': 0.05 }),
  },
  'maintenance-window': {
    title: 'From two to five of every day nothing is worked',
    after: "ACE's scheduled maintenance",
    goodClient: [
      'it takes filings in and says that CBP is down',
      'it tries again when Retry-After has passed, not before',
      'after the window everything goes out once',
    ],
    troubles: [{ fault: 'maintenance', hours: [2, 5] }],
  },
  'black-hole': {
    title: 'From six to twelve of every day the mailbox is empty, then everything comes at once',
    after: 'A queue at CBP that stood still (N24, M10)',
    goodClient: [
      'it goes on reading, page by page, with bounded memory',
      'it shows which entries are overdue',
      cbpOrder,
    ],
    troubles: [{ fault: 'hidden-mailbox', on: ['mailbox'], hours: [6, 12] }],
  },
  'poison-mailbox': {
    title: 'Notifications that nobody can use, among those that count',
    after: 'New codes, damaged records and strangers (M2, M7-M9)',
    goodClient: [
      'those behind a bad one are still taken',
      'each bad one is kept, and a person is called',
      'no status changes by it',
    ],
    troubles: chances({ 'poison-notice': 0.2, 'unknown-code': 0.2, 'foreign-notice': 0.15, 'other-filer-notice': 0.1, 'changed-duplicate': 0.15 }, ['mailbox']),
  },
  forgetful: {
    title: 'CBP does not know what it has, and loses replies',
    after: 'Queries that are answered by a copy that lags behind',
    goodClient: [
      sameId,
      'an id that CBP says it does not know is sent again with the same bytes',
      'with the setting dedupe: false as well, 007 on a resend is no rejection',
      oneEffect,
    ],
    troubles: [
      ...chances({ 'lost-reply': 0.25 }, ['transmissions', 'documents']),
      ...chances({ 'forgetful-query': 0.4 }, ['queries']),
    ],
  },
}) // prettier-ignore

export type BadDayName = keyof typeof badDayTable

export const badDays: Readonly<Record<BadDayName, BadDay>> = badDayTable
export const badDayNames = Object.keys(badDayTable) as [BadDayName, ...BadDayName[]]
