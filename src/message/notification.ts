/**
 * CBP's status notifications (CATAIR SO): a page of CBP's mailbox, as a table and as text.
 * @module
 */
import { code, flag, fromNode, group, many, optional, pattern, text, whole } from './element.ts'
import type { Infer } from './element.ts'
import { plainReader } from './reader.ts'
import type { Unreadable } from './reading.ts'
import { isoInstant } from './reply.ts'
import { documentWriter } from './writer.ts'
import { namespace, readXml } from './xml.ts'
import type { XmlNode, XmlReading } from './xml.ts'

const isoDay = /^\d{4}-\d{2}-\d{2}$/

const notice = group({
  record: code('SO50 1-4, SO60 1-4', 'SO50', 'SO60'),
  /** The dispositions are two characters; unknown ones are kept and quarantined by their reader. */
  code: pattern('SO50 15-16, SO60 15-16', /^[A-Z0-9]{2}$/),
  narrative: text('SO50 17-56, SO60 17-56', 40),
  /** The bill came in parts. */
  split: optional(flag('SO50 57')),
  carrierCode: optional(pattern('SO50 58-61', /^[A-Z0-9]{2,4}$/)),
  voyageFlightTrip: optional(text('SO50 62-66', 5)),
  arrivalDate: optional(pattern('SO50 67-72', isoDay)),
  arrivalPort: optional(pattern('SO50 73-76', /^\d{4}$/)),
  releaseDate: optional(pattern('SO60 57-62', isoDay)),
  releaseOrigin: optional(pattern('SO60 63-64', /^\d{2}$/)),
  documentType: optional(pattern('SO60 65-70', /^[A-Z0-9]{1,6}$/)),
})

const reference = group({
  qualifier: pattern('SO20 5-7', /^[A-Z0-9]{1,3}$/),
  value: text('SO20 8-57', 50),
})

const bill = group({
  billType: code('SO40 5', 'R', 'M', 'H', 'T', 'I'),
  issuerScac: optional(pattern('SO40 6-9', /^[A-Z0-9]{2,4}$/)),
  billNumber: pattern('SO40 10-59', /^[A-Z0-9]{1,50}$/),
  packageQuantity: optional(whole('SO40 60-67', 99_999_999)),
  unit: optional(text('SO40 68-72', 5)),
  manifestedQuantity: optional(whole('SO40 73-80', 99_999_999)),
})

const statusNotification = group({
  /** CBP's own word for the batch, at most 21 characters, so that it fits A 60-80. */
  notificationId: pattern('A 60-80', /^[A-Za-z0-9-]{1,40}$/),
  /** CBP's own order where two notifications carry one time. */
  sequence: whole('mailbox sequence', Number.MAX_SAFE_INTEGER),
  at: pattern('SO50 5-14, SO60 5-14', isoInstant),
  /** As the filing's block had it. */
  blockReference: optional(pattern('B 60-80', /^[A-Z0-9-]{1,21}$/)),
  portOfEntry: optional(pattern('SO10 5-8', /^\d{4}$/)),
  filerCode: pattern('SO10 9-11', /^[A-Z0-9]{3}$/),
  entryNumber: pattern('SO10 14-21', /^\d{8}$/),
  entryType: pattern('SO10 23-24', /^\d{2}$/),
  importerOfRecord: optional(text('SO10 25-36', 12)),
  carrierCode: optional(pattern('SO10 37-40', /^[A-Z0-9]{2,4}$/)),
  conveyanceName: optional(text('SO10 41-60', 20)),
  voyageFlightTrip: optional(text('SO10 61-65', 5)),
  estimatedArrivalDate: optional(pattern('SO10 66-71', isoDay)),
  splitShipmentReleaseCode: optional(code('SO10 72', '1', '2')),
  references: many('reference', reference, 0, 99),
  bills: many('bill', bill, 0, 2997),
  notices: many('notice', notice, 1, 1998),
})

export const statusNotifications = group({
  notifications: many('statusNotification', statusNotification, 0, 1000),
})

export type StatusNotification = Infer<typeof statusNotification>

/** One notification of a page: `undefined` where it cannot be read, with its bytes in any case. */
export type Delivered = {
  readonly raw: string
  readonly notification: StatusNotification | undefined
  readonly why: string
}

const print = documentWriter('StatusNotifications', statusNotifications)

export const printNotifications = (notifications: readonly StatusNotification[]): string =>
  print({ notifications })

const readPlain = plainReader('StatusNotifications', statusNotifications)

export type Page = { readonly ok: true; readonly delivered: readonly Delivered[] } | Unreadable

/**
 * A page whose envelope is sound; each notification is read by itself, so that one that cannot be
 * read leaves the others readable.
 */
export function readNotifications(bytes: Uint8Array): Page {
  const plain = readPlain(bytes)
  if (!plain) return pageOf(readXml(bytes, 'StatusNotifications'))
  const parts = plain.text.match(/<statusNotification>.*?<\/statusNotification>/gs) ?? []
  const delivered = plain.value.notifications.map((notification, index) => {
    return { raw: parts[index] ?? '', notification, why: '' }
  })
  return { ok: true, delivered }
}

export function pageOf(reading: XmlReading): Page {
  if (!reading.ok) return { ...reading, faults: [] }
  if (reading.root.text.trim() !== '') {
    const detail = 'text where notifications belong'
    return { ok: false, fault: 'cbp_malformed', detail, faults: [] }
  }
  const delivered = reading.root.children.map((node, index) =>
    deliver(node, reading.parts[index] ?? ''),
  )
  return { ok: true, delivered }
}

function deliver(node: XmlNode, raw: string): Delivered {
  if (node.name !== 'statusNotification') {
    return { raw, notification: undefined, why: `${node.name}: not a notification` }
  }
  const { value, faults } = fromNode(node, statusNotification)
  const why = faults.map(({ path, why }) => `${path}: ${why}`).join('; ')
  return { raw, notification: value, why }
}

/** Reads one notification back from the bytes that were kept of it. */
export function readOneNotification(raw: string): Delivered {
  // The page declared the prefix that these bytes may carry.
  const prefix = /^<([^\s:/>"]{1,64}:)/.exec(raw)?.[1] ?? ''
  const declares = prefix === '' ? 'xmlns' : `xmlns:${prefix.slice(0, -1)}`
  const name = `${prefix}StatusNotifications`
  const document = `<${name} ${declares}="${namespace}">${raw}</${name}>`
  const reading = readNotifications(new TextEncoder().encode(document))
  const only = reading.ok ? reading.delivered[0] : undefined
  return only ?? { raw, notification: undefined, why: reading.ok ? 'empty' : reading.detail }
}
