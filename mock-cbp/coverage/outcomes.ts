/**
 * All outcomes, from the mock's own tables: those that count, and codes that a scenario can say
 * beyond them.
 * @module
 */
import { lineOutcomes, refusals } from './line.ts'
import { notices, sayable } from './notices.ts'
import type { Group } from './outcome.ts'
import { conditionOutcomes, replies, staged } from './replies.ts'
import { dayOutcomes, faultOutcomes, scenarioOutcomes } from './troubles.ts'

export const groups: readonly Group[] = [
  ...[replies, conditionOutcomes, notices, scenarioOutcomes, lineOutcomes, refusals],
  ...[faultOutcomes, dayOutcomes],
]

/** Shown, and not held against anybody who never meets them. */
export const beyond: readonly Group[] = [staged, sayable]

export const counted: ReadonlySet<string> = new Set(
  [...groups, ...beyond].flatMap(({ outcomes }) => outcomes.map(({ id }) => id)),
)
