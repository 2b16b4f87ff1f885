/**
 * What each lane would cost a basket of shipments, and how long it took before. Money is integer
 * cents until it is printed: every duty and fee line is rounded half up to the cent, layers add and
 * do not compound, totals are sums of rounded lines.
 * @module
 */
import type { Day } from '../domain/day.ts'
import { dailyCeiling } from '../domain/claim.ts'
import { judgement } from '../domain/law/answer.ts'
import type { Judgement } from '../domain/law/answer.ts'
import type { Facts, Lookups } from '../domain/law/facts.ts'
import { notice } from '../domain/law/messages.ts'
import type { Answer } from '../domain/law/shape.ts'
import { printAmount } from '../domain/money.ts'
import type { FilerCode } from '../domain/number.ts'
import type { Problem } from '../domain/problem.ts'
import { behind, dayBefore, laneTotals, shareOf, sumKnown } from '../domain/quote/basket.ts'
import type { Share } from '../domain/quote/basket.ts'
import { laneQuotes } from '../domain/quote/lane.ts'
import type { FilingFees, LaneQuote } from '../domain/quote/lane.ts'
import { printLane, printSaving, printTotal } from '../domain/quote/print.ts'
import { releaseSeconds, timeToRelease } from '../domain/quote/release.ts'
import type { TimeToRelease } from '../domain/quote/release.ts'
import { savingOf } from '../domain/quote/saving.ts'
import type { Saving } from '../domain/quote/saving.ts'
import { newestReleased } from '../store/timing.ts'
import { warningsOf } from './advice.ts'
import type { Equipped } from './equipped.ts'
import { examine } from './examine.ts'
import type { Reading } from './examine.ts'
import { lawProblems, routedType } from './judge.ts'
import { profileOf } from './profile.ts'

export type QuoteAsked = {
  /** By the law of this day, as if everything arrived and were filed then. */
  readonly asOf?: Day
  /** Parcels by air or truck clear at an express hub, which pays by the waybill. */
  readonly express?: boolean
  /** Tables of goods and rates; one that is not handed in leaves its duty unknown. */
  readonly lookups?: Lookups
  /** Of an entry that is filed already: what it takes of the day is its own. */
  readonly exceptId?: string
}

export type Quote = {
  readonly notice: typeof notice
  readonly asOf: Day | null
  readonly notes: readonly string[]
  readonly items: readonly QuotedItem[]
  readonly totals: ReturnType<typeof printTotals>
}

export type QuotedItem = ReturnType<typeof printItem>

const notes = [
  'Each duty and fee line is rounded half up to the cent; layers add and do not compound; totals are sums of rounded lines.',
  'Duty is reckoned on the fair retail value of each line, for want of another.',
  'Shipments to one consignee on one day count together against $800.00: those before it in the basket that could be exempt, and what is filed already.',
  'A total is null when any part of it is unknown; atLeast is the part that is known.',
  'timeToRelease is from acceptance to release of the newest 1,000 entries that you had released here.',
]

const mostReleased = 1000

type Item = {
  readonly reference: string | null
  readonly problems: readonly Problem[]
  readonly judged: Judgement
  readonly facts: Facts
  readonly share: Share | undefined
  readonly basketCents: number
  readonly lanes: readonly LaneQuote[]
  readonly saving: Saving
}

export async function quote(
  deps: Equipped,
  filer: FilerCode,
  readings: readonly Reading[],
  asked: QuoteAsked = {},
): Promise<Quote> {
  const { filingFeeCents } = await profileOf(deps.db, filer)
  const times = await releaseTimes(deps, filer)
  const remembering = { ...deps, tariff: remembered(deps.tariff) }
  const items: Item[] = []
  const earlier: Share[] = []
  for (const reading of readings) {
    const item = await itemOf(remembering, filer, reading, asked, filingFeeCents, earlier)
    if (item.share && claims(reading, item.judged)) earlier.push(item.share)
    items.push(item)
  }
  return {
    notice,
    asOf: asked.asOf ?? null,
    notes,
    items: items.map((item) => printItem(item, times)),
    totals: printTotals(items),
  }
}

async function itemOf(
  deps: Equipped,
  filer: FilerCode,
  reading: Reading,
  { asOf, express = false, lookups = {}, exceptId }: QuoteAsked,
  fees: FilingFees,
  earlier: readonly Share[],
): Promise<Item> {
  const { draft } = reading
  const asked = { priced: true, exceptId, ...(asOf === undefined ? {} : { asOf }) }
  const { judged, problems } = await examine(deps, filer, reading, asked)
  const share = shareOf(draft)
  const { facts: alone, statutory, enforced, ...options } = judged
  const facts = inHub(behind(alone, share, earlier), express)
  const ruled = judgement(facts, { ...options, lookups })
  const lanes = laneQuotes(ruled.answer(), fees)
  return {
    reference: draft.reference ?? null,
    problems:
      problems.length > 0 ? problems : lawProblems(ruled, draft.entryType ?? routedType(ruled)),
    judged: ruled,
    facts,
    share,
    basketCents: dayBefore(share, earlier),
    lanes,
    saving: savingOf(lanes),
  }
}

/** No field of a shipment tells a courier's hub from an airport. */
const inHub = (facts: Facts, express: boolean): Facts =>
  express && (facts.mode === 'air' || facts.mode === 'truck')
    ? { ...facts, mode: 'express' }
    : facts

/** What could be exempt under either verdict takes of the day; what asks for another lane does not. */
const claims = ({ draft }: Reading, { statutory, enforced }: Judgement) =>
  (draft.entryType ?? '86') === '86' &&
  (statutory.ruling.decision !== 'DENY' || enforced.ruling.decision !== 'DENY')

function remembered(tariff: Equipped['tariff']): Equipped['tariff'] {
  const known = new Map<string, ReturnType<typeof tariff.explain>>()
  return {
    ...tariff,
    explain: (number) => {
      const found = known.get(number) ?? tariff.explain(number)
      known.set(number, found)
      return found
    },
  }
}

async function releaseTimes({ db }: Equipped, filer: FilerCode) {
  const released = await newestReleased(db, filer, mostReleased)
  const types = Map.groupBy(released, ({ entryType }) => entryType)
  return new Map(
    [...types].map(([type, entries]) => [
      type,
      timeToRelease(entries.flatMap(({ events }) => releaseSeconds(events) ?? [])),
    ]),
  )
}

function printItem(item: Item, times: ReadonlyMap<string, TimeToRelease | null>) {
  const { policy, decision, divergent, statutory, enforced } = item.judged.answer()
  return {
    reference: item.reference,
    problems: item.problems,
    verdict: {
      policy,
      decision,
      divergent,
      statutory: { decision: statutory.decision },
      enforced: { decision: enforced.decision },
    },
    advice: warningsOf(item.judged),
    day: printDay(item),
    lanes: item.lanes.map((lane) => printLane(lane, times.get(lane.entryType ?? '') ?? null)),
    exemptionWouldSave: printSaving(item.saving),
  }
}

/** What the consignee's day holds with this shipment, and where it comes from. */
function printDay({ share, facts, basketCents }: Item) {
  const { valueCents, dayTotalCents } = facts
  if (!share || valueCents === null || dayTotalCents === null) return null
  return {
    day: share.day,
    ceiling: printAmount(dailyCeiling),
    filed: printAmount(dayTotalCents - basketCents - valueCents),
    basket: printAmount(basketCents),
    shipment: printAmount(valueCents),
    total: printAmount(dayTotalCents),
  }
}

function printTotals(items: readonly Item[]) {
  const saving = sumKnown(items.map(({ saving: { amountCents } }) => amountCents))
  return {
    shipments: items.length,
    lanes: laneTotals(items.map(({ lanes }) => lanes)).map(printTotal),
    exemptionWouldSave: saving === null ? null : printAmount(saving),
  }
}
