/**
 * The two wires to CBP, as one table: the same typed documents as XML and as records of CATAIR. A
 * transmission is finished on the wire it began on, whatever the setting is by then.
 * @module
 */
import type { Instant } from '../domain/day.ts'
import type { WireName } from '../domain/wire.ts'
import { linesOfFiling } from './catair/declare.ts'
import { idOfBatch, readCatairPage } from './catair/heard.ts'
import { withoutPassword, withPassword } from './catair/password.ts'
import { mediaType as catairType, printCatairRelease } from './catair/release.ts'
import { readCatairReply } from './catair/response.ts'
import { checkFiling, printCargoRelease } from './filing.ts'
import type { CargoRelease, Filing } from './filing.ts'
import { readNotifications, readOneNotification } from './notification.ts'
import type { Delivered, Page } from './notification.ts'
import type { Reading } from './reading.ts'
import { readReply } from './reply.ts'
import type { CargoReleaseReply } from './reply.ts'

export type Wire = {
  readonly mediaType: string
  /** Throws for a filing that it cannot carry; what passes here can be printed. */
  readonly checkFiling: (filing: Filing) => Filing
  readonly printRelease: (release: CargoRelease) => string
  /** What is kept -> what leaves; `undefined` where the password does not fit its columns. */
  readonly seal: (body: string, password: string) => string | undefined
  /** What came -> what is kept. */
  readonly unseal: (body: string, password: string) => string
  /** `heardAt` is for a wire that tells the day of a reply and not the hour. */
  readonly readReply: (bytes: Uint8Array, heardAt: Instant) => Reading<CargoReleaseReply>
  readonly readPage: (bytes: Uint8Array) => Page
  /** A mailbox with nothing in it answers 204 and sends no page. */
  readonly emptyIsNoContent: boolean
  /** One notification from the bytes that were kept of it. */
  readonly readOne: (raw: string) => Delivered
  /** The id of a notification that may be unreadable otherwise. */
  readonly idOf: (raw: string) => string | undefined
  /** Its notifications tell the minute and not the second. */
  readonly toTheMinute: boolean
}

export const wires: Readonly<Record<WireName, Wire>> = {
  xml: {
    mediaType: 'application/xml',
    checkFiling,
    printRelease: printCargoRelease,
    seal: (body) => body,
    unseal: (body) => body,
    readReply,
    readPage: readNotifications,
    emptyIsNoContent: false,
    readOne: readOneNotification,
    idOf: (raw) => /<notificationId>([A-Za-z0-9-]{1,40})</.exec(raw)?.[1],
    toTheMinute: false,
  },
  catair: {
    mediaType: catairType,
    checkFiling: (filing) => {
      linesOfFiling(checkFiling(filing))
      return filing
    },
    printRelease: printCatairRelease,
    seal: withPassword,
    unseal: withoutPassword,
    readReply: readCatairReply,
    readPage: readCatairPage,
    emptyIsNoContent: true,
    readOne: readOneBatch,
    idOf: idOfBatch,
    toTheMinute: true,
  },
}

/** The wire of a transmission, by the format that was kept with it. */
export const wireOfFormat = (format: string): Wire =>
  format === wires.catair.mediaType ? wires.catair : wires.xml

/** The wire of a notification: a batch begins with its A record. */
export const wireOfRaw = (raw: string): Wire => (raw.startsWith('A') ? wires.catair : wires.xml)

function readOneBatch(raw: string): Delivered {
  const page = readCatairPage(new TextEncoder().encode(raw))
  const [only] = page.ok ? page.delivered : []
  return only ?? { raw, notification: undefined, why: page.ok ? 'empty' : page.detail }
}
