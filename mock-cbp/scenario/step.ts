/**
 * The steps of a scenario as the mock runs them: what CBP says and when, and what it waits for.
 * `words.ts` has the language that they are written in.
 * @module
 */
import type { FaultName } from '../fault/fault.ts'

export type StepNotice = {
  readonly record: 'SO50' | 'SO60'
  readonly code: string
  /** SO60 63-64. */
  readonly releaseOrigin?: string
  /** SO60 65-70. */
  readonly documentType?: string
}

export const occasions = ['arrival', 'departure'] as const
export type Occasion = (typeof occasions)[number]

export const waits = ['document', 'correction', 'manifest'] as const
export type Wait = (typeof waits)[number]

/** Hours since the step before, or since the reply; the pace says how long an hour lasts. */
export type Saying =
  | { readonly after: number; readonly notices: readonly StepNotice[] }
  | { readonly at: Occasion; readonly notices: readonly StepNotice[] }

export type Step = Saying | { readonly waitFor: Wait }

/** What port staff decide on a correction or a cancellation. */
export type Decision =
  | { readonly decision: 'grant' }
  /** With the reason of SO20 RSN, 1 to 17. */
  | { readonly decision: 'refuse'; readonly reason: string }
  | { readonly decision: 'ask'; readonly documentType: string }

/** `timed`: by the clock. `immediate`: all at once. A number: a step after so many reads. */
export type Progress = 'timed' | 'immediate' | number

export type Course = {
  /** Instead of acceptance; `$1` is the first group of the row's pattern. */
  readonly reject?: readonly string[]
  readonly warn?: readonly string[]
  /** Hours until the reply is due. */
  readonly delay: number
  readonly steps: readonly Step[]
  readonly progress: Progress
  /** Each notification twice in its page, and once more under another id. */
  readonly duplicate: boolean
  /** Delivered last first; CBP's times and sequence stay true. */
  readonly reorder: boolean
  readonly correction: Decision
  readonly cancellation: Decision
  readonly fault?: FaultName
}

/** Of an entry that no rule has anything to say of; rules say what is to differ. */
export const usualCourse: Course = {
  delay: 0,
  steps: [],
  progress: 'timed',
  duplicate: false,
  reorder: false,
  correction: { decision: 'grant' },
  cancellation: { decision: 'grant' },
}
