/**
 * What every route is handed: the store, the clock and the rules of this world.
 * @module
 */
import type { Policy } from '../../src/domain/law/vocabulary.ts'
import type { Db } from '../../src/store/db.ts'
import type { WorldClock } from './clock.ts'
import type { Pace } from '../book/course.ts'
import type { Scenario } from '../scenario/scenario.ts'

export type World = {
  readonly db: Db
  readonly clock: WorldClock
  readonly pace: Pace
  readonly scenarios: readonly Scenario[]
  readonly seed: number
  /** From 0 to 1. */
  readonly inspectionRate: number
  readonly policy: Policy
}
