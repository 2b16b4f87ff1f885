/**
 * What stands in an entry's place: the reasons of a cancellation that have to name it, one row each.
 * Source: CATAIR SE13 60-61, SE20 EN, IB and FTZ.
 * @module
 */
import type { Entry } from './entry.ts'
import { problem } from './problem.ts'
import type { Problem } from './problem.ts'
import { parseEntryNumber } from './number.ts'

/** What a caller names; at most the one that the reason asks for counts. */
export type Replacement = {
  readonly replacementEntryNumber?: string
  readonly replacementInBondNumber?: string
  readonly replacementZoneAdmission?: string
}

type Row = {
  readonly reason: string
  readonly because: string
  readonly field: keyof Replacement
  /** SE20 5-7. */
  readonly qualifier: 'IB' | 'EN' | 'FTZ'
}

export const replacements: readonly Row[] = [
  { reason: '02', because: 'replaced by an in-bond movement', field: 'replacementInBondNumber', qualifier: 'IB' },
  { reason: '03', because: 'cleared under another entry', field: 'replacementEntryNumber', qualifier: 'EN' },
  { reason: '04', because: 'replaced by a zone admission', field: 'replacementZoneAdmission', qualifier: 'FTZ' },
] // prettier-ignore

type Cancelled = Pick<Entry, 'filer' | 'entryNumber'>

/**
 * That the reason names what it has to, and that what is named can be told (SE20 8-57). Another
 * entry is named always; the others where CBP is told, which is where it has the entry `onFile`.
 */
export function replacementProblems(
  reason: string,
  named: Replacement,
  entry: Cancelled,
  onFile: boolean,
): Problem[] {
  return replacements.flatMap((row): Problem[] => {
    const found = named[row.field]
    const pointer = `/${row.field}`
    if (found === undefined) {
      const { because, field } = row
      const wanted = row.reason === reason && (onFile || row.qualifier === 'EN')
      return wanted ? [problem('replacement_required', pointer, { reason, because, field })] : []
    }
    const why = row.qualifier === 'EN' ? wrongEntry(found, entry) : wrongNumber(found)
    if (why === undefined) return []
    const code = row.qualifier === 'EN' ? 'entry_number_invalid' : 'replacement_invalid'
    return [problem(code, pointer, { found, why })]
  })
} // prettier-ignore

function wrongEntry(text: string, { filer, entryNumber }: Cancelled): string | undefined {
  const number = parseEntryNumber(text)
  if (number === undefined) return 'the form is FFF-NNNNNNN-C and the last digit checks the others'
  if (!number.startsWith(`${filer}-`)) return 'it carries another filer code'
  return number === entryNumber ? 'an entry cannot replace itself' : undefined
}

const wrongNumber = (text: string): string | undefined =>
  /^[A-Z0-9](?:[A-Z0-9-]{0,48}[A-Z0-9])?$/.test(text)
    ? undefined
    : 'it has 1 to 50 capitals, digits and hyphens'
