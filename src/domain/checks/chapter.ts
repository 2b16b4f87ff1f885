/**
 * Chapters 98 and 99 on an entry of type 86.
 * @module
 */
import type { EntryType } from '../shipment.ts'
import type { CheckedLine, Spotted } from './finding.ts'
import { isUnder } from './prefix.ts'

export function chapterFindings(
  { htsNumber }: CheckedLine,
  at: string,
  entryType: EntryType,
): Spotted[] {
  if (htsNumber === undefined || entryType !== '86' || !isUnder(htsNumber, ['98', '99'])) return []
  const chapter = htsNumber.slice(0, 2)
  const message = `Chapter ${chapter} claims a duty treatment, and an entry of type 86 owes no duty to begin with. Send the number of chapters 1 to 97 that the goods have; a return counts towards its consignee's $800 of the day all the same.`
  return [{ check: 'chapter_98', pointer: `${at}/htsNumber`, message, citation: '84 FR 40079' }]
}
