/**
 * The faults of a failing run made few: half of them are left out, then the other half, then smaller
 * parts, as long as what is left still breaks the same invariant.
 * @module
 */
import { simulate } from './simulate.ts'
import type { Run } from './simulate.ts'

const mostRuns = 200

export async function shrink(run: Run): Promise<Run> {
  const broken = new Set(run.breaches.map(({ invariant }) => invariant))
  // A run that broke nothing cannot be made smaller and still break it.
  if (broken.size === 0) return run
  let best = run
  let runs = 0
  const tryOnly = async (names: readonly string[]) => {
    runs++
    const again = await simulate(run.seed, { only: new Set(names) })
    return again.breaches.some(({ invariant }) => broken.has(invariant)) ? again : undefined
  }
  for (let size = Math.ceil(run.faults.length / 2); size >= 1; size = Math.floor(size / 2)) {
    for (let at = 0; at < best.faults.length && runs < mostRuns;) {
      const without = best.faults.filter((_, index) => index < at || index >= at + size)
      const again = await tryOnly(without)
      if (again && again.faults.length < best.faults.length) best = again
      else at += size
    }
  }
  return best
}
