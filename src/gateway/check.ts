/**
 * What filing a shipment would do, without doing it.
 * @module
 */
import { decide } from '../domain/decide.ts'
import { dayIn } from '../domain/day.ts'
import { entryNumber } from '../domain/number.ts'
import type { EntryNumber, FilerCode } from '../domain/number.ts'
import { zoneOf } from '../domain/port.ts'
import type { Problem } from '../domain/problem.ts'
import type { EntryType, Shipment } from '../domain/shipment.ts'
import { defaultEntryType } from '../domain/validate.ts'
import { declare } from '../message/declare.ts'
import { printCargoRelease } from '../message/filing.ts'
import type { Deps, Equipped } from './deps.ts'
import { examine } from './file.ts'
import type { Reading } from './file.ts'
import { notice, totals } from './present.ts'
import type { Totals } from './present.ts'
import { spelling } from './spelling.ts'
import type { Advice } from './spelling.ts'

export type Checked = {
  readonly notice: typeof notice
  /** Whether `POST /v1/entries` would take it. */
  readonly accepted: boolean
  readonly entryType: EntryType
  readonly problems: readonly Problem[]
  readonly advice: readonly Advice[]
  readonly totals: Totals | null
  /** The message it would send, with an entry number that stands for the next one. */
  readonly message: { readonly format: 'xml'; readonly body: string } | null
}

export async function check(deps: Equipped, filer: FilerCode, reading: Reading): Promise<Checked> {
  const at = deps.clock.now()
  const examined = await examine(deps, reading)
  const entryType = reading.draft.entryType ?? defaultEntryType
  const { advice } = spelling(reading.draft)
  if (!examined.ok) {
    const { problems } = examined
    return { notice, accepted: false, entryType, problems, advice, totals: null, message: null }
  }
  const { shipment } = examined
  const number = entryNumber(filer, 9_999_999)
  const decision = decide({ type: 'file', filer, entryNumber: number, shipment }, undefined, at)
  return {
    notice,
    accepted: decision.kind === 'events',
    entryType,
    problems: [],
    advice,
    totals: totals(shipment, entryType),
    message: { format: 'xml', body: sample(deps, filer, number, entryType, shipment, at) },
  }
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
