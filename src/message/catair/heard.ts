/**
 * A page of CBP's mailbox in records -> typed notifications, each read by itself. Source: CATAIR SO
 * Status Notification rev 36, p. 20-38.
 * @module
 */
import type { Delivered, Page, StatusNotification } from '../notification.ts'
import { readBatches } from './batch.ts'
import type { Batch } from './batch.ts'
import { instantOf } from './eastern.ts'
import { groupingOf, split } from './grouping.ts'
import type { Grouping } from './grouping.ts'
import { present } from './present.ts'
import type { CatairRecord } from './record.ts'
import { textOf } from './release.ts'
import { faultsOf, said, unreadable } from './unreadable.ts'
import { statusUsage } from './usage.ts'

/** No bytes are an empty page. A batch that cannot be read leaves the others readable. */
export function readCatairPage(bytes: Uint8Array): Page {
  const batches = readBatches(bytes, 'CBP')
  // A page that is cut, or no page at all, comes again whole; nothing of it is taken.
  const broken = batches.some(({ header, trailer }) => !header || !trailer)
  const faults = broken ? unreadable(batches) : undefined
  return faults ?? { ok: true, delivered: batches.map(deliver) }
}

function deliver(batch: Batch): Delivered {
  const raw = textOf(batch.lines.map(({ text }) => text))
  const notification = statusOf(batch)
  return typeof notification === 'string'
    ? { raw, notification: undefined, why: notification }
    : { raw, notification, why: '' }
}

/** The id of a batch that may be unreadable otherwise. */
export const idOfBatch = (raw: string): string | undefined =>
  /^A.{58}([A-Z0-9-]{1,21}) *(\n|$)/.exec(raw)?.[1]

function statusOf(batch: Batch): StatusNotification | string {
  const [fault] = faultsOf(batch)
  if (fault) return said(fault)
  const { header, blocks } = batch
  if (header?.values['applicationIdentifier'] !== 'SO') return 'A 26-27: the application is not SO'
  const parts = blocks.flatMap((block) => split(block.records, statusUsage))
  const [records = [], another] = parts
  if (another) return `line ${another[0]?.line ?? 0}: a second status in one batch`
  const { grouping, faults } = groupingOf(records, statusUsage)
  const [misplaced] = faults
  if (misplaced) return said(misplaced)
  const id = header.values['userData'] ?? ''
  if (!/^[A-Z0-9-]{1,21}$/.test(id)) return 'A 60-80: the batch has no word of its own'
  return typed(grouping, id, blocks[0]?.header?.values['userData'])
}

/** `ZZ9-0000001-1-12`: the twelfth of this entry; `-12-1` is the same said again. */
const sequenceIn = (id: string) =>
  Number(/^.{3}-\d{7}-\d-(\d{1,9})(?:-\d{1,9})?$/.exec(id)?.[1] ?? 0)

function typed(
  { records, groups }: Grouping,
  notificationId: string,
  blockReference: string | undefined,
): StatusNotification | string {
  const all = [...records, ...groups.flatMap((group) => group.records)]
  const of = (wanted: string) => all.filter(({ id }) => id === wanted)
  const header = of('SO10')[0]?.values ?? {}
  const stated = [...of('SO50'), ...of('SO60')]
  const at = stated.map(instant).sort().at(-1)
  if (at === undefined) return 'neither SO50 nor SO60: of agencies alone no status is kept'
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
