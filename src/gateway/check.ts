/**
 * What filing a shipment would do, without doing it.
 * @module
 */
import { dayIn } from '../domain/day.ts'
import type { Day } from '../domain/day.ts'
import { notice } from '../domain/law/messages.ts'
import type { Answer } from '../domain/law/shape.ts'
import { entryNumber } from '../domain/number.ts'
import type { EntryNumber, FilerCode } from '../domain/number.ts'
import { zoneOf } from '../domain/port.ts'
import type { Problem } from '../domain/problem.ts'
import type { EntryType, Shipment } from '../domain/shipment.ts'
import { declare } from '../message/declare.ts'
import { printCargoRelease } from '../message/filing.ts'
import type { Deps } from './deps.ts'
import type { Equipped } from './equipped.ts'
import { examine } from './examine.ts'
import type { Reading } from './examine.ts'
import { ledgerOf } from './account.ts'
import type { Ledger } from './account.ts'
import { makerOf, totals } from './present.ts'
import type { Totals } from './present.ts'
import type { Advice } from './saying.ts'

export type Checked = {
  readonly notice: typeof notice
  /** Whether `POST /v1/entries` would take it. */
  readonly accepted: boolean
  readonly entryType: EntryType
  readonly problems: readonly Problem[]
  readonly advice: readonly Advice[]
  readonly totals: Totals | null
  readonly verdict: Answer
  /** What the consignee's day holds, and what it would hold; `null` where it cannot be told. */
  readonly ledger: Ledger | null
  /** Computed from the seller; entry types 11 and 01 are asked for it (19 CFR 102 appendix). */
  readonly manufacturerId: string | null
  /** The message it would send, with an entry number that stands for the next one. */
  readonly message: { readonly format: 'xml'; readonly body: string } | null
}

export async function check(
  deps: Equipped,
  filer: FilerCode,
  reading: Reading,
  asOf?: Day,
): Promise<Checked> {
  const at = deps.clock.now()
  const asked = { priced: true, ...(asOf === undefined ? {} : { asOf }) }
  const examined = await examine(deps, filer, reading, asked)
  const { shipment, problems, advice, answer, entryType } = examined
  const found = { notice: notice as typeof notice, entryType, problems, advice, verdict: answer }
  if (!shipment) {
    const none = { totals: null, ledger: null, manufacturerId: null, message: null }
    return { ...found, accepted: false, ...none }
  }
  const number = entryNumber(filer, 9_999_999)
  return {
    ...found,
    accepted: true,
    totals: totals(shipment, entryType, answer),
    ledger: await ledgerFor(deps, filer, shipment, entryType),
    manufacturerId: makerOf(shipment, entryType),
    message: { format: 'xml', body: sample(deps, filer, number, entryType, shipment, at) },
  }
}

/** Only entry type 86 takes of the day. */
async function ledgerFor(deps: Deps, filer: string, shipment: Shipment, entryType: EntryType) {
  const ledger = await ledgerOf(deps.db, filer, shipment)
  return entryType === '86' ? ledger : { ...ledger, after: ledger.before }
}

function sample(
  { contact }: Deps,
  filerCode: FilerCode,
  number: EntryNumber,
  entryType: EntryType,
  shipment: Shipment,
  at: string,
): string {
  return printCargoRelease({
    envelope: {
      messageId: `${filerCode}-SAMPLE`,
      filerCode,
      siteCode: shipment.portOfEntry,
      transmissionDate: dayIn(zoneOf(shipment.portOfEntry), at),
    },
    entries: [declare({ actionCode: 'A', entryNumber: number, entryType, shipment }, contact)],
  })
}
