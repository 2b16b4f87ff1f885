/**
 * What runs on every engine, and what of it cannot, with the reason.
 * @module
 */
export type Suite = {
  readonly name: string
  readonly files: readonly string[]
  /** The test of the proof that it does the work of where the store is another. */
  readonly for?: string
  readonly except?: readonly (readonly [file: string, why: string])[]
}

export const suites: readonly Suite[] = [
  { name: 'The contract of stores', files: ['test/conformance/store.suite.ts'] },
  { name: 'Documents in the store', files: ['test/document/stored.test.ts'] },
  {
    name: 'Stories of the gateway',
    files: ['test/gateway/*.test.ts'],
    except: [['test/gateway/ledger.d1.test.ts', 'brings a D1 of its own']],
  },
  {
    name: 'HTTP',
    files: ['test/http/*.test.ts'],
    except: [['test/http/full.503.test.ts', "fills a file by SQLite's own bound on its pages"]],
  },
  {
    name: 'Models of keys and attempts',
    files: ['test/model/attempt.test.ts', 'test/model/idempotency.test.ts'],
  },
  {
    name: 'A database older than CBP',
    files: ['test/conformance/older.suite.ts'],
    for: 'test/record/restore.test.ts',
  },
  {
    name: 'The simulation',
    files: ['test/conformance/sim.suite.ts'],
    for: 'test/sim/sim.test.ts',
  },
]
