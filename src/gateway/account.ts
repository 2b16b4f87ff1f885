/**
 * The value ledger beside the journal: what an entry claims of its consignee's day and of its order
 * is charged and given back in the write of the event that changes it.
 * @module
 */
import { claimsOf, claimOf, dailyCeiling, holdAlike, lots, lotsOf } from '../domain/claim.ts'
import type { Day } from '../domain/day.ts'
import type { Entry } from '../domain/entry.ts'
import { printAmount, sum } from '../domain/money.ts'
import { pointerTo, problem } from '../domain/problem.ts'
import type { Problem } from '../domain/problem.ts'
import type { Shipment } from '../domain/shipment.ts'
import { CheckFailed, Conflict, StoreUnavailable } from '../store/db.ts'
import type { Db, Statement } from '../store/db.ts'
import { charge, dayOf, holderOf, leaveLots, release, takeLot } from '../store/ledger.ts'
import type { LedgerLine } from '../store/ledger.ts'

const holds = (entry: Entry) => ({ claims: claimsOf(entry), lots: lotsOf(entry) })

/** The statements that bring the ledger from `before` to `after`; none where nothing changes. */
export function account(id: string, before: Entry | undefined, after: Entry): Statement[] {
  if (before && holdAlike(before, after)) return []
  const has = holds(after)
  if (before && JSON.stringify(holds(before)) === JSON.stringify(has)) return []
  const { filer, entryNumber, shipment } = after
  const payee = { filer, entryId: id, entryNumber, reference: shipment.reference }
  return [
    ...(before ? [...release(id), leaveLots(id)] : []),
    ...has.claims.flatMap((claim) => charge(payee, claim, dailyCeiling)),
    ...has.lots.map((lot) => takeLot(filer, lot, id)),
  ]
}

type Holder = NonNullable<Awaited<ReturnType<typeof holderOf>>>

export type DayStanding = {
  readonly person: string
  readonly day: Day
  readonly ceilingCents: number
  /** The shipments that count, without the one in question. */
  readonly counted: readonly LedgerLine[]
}

/** What the ledger holds that bears on a shipment: its consignee's day, and who holds its order. */
export type Account = DayStanding & { readonly holder: Holder | undefined }

export async function accountOf(
  db: Db,
  filer: string,
  shipment: Shipment,
  exceptId = '',
): Promise<Account> {
  const day = await standing(db, filer, shipment, exceptId)
  return { ...day, holder: await holderOf(db, filer, lots(shipment), exceptId) }
}

export async function standing(
  db: Db,
  filer: string,
  shipment: Shipment,
  exceptId = '',
): Promise<DayStanding> {
  const { person, day } = claimOf(shipment)
  const lines = await dayOf(db, filer, person, day)
  const counted = lines.filter(({ entryId }) => entryId !== exceptId)
  return { person, day, ceilingCents: dailyCeiling, counted }
}

/** A consignee's day as callers see it; money in dollars. */
export type Ledger = {
  readonly person: string
  readonly day: Day
  readonly ceiling: string
  /** What counts already, and with this shipment. */
  readonly before: string
  readonly after: string
  readonly shipments: readonly {
    readonly entryNumber: string
    readonly reference: string
    readonly value: string
    readonly name: string
    readonly street: string
  }[]
}

export async function ledgerOf(
  db: Db,
  filer: string,
  shipment: Shipment,
  exceptId = '',
): Promise<Ledger> {
  const { person, day, ceilingCents, counted } = await standing(db, filer, shipment, exceptId)
  const before = sum(counted.map(({ cents }) => cents))
  return {
    person,
    day,
    ceiling: printAmount(ceilingCents),
    before: printAmount(before),
    after: printAmount(before + claimOf(shipment).cents),
    shipments: counted.map(({ entryNumber, reference, cents, name, street }) => ({
      entryNumber,
      reference,
      value: printAmount(cents),
      name,
      street,
    })),
  }
}

/** Whether the shipment fits its consignee's day and is no second lot of an order. */
export function accountProblems(shipment: Shipment, account: Account): Problem[] {
  const { day, ceilingCents, counted, holder } = account
  const found: Problem[] = []
  const total = sum(counted.map(({ cents }) => cents)) + claimOf(shipment).cents
  if (counted.length > 0 && total > ceilingCents) {
    found.push(dayProblem(shipment, day, ceilingCents, total, counted))
  }
  if (holder) {
    const { lot, reference, entryNumber } = holder
    const [order, pointer] = orderOf(shipment, lot)
    found.push(problem('order_split', pointer, { order, reference, entryNumber }))
  }
  return found
}

/** The order that has this lot, and where the shipment names it. */
function orderOf(shipment: Shipment, lot: string): readonly [order: string, pointer: string] {
  const { orderNumber, orderNumbers = [], consignee, seller } = shipment
  const has = (order: string) => lots({ orderNumber: order, consignee, seller }).includes(lot)
  const index = orderNumbers.findIndex(has)
  return orderNumber !== undefined && has(orderNumber)
    ? [orderNumber, '/orderNumber']
    : [orderNumbers[index] ?? '', pointerTo('orderNumbers', index)]
}

function dayProblem(
  { consignee }: Shipment,
  day: Day,
  ceilingCents: number,
  total: number,
  counted: readonly LedgerLine[],
): Problem {
  const shipments = counted
    .map(
      ({ reference, cents, name, street }) =>
        `${reference} $${printAmount(cents)} (${name}, ${street})`,
    )
    .join('; ')
  return problem('day_over_limit', '/consignee', {
    name: consignee.name,
    day,
    sum: printAmount(total),
    ceiling: printAmount(ceilingCents),
    shipments,
  })
}

/**
 * Somebody else's write came between the look and ours, and the store held the limit. When there is
 * room again by now, asking once more will do.
 */
export async function overdrawn(
  db: Db,
  error: unknown,
  id: string,
  { filer, shipment }: Entry,
): Promise<Problem | undefined> {
  const day = error instanceof CheckFailed && error.check === 'ledger_day_ceiling'
  const lot = error instanceof Conflict && error.table === 'order_lot'
  if (!day && !lot) return undefined
  const [found] = accountProblems(shipment, await accountOf(db, filer, shipment, id))
  if (!found) throw new StoreUnavailable('busy', error)
  return found
}
