/**
 * Everyday words on the left; on the right where the tariff has them, likeliest first: tariff
 * numbers, or words that the tariff uses instead.
 * @module
 */
import { isFiller } from '../words.ts'
import type { Words } from '../words.ts'
import { clothing } from './clothing.ts'
import { devices } from './devices.ts'
import { home } from './home.ts'
import { leisure } from './leisure.ts'
import type { Everyday } from './row.ts'

export const everyday: readonly Everyday[] = [...clothing, ...home, ...devices, ...leisure]

export type Saying = {
  /** The stems that must all be there. */
  readonly said: readonly string[]
  /** Digits of tariff numbers, likeliest first. */
  readonly numbers: readonly string[]
  readonly words: readonly string[]
}

/** What may be meant, by the last of the words that say it. */
export type Sayings = ReadonlyMap<string, readonly Saying[]>

export function sayingsOf(rows: readonly Everyday[], words: Words): Sayings {
  const sayings = rows.flatMap(([said, means]) => {
    const meant = means.split(' ')
    const numbers = meant.filter((one) => /^\d/.test(one)).map((one) => one.replaceAll('.', ''))
    const others = meant.filter((one) => !/^\d/.test(one)).flatMap(words.spoken)
    return said.split(', ').map((phrase): Saying => {
      return {
        said: words.spoken(phrase).filter((word) => !isFiller(word)),
        numbers,
        words: others,
      }
    })
  })
  return Map.groupBy(sayings, ({ said }) => said.at(-1) ?? '')
}
