/**
 * What of an amendment an update can tell (CATAIR SE10 5 U): that of SE10 without the value, SE11,
 * SE13, SE15, SE16, SE17 and SE20. For all else the whole entry is sent again (R). Source: CATAIR ACE
 * Cargo Release v40, p. 24-27.
 * @module
 */
import type { Shipment } from '../domain/shipment.ts'
import { declare } from './declare.ts'
import type { Contact, Declaration } from './declare.ts'

/** By what CBP would read: a change that no record carries is none. */
export function isUpdate(
  before: Omit<Declaration, 'actionCode'>,
  shipment: Shipment,
  contact: Contact,
): boolean {
  const { entryNumber, entryType } = before
  const goods = (of: Shipment): string => {
    const declaration = { entryNumber, entryType, shipment: of, actionCode: 'R' } as const
    const { entryValueUsd, parties, lines } = declare(declaration, contact)
    return JSON.stringify([entryValueUsd, parties, lines])
  }
  return goods(before.shipment) === goods(shipment)
}
