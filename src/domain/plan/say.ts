/**
 * What the plan tells about the orders it has placed.
 * @module
 */
import { addDays } from '../day.ts'
import { printAmount } from '../money.ts'
import { entryTypes } from './lane.ts'
import type { Routed } from './lane.ts'
import { worthOf } from './bundle.ts'
import { listed, note } from './note.ts'
import type { Note } from './note.ts'
import type { Whole } from './order.ts'
import type { Room } from './room.ts'

/** `room` is what the whole plan leaves. */
export function notesOn(routed: readonly Routed[], room: Room): Note[] {
  return [...routed.flatMap((item) => noteOn(item, room)), ...placedTogether(routed, room)]
}

function noteOn({ order, lane, arrivalOn, ground }: Routed, room: Room): Note[] {
  const { orderNumber, readyOn, consignee, cents } = order
  const numbers = [orderNumber]
  const type = entryTypes[lane]
  const common = { order: orderNumber, consignee: consignee.name, type, value: printAmount(cents) }
  switch (ground?.kind) {
    case undefined:
      return arrivalOn === readyOn
        ? []
        : [note('day_moved', numbers, { ...common, readyOn, day: arrivalOn })]
    case 'closed':
      return [note('type86_closed', numbers, { day: readyOn, type })]
    case 'excluded': {
      const { reason, citation } = ground.exclusion
      return [note('goods_excluded', numbers, { ...common, reason }, citation)]
    }
    case 'over': {
      const ceiling = printAmount(ground.ceilingCents)
      return [note('value_over_limit', numbers, { ...common, ceiling })]
    }
    case 'full': {
      const window = order.lastOn > readyOn ? `from ${readyOn} to ${order.lastOn}` : `on ${readyOn}`
      return [note('day_full', numbers, { ...common, window, hint: hint(order, room) })]
    }
  }
}

/** How far a note looks for a later day; who can wait longer can ask. */
export const lookAhead = 31

function hint({ person, lastOn, cents }: Whole, room: Room): string {
  const later = Array.from({ length: lookAhead }, (_, days) => addDays(lastOn, days + 1))
  const day = later.find((one) => room.free(person, one) >= cents)
  return day === undefined ? '' : ` If it may wait, send latestOn: ${day} has room.`
}

/** Whether orders of one day are one purchase is not for us to know, so it is said. */
function placedTogether(routed: readonly Routed[], room: Room): Note[] {
  const dated = routed.filter(
    ({ order, ground }) =>
      order.orderedOn !== undefined && (ground === undefined || ground.kind === 'full'),
  )
  const purchases = Map.groupBy(dated, ({ order }) =>
    [order.person, order.sellerKey, order.orderedOn].join(' '),
  )
  return [...purchases.values()].flatMap((items) => {
    const [first] = items
    const free = items.some(({ lane }) => lane === 'ET86')
    const ceiling = first ? (room.ceiling(first.order.readyOn) ?? 0) : 0
    if (!first || !free || worthOf(items) <= ceiling) return []
    const numbers = items.map(({ order }) => order.orderNumber)
    const { seller, orderedOn = '' } = first.order
    const values = { orders: listed(numbers), seller: seller.name, orderedOn }
    return [
      note('orders_placed_together', numbers, { ...values, value: printAmount(worthOf(items)) }),
    ]
  })
}
