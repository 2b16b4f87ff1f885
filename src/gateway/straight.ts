/**
 * The straight road: what is plain of a page is applied in the very write that keeps it, and is never
 * `pending`. Plain is what can be read, came for the first time, and is an event of an entry that has
 * nothing older waiting in the inbox. The rest, and all of a write that is lost, is for `apply`.
 * @module
 */
import type { StatusNotification } from '../message/notification.ts'
import { StoreUnavailable } from '../store/db.ts'
import { entriesByNumbers } from '../store/entries.ts'
import { receiveApplied, unsettledOf } from '../store/inbox.ts'
import type { Received } from '../store/inbox.ts'
import type { Deps } from './deps.ts'
import { fits } from './fit.ts'
import { askOf } from './notify.ts'
import type { Came } from './received.ts'
import { handleSeveral, mostNotices } from './several.ts'
import { wholeGroups } from './chunks.ts'

type Plain = { readonly row: Received; readonly news: StatusNotification }

/** The ids of those that are kept and applied. */
export async function goStraight(deps: Deps, page: readonly Came[]): Promise<ReadonlySet<string>> {
  const gone = new Set<string>()
  const plain = page.flatMap(({ row, news }): Plain[] =>
    news && fits(row.raw) ? [{ row, news }] : [],
  )
  const byEntry = Map.groupBy(plain.sort(inOrder), ({ row }) => row.entryNumber)
  for (const some of wholeGroups([...byEntry.values()], mostNotices)) {
    for (const id of await applied(deps, some)) gone.add(id)
  }
  for (const _ of gone) deps.meters?.count('inbox_total', 'applied')
  return gone
}

async function applied(deps: Deps, plain: readonly Plain[]): Promise<string[]> {
  const { db } = deps
  try {
    const numbers = [...new Set(plain.map(({ row }) => row.entryNumber))]
    const entries = await entriesByNumbers(db, numbers)
    // Asked last: what a reply lets go from now on is newer to us than what is at hand.
    const unsettled = await unsettledOf(db, numbers)
    const known = plain.flatMap(({ row, news }) => {
      const stored = entries.get(row.entryNumber)
      if (stored?.entry.filer !== row.filer || unsettled.has(row.entryNumber)) return []
      const keep: Parameters<typeof askOf>[4] = (outcome, entryId) =>
        receiveApplied(row, outcome, entryId)
      return [{ row, ask: askOf(deps, row, news, stored, keep) }]
    })
    const done = await handleSeveral(deps, known.map(({ ask }) => ask)) // prettier-ignore
    return known.flatMap(({ row }, n) => (done[n] ? row.id : []))
  } catch (error) {
    if (error instanceof StoreUnavailable) throw error
    return []
  }
}

/** CBP's order: its time, then its sequence. */
const inOrder = ({ row: a }: Plain, { row: b }: Plain) =>
  order(a.cbpAt, b.cbpAt) || a.sequence - b.sequence || order(a.id, b.id)

const order = (a: string, b: string) => (a < b ? -1 : a > b ? 1 : 0)
