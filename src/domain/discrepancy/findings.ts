/**
 * What CBP holds against an entry as it stands: the codes that nothing since has settled.
 * @module
 */
import type { Instant } from '../day.ts'
import { dispositionOf } from '../disposition.ts'
import type { Entry } from '../entry.ts'
import type { Notice } from '../event.ts'
import type { SpokenRecord } from './spoken.ts'

export type CodeFinding = {
  readonly record: SpokenRecord
  readonly code: string
  /** CBP's own words. */
  readonly text: string
  readonly meaning: string
  readonly action: string
  /** When CBP said it; a reply's conditions carry no time of their own. */
  readonly at: Instant | null
  /** The document that it asks for. */
  readonly documentType?: string
}

/** Since an accepted step of ours CBP said nothing: then only its newest word is left. */
const spokenOf = ({ told, disposition }: Entry): { at: Instant; notices: readonly Notice[] }[] => {
  if (told) return [...told.spoken]
  if (!disposition) return []
  const { record, code, text, at, documentType } = disposition
  const asked = documentType === undefined ? {} : { documentType }
  return [{ at, notices: [{ record, code, narrative: text, ...asked }] }]
}

function noticed(entry: Entry): CodeFinding[] {
  let found: CodeFinding[] = []
  for (const { at, notices } of spokenOf(entry)) {
    const known = notices.map((notice) => ({
      ...{ notice, row: dispositionOf(notice.record, notice.code) },
    }))
    // A review, a release or a cancellation goes past what was wrong before.
    if (known.some(({ row }) => row?.to !== undefined && row.to !== 'discrepancy')) found = []
    for (const { notice, row } of known) {
      if (!row || (row.to !== 'discrepancy' && row.owner !== 'filer')) continue
      const { record, code, documentType } = notice
      const { text, meaning, action } = row
      const asked = documentType === undefined ? {} : { documentType }
      found = found.filter((one) => one.record !== record || one.code !== code)
      found.push({ record, code, text, meaning, action, at, ...asked })
    }
  }
  return found
}

const rejectedAction = 'Mend what it names and amend the entry: it is sent again.'

const conditioned = ({ conditions }: Entry): CodeFinding[] =>
  conditions
    .filter(({ messageType }) => messageType !== '13')
    .map(({ conditionCode, narrative }) => ({
      ...{ record: 'SE90', code: conditionCode, text: narrative, at: null },
      ...{ meaning: "CBP's reply names this condition.", action: rejectedAction },
    }))

/** A cancelled or released entry has nothing held against it, whatever was said before. */
export function findingsOf(entry: Entry): CodeFinding[] {
  switch (entry.status) {
    case 'rejected':
      return conditioned(entry)
    case 'submitted':
    case 'under_review':
    case 'discrepancy':
      return [...noticed(entry), ...conditioned(entry)]
    default:
      return []
  }
}
