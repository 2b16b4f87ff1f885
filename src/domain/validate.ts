/**
 * All that is wrong with a shipment, at once. Rules skip what is absent: whoever reads the input
 * reports absence and wrong types, so that every finding appears exactly once.
 * @module
 */
import { dayProblems } from './arrival.ts'
import { billProblems } from './bill.ts'
import type { Instant } from './day.ts'
import { goodsProblems, quantityProblems } from './goods.ts'
import { modes } from './mode.ts'
import { partyProblems } from './party.ts'
import { ports } from './port.ts'
import { problem } from './problem.ts'
import type { Problem } from './problem.ts'
import type { Draft, EntryType, Shipment } from './shipment.ts'
import { textProblems } from './text.ts'
import { valueProblems } from './valuation.ts'

/** The lane when the shipment does not name one. */
export const defaultEntryType: EntryType = '86'

export function validate(draft: Draft<Shipment>, at: Instant): Problem[] {
  const entryType = draft.entryType ?? defaultEntryType
  return [
    ...referenceProblems(draft),
    ...routeProblems(draft, entryType),
    ...dayProblems(draft, entryType, at),
    ...billProblems(draft),
    ...partyProblems(draft),
    ...goodsProblems(draft, entryType),
    ...valueProblems(draft, entryType),
  ]
}

function referenceProblems({
  reference,
  orderNumber,
  orderNumbers,
  invoice,
  packageQuantity,
  grossWeightKg,
}: Draft<Shipment>) {
  const found: Problem[] = []
  const text = (value: string | undefined, pointer: string) => {
    if (value !== undefined) found.push(...textProblems(value, pointer, 50))
  }
  text(reference, '/reference')
  text(orderNumber, '/orderNumber')
  orderNumbers?.forEach((order, index) => text(order, `/orderNumbers/${index}`))
  text(invoice?.number, '/invoice/number')
  if (grossWeightKg !== undefined && !/^\d{1,7}(\.\d{1,3})?$/.test(grossWeightKg)) {
    found.push(problem('weight_format', '/grossWeightKg', { found: grossWeightKg.slice(0, 80) }))
  }
  if (packageQuantity !== undefined) {
    found.push(...quantityProblems(packageQuantity, '/packageQuantity'))
  }
  return found
}

function routeProblems(draft: Draft<Shipment>, entryType: EntryType): Problem[] {
  const found: Problem[] = []
  const { portOfEntry, modeOfTransportation, conveyance, importerOfRecord } = draft
  const unknown = (pointer: string, text: string, what: string) =>
    found.push(problem('code_unknown', pointer, { found: text, what, suggestion: '' }))
  if (portOfEntry !== undefined && !ports.has(portOfEntry)) {
    unknown('/portOfEntry', portOfEntry, 'port of entry (Schedule D, four digits)')
  }
  const mode = modeOfTransportation === undefined ? undefined : modes[modeOfTransportation]
  if (modeOfTransportation !== undefined && mode === undefined) {
    unknown(
      '/modeOfTransportation',
      modeOfTransportation,
      'mode of transportation (CATAIR, two digits)',
    )
  }
  if (modeOfTransportation === '50' && entryType === '86') {
    found.push(problem('mode_excluded', '/modeOfTransportation'))
  }
  if (mode?.nonAms && modeOfTransportation !== '50' && conveyance === undefined) {
    found.push(problem('conveyance_required', '/conveyance'))
  }
  if (conveyance?.carrier !== undefined && !/^[A-Z0-9]{2,4}$/.test(conveyance.carrier)) {
    unknown('/conveyance/carrier', conveyance.carrier, 'carrier (SCAC or IATA code)')
  }
  if (conveyance?.flight !== undefined) {
    found.push(...textProblems(conveyance.flight, '/conveyance/flight', 5))
  }
  if (entryType !== '86' && importerOfRecord === undefined) {
    found.push(problem('importer_required', '/importerOfRecord', { entryType }))
  }
  return found
}
