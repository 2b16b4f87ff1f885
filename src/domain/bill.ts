/**
 * Bill rules: which bills go together, and which numbers are possible (CATAIR SE15).
 * @module
 */
import { modes } from './mode.ts'
import { parseAirWaybill } from './number.ts'
import { problem } from './problem.ts'
import type { Problem } from './problem.ts'
import type { Draft, Shipment } from './shipment.ts'
import { textProblems } from './text.ts'

export function billProblems(draft: Draft<Shipment>): Problem[] {
  const { bill, modeOfTransportation } = draft
  if (!bill) return []
  const air = modes[modeOfTransportation ?? '']?.air ?? false
  const { masterBill, houseBill, regularBill, issuerScac } = bill
  const found = formProblems(bill)
  if (masterBill !== undefined) found.push(...numberProblems(masterBill, 'masterBill', air))
  if (regularBill !== undefined) found.push(...numberProblems(regularBill, 'regularBill', air))
  if (houseBill !== undefined) found.push(...houseProblems(houseBill))
  if (issuerScac !== undefined && !/^[A-Z]{2,4}$/.test(issuerScac)) {
    found.push(
      problem('code_unknown', '/bill/issuerScac', {
        found: issuerScac,
        what: 'SCAC (two to four letters)',
        suggestion: '',
      }),
    )
  }
  return found
}

function formProblems({ masterBill, houseBill, regularBill }: Draft<Shipment['bill']>): Problem[] {
  const form = (found: string) => [problem('bill_form', '/bill', { found })]
  if (regularBill !== undefined && (masterBill !== undefined || houseBill !== undefined)) {
    return form('both forms were sent')
  }
  if (regularBill !== undefined) return []
  if (masterBill === undefined && houseBill === undefined) return form('no bill was sent')
  if (masterBill === undefined) return form('masterBill is missing')
  if (houseBill === undefined) return form('houseBill is missing')
  return []
}

function numberProblems(
  number: string,
  field: 'masterBill' | 'regularBill',
  air: boolean,
): Problem[] {
  const pointer = `/bill/${field}`
  const faults = textProblems(number, pointer, 50)
  if (faults.length > 0) return faults
  if (air) {
    if (parseAirWaybill(number)) return []
    const why = /^\d{3}[- ]?\d{8}$/.test(number)
      ? `its check digit should be ${Number(number.replace(/\D/g, '').slice(3, 10)) % 7}`
      : 'three digits of the airline, seven of the serial and a check digit, as in 172-12345675'
    return [problem('bill_number', pointer, { found: number, what: 'air waybill', why })]
  }
  return plain(number, pointer, 'bill of lading')
}

function houseProblems(number: string): Problem[] {
  const faults = textProblems(number, '/bill/houseBill', 50)
  return faults.length > 0 ? faults : plain(number, '/bill/houseBill', 'house bill')
}

/** Hyphens are for people; on the wire a bill number is letters and digits (CATAIR SE15 10-59). */
function plain(number: string, pointer: string, what: string): Problem[] {
  if (/^-*[A-Z0-9][A-Z0-9-]*$/.test(number)) return []
  const why = 'capital letters, digits and hyphens only'
  return [problem('bill_number', pointer, { found: number, what, why })]
}
