/**
 * An outcome: one thing that can come back over the line, and how a test comes by it.
 * @module
 */
import type { Rule } from '../scenario/rule.ts'

export type Outcome = {
  readonly id: string
  /** As people call it: `282`, `SO60 97`, `SIMREL`. */
  readonly name: string
  readonly means: string
  readonly provoke: string
}

export type Group = {
  readonly title: string
  readonly outcomes: readonly Outcome[]
}

export const byBill = (bill: string) => `house bill ${bill}`

/** `then` is what is to be done beside the header. */
export const byHeader = (steps: string, then?: string) =>
  `X-Mock-Scenario: ${steps}${then === undefined ? '' : ` (${then})`}`

/** A bill where the rule goes by its beginning; by name every rule can be asked for. */
export const byRule = ({ id, match }: Rule) =>
  match.prefix === undefined ? byHeader(id) : byBill(`${id}1`)
