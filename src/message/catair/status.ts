/**
 * Status notifications, application SO, one batch each. A 60-80 is CBP's own word for it, by which a
 * mailbox is acknowledged; behind the entry number in it stands the sequence. B 60-80 is the filer's
 * word for the block, as it came with the filing. Source: CATAIR SO Status Notification rev 36,
 * p. 20-38.
 * @module
 */
import type { Day } from '../../domain/day.ts'
import type { StatusNotification } from '../notification.ts'
import { easternOf } from './eastern.ts'
import { printRecord } from './record.ts'
import { A, B, outputY, Z } from './records/envelope.ts'
import * as so from './records/status.ts'
import { textOf } from './release.ts'

type Notice = StatusNotification['notices'][number]
type Bill = StatusNotification['bills'][number]

/** Where the entry names no port, CBP's site is nowhere in particular. */
const noSite = '0000'

/** `sentOn` is the day of A; without it the day of the status. */
export function printCatairStatus(status: StatusNotification, sentOn?: Day): string {
  const { notificationId, at, filerCode, portOfEntry = noSite, blockReference } = status
  const around = {
    ...{ siteCode: portOfEntry, senderCode: filerCode },
    transmissionDate: sentOn ?? easternOf(at).day,
  }
  const inside = { port: portOfEntry, filerCode, applicationIdentifier: 'SO' }
  const body = linesOf(status)
  return textOf([
    printRecord(A, { ...around, applicationIdentifier: 'SO', userData: notificationId }),
    printRecord(B, { ...inside, userData: blockReference }),
    ...body,
    printRecord(outputY, { ...inside, count: body.length }),
    printRecord(Z, around),
  ])
}

export const printCatairPage = (notifications: readonly StatusNotification[]): string =>
  notifications.map((one) => printCatairStatus(one)).join('')

function linesOf(status: StatusNotification): string[] {
  const { references, bills, notices, at } = status
  const matches = notices.filter(({ record }) => record === 'SO50')
  const dispositions = notices.filter(({ record }) => record === 'SO60')
  const said = bills.map(bill)
  return [
    printRecord(so.SO10, {
      port: status.portOfEntry,
      filer: status.filerCode,
      entryNumber: status.entryNumber,
      entryType: status.entryType,
      importer: status.importerOfRecord,
      carrier: status.carrierCode,
      vessel: status.conveyanceName,
      voyage: status.voyageFlightTrip,
      eda: status.estimatedArrivalDate,
      splitCode: status.splitShipmentReleaseCode,
    }),
    ...references.map(({ qualifier, value }) => printRecord(so.SO20, { qualifier, value })),
    // Each bill match stands behind its bills.
    ...(matches.length === 0 ? said : matches.flatMap((match) => [...said, billMatch(match, at)])),
    ...dispositions.map((one) => disposition(one, at)),
  ]
}

function bill({
  billType,
  issuerScac,
  billNumber,
  packageQuantity,
  unit,
  manifestedQuantity,
}: Bill) {
  return printRecord(so.SO40, {
    ...{ billType, issuer: issuerScac, bill: billNumber, quantity: packageQuantity, unit },
    manifestedQuantity:
      manifestedQuantity === undefined ? undefined : String(manifestedQuantity).padStart(8, '0'),
  })
}

function billMatch({ code, narrative, split, ...more }: Notice, at: string): string {
  const { day: date, time } = easternOf(at)
  const { carrierCode: carrier, voyageFlightTrip: voyage, arrivalDate, arrivalPort } = more
  return printRecord(so.SO50, {
    ...{ date, time, code, narrative, carrier, voyage, arrivalDate, arrivalPort },
    split: split ? 'Y' : 'N',
  })
}

function disposition(notice: Notice, at: string): string {
  const { code, narrative, releaseDate, releaseOrigin, documentType } = notice
  const { day: date, time } = easternOf(at)
  return printRecord(so.SO60, {
    ...{ date, time, code, narrative, releaseDate, releaseOrigin, documentType },
  })
}
