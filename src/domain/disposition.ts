/**
 * CBP's status codes: one row a code, with its meaning, who must act and what they do next.
 * Source: CATAIR SO status notification, SO50 15-16 (bill match) and SO60 15-16 (release).
 * @module
 */
import type { Owner, Status, Step } from './status.ts'

export type DispositionRecord = 'SO50' | 'SO60'

/** Where CBP lists the codes and texts of a record. */
export const dispositionSources: Readonly<Record<DispositionRecord, string>> = {
  SO50: 'CATAIR SO Status Notification rev 36, p. 29',
  SO60: 'CATAIR SO Status Notification rev 36, p. 30-31',
}

export type Disposition = Step & {
  readonly record: DispositionRecord
  readonly code: string
  readonly text: string
  /** Where the code leads; without it the code is recorded and the status stays. */
  readonly to?: Status
  /** The statuses it leads away from, where they are not those of `from` below. */
  readonly only?: readonly Status[]
  readonly admissible?: boolean
  readonly oneUsg?: true
  /** Settles a correction (R) or cancellation (D) that was under review. */
  readonly settles?: { readonly review: 'R' | 'D'; readonly granted: boolean }
}

/** From which statuses a code may lead to a status (design, lifecycle). */
export const from: Readonly<Partial<Record<Status, readonly Status[]>>> = {
  under_review: ['submitted', 'under_review', 'discrepancy'],
  released: ['submitted', 'under_review', 'discrepancy', 'released'],
  discrepancy: ['submitted', 'under_review', 'discrepancy'],
  cancelled: ['queued', 'submitted', 'under_review', 'discrepancy', 'rejected'],
}

type Effect = Partial<Pick<Disposition, 'to' | 'only' | 'admissible' | 'oneUsg' | 'settles'>>

const row = (
  record: DispositionRecord,
  code: string,
  text: string,
  owner: Owner,
  meaning: string,
  action: string,
  effect: Effect = {},
): Disposition => ({ record, code, text, owner, meaning, action, ...effect })

const review: Effect = { to: 'under_review' }
const wrong: Effect = { to: 'discrepancy' }
const otherLane = 'Cancel this entry and file the goods as type 11 or 01.'
const askCbp = 'Ask the port why, then answer, amend or cancel.'

const rows: readonly Disposition[] = [
  row('SO50', '51', 'MANIFEST HOLD CBP', 'cbp', 'CBP holds the bill.', 'Wait for the hold to be removed, or ask the port.', review),
  row('SO50', '52', 'MANIFEST HOLD AGRICULTURE', 'cbp', 'Agriculture holds the bill.', 'Wait for the hold to be removed, or ask the port.', review),
  row('SO50', '53', 'CBP HOLD', 'cbp', 'CBP holds the goods.', 'Wait for the hold to be removed, or ask the port.', review),
  row('SO50', '54', 'CBP MANIFEST HOLD REMOVED', 'cbp', "CBP's hold on the bill is removed.", 'Wait for release.'),
  row('SO50', '55', 'AGRICULTURE MANIFEST HOLD REMOVED', 'cbp', "Agriculture's hold on the bill is removed.", 'Wait for release.'),
  row('SO50', '56', 'CBP HOLD REMOVED', 'cbp', "CBP's hold on the goods is removed.", 'Wait for release.'),
  row('SO50', '57', 'SPLIT BILL DOES NOT QUALIFY FOR RELEASE', 'carrier', 'Only part of the bill arrived.', 'Wait for the rest of the shipment.'),
  row('SO50', '58', 'QTY IS MORE THAN MANIFESTED BILL QTY', 'filer', 'The entry declares more packages than the manifest holds.', 'Compare with the carrier, then amend packageQuantity or have the manifest corrected.', wrong),
  row('SO50', '59', 'INBOND DOES NOT MATCH OR NOT ON FILE', 'carrier', 'The in-bond movement is not on file.', 'Have the carrier file it.'),
  row('SO50', '61', 'BILL DELETED', 'carrier', 'The carrier deleted the bill.', 'Ask the carrier which bill took its place.'),
  row('SO50', '62', 'BILL DELETED AFTER ARRIVAL', 'carrier', 'The carrier deleted the bill after it arrived.', 'Ask the carrier which bill took its place.'),
  row('SO50', '63', 'INBOND DELETED AFTER ARRIVAL AND RELEASE', 'carrier', 'The in-bond movement was deleted after release.', 'Ask the carrier.'),
  row('SO50', '74', 'BOL TYPE INELIGIBLE FOR ENTRY PROCESSING', 'filer', 'This kind of bill cannot carry an entry.', 'Check the bill with the carrier and amend.'),
  row('SO50', '91', 'NO BILL MATCH', 'carrier', 'The bill is not in a manifest yet.', 'Wait for the carrier; check the bill number if it lasts.'),
  row('SO50', '92', 'ACAS BILL ON FILE', 'cbp', 'The bill is known from advance screening.', 'Wait.'),
  row('SO50', '93', 'BILL ON FILE', 'cbp', 'The bill is in a manifest.', 'Wait.'),
  row('SO50', '94', 'BILL DEPARTED', 'cbp', 'The shipment left its last foreign port.', 'Wait for release.'),
  row('SO50', '95', 'BILL ARRIVED', 'cbp', 'The shipment arrived.', 'Wait for release.'),

  row('SO60', '01', 'ONEUSG', 'nobody', 'Every agency is done with the entry.', 'Nothing.', { oneUsg: true }),
  row('SO60', '03', 'PENDING INTENSIVE EXAM', 'cbp', 'CBP will examine the goods.', 'Have the goods presented where CBP asks for them.', review),
  row('SO60', '04', 'ENTRY DETAINED', 'filer', 'CBP detained the goods; it decides within 30 days (19 USC 1499).', 'Send what the detention notice asks for.', wrong),
  row('SO60', '21', 'ENTRY DELETED BY CBP', 'filer', 'CBP deleted the entry.', askCbp),
  row('SO60', '22', 'RELEASE DATE UPDATE', 'nobody', 'CBP changed the date of release.', 'Nothing.'),
  row('SO60', '23', 'ENTRY CANCELLED', 'nobody', 'CBP cancelled the entry.', 'Nothing.', { to: 'cancelled', settles: { review: 'D', granted: true } }),
  row('SO60', '24', 'ENTRY CANCELLATION UNSET', 'filer', 'CBP took the cancellation back.', askCbp),
  row('SO60', '25', 'ENTRY WILL BE CANCELLED IN 7 DAYS', 'filer', 'No bill matched; CBP cancels the entry in seven days.', 'Amend the bill number, or let it lapse.'),
  row('SO60', '26', 'NO BILL MATCH AFTER 30 DAYS', 'filer', 'No bill matched for 30 days.', 'Amend the bill number, or cancel.'),
  row('SO60', '28', 'NO BILL MATCH AFTER 60 DAYS', 'filer', 'No bill matched for 60 days.', 'Amend the bill number, or cancel.'),
  row('SO60', '29', 'NOT RELEASED', 'filer', 'CBP refused release.', askCbp, { ...wrong, admissible: false }),
  row('SO60', '30', 'DE MINIMIS MAY BE MET USE ALT ENTRY TYPE', 'filer', "The consignee's day may be over $800.", otherLane, wrong),
  row('SO60', '31', 'CST APPROVAL REQUIRED', 'cbp', 'A CBP specialist must approve.', 'Wait.'),
  row('SO60', '33', 'ET86 INELIGIBLE COUNTRY; CANNOT RELEASE', 'filer', 'Goods of this origin cannot use entry type 86.', otherLane, { ...wrong, admissible: false }),
  row('SO60', '34', 'ENTRY RELEASE WITHHELD - DE MINIMIS MET', 'filer', "The consignee's day is over $800.", otherLane, { ...wrong, admissible: false }),
  row('SO60', '70', 'QUOTA PENDING', 'cbp', 'The quota is being checked.', 'Wait.'),
  row('SO60', '71', 'QUOTA REJECTED', 'filer', 'The quota is refused.', otherLane),
  row('SO60', '72', 'QUOTA RESERVED', 'cbp', 'The quota is reserved.', 'Wait.'),
  row('SO60', '73', 'QUOTA ACCEPTED', 'cbp', 'The quota is accepted.', 'Wait.'),
  row('SO60', '74', 'BOL TYPE INELIGIBLE FOR ENTRY PROCESSING', 'filer', 'This kind of bill cannot carry an entry.', 'Check the bill with the carrier and amend.'),
  row('SO60', '75', 'POE REQD, NO AUTO DERIVE POSSIBLE', 'filer', 'CBP cannot tell the port of entry.', 'Amend portOfEntry.'),
  row('SO60', '76', 'ACTIVE ENTRY SUMMARY NOT FOUND', 'filer', 'CBP found no entry summary.', askCbp),
  row('SO60', '79', 'ENTRY NOT PERMITTED AT REPORTED PORT', 'filer', 'This entry cannot be made at this port.', 'Amend portOfEntry.'),
  row('SO60', '80', 'IN-BOND NUMBER NOT ON FILE', 'filer', 'The in-bond number is not on file.', 'Check the bill and amend.'),
  row('SO60', '81', 'IN-BOND PORT DISCREPANCY', 'filer', 'The in-bond movement ends at another port.', 'Check the bill and amend.'),
  row('SO60', '82', 'SPLIT SHIPMENT RELEASE CODE REQUIRED', 'filer', 'CBP needs to know how a split shipment is released.', askCbp),
  row('SO60', '83', 'SPLIT SHIPMENT RELEASE PENDING', 'carrier', 'The rest of a split shipment is awaited.', 'Wait.'),
  row('SO60', '84', 'DOC REQUIRED FOR CORRECTION REQUEST', 'filer', 'CBP wants a document before it decides on the correction.', 'Send the document as an answer.', wrong),
  row('SO60', '85', 'DOC REQUIRED FOR CANCELLATION REQUEST', 'filer', 'CBP wants a document before it decides on the cancellation.', 'Send the document as an answer.', wrong),
  row('SO60', '86', 'CORRECTION REQUEST REJECTED', 'filer', 'CBP refused the correction; the entry stands as it was.', 'Read the reason, then amend again or answer.', { ...wrong, settles: { review: 'R', granted: false } }),
  row('SO60', '87', 'CANCELLATION REQUEST REJECTED', 'filer', 'CBP refused the cancellation; the entry stands.', 'Read the reason, then answer or ask again.', { ...wrong, settles: { review: 'D', granted: false } }),
  row('SO60', '88', 'ENTRY REPLACED', 'cbp', 'CBP accepted the correction.', 'Wait for release.', { ...review, settles: { review: 'R', granted: true } }),
  row('SO60', '89', 'ENTRY SUMMARY PORT DISCREPANCY', 'filer', 'The entry summary names another port.', askCbp),
  row('SO60', '90', 'UNDER CBP REVIEW', 'cbp', 'CBP is reviewing the entry.', 'Wait; a manifest hold may stand behind it.', review),
  row('SO60', '96', 'DOCUMENT REQUIRED', 'filer', 'CBP asks for a document.', 'Send the document as an answer.', wrong),
  row('SO60', '97', 'ADMISSIBLE', 'cbp', 'The goods are admissible; release waits for the shipment to depart or arrive.', 'Wait for release.', { ...review, admissible: true }),
  row('SO60', '98', 'RELEASED', 'nobody', 'CBP released the goods.', 'Nothing; a release can still be suspended.', { to: 'released', admissible: true }),
  row('SO60', '99', 'RELEASE SUSPENDED', 'filer', 'CBP withdrew the release.', 'Stop delivery and ask the port why.', { ...wrong, only: ['released', 'discrepancy'], admissible: false }),
] // prettier-ignore

const key = (record: DispositionRecord, code: string) => `${record} ${code}`

export const dispositions: ReadonlyMap<string, Disposition> = new Map(
  rows.map((disposition) => [key(disposition.record, disposition.code), disposition]),
)

export function dispositionOf(record: DispositionRecord, code: string): Disposition | undefined {
  return dispositions.get(key(record, code))
}

/** The status after `disposition` in `status`; the same one where the lifecycle allows no step. */
export function leadsTo(disposition: Disposition, status: Status): Status {
  const { to, only } = disposition
  if (to === undefined) return status
  return (only ?? from[to] ?? []).includes(status) ? to : status
}
