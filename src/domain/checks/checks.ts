/**
 * All quality checks of a shipment at once. None throws, and each skips what is absent.
 * @module
 */
import { pointerTo } from '../problem.ts'
import { agencyFindings } from './agency.ts'
import { chapterFindings } from './chapter.ts'
import { consigneeFindings } from './consignee.ts'
import type { Checked, Finding, Spotted } from './finding.ts'
import { repeatFindings, sameness } from './repeat.ts'
import { restrictedFindings } from './restricted.ts'
import { descriptionFindings, rewritesFor } from './rewrites.ts'
import { severityOf } from './severity.ts'
import type { Severities } from './severity.ts'
import { weightFindings } from './weight.ts'

export function runChecks(draft: Checked, severities: Severities = {}): Finding[] {
  const { lines = [], entryType = '86', estimatedArrivalDate } = draft
  const spotted = [
    ...consigneeFindings(draft),
    ...weightFindings({ draft, grossWeightKg: draft.grossWeightKg }),
    ...lines.flatMap((line, index) => {
      if (line === undefined) return []
      const at = pointerTo('lines', index)
      return [
        ...descriptionFindings(line, at),
        ...chapterFindings(line, at, entryType),
        ...restrictedFindings(line, at, entryType),
        ...agencyFindings(line, at, estimatedArrivalDate),
      ]
    }),
    ...repeatFindings(draft),
  ]
  const found = spotted.flatMap((one) => {
    const severity = severityOf(one.check, severities)
    return severity === 'off' ? [] : [{ ...one, severity }]
  })
  const offers = coached(draft, found)
  return found.map((one) => {
    const rewrites = isOfDescription(one) ? offers.get(one.pointer) : undefined
    return rewrites === undefined || rewrites.length === 0 ? one : { ...one, rewrites }
  })
}

const isOfDescription = ({ check }: Spotted) => check.startsWith('description_')

/**
 * Rewrites by pointer. What one line has or is offered, no line of another number is offered:
 * taking them all must not end in one description on two numbers.
 */
function coached({ lines = [] }: Checked, found: readonly Spotted[]): Map<string, string[]> {
  const bad = new Set(found.filter(isOfDescription).map(({ pointer }) => pointer))
  const owners = new Map<string, string>()
  if (bad.size === 0) return new Map()
  for (const line of lines) {
    if (line?.description !== undefined && line.htsNumber !== undefined) {
      owners.set(sameness(line.description), line.htsNumber)
    }
  }
  const offers = new Map<string, string[]>()
  lines.forEach((line, index) => {
    const pointer = pointerTo('lines', index, 'description')
    const number = line?.htsNumber
    if (line === undefined || number === undefined || !bad.has(pointer)) return
    const isTaken = (text: string) => (owners.get(sameness(text)) ?? number) !== number
    const rewrites = rewritesFor(line, isTaken)
    for (const text of rewrites) owners.set(sameness(text), number)
    offers.set(pointer, rewrites)
  })
  return offers
}
