/**
 * What a plan says about orders: a problem refuses them, an advice refuses nothing. One table.
 * @module
 */
type Row = {
  readonly kind: 'problem' | 'advice'
  readonly text: string
  readonly citation?: string
}

const oneOrder = '19 USC 1321(a); 19 CFR 10.151'
const oneDay = '19 USC 1321(a)(2)(C)'

const table = {
  order_number_missing: {
    kind: 'problem',
    text: 'An order to {consignee} has no number, so it cannot be told whether it is a lot of another.',
    citation: oneOrder,
  },
  order_two_sellers: {
    kind: 'problem',
    text: 'Order {order} of {consignee} stands under several sellers ({sellers}). Lots of one order may not be sent apart, and one bill has one seller. Send each seller’s own order number.',
    citation: oneOrder,
  },
  order_two_buyers: {
    kind: 'problem',
    text: 'Order {order} of the seller {seller} goes to several consignees ({consignees}). Lots of one order may not be sent apart. Send each consignee’s own order number.',
    citation: oneOrder,
  },
  order_shipped: {
    kind: 'problem',
    text: 'Order {order} was shipped before. What is left of it would be a separate lot of one order.',
    citation: oneOrder,
  },
  order_day: {
    kind: 'problem',
    text: 'Order {order}: {field} "{found}" is not a day that exists.',
  },
  order_window: {
    kind: 'problem',
    text: 'Order {order} must arrive whole: all of it is ready on {readyOn}, but it may arrive until {latestOn} only.',
    citation: oneOrder,
  },
  lines_min: {
    kind: 'problem',
    text: 'Order {order} has no lines.',
    citation: '84 FR 40079 (entry type 86 data elements)',
  },
  lines_max: {
    kind: 'problem',
    text: 'Order {order} has {count} lines; an entry holds at most {limit}, and an order is not split.',
    citation: 'CATAIR SE40 5-7',
  },
  order_value: {
    kind: 'problem',
    text: 'Order {order}: the value "{found}" of "{goods}" is not an amount like "30.00".',
  },
  amount_range: {
    kind: 'problem',
    text: 'Order {order} is worth ${value}, more than an entry has room for.',
    citation: 'CATAIR SE10 40-49',
  },

  order_merged: {
    kind: 'advice',
    text: 'Order {order} came in {rows} rows and is planned as one, worth ${value}.{repeated}',
    citation: oneOrder,
  },
  one_person: {
    kind: 'advice',
    text: 'Counted as one person: {spellings}.',
    citation: oneDay,
  },
  type86_closed: {
    kind: 'advice',
    text: 'Entry type 86 is closed on {day}: type {type}, with duty.',
  },
  goods_excluded: {
    kind: 'advice',
    text: '{reason} The whole order {order} goes by type {type}: it is not split.',
  },
  value_over_limit: {
    kind: 'advice',
    text: 'Order {order} is worth ${value} in all, over ${ceiling}: type {type}. Another day would not help, and it is not split.',
    citation: oneDay,
  },
  day_moved: {
    kind: 'advice',
    text: 'Order {order} is ready on {readyOn}, when the day of {consignee} has no room for it. It must really arrive on {day}.',
    citation: oneDay,
  },
  day_full: {
    kind: 'advice',
    text: 'The day of {consignee} has no room for the ${value} of order {order} {window}: type {type}, with duty.{hint}',
    citation: oneDay,
  },
  orders_placed_together: {
    kind: 'advice',
    text: 'Orders {orders} were placed with {seller} on {orderedOn}, ${value} in all. If they are one purchase they are one order: no lot of it is free then, and all of it goes by type 11 or 01.',
    citation: oneOrder,
  },
} satisfies Record<string, Row>

export type NoteCode = keyof typeof table

export type Note = {
  readonly orderNumbers: readonly string[]
  readonly code: NoteCode
  readonly kind: 'problem' | 'advice'
  readonly message: string
  readonly citation?: string
}

export const noteTable: Readonly<Record<NoteCode, Row>> = table

/** A placeholder without a value is a mistake in our own code. */
export function note(
  code: NoteCode,
  orderNumbers: readonly string[],
  values: Readonly<Record<string, string | number>> = {},
  citation: string | undefined = noteTable[code].citation,
): Note {
  const { kind, text } = noteTable[code]
  const message = text.replace(/\{(\w+)\}/g, (_, name: string) => {
    const value = values[name]
    if (value === undefined) throw new Error(`note ${code} needs a value for {${name}}`)
    return String(value)
  })
  return { orderNumbers, code, kind, message, ...(citation === undefined ? {} : { citation }) }
}

/** `A`, `A and B`, `A, B and C`. */
export function listed(words: readonly string[]): string {
  const last = words.at(-1) ?? ''
  return words.length < 2 ? last : `${words.slice(0, -1).join(', ')} and ${last}`
}
