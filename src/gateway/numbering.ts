/**
 * Reconciling, last: entries that CBP has above the highest of this record. They were filed after
 * this state of it; nothing here knows their shipments, so a person is told.
 * @module
 */
import { entryNumber } from '../domain/number.ts'
import type { FilerCode } from '../domain/number.ts'
import { readStanding } from '../message/standing.ts'
import type { Statement } from '../store/db.ts'
import { filersKnown, highestEntry } from '../store/entries.ts'
import { skipNumbers } from '../store/numbers.ts'
import { keepBeyond, readBeyond } from '../store/sending.ts'
import { cbpOf } from './cbp.ts'
import type { Deps } from './deps.ts'
import { gap } from './lost.ts'
import { CbpSilent } from './reconcile.ts'
import type { Stretch, Walk } from './reconcile.ts'

type Place = { readonly filer: string; readonly n: number; readonly found: number }

export async function findBeyond(deps: Deps, walk: Walk): Promise<Stretch> {
  let place = walk.place === '' ? await begin(deps, '') : (JSON.parse(walk.place) as Place)
  let recorded = 0
  let asked = 0
  for (; place && asked < walk.most; asked++) {
    const { filer, n }: Place = place
    const known = await ask(deps, filer as FilerCode, n)
    if (known) recorded++
    const found: number = known ? n : place.found
    place = n - found < gap ? { filer, n: n + 1, found } : await begin(deps, filer)
  }
  return { asked, recorded, place: JSON.stringify(place ?? null), done: place === undefined }
}

async function begin({ db }: Deps, last: string): Promise<Place | undefined> {
  const filer = (await filersKnown(db)).find((each) => each > last)
  if (filer === undefined) return undefined
  const found = serialOf(await highestEntry(db, filer))
  return { filer, n: found + 1, found }
}

const serialOf = (number: string | undefined) => Number(number?.slice(4, 11) ?? 0)

async function ask(deps: Deps, filer: FilerCode, n: number): Promise<boolean> {
  const number = entryNumber(filer, n)
  const outcome = await cbpOf(deps).standing(number)
  if (outcome.kind === 'unknown') return false
  if (outcome.kind !== 'answer') throw new CbpSilent('why' in outcome ? outcome.why : outcome.kind)
  const bills = readStanding(outcome.body)?.bills ?? []
  const named = bills.find(({ billType }) => billType !== 'M') ?? bills.at(-1)
  await deps.db.write([
    keepBeyond({
      filer, entryNumber: number, messageId: '', bills: named?.billNumber ?? '', foundAt: deps.clock.now(),
      why: 'not_in_record',
    }), // prettier-ignore
  ])
  return true
}

/** Numbers that were given out and never reached CBP are known to callers only; they are left out. */
export async function skipGiven({ db }: Deps): Promise<Statement[]> {
  const found = await readBeyond(db, 100_000)
  return (await filersKnown(db)).map((filer) => {
    const ofFiler = found.filter((each) => each.filer === filer)
    const highest = Math.max(0, ...ofFiler.map((each) => serialOf(each.entryNumber)))
    return skipNumbers(`entry ${filer}`, highest, gap)
  })
}
