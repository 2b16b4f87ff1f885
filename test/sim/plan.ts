/**
 * The faults of one run. Each has a name made of where and when it strikes, so that a run can be
 * repeated with some of them only: that is how a failure's list of faults is made short.
 * @module
 */
import type { Chance } from './chance.ts'

export type Faults = {
  /** Whether this one strikes now; it is counted when it does. */
  readonly strikes: (name: string, odds: number) => boolean
  readonly struck: readonly string[]
  /** From here on nothing strikes. */
  readonly stop: () => void
}

/** Names end with what it is, after `=`; `only` has the names that may strike. */
export function faultsOf(chance: Chance, only?: ReadonlySet<string>): Faults {
  const struck: string[] = []
  let stopped = false
  return {
    strikes: (name, odds) => {
      if (stopped || chance(`fault ${name}`) >= odds) return false
      if (only && !only.has(name)) return false
      struck.push(name)
      return true
    },
    struck,
    stop: () => {
      stopped = true
    },
  }
}
