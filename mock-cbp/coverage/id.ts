/**
 * What outcomes are called: by the exchange that notes one, and by the list that counts it.
 * @module
 */
import type { LineOutcome } from './line.ts'

export const outcomeId = {
  reply: (action: string, disposition: string) => `reply ${action} ${disposition}`,
  condition: (code: string) => `condition ${code}`,
  /** Of a transmission as a whole. */
  rejection: (code: string) => `rejection ${code}`,
  notice: (record: string, code: string) => `notice ${record} ${code}`,
  document: (disposition: string) => `document ${disposition}`,
  line: (name: LineOutcome) => `line ${name}`,
  refusal: (code: string) => `refusal ${code}`,
  scenario: (rule: string) => `scenario ${rule}`,
  fault: (name: string) => `fault ${name}`,
  badDay: (name: string) => `bad-day ${name}`,
} as const
