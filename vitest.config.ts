import { defineConfig } from 'vitest/config'

/** Of `npm run conformance`: what tells first when an engine goes its own way. */
const onOtherEngines = [
  'test/document/stored.test.ts',
  'test/gateway/poison.test.ts',
  'test/http/idempotency.200.test.ts',
]

const patience = { testTimeout: 20_000, hookTimeout: 30_000 }

export default defineConfig({
  test: {
    maxWorkers: 2,
    projects: [
      { test: { name: 'sqlite', include: ['test/**/*.test.ts'], ...patience } },
      ...['d1', 'postgres'].map((name) => ({
        test: {
          name,
          include: onOtherEngines,
          env: { ENGINE: name },
          globalSetup: ['test/conformance/served.ts'],
          isolate: false,
          testTimeout: 120_000,
          hookTimeout: 120_000,
        },
      })),
    ],
  },
})
