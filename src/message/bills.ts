/**
 * The bills and conveyances of a filing, whatever grouping they stand in (CATAIR SE15, SE16).
 * @module
 */
import type { Filing } from './filing.ts'

type Grouping = Filing['billGroupings'][number]
type Grouped = Pick<Filing, 'billGroupings'>

export type FilingBill = Grouping['bills'][number]
export type FilingConveyance = Grouping['conveyances'][number]

export const billsOf = ({ billGroupings }: Grouped): readonly FilingBill[] =>
  onlyOf(billGroupings)?.bills ?? billGroupings.flatMap(({ bills }) => bills)

export const conveyancesOf = ({ billGroupings }: Grouped): readonly FilingConveyance[] =>
  onlyOf(billGroupings)?.conveyances ?? billGroupings.flatMap(({ conveyances }) => conveyances)

/** Nearly every filing has one grouping, and is asked for its bills twenty times. */
const onlyOf = (groupings: Grouped['billGroupings']) =>
  groupings.length === 1 ? groupings[0] : undefined

/** The bill that names the goods of a grouping: a house, regular or tracking bill. */
export const lowestOf = ({ bills }: Pick<Grouping, 'bills'>): FilingBill | undefined =>
  bills.findLast(({ billType }) => billType !== 'M' && billType !== 'I')
