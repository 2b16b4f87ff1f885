/**
 * Finding entries by whatever a person has in hand: any reference of theirs, ours or the carrier's,
 * whole or its beginning.
 * @module
 */
import type { FilerCode } from '../domain/number.ts'
import { parseEntryNumber } from '../domain/number.ts'
import { overdueSince } from '../domain/overdue.ts'
import { entriesByIds } from '../store/entries.ts'
import { idsAmong, idsBeginning, idsHolding, siftedIds, termsHeld } from '../store/search.ts'
import type { Place, Sieve, Term } from '../store/search.ts'
import type { Deps } from './deps.ts'
import type { Lookup } from './lookup.ts'
import { spellings } from './manifest.ts'
import type { PresentedEntry } from './present.ts'

export type Sought = Omit<Sieve, 'silentSince'> & {
  /** Any reference. */
  readonly text?: string | undefined
  readonly overdue?: boolean | undefined
}

export type Found = {
  /** Newest first. */
  readonly items: readonly PresentedEntry[]
  /** Nothing has exactly this reference, so these begin with it: at most so many of each kind. */
  readonly beginning: number | null
}

/** Of what begins with a few letters nobody reads more. */
const mostBeginning = 200

export async function search(
  { db, clock, present }: Deps & Pick<Lookup, 'present'>,
  filer: FilerCode,
  { text = '', overdue, ...sieve }: Sought,
  page: Place,
): Promise<Found> {
  const wanted = overdue === true ? { ...sieve, silentSince: overdueSince(clock.now()) } : sieve
  const { ids, beginning } = await idsOf(db, filer, text.trim().slice(0, 100), wanted, page)
  return { items: await present(filer, await entriesByIds(db, ids)), beginning }
}

/** All of them, a page at a time, with a pause in between: an embedded store answers at once. */
export async function* everything(
  deps: Deps & Pick<Lookup, 'present'>,
  filer: FilerCode,
  sought: Sought,
): AsyncGenerator<readonly PresentedEntry[]> {
  let before: string | undefined
  for (;;) {
    const { items } = await search(deps, filer, sought, { limit: pageSize, before })
    if (items.length > 0) yield items
    if (items.length < pageSize) return
    before = items.at(-1)?.id
    await deps.streams?.pause(0)
  }
}

/** D1 allows a thousand queries an invocation, and a page takes up to ten. */
const pageSize = 200

async function idsOf(db: Deps['db'], filer: string, text: string, sieve: Sieve, page: Place) {
  if (text === '') return { ids: await siftedIds(db, filer, sieve, page), beginning: null }
  const held = await termsHeld(db, filer, wholeTerms(text))
  if (held.length > 0) {
    return { ids: await idsHolding(db, filer, held, sieve, page), beginning: null }
  }
  const among = await idsBeginning(db, filer, beginnings(text), mostBeginning)
  return { ids: await idsAmong(db, filer, among, sieve, page), beginning: mostBeginning }
}

const terms = (place: Term['place'], texts: readonly string[]): Term[] =>
  [...new Set(texts)].map((each) => ({ place, text: each }))

/** References are as their filer wrote them; bills, names and entry numbers are in capitals. */
function wholeTerms(text: string): Term[] {
  const large = text.toUpperCase()
  const number = parseEntryNumber(large)
  return [
    ...(number ? terms('entry_number', [number]) : []),
    ...terms('reference', [text, large]),
    ...terms('house_bill', [text, large]),
    ...terms('master_bill', [...spellings(large), text]),
    ...terms('consignee', [large]),
    ...terms('order_number', [text, large]),
    ...terms('one_of_its_orders', [text, large]),
  ]
}

function beginnings(text: string): Term[] {
  const large = text.toUpperCase()
  return [
    ...terms('entry_number', [hyphened(large)]),
    ...terms('reference', [text, large]),
    ...terms('house_bill', [large]),
    ...terms('master_bill', [large]),
    ...terms('consignee', [large]),
    ...terms('order_number', [text, large]),
    ...terms('one_of_its_orders', [text, large]),
  ]
}

/** `ZZ90000001` as `ZZ9-0000001`, as far as it goes. */
const hyphened = (text: string) =>
  text.replace(/^([A-Z0-9]{3})-?(\d{0,7})-?(\d?).*$/, (_, filer: string, serial: string, check) =>
    [filer, serial, check].filter((part) => part !== '').join('-'),
  )
