/**
 * What a caller files: one shipment under one bill, with its invoice and its lines.
 * @module
 */

export type Address = {
  readonly street: string
  readonly city: string
  readonly subdivision?: string
  readonly postalCode?: string
  /** ISO 3166-1 alpha-2. */
  readonly country: string
}

export type Party = { readonly name: string; readonly address: Address }

/** A master bill with its house bill, or one regular bill (CATAIR SE15). */
export type Bill = {
  readonly masterBill?: string
  readonly houseBill?: string
  readonly regularBill?: string
  readonly issuerScac?: string
}

/** One agency's claim on a line (CATAIR PG01 8-10, 11-13, 14-16, 80). */
export type Pga = {
  readonly agency: string
  readonly program?: string
  readonly processingCode?: string
  readonly disclaim?: string
}

export type Line = {
  readonly description: string
  /** Ten digits without dots (CATAIR SE60 5-14). */
  readonly htsNumber: string
  readonly countryOfOrigin: string
  readonly quantity: number
  readonly unit: string
  /** The line's total in the country of shipment, US dollars: `30.00`. */
  readonly fairRetailValue: string
  readonly pga?: readonly Pga[]
}

export type Invoice = {
  readonly number: string
  readonly date: string
  readonly currency?: string
  /** US dollars for one unit of `currency`, as a decimal string. */
  readonly exchangeRate?: string
}

export type Purpose = 'personal' | 'commercial' | 'gift' | 'return'

export type EntryType = '86' | '11' | '01'

export type Shipment = {
  /** The caller's own reference, unique for its filer for ever. */
  readonly reference: string
  readonly orderNumber?: string
  /** Where several whole orders travel under one bill. */
  readonly orderNumbers?: readonly string[]
  readonly entryType?: EntryType
  readonly modeOfTransportation: string
  readonly portOfEntry: string
  readonly estimatedArrivalDate: string
  readonly bill: Bill
  /** Smallest exterior packaging units (CATAIR SE15 60-67). */
  readonly packageQuantity: number
  /** Of the whole shipment, as a decimal: `1.25`. */
  readonly grossWeightKg?: string
  readonly purpose?: Purpose
  readonly seller: Party
  readonly consignee: Party
  readonly importerOfRecord?: string
  readonly conveyance?: { readonly carrier: string; readonly flight: string }
  readonly contact?: { readonly name: string; readonly phone: string }
  readonly invoice: Invoice
  readonly lines: readonly Line[]
}

/** A shipment as far as it could be read: parts may be missing, none has the wrong type. */
export type Draft<T> = T extends readonly (infer Item)[]
  ? readonly (Draft<Item> | undefined)[]
  : T extends object
    ? { readonly [Key in keyof T]?: Draft<T[Key]> }
    : T
