/**
 * A page of CBP's mailbox in records -> typed notifications, each read by itself. Source: CATAIR SO
 * Status Notification rev 36, p. 20-38.
 * @module
 */
import type { Delivered, Page, StatusNotification } from '../notification.ts'
import { readBatches } from './batch.ts'
import type { Batch } from './batch.ts'
import { instantOf } from './eastern.ts'
import type { Fault, FaultCode } from './fault.ts'
import { groupingOf, split } from './grouping.ts'
import type { Grouping } from './grouping.ts'
import { present } from './present.ts'
import type { CatairRecord } from './record.ts'
import { textOf } from './release.ts'
import { faultsOf, isCut, said, unreadable } from './unreadable.ts'
import { statusUsage } from './usage.ts'

/** No bytes are an empty page. A batch that cannot be read leaves the others readable. */
export function readCatairPage(bytes: Uint8Array): Page {
  const batches = readBatches(bytes, 'CBP')
  // A page that is cut, or no page at all, comes again whole; nothing of it is taken.
  const broken = isCut(batches) || batches.some(({ header, trailer }) => !header || !trailer)
  const faults = broken ? unreadable(batches) : undefined
  return faults ?? { ok: true, delivered: batches.map(deliver) }
}

function deliver(batch: Batch): Delivered {
  const raw = textOf(batch.lines.map((line) => line.raw))
  const notification = statusOf(batch)
  return 'message' in notification
    ? { raw, notification: undefined, why: said(notification) }
    : { raw, notification, why: '' }
}

/** The id of a batch that may be unreadable otherwise. */
export const idOfBatch = (raw: string): string | undefined =>
  /^A.{58}([A-Z0-9-]{1,21}) *(\n|$)/.exec(raw)?.[1]

function statusOf(batch: Batch): StatusNotification | Fault {
  const [fault] = [...faultsOf(batch), ...statusFaults(batch)]
  if (fault) return fault
  const { header, blocks } = batch
  const [records = []] = parts(batch)
  const { grouping } = groupingOf(records, statusUsage)
  return typed(grouping, header?.values['userData'] ?? '', blocks[0]?.header?.values['userData'])
}

const parts = ({ blocks }: Batch) => blocks.flatMap((block) => split(block.records, statusUsage))

/** Of the order of its records, and of what a status cannot be without. */
export function statusFaults(batch: Batch): Fault[] {
  const { header, records } = batch
  const line = header?.line ?? records[0]?.line ?? 1
  const { applicationIdentifier: application, userData = '' } = header?.values ?? {}
  const [first = [], second] = parts(batch)
  const fault = (code: FaultCode, column: number, message: string, at = line): Fault => ({
    ...{ code, line: at, column, message },
  })
  return [
    ...(header && application !== 'SO' ? [fault('application', 26, `A 26-27 application: "${application ?? ''}", not SO.`)] : []),
    ...(header && !/^[A-Z0-9-]{1,21}$/.test(userData)
      ? [fault('missing_field', 60, "A 60-80: CBP's own word for the batch is missing, by which it is acknowledged.")]
      : []),
    ...groupingOf(first, statusUsage).faults,
    ...(second ? [fault('repeated_record', 0, 'A second status in one batch.', second[0]?.line)] : []),
    ...(records.some(({ id }) => id === 'SO50' || id === 'SO60')
      ? []
      : [fault('missing_record', 0, 'Neither SO50 nor SO60: of agencies alone no status is kept.', first[0]?.line)]),
  ]
} // prettier-ignore

/** `ZZ9-0000001-1-12`: the twelfth of this entry; `-12-1` is the same said again. */
const sequenceIn = (id: string) =>
  Number(/^.{3}-\d{7}-\d-(\d{1,9})(?:-\d{1,9})?$/.exec(id)?.[1] ?? 0)

function typed(
  { records, groups }: Grouping,
  notificationId: string,
  blockReference: string | undefined,
): StatusNotification {
  const all = [...records, ...groups.flatMap((group) => group.records)]
  const of = (wanted: string) => all.filter(({ id }) => id === wanted)
  const header = of('SO10')[0]?.values ?? {}
  const stated = [...of('SO50'), ...of('SO60')]
  const at = stated.map(instant).sort().at(-1)
  return {
    ...present({
      ...{ notificationId, sequence: sequenceIn(notificationId), at, blockReference },
      portOfEntry: header['port'],
      filerCode: header['filer'],
      entryNumber: header['entryNumber'],
      entryType: header['entryType'],
      importerOfRecord: header['importer'],
      carrierCode: header['carrier'],
      conveyanceName: header['vessel'],
      voyageFlightTrip: header['voyage'],
      estimatedArrivalDate: header['eda'],
      splitShipmentReleaseCode: header['splitCode'],
    }),
    references: of('SO20').map(({ values: { qualifier, value } }) => ({ qualifier, value })),
    bills: distinct(of('SO40')).map(billOf),
    notices: stated.map(noticeOf),
  } as StatusNotification
}

const instant = ({ values: { date = '', time = '' } }: CatairRecord) =>
  instantOf({ day: date, time })

/** Several bill matches repeat the bills. */
const distinct = (records: readonly CatairRecord[]) => [
  ...new Map(records.map((record) => [record.text, record])).values(),
]

const number = (text: string | undefined) => (text === undefined ? undefined : Number(text))

const billOf = ({ values }: CatairRecord) =>
  present({
    billType: values['billType'],
    issuerScac: values['issuer'],
    billNumber: values['bill'],
    packageQuantity: number(values['quantity']),
    unit: values['unit'],
    manifestedQuantity: number(values['manifestedQuantity']),
  })

const noticeOf = ({ id, values }: CatairRecord) =>
  present({
    record: id,
    code: values['code'],
    narrative: values['narrative'],
    split: id === 'SO50' ? values['split'] === 'Y' : undefined,
    carrierCode: values['carrier'],
    voyageFlightTrip: values['voyage'],
    arrivalDate: values['arrivalDate'],
    arrivalPort: values['arrivalPort'],
    releaseDate: values['releaseDate'],
    releaseOrigin: values['releaseOrigin'],
    documentType: values['documentType'],
  })
