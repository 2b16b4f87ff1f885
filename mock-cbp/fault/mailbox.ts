/**
 * Faults of the mailbox: what CBP says comes twice, late, out of order, or against itself.
 * @module
 */
import { after } from '../../src/domain/day.ts'
import type { StatusNotification } from '../../src/message/notification.ts'
import type { Statement } from '../../src/store/db.ts'
import { draw } from '../world/chance.ts'
import { strangeEntry } from './documents.ts'
import { linesOf, put, textOf } from './lines.ts'
import { rows } from './row.ts'
import type { Change, Moment } from './row.ts'
import { isBatch, pages } from './spoken.ts'

/** A page ends here, whatever was added. */
const longestPage = 1000
const minute = 60_000

type Page = readonly StatusNotification[]

/** On a page with something in it. */
const paging =
  (change: (page: Page, moment: Moment) => Page | undefined) =>
  (moment: Moment, text: string): Change | undefined => {
    const { read, print } = pages[moment.wire]
    const reading = read(new TextEncoder().encode(text))
    const page = reading.ok ? reading.delivered.flatMap(({ notification }) => notification ?? []) : []
    const changed = page.length === 0 ? undefined : change(page, moment)
    if (!changed) return undefined
    const printed = print(changed.slice(0, longestPage))
    // Of records an empty page is no document.
    return printed === '' ? { answer: new Response(null, { status: 204 }) } : { text: printed }
  } // prettier-ignore

const says = (...codes: readonly string[]) => ({ notices }: StatusNotification) =>
  notices.some(({ record, code }) => record === 'SO60' && codes.includes(code)) // prettier-ignore

/**
 * An id that no notification has. Of records the sequence stands in the id alone, so that there it is
 * another copy of the same one.
 */
const newId = ({ position, wire }: Moment, index: number, of: string) =>
  wire === 'xml'
    ? `FAULT-${position}-${index + 1}`
    : `${/^.{13}-\d+/.exec(of)?.[0] ?? of}-${100 + (position % 900)}`

/** Records tell the minute: what is to be earlier is a minute earlier at the least. */
const anHourBefore = ({ hourMillis, wire }: Moment) =>
  wire === 'xml' ? hourMillis : Math.max(hourMillis, minute)

const entrySaid = (code: string, narrative: string) => [
  { record: 'SO60', code, narrative } as const,
]

/** Beside the first notification that `fits`, another one made of it. */
const beside = (
  fits: (notification: StatusNotification) => boolean,
  made: (of: StatusNotification, moment: Moment) => Partial<StatusNotification>,
) =>
  paging((page, moment) => {
    const place = page.findIndex(fits)
    const of = page[place]
    if (!of) return undefined
    const added = {
      ...of,
      notificationId: newId(moment, place, of.notificationId),
      ...made(of, moment),
    }
    return [...page.slice(0, place + 1), added, ...page.slice(place + 1)]
  })

const any = () => true
const protocol = { kind: 'protocol', when: 'mailbox' } as const

const known = 'Know it by its id, count it, and acknowledge it again.'
const aside = 'Put it aside for a person, change no status, and go on with those behind it.'

export const mailboxFaults = rows({
  'duplicate-notice': {
    ...protocol,
    source: 'M1',
    does: 'Every notification of the page comes twice.',
    goodClient: known,
    commit: paging((page) => page.flatMap((notification) => [notification, notification])),
  },
  'changed-duplicate': {
    ...protocol,
    source: 'M2',
    does: 'The first notification comes again under its id with other bytes.',
    goodClient: 'Keep both, take the first, and call a person.',
    commit: beside(any, ({ notificationId, notices }) => ({
      notificationId,
      notices: notices.map((notice) => ({ ...notice, narrative: 'CHANGED ON THE WAY' })),
    })),
  },
  'renumbered-notice': {
    ...protocol,
    source: 'M3',
    does: 'Every notification comes once more under a new id.',
    goodClient: 'Know it by what it says and when; no second step, no second webhook.',
    commit: paging((page, moment) => [
      ...page,
      ...page.map((said, index) => ({
        ...said,
        notificationId: newId(moment, index, said.notificationId),
      })),
    ]),
  },
  'shuffled-page': {
    ...protocol,
    source: 'M4',
    does: 'The page comes in no order.',
    goodClient: "Order by CBP's time, then its sequence; never by arrival.",
    commit: paging((page, { position }) =>
      page.length < 2 ? undefined : shuffled(page, (index) => draw(position, `page ${index}`)),
    ),
  },
  'late-notice': {
    ...protocol,
    source: 'M4, M5',
    does: 'The first notification of the page is left out, and comes with a later page.',
    goodClient: "Put it in its place by CBP's time when it comes; the status does not run back.",
    commit: paging((page) => page.slice(1)),
  },
  'late-hold': {
    ...protocol,
    source: 'M5',
    does: 'Behind a release comes a hold that CBP set an hour before it.',
    goodClient: 'Show it in the history; the entry stays released.',
    commit: beside(says('98'), ({ at }, moment) => ({
      at: after(at, -anHourBefore(moment)),
      notices: [{ record: 'SO50', code: '53', narrative: 'CBP HOLD' }],
    })),
  },
  'equal-times': {
    ...protocol,
    source: 'M6',
    does: 'All notifications of the page have the time of the last.',
    goodClient: "Order by CBP's sequence where times are equal.",
    commit: paging((page) => {
      const last = page.map(({ at }) => at).sort().at(-1) // prettier-ignore
      return last === undefined ? undefined : page.map((said) => ({ ...said, at: last }))
    }),
  },
  'foreign-notice': {
    ...protocol,
    source: 'M7',
    does: 'A notification is about an entry that nobody filed.',
    goodClient: 'Keep it, call a person, look for its entry for a day.',
    commit: beside(any, ({ filerCode }) => ({ entryNumber: strangeEntry(filerCode).serial })),
  },
  'other-filer-notice': {
    ...protocol,
    source: 'M7',
    does: "A notification is about another filer's entry.",
    goodClient: 'Keep it and call a person; show it to neither filer.',
    commit: beside(any, () => strangeEntryOf('QQ9')),
  },
  'unknown-code': {
    ...protocol,
    source: 'M8',
    does: 'A notification has a code that is in no table.',
    goodClient: aside,
    commit: beside(any, () => ({ notices: entrySaid('ZZ', 'A CODE OF NEXT YEAR') })),
  },
  'poison-notice': {
    ...protocol,
    source: 'M9',
    does: 'The first notification of the page cannot be read.',
    goodClient: aside,
    commit: (moment, text) =>
      isBatch(text) ? poisonedBatch(moment, text) : poisoned(moment, text),
  },
  contradiction: {
    ...protocol,
    source: 'M12',
    does: 'A release comes with a document request of the same time and sequence.',
    goodClient: 'Trust neither: a person decides, or asks CBP what it holds.',
    commit: beside(says('98'), () => ({ notices: entrySaid('96', 'DOCUMENT REQUIRED') })),
  },
  'conflicting-lines': {
    ...protocol,
    source: 'M12',
    does: 'An admissible entry is said to wait for an exam, at the same time and sequence.',
    goodClient: 'Count it as not yet free; what CBP says later settles it.',
    commit: beside(says('97'), () => ({ notices: entrySaid('03', 'PENDING INTENSIVE EXAM') })),
  },
  'hidden-mailbox': {
    ...protocol,
    source: 'M13, N24',
    does: 'The page is empty, although something is due.',
    goodClient: 'Go on reading; tell people which entries are overdue, and nudge CBP with nothing.',
    commit: paging(() => []),
  },
  'lost-acknowledgement': {
    kind: 'protocol',
    when: 'acknowledgement',
    source: 'C15',
    does: 'Answered as done, and not done: all of them come again.',
    goodClient: known,
    commit: (_, text) => (text.includes('"removed"') ? { undone: true } : undefined),
  },
  'acknowledged-again': {
    kind: 'protocol',
    when: 'acknowledgement',
    source: 'C14, M1',
    does: 'Done, but the last three that were acknowledged come again.',
    goodClient: known,
    commit: ({ world, filer }, text) =>
      text.includes('"removed"') ? { also: unacknowledged(world, filer) } : undefined,
  },
})

/** The last three. Their entries come first, while the three can still be told. */
function unacknowledged(world: string, filer: string): Statement[] {
  const three = `select entry_number, sequence, copy from mock_notice
    where world = ? and filer = ? and acknowledged = 1
    order by due desc, entry_number desc, sequence desc, copy desc limit 3`
  const whose = [world, filer]
  return [
    {
      sql: `update mock_entry set due = (
          select min(n.due) from mock_notice n
            where n.world = mock_entry.world and n.entry_number = mock_entry.entry_number
              and (n.acknowledged = 0 or (n.entry_number, n.sequence, n.copy) in (${three}))
        ) where world = ? and entry_number in (select entry_number from (${three}) as told)`,
      values: [...whose, world, ...whose],
    },
    {
      sql: `update mock_notice set acknowledged = 0
        where world = ? and (entry_number, sequence, copy) in (${three})`,
      values: [world, ...whose],
    },
  ]
}

function poisoned(moment: Moment, text: string): Change | undefined {
  const poison = `<statusNotification><notificationId>${newId(moment, 0, '')}</notificationId><sequence>many</sequence></statusNotification>`
  return text.includes('<statusNotification>')
    ? { text: text.replace('<statusNotification>', `${poison}$&`) }
    : undefined
}

/** The first batch, said on a day that there is not. */
function poisonedBatch(moment: Moment, text: string): Change {
  const lines = linesOf(text)
  const first = lines.slice(0, lines.findIndex((line) => line.startsWith('Z')) + 1)
  const poison = first.map((line) => {
    if (line.startsWith('A')) return put(line, 60, newId(moment, 0, line.slice(59).trim()).padEnd(21))
    return /^SO[56]0/.test(line) ? put(line, 5, '999999') : line
  })
  return { text: textOf(poison) + text }
} // prettier-ignore

function strangeEntryOf(filer: string) {
  const { filerCode, serial } = strangeEntry(filer)
  return { filerCode, entryNumber: serial }
}

function shuffled<T>(items: readonly T[], chance: (index: number) => number): readonly T[] {
  const drawn = items.map((item, index) => ({ item, at: chance(index) }))
  const mixed = drawn.sort((a, b) => a.at - b.at).map(({ item }) => item)
  // By chance the old order came out.
  return mixed.every((item, index) => item === items[index]) ? mixed.reverse() : mixed
}
