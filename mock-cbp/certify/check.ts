/**
 * A check is a row: the trouble, what the client is asked to do in it, and how that is judged.
 * @module
 */
import type { Status } from '../../src/domain/status.ts'
import type { PlannedFault, Settings } from '../world/settings.ts'
import type { Evidence } from './evidence.ts'

/** Whoever fails a `must` is not certified. */
export type Grade = 'must' | 'should'

export type Check = {
  /** What `--only` takes. */
  readonly id: string
  readonly title: string
  readonly good: string
  readonly why: string
  /** CBP's own rule where one stands (CATAIR, CSMS), else the row of the failure model. */
  readonly source: string
  readonly grade: Grade
  /** The scenario of the parcel. */
  readonly steps: readonly string[]
  /** Planned just before the parcel is filed. */
  readonly faults?: readonly PlannedFault[]
  readonly settings?: Partial<Settings>
  /** What the client has to say in the end; without it the end is when CBP has no more to say. */
  readonly ends?: Status
  /** The client is asked to answer when CBP asks for a document. */
  readonly asks?: 'document'
  /** Watched so long beyond the end; a second usually. */
  readonly lingerSeconds?: number
  /** Why the client failed, or what it did right; asked before the end is compared. */
  readonly judge: (evidence: Evidence) => Judgement
}

export type Outcome = 'passed' | 'failed' | 'not-applicable'

export type Judgement = {
  readonly outcome: Outcome
  /** The evidence in a sentence. */
  readonly because: string
  /** Lines of the mock's journal that show it. */
  readonly lines: readonly number[]
}

type At = { readonly position: number }

const judged =
  (outcome: Outcome) =>
  (because: string, lines: readonly At[] = []): Judgement => ({
    ...{ outcome, because },
    lines: [...new Set(lines.map(({ position }) => position))].sort((a, b) => a - b),
  })

export const passed = judged('passed')
export const failed = judged('failed')
export const notApplicable = judged('not-applicable')
