import { defineConfig } from 'vitest/config'
import { suites } from './suites.ts'

/** Everything that stands on the switchable store, on the engine that `ENGINE` names. */
export default defineConfig({
  root: new URL('../..', import.meta.url).pathname,
  test: {
    include: suites.flatMap(({ files }) => files),
    exclude: suites.flatMap(({ except = [] }) => except.map(([file]) => file)),
    globalSetup: ['test/conformance/served.ts'],
    // To load the application takes a worker longer than most files take to run.
    isolate: false,
    testTimeout: 600_000,
    hookTimeout: 600_000,
    // They wait for a store in another process more than they work.
    maxWorkers: 6,
  },
})
