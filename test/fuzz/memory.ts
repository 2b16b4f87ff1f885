/**
 * Whether memory stays flat: the heap after a collection, again and again.
 * @module
 */
import { setFlagsFromString } from 'node:v8'
import { runInNewContext } from 'node:vm'

setFlagsFromString('--expose-gc')
const collect = runInNewContext('gc') as () => void

const mega = 2 ** 20

export type Memory = {
  readonly sample: () => void
  /** Megabytes of the heap after each collection. */
  readonly samples: readonly number[]
  /** By how much the last third lies above the second, in megabytes. */
  readonly growth: () => number
}

const middle = (numbers: readonly number[]) =>
  numbers.toSorted((a, b) => a - b)[Math.floor(numbers.length / 2)] ?? 0

export function memory(): Memory {
  const samples: number[] = []
  return {
    samples,
    sample: () => {
      collect()
      const { heapUsed, external } = process.memoryUsage()
      samples.push((heapUsed + external) / mega)
    },
    // The first third is what code and caches take until all of it has been used once.
    growth: () => {
      const third = Math.floor(samples.length / 3)
      if (third < 3) return 0
      return middle(samples.slice(2 * third)) - middle(samples.slice(third, 2 * third))
    },
  }
}

/** Measured over 200,000: a few hundred kilobytes either way. */
export const mostGrowth = 4
