/**
 * The certification of a client: every check one after another on one mock, and what they come to.
 * @module
 */
import { millisBetween } from '../../src/domain/day.ts'
import type { MockWorld } from '../world/handle.ts'
import type { Check, Grade } from './check.ts'
import { checks as everyCheck } from './checks.ts'
import type { Client } from './client.ts'
import { play } from './scene.ts'
import type { Played } from './scene.ts'

export type CertifyOptions = {
  /** Its clock runs; it may have been used before. */
  readonly mock: MockWorld
  readonly client: Client
  readonly checks?: readonly Check[]
  /** For each check, by the mock's clock; a minute usually. */
  readonly patienceMillis?: number
  /** Sets the bills of this run apart from those of other runs: at most 6 capitals and digits. */
  readonly run?: string
  readonly password?: string
  /** Told of each result as it comes. */
  readonly onResult?: (result: Result) => void
}

export type Result = Played & {
  readonly check: Pick<Check, 'id' | 'title' | 'good' | 'why' | 'source' | 'grade'>
  readonly seconds: number
}

/** `in part`: nothing that must pass failed, and some of it was left out. */
export type Verdict = 'certified' | 'not certified' | 'in part'

export type Certificate = {
  readonly client: string
  readonly verdict: Verdict
  readonly results: readonly Result[]
}

export async function certify(options: CertifyOptions): Promise<Certificate> {
  const { mock, client, checks = everyCheck, onResult = () => undefined } = options
  const { patienceMillis = 60_000, run = 'A', password = 'mock' } = options
  const stage = { mock, client, patienceMillis, run, password }
  const results: Result[] = []
  for (const [index, check] of checks.entries()) {
    const begin = await mock.clock.now()
    const played = await play(stage, check, index + 1)
    const seconds = millisBetween(begin, await mock.clock.now()) / 1000
    const { id, title, good, why, source, grade } = check
    const result = { ...played, check: { id, title, good, why, source, grade }, seconds }
    results.push(result)
    onResult(result)
  }
  return { client: client.name, verdict: verdictOf(results), results }
}

function verdictOf(results: readonly Result[]): Verdict {
  const musts = everyCheck.filter(({ grade }) => grade === 'must')
  const failed = results.some(
    ({ check, outcome }) => check.grade === 'must' && outcome === 'failed',
  )
  if (failed) return 'not certified'
  const whole = musts.every(({ id }) => results.some(({ check }) => check.id === id))
  return whole ? 'certified' : 'in part'
}

/** `{ passed: 12, failed: 1, ... }` of one grade, or of all. */
export function countOf({ results }: Certificate, grade?: Grade) {
  const of = results.filter(({ check }) => grade === undefined || check.grade === grade)
  const count = (outcome: Played['outcome']) => of.filter((one) => one.outcome === outcome).length
  return {
    all: of.length,
    passed: count('passed'),
    failed: count('failed'),
    notApplicable: count('not-applicable'),
  }
}
