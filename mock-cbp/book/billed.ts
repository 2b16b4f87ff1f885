/**
 * What is wrong with the bills and conveyances of a filing by themselves.
 * @module
 */
import { billsOf, lowestOf } from '../../src/message/bills.ts'
import type { FilingBill } from '../../src/message/bills.ts'
import type { Filing } from '../../src/message/filing.ts'
import { is86 } from './refusal.ts'
import type { Rule } from './refusal.ts'

const carrying = ['A', 'R', 'U'] as const
/** A regular bill, a tracking number, a house bill with its master; an in-bond number before bills. */
const sequence = /^(R|T|I?MH|IR)$/

const wellGrouped = ({ billGroupings }: Filing) =>
  billGroupings.every(({ bills }) => sequence.test(bills.map(({ billType }) => billType).join('')))
const someLowest = ({ billGroupings }: Filing, wrong: (bill: FilingBill) => boolean) =>
  billGroupings.some((grouping) => {
    const lowest = lowestOf(grouping)
    return lowest !== undefined && wrong(lowest)
  })

export const billRules: readonly Rule[] = [
  {
    code: 'Z03',
    when: 'no bill is there, or bills do not follow each other as R, T, M H, I R or I M H',
    source: 'CATAIR SE15',
    actions: carrying,
    // An update may leave the bills as they are.
    wrong: (filing) =>
      !wellGrouped(filing) || (filing.billGroupings.length === 0 && filing.actionCode !== 'U'),
  },
  {
    code: 'Z02',
    when: 'a type 86 names more than one grouping of bills',
    source: 'CATAIR SE15, notes 7, 11 and 12',
    actions: carrying,
    wrong: (filing) => is86(filing) && filing.billGroupings.length > 1,
  },
  {
    code: 'Z19',
    when: 'a type 86 names an express tracking number',
    source: 'CATAIR SE15 5 and its notes',
    actions: carrying,
    wrong: (filing) => is86(filing) && billsOf(filing).some(({ billType }) => billType === 'T'),
  },
  {
    code: 'Z04',
    when: 'the lowest bill of a type 86 has no quantity',
    source: 'CATAIR SE15 60-67',
    actions: carrying,
    wrong: (filing) =>
      is86(filing) && someLowest(filing, ({ packageQuantity }) => packageQuantity === undefined),
  },
  {
    code: '030',
    when: 'the lowest bill has the quantity 0, or an in-bond number has any',
    differs: 'What else CBP finds wrong with a quantity is not known.',
    actions: carrying,
    wrong: (filing) =>
      someLowest(filing, ({ packageQuantity }) => packageQuantity === 0) ||
      billsOf(filing).some((bill) => bill.billType === 'I' && bill.packageQuantity !== undefined),
  },
  {
    code: 'Z09',
    when: 'a bill outside AMS comes without its conveyance',
    source: 'CATAIR SE15 73 and SE16',
    actions: carrying,
    wrong: ({ billGroupings }) =>
      billGroupings.some(
        ({ bills, conveyances }) => conveyances.length === 0 && bills.some(({ nonAms }) => nonAms),
      ),
  },
]
