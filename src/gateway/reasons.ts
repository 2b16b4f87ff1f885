/**
 * Why an entry may be cancelled, in the order of the codes (CATAIR SE13 60-61).
 * @module
 */
import { cancellationReasons as all } from '../message/catair/codes.ts'

/** Of a weekly zone entry only, which is not filed here. */
const notOurs = '12'

export const cancellationReasons: readonly (readonly [code: string, meaning: string])[] =
  Object.entries(all)
    .filter(([code]) => code !== notOurs)
    .sort(([a], [b]) => (a < b ? -1 : 1))
