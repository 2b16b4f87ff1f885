/**
 * Records in the order of a usage map -> groupings. A record that does not belong is named, left
 * out, and reading goes on, so that one look at a transmission finds all there is to mend.
 * @module
 */
import type { Fault, FaultCode } from './fault.ts'
import type { CatairRecord } from './record.ts'
import type { RecordUse, Usage } from './usage.ts'

export type Grouping = {
  readonly name: string
  readonly records: readonly CatairRecord[]
  readonly groups: readonly Grouping[]
}

export type Grouped = { readonly grouping: Grouping; readonly faults: readonly Fault[] }

/** Nobody mends more at once, and each costs another reading. */
const mostFaults = 100

/** The first record begins every grouping of a usage. */
export const firstOf = (usage: Usage | RecordUse): readonly string[] => {
  if ('records' in usage) return usage.records
  const [first] = usage.items
  return first ? firstOf(first) : []
}

/** Splits records where a grouping of the usage begins; what stands before the first is one too. */
export function split(records: readonly CatairRecord[], usage: Usage): CatairRecord[][] {
  const starts = firstOf(usage)
  const parts: CatairRecord[][] = []
  for (const record of records) {
    const last = parts.at(-1)
    if (!last || starts.includes(record.id)) parts.push([record])
    else last.push(record)
  }
  return parts
}

/** `records` are those of one grouping and of those inside it. */
export function groupingOf(records: readonly CatairRecord[], usage: Usage): Grouped {
  const faults: Fault[] = []
  let left = records
  for (;;) {
    const reader = { records: left, at: 0, faults: [] as Fault[] }
    const grouping = readGroup(usage, reader)
    const stuck = left[reader.at]
    if (!stuck || faults.length >= mostFaults) {
      return { grouping, faults: [...faults, ...reader.faults] }
    }
    faults.push(misplaced(stuck, left[reader.at - 1], left.slice(0, reader.at), usage))
    left = left.filter((record) => record !== stuck)
  }
}

type Reader = { readonly records: readonly CatairRecord[]; at: number; readonly faults: Fault[] }

function readGroup(usage: Usage, reader: Reader): Grouping {
  const records: CatairRecord[] = []
  const groups: Grouping[] = []
  for (const item of usage.items) {
    if ('records' in item) records.push(...readRecords(item, usage, reader))
    else groups.push(...readGroups(item, usage, reader))
  }
  return { name: usage.group, records, groups }
}

function readGroups(item: Usage, within: Usage, reader: Reader): Grouping[] {
  const groups: Grouping[] = []
  const starts = firstOf(item)
  while (groups.length < item.max && starts.includes(reader.records[reader.at]?.id ?? '')) {
    groups.push(readGroup(item, reader))
  }
  if (groups.length < item.min) missing(starts, within, reader)
  return groups
}

function readRecords(item: RecordUse, within: Usage, reader: Reader): CatairRecord[] {
  const taken: CatairRecord[] = []
  for (;;) {
    const next = reader.records[reader.at]
    if (!next || taken.length === item.max || !item.records.includes(next.id)) break
    if (taken.length > 0 && !goesOn(item, taken, next)) break
    taken.push(next)
    reader.at += 1
  }
  if (taken.length < item.min) missing(item.records, within, reader)
  return taken
}

const codeOf = (record: CatairRecord, field: string) => record.values[field] ?? '?'

function goesOn({ sequences }: RecordUse, taken: readonly CatairRecord[], next: CatairRecord) {
  if (!sequences) return true
  const so = [...taken, next].map((record) => codeOf(record, sequences.field)).join('')
  return sequences.of.some((known) => known.startsWith(so))
}

function missing(wanted: readonly string[], within: Usage, { records, at, faults }: Reader) {
  const line = (records[at] ?? records.at(-1))?.line ?? 1
  const before = records[at] ? ` before ${records[at].id}` : ''
  const message = `${wanted[0] ?? ''} is missing${before}: each ${within.group} has one.`
  faults.push({ code: 'missing_record', line, column: 0, message })
}

const uses = (usage: Usage, id: string): boolean =>
  usage.items.some((item) => ('records' in item ? item.records.includes(id) : uses(item, id)))

function misplaced(
  record: CatairRecord,
  previous: CatairRecord | undefined,
  before: readonly CatairRecord[],
  usage: Usage,
): Fault {
  const { id, line, layout } = record
  const named = (code: FaultCode, message: string): Fault => ({ code, line, column: 0, message })
  if (!layout) return named('unknown_record', `"${id}" is no record that is known here.`)
  if (!uses(usage, id)) return named('unknown_record', `${id} does not belong to ${usage.group}.`)
  if (previous?.id === id) return named('repeated_record', `${id} comes too often in a row.`)
  if (before.some((other) => other.id === id)) {
    return named('non_contiguous', `${id} comes again behind ${previous?.id ?? 'other records'}; put it beside the first.`) // prettier-ignore
  }
  return named('out_of_sequence', `${id} does not come behind ${previous?.id ?? 'nothing'}.`)
}

/** Sequences that a grouping has begun and not ended, as a master bill without its house bill. */
export function brokenSequences(grouping: Grouping, usage: Usage): Fault[] {
  const own = usage.items.flatMap((item): Fault[] => {
    if (!('records' in item) || !item.sequences) return []
    const { field, of } = item.sequences
    const taken = grouping.records.filter(({ id }) => item.records.includes(id))
    const so = taken.map((record) => codeOf(record, field)).join('')
    const [first] = taken
    // A code that cannot be read is named there.
    if (!first || so.includes('?') || of.includes(so)) return []
    const message = `${first.id}: bills of the kinds ${so} stand together; they come as ${of.join(', ')}.`
    return [{ code: 'bill_sequence', line: first.line, column: 0, message }]
  })
  const inner = grouping.groups.flatMap((each) => {
    const item = usage.items.find((one) => !('records' in one) && one.group === each.name)
    return item && !('records' in item) ? brokenSequences(each, item) : []
  })
  return [...own, ...inner]
}
