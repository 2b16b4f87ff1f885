/**
 * One description on different tariff numbers: at least one of the two is wrong.
 * @module
 */
import { pointerTo } from '../problem.ts'
import type { Checked, Spotted } from './finding.ts'
import { wordsOf } from './words.ts'

/** Descriptions are the same when their words are, in order, whatever case and punctuation. */
export const sameness = (description: string): string => wordsOf(description).join(' ')

type Told = {
  readonly index: number
  readonly htsNumber: string
  readonly description: string
}

export function repeatFindings({ lines = [] }: Checked): Spotted[] {
  const told = lines.flatMap((line, index): Told[] => {
    const { description, htsNumber } = line ?? {}
    return description === undefined || htsNumber === undefined || sameness(description) === ''
      ? []
      : [{ index, htsNumber, description }]
  })
  const groups = Map.groupBy(told, ({ description }) => sameness(description))
  return [...groups.values()].flatMap((group) => {
    const first = group[0]
    const second = group.find(({ htsNumber }) => htsNumber !== first?.htsNumber)
    if (first === undefined || second === undefined) return []
    return group.map(({ index, htsNumber, description }): Spotted => {
      const other = htsNumber === first.htsNumber ? second : first
      return {
        check: 'description_repeated',
        pointer: pointerTo('lines', index, 'description'),
        message: `"${description}" is ${htsNumber} here and ${other.htsNumber} on line ${other.index + 1}. Say what sets the two apart, or use one number.`,
      }
    })
  })
}
