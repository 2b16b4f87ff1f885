/**
 * `gate321/mock-cbp`: a simulated CBP in this process. Without options it keeps its state in memory
 * and goes by the wall clock.
 *
 * @example
 * const mock = createMockCbp()
 * const response = await mock.fetch(new Request('http://cbp.test/healthz'))
 * @module
 */
import { openSqlite } from '../src/store/sqlite.ts'
import { createMockCbp as create } from './app.ts'
import type { MockCbp, MockOptions } from './app.ts'
import { clockFrom } from '../src/clock.ts'
import { addDays } from '../src/domain/day.ts'
import { sleeper } from './fault/sleep.ts'
import { sampleOf } from './sample.ts'
import type { Sample, SampleOptions } from './sample.ts'

export { aceCaller } from './caller.ts'
export type { AceCaller, AceDocument, CallerOptions, Came } from './caller.ts'
export type { Filers } from './http/auth.ts'
export { CapsuleRefused, readCapsule } from './capsule/form.ts'
export type { Capsule } from './capsule/form.ts'
export { replay } from './capsule/replay.ts'
export type { Replayed } from './capsule/replay.ts'
export type { MockCbp, MockOptions } from './app.ts'
export type { Sample, SampleOptions } from './sample.ts'
export type { WireName } from '../src/domain/wire.ts'
export type { RuleForm } from './scenario/rule.ts'
export type { BaseClock, WorldTime } from './world/clock.ts'
export { ClockRefused } from './world/clock.ts'
export { MockRefused } from './world/handle.ts'
export type { MockWorld, WorldClock } from './world/handle.ts'

const newId = () => crypto.randomUUID()
const sleep = sleeper((wake, millis) => setTimeout(wake, millis), clearTimeout)

export function createMockCbp(options: Partial<MockOptions> = {}): MockCbp {
  const { db = openSqlite(':memory:'), clock = clockFrom(), ids = newId, ...rest } = options
  return create({ db, clock, ids, sleep, ...rest })
}

/** A filing to begin with; without a day of its own it arrives in two days by the wall clock. */
export function sampleFiling(
  options: Omit<SampleOptions, 'arrivalDay'> & Partial<Pick<SampleOptions, 'arrivalDay'>>,
): Sample {
  const inTwoDays = addDays(clockFrom().now().slice(0, 10), 2)
  return sampleOf({ arrivalDay: inTwoDays, ...options })
}
