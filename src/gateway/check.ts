/**
 * What filing a shipment would do, without doing it.
 * @module
 */
import { dayIn } from '../domain/day.ts'
import type { Day } from '../domain/day.ts'
import { notice } from '../domain/law/messages.ts'
import type { Answer } from '../domain/law/shape.ts'
import { entryNumber, entryNumberFields } from '../domain/number.ts'
import type { EntryNumber, FilerCode } from '../domain/number.ts'
import { zoneOf } from '../domain/port.ts'
import type { Problem } from '../domain/problem.ts'
import type { EntryType, Shipment } from '../domain/shipment.ts'
import type { WireName } from '../domain/wire.ts'
import { declare } from '../message/declare.ts'
import { wires } from '../message/wire.ts'
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
  readonly message: { readonly format: WireName; readonly body: string } | null
}

/**
 * `asOf`: by the law of another day; `wire`: the message as that wire would carry it; `exceptId`: as
 * an amendment of that entry, which is no second shipment.
 */
export type CheckAsked = {
  readonly asOf?: Day | undefined
  readonly wire?: WireName | undefined
  readonly exceptId?: string | undefined
}

export async function check(
  deps: Equipped,
  filer: FilerCode,
  reading: Reading,
  { asOf, wire: format = deps.wire ?? 'xml', exceptId }: CheckAsked = {},
): Promise<Checked> {
  const at = deps.clock.now()
  const asked = { priced: true, exceptId, ...(asOf === undefined ? {} : { asOf }) }
  const examined = await examine(deps, filer, reading, asked)
  const { shipment, problems, entryType } = examined
  const [answer, advice] = [examined.judgement.answer(), examined.advice()]
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
    message: { format, body: sample(deps, format, number, entryType, shipment, at) },
  }
}

/** Only entry type 86 takes of the day. */
async function ledgerFor(deps: Deps, filer: string, shipment: Shipment, entryType: EntryType) {
  const ledger = await ledgerOf(deps.db, filer, shipment)
  return entryType === '86' ? ledger : { ...ledger, after: ledger.before }
}

function sample(
  { contact }: Deps,
  wire: WireName,
  number: EntryNumber,
  entryType: EntryType,
  shipment: Shipment,
  at: string,
): string {
  const { filerCode } = entryNumberFields(number)
  const messageId = `${filerCode}-SAMPLE`
  return wires[wire].printRelease({
    envelope: {
      messageId,
      blockReference: messageId,
      filerCode,
      siteCode: shipment.portOfEntry,
      transmissionDate: dayIn(zoneOf(shipment.portOfEntry), at),
    },
    entries: [declare({ actionCode: 'A', entryNumber: number, entryType, shipment }, contact)],
  })
}
