/**
 * Every rule, and what the set as a whole was checked against.
 * @module
 */
import type { Row } from '../row.ts'
import { advisories } from './advisories.ts'
import { duties } from './duties.ts'
import { entries } from './entries.ts'
import { exclusions } from './exclusions.ts'
import { exempt } from './exempt.ts'
import { fees } from './fees.ts'
import { gifts } from './gifts.ts'
import { mail } from './mail.ts'
import { orders } from './orders.ts'
import { postal } from './postal.ts'
import { refused } from './refused.ts'
import { regulations } from './regulations.ts'
import { simulator } from './simulator.ts'
import { thresholds } from './thresholds.ts'
import { unfair } from './unfair.ts'

export const allRows: readonly Row[] = [
  ...thresholds,
  ...gifts,
  ...exclusions,
  ...exempt,
  ...refused,
  ...simulator,
  ...orders,
  ...postal,
  ...regulations,
  ...mail,
  ...entries,
  ...fees,
  ...duties,
  ...unfair,
  ...advisories,
]

/** The latest day of the sources behind `verifiedOn`; nothing after it was seen. */
export const sourcesThrough = '2026-10-09'
