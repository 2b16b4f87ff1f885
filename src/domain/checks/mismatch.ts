/**
 * Descriptions that belong to another chapter than the tariff number.
 * @module
 */
import type { CheckedLine, Spotted } from './finding.ts'
import { namesOf } from './naming.ts'
import { isUnder } from './prefix.ts'
import { chaptersOf } from './strong.ts'

/** Worn textiles of any kind, and the chapters that name a treatment instead of goods. */
const anyGoods = ['6309', '6310', '98', '99']

/** Only the word the first phrase is about counts: a mug-shaped planter is no mug. */
export function mismatchFindings({ description, htsNumber }: CheckedLine, at: string): Spotted[] {
  if (description === undefined || !/^\d{10}$/.test(htsNumber ?? '')) return []
  if (isUnder(htsNumber ?? '', anyGoods)) return []
  const chapter = htsNumber?.slice(0, 2) ?? ''
  const head = namesOf(description)[0]?.at(-1) ?? ''
  const expected = chaptersOf.get(head)
  if (expected === undefined || expected.includes(chapter)) return []
  const where =
    expected.length === 1
      ? `chapter ${expected[0]}`
      : `chapters ${expected.slice(0, -1).join(', ')} or ${expected.at(-1)}`
  const message = `"${description}" reads like goods of ${where}, but ${htsNumber} is in chapter ${chapter}. Check both.`
  const citation = 'CBP notices of 2024 on descriptions that do not fit the tariff number'
  return [{ check: 'description_chapter', pointer: `${at}/description`, message, citation }]
}
