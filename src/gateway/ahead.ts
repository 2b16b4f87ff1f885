/**
 * What the shipments of a file ask of the store before they are judged, asked for many of them at
 * once. Between two writes of ours a question is asked once: a shipment alone asks for its filer's
 * profile three times. What others write meanwhile is seen by the keys and checks of the write.
 * @module
 */
import { lots } from '../domain/claim.ts'
import { personKey } from '../domain/person.ts'
import type { Draft, Party, Shipment } from '../domain/shipment.ts'
import type { Db, Row, Statement } from '../store/db.ts'
import { withReferences } from '../store/entries.ts'
import { daysOf, portion, withLots } from '../store/ledger.ts'

export type Ahead = {
  readonly db: Db
  /** Asks for all of them what each of them will ask. */
  readonly look: (drafts: readonly (Draft<Shipment> | undefined)[]) => Promise<void>
  /** After a write every answer may be another. */
  readonly forget: () => void
}

export function lookingAhead(db: Db, filer: string): Ahead {
  const answers = new Map<string, Promise<Row[]>>()
  const read = <R extends Row>(statement: Statement): Promise<R[]> => {
    const name = nameOf(statement)
    const known = answers.get(name) ?? db.read<R>(statement)
    answers.set(name, known)
    return known as Promise<R[]>
  }

  /** The rows of one question for all `keys`, as the answers to a question for each. */
  const ask = async (
    keys: readonly string[],
    column: string,
    question: (keys: readonly string[]) => Statement,
  ) => {
    const distinct = [...new Set(keys)]
    for (let at = 0; at < distinct.length; at += portion) {
      const some = distinct.slice(at, at + portion)
      const rows = Map.groupBy(await db.read(question(some)), (row) => row[column])
      for (const key of some) {
        answers.set(nameOf(question([key])), Promise.resolve(rows.get(key) ?? []))
      }
    }
  }

  const look: Ahead['look'] = async (drafts) => {
    const references = drafts.flatMap((draft) => draft?.reference ?? [])
    await ask(references, 'reference', (some) => withReferences(filer, some))
    const whole = drafts.filter(isWhole)
    const byDay = Map.groupBy(whole, ({ estimatedArrivalDate }) => estimatedArrivalDate)
    for (const [day, ofDay] of byDay) {
      const people = ofDay.map(({ consignee }) => personKey(consignee))
      await ask(people, 'person', (some) => daysOf(filer, day, some))
    }
    const orders = whole.map((draft) => lots(ordersOf(draft)))
    const held = new Map<string, Row>()
    const all = [...new Set(orders.flat())]
    for (let at = 0; at < all.length; at += portion) {
      const rows = await db.read(withLots(filer, all.slice(at, at + portion)))
      for (const row of rows) held.set(String(row['lot']), row)
    }
    for (const own of orders) {
      if (own.length === 0 || own.length > portion) continue
      const rows = own
        .toSorted()
        .flatMap((lot): Row[] => [held.get(lot)].filter((row) => row !== undefined))
      answers.set(nameOf(withLots(filer, own)), Promise.resolve(rows))
    }
  }

  return { db: { read, write: db.write }, look, forget: () => answers.clear() }
}

const nameOf = ({ sql, values }: Statement) => `${sql} ${JSON.stringify(values)}`

/** A draft that names its people and its day, so that the ledger is asked about it. */
export type Whole = Draft<Shipment> &
  Pick<Shipment, 'consignee' | 'seller' | 'estimatedArrivalDate'>

export const isWhole = (draft: Draft<Shipment> | undefined): draft is Whole =>
  draft?.estimatedArrivalDate !== undefined && isNamed(draft.consignee) && isNamed(draft.seller)

const isNamed = (party: Draft<Party> | undefined): party is Party =>
  party?.name !== undefined &&
  party.address?.street !== undefined &&
  party.address.city !== undefined

/** Of a draft, with the order numbers that could be read. */
export function ordersOf(draft: Whole) {
  const { orderNumber, orderNumbers = [], consignee, seller } = draft
  const read = orderNumbers.flatMap((order) => order ?? [])
  const orders = { ...(orderNumber === undefined ? {} : { orderNumber }), orderNumbers: read }
  return { ...orders, consignee, seller }
}
