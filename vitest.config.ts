import { defineConfig } from 'vitest/config'
import { BaseSequencer } from 'vitest/node'
import type { TestSpecification } from 'vitest/node'

/** Of `npm run conformance`: what tells first when an engine goes its own way. */
const onOtherEngines = [
  'test/document/stored.test.ts',
  'test/gateway/poison.test.ts',
  'test/http/idempotency.200.test.ts',
]

/** Where processes, browsers and whole engines are started. */
const slow = /[./](nodes|kill|widths|certify|failing|restore|edge|postgres|d1|browser)\.test/

/** A fresh clone knows no times yet, and the smallest file may take longest: alone, at the very end. */
class SlowOnesFirst extends BaseSequencer {
  override async sort(files: TestSpecification[]) {
    const usual = await super.sort(files)
    const isSlow = ({ moduleId }: TestSpecification) => slow.test(moduleId)
    return [...usual.filter(isSlow), ...usual.filter((file) => !isSlow(file))]
  }
}

const patience = { testTimeout: 20_000, hookTimeout: 30_000 }

export default defineConfig({
  test: {
    maxWorkers: 2,
    sequence: { sequencer: SlowOnesFirst },
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
