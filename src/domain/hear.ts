/**
 * What CBP's notifications make of an entry. They count in CBP's order, whatever the order they
 * arrived in (CSMS 16-000461): a late one is put in its place and those after it are taken again.
 * @module
 */
import { dispositionOf, leadsTo } from './disposition.ts'
import type { Disposition } from './disposition.ts'
import type { Entry, OnFile, Spoken, Standing, Told } from './entry.ts'
import type { Notice, Notified } from './event.ts'
import { isNewer, momentOf } from './moment.ts'
import { inOrder, isBeyond, keepNewest, remember } from './recent.ts'
import type { Status } from './status.ts'

function toldTo({ told, status, admissible, oneUsg, disposition, latest }: Entry): Told {
  const before = { status, admissible, oneUsg, disposition }
  return told ?? { before, settled: latest, spoken: [] }
}

/** A reply or a step of ours has moved the entry: what CBP says next counts from here. */
export const turnPage = (entry: Entry): Entry => ({ ...entry, told: null })

export function hear(entry: Entry, event: Notified): Partial<Entry> {
  if (isBeyond(entry, event)) throw new Error('what is older than all at hand needs the journal')
  const told = toldTo(entry)
  const { latest } = entry
  const heard = remember(entry, event)
  const moment = momentOf(event)
  if (told.settled && isNewer(told.settled, moment)) return heard
  const spoken = inOrder([...told.spoken, { ...moment, notices: event.notices }])
  const standing = standingAt(told.before, spoken)
  return {
    ...standing,
    ...settlement(entry, event.notices),
    // What was still to be asked of CBP has no object any more.
    ...(standing.status === 'cancelled' ? { pending: null } : {}),
    told: keepNewest({ ...told, spoken }, standingAt),
    latest: latest && isNewer(latest, moment) ? latest : moment,
    ...heard,
  }
}

const standingAt = (before: Standing, spoken: readonly Spoken[]): Standing =>
  momentsOf(spoken).reduce(standingAfter, before)

function momentsOf(spoken: readonly Spoken[]): Spoken[] {
  const groups = Map.groupBy(spoken, ({ at, sequence }) => `${at} ${sequence}`).values()
  return [...groups].flatMap((group) => {
    const [first] = group
    return first ? [{ ...first, notices: group.flatMap(({ notices }) => notices) }] : []
  })
}

const ranks: readonly (Status | undefined)[] = [
  undefined,
  'under_review',
  'released',
  'discrepancy',
  'cancelled',
]

/**
 * What is said in one moment has no order, so it is taken by rank: a release and a discrepancy
 * together are a contradiction, which a person decides. The last one taken is shown: of a bill code
 * (where the bill is) and an entry code (where the entry is) that is the entry code.
 */
function standingAfter(before: Standing, { at, notices }: Spoken): Standing {
  const rows = notices
    .map((notice) => ({ notice, known: dispositionOf(notice.record, notice.code) }))
    .filter((row): row is { notice: Notice; known: Disposition } => row.known !== undefined)
    .sort(
      (a, b) =>
        ranks.indexOf(a.known.to) - ranks.indexOf(b.known.to) ||
        a.known.record.localeCompare(b.known.record),
    )
  return rows.reduce((standing, { notice, known }) => {
    const status = contradicts(known, before.status)
      ? 'discrepancy'
      : leadsTo(known, standing.status)
    const allowed = status === known.to
    return {
      status,
      admissible: allowed ? (known.admissible ?? standing.admissible) : standing.admissible,
      oneUsg: known.oneUsg ?? standing.oneUsg,
      disposition: {
        code: notice.code,
        record: notice.record,
        text: known.text,
        at,
        ...(notice.documentType === undefined ? {} : { documentType: notice.documentType }),
      },
    }
  }, before)
}

const contradicts = (known: Disposition, before: Status) =>
  known.to === 'discrepancy' && leadsTo(known, before) === 'discrepancy'

/** A granted correction stays, a refused one gives way to what CBP has on file. */
function settlement(entry: Entry, notices: readonly Notice[]): Partial<Entry> {
  const { review } = entry
  const settles = notices
    .map(({ record, code }) => dispositionOf(record, code)?.settles)
    .find((settled) => settled?.review === review?.action)
  if (!review || !settles) return {}
  return { review: null, ...(settles.granted ? {} : restored(entry, review.previous)) }
}

/** The shipment that CBP has on file after all, as a version of its own. */
export const restored = (
  { version }: Entry,
  previous: OnFile | null | undefined,
): Partial<Entry> => (previous ? { ...previous, version: version + 1 } : {})
