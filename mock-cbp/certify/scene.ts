/**
 * One check on the stage: the trouble is set up, the client is watched in it and judged, and the
 * stage is cleared, so that the next check begins without this one's rest.
 * @module
 */
import { addDays, dayIn } from '../../src/domain/day.ts'
import type { MockWorld } from '../world/handle.ts'
import type { Settings } from '../world/settings.ts'
import { failed } from './check.ts'
import type { Check, Judgement } from './check.ts'
import type { Parcel } from './client.ts'
import { evidenceOf } from './evidence.ts'
import type { Evidence } from './evidence.ts'
import { onBook, standingOf } from './holding.ts'
import type { OnBook } from './holding.ts'
import { heardSince, lastPosition } from './journal.ts'
import { watch } from './watch.ts'
import type { Watching } from './watch.ts'

export type Stage = Watching & {
  /** Sets the bills of this run apart from those of other runs: at most 6 capitals and digits. */
  readonly run: string
  /** Of the filer, to take what a check leaves behind out of its mailbox. */
  readonly password: string
}

export type Played = Judgement & {
  /** Of the mock's journal: everything between was part of the check. */
  readonly from: number
  readonly to: number
}

const plain: Partial<Settings> = {
  ...{ pace: 'fast', inspectionRate: 0, policy: 'statutory', dedupe: true, badDay: null },
  ...{ arrivals: 'scheduled', manifests: 'assumed', reviews: 'timed' },
}

export async function play(stage: Stage, check: Check, place: number): Promise<Played> {
  const { mock } = stage
  const from = (await lastPosition(mock)) + 1
  const parcel = await parcelFor(stage, place)
  const rule = `CERTIFY-${place}`
  await mock.control('settings', { ...plain, ...check.settings })
  await mock.control('scenarios', {
    ...{ id: rule, title: check.title, steps: check.steps },
    match: { prefix: parcel.houseBill },
  })
  for (const fault of check.faults ?? []) await mock.control('faults', fault)
  const { said, told, trouble } = await watch(stage, check, parcel)
  const heard = await heardSince(mock, from)
  const to = await lastPosition(mock)
  const held = await onBook(mock, parcel)
  const notices = await clear(stage, rule, held)
  if (trouble !== undefined) return { ...failed(trouble), from, to }
  return { ...judge(check, evidenceOf({ parcel, held, notices, heard, said, told })), from, to }
}

function judge(check: Check, evidence: Evidence): Judgement {
  if (evidence.filings.length === 0) {
    return failed(`no filing of house bill ${evidence.parcel.houseBill} reached CBP`)
  }
  const judgement = check.judge(evidence)
  const last = evidence.said.at(-1)
  if (judgement.outcome !== 'passed' || check.ends === undefined || last?.status === check.ends) {
    return judgement
  }
  const word = last?.status ?? 'a word that the target does not translate'
  return failed(`it says ${word} in the end where ${check.ends} is right`, evidence.filings)
}

async function parcelFor({ mock, run }: Stage, place: number): Promise<Parcel> {
  const today = dayIn('America/New_York', await mock.clock.now())
  const mark = String(place).padStart(2, '0')
  return {
    houseBill: `CRT${run}${mark}`,
    masterBill: '172-12345675',
    reference: `CERT-${run}-${mark}`,
    consignee: `Jane Certified ${mark}`,
    arrivalDate: addDays(today, 3),
    invoiceDate: addDays(today, -5),
  }
}

/**
 * No trouble stays behind, and what the client left in its mailbox is settled for it. How many
 * notifications there were.
 */
async function clear({ mock, password }: Stage, rule: string, held: OnBook | undefined) {
  await remove(mock, 'faults')
  await remove(mock, `scenarios/${rule}`)
  if (!held || held.status === 'rejected') return 0
  const number = held.entryNumber
  const { notices } = await standingOf(mock, number)
  await mock.control(`entries/${number}/events`, { steps: 'silence' })
  const ids = notices.flatMap(({ sequence }) => [
    `${number}-${sequence}`,
    `${number}-${sequence}-1`,
  ])
  await mock.fetch(
    new Request('http://mock-cbp.invalid/ace/mailbox/acknowledgements', {
      method: 'POST',
      body: JSON.stringify({ ids }),
      headers: {
        'Content-Type': 'application/json',
        Authorization: `Basic ${btoa(`${number.slice(0, 3)}:${password}`)}`,
      },
    }),
  )
  return notices.length
}

const remove = (mock: MockWorld, path: string) =>
  mock.fetch(new Request(`http://mock-cbp.invalid/_mock/${path}`, { method: 'DELETE' }))
