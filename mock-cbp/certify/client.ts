/**
 * A client as its certification sees it: it files a parcel, says how the parcel stands, and answers
 * what CBP asks. How it does that is its own affair.
 * @module
 */
import type { Day } from '../../src/domain/day.ts'
import type { Status } from '../../src/domain/status.ts'

/** What a check has filed. Everything else of the shipment is the client's. */
export type Parcel = {
  /** Of this run and this check alone; the mock knows the parcel by it. */
  readonly houseBill: string
  readonly masterBill: string
  readonly reference: string
  /** A person of its own, so that no check uses up another's $800 of the day. */
  readonly consignee: string
  readonly arrivalDate: Day
  readonly invoiceDate: Day
}

/** What the client says of a parcel. */
export type Standing = {
  /** In the words of gate321; `undefined` for a word that the target does not translate. */
  readonly status: Status | undefined
  /** All it said, as text: a rejection's code is looked for in it. */
  readonly text: string
}

export type Client = {
  readonly name: string
  /** The client's own id of the parcel. Throws `ClientFailed`. */
  readonly file: (parcel: Parcel) => Promise<string>
  readonly status: (id: string) => Promise<Standing>
  /** Where documents that CBP asks for are sent by somebody's hand; others send them by themselves. */
  readonly answer?: (id: string) => Promise<void>
  /** How many notifications of CBP its history has; where it shows one. */
  readonly told?: (id: string) => Promise<number>
  /** Lets a moment pass: by the wall, or by hand where the clock is moved by hand. */
  readonly pass: () => Promise<void>
}

/** The client could not be asked, or said no. The check fails with these words. */
export class ClientFailed extends Error {
  override readonly name = 'ClientFailed'
}
