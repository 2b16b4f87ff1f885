/**
 * The certification of a client: every check one after another on one mock, and what they come to.
 * @module
 */
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

export type Certificate = {
  readonly client: string
  /** No `must` failed, and none was left out. */
  readonly certified: boolean
  readonly results: readonly Result[]
}

export async function certify(options: CertifyOptions): Promise<Certificate> {
  const { mock, client, checks = everyCheck, onResult = () => undefined } = options
  const { patienceMillis = 60_000, run = 'A', password = 'mock' } = options
  const stage = { mock, client, patienceMillis, run, password }
  const results: Result[] = []
  for (const check of checks) {
    const place = everyCheck.indexOf(check) + 1
    const begin = Date.parse(await mock.clock.now())
    const played = await play(stage, check, place)
    const seconds = (Date.parse(await mock.clock.now()) - begin) / 1000
    const { id, title, good, why, source, grade } = check
    const result = { ...played, check: { id, title, good, why, source, grade }, seconds }
    results.push(result)
    onResult(result)
  }
  const left = everyCheck.filter(({ id }) => results.every((result) => result.check.id !== id))
  const musts = results.filter(({ check }) => check.grade === 'must')
  return {
    client: client.name,
    certified:
      musts.every(({ outcome }) => outcome !== 'failed') &&
      left.every(({ grade }) => grade !== 'must'),
    results,
  }
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
