/**
 * The mock as a Cloudflare Worker, for a service binding: its state in D1.
 * @module
 */
import { d1 } from '../src/store/d1.ts'
import type { D1Like } from '../src/store/d1.ts'
import { createMockCbp } from './app.ts'
import type { MockCbp } from './app.ts'
import { sleeper } from './fault/sleep.ts'
import { readSettings } from './settings.ts'
import { clockFrom } from '../src/clock.ts'

const ids = () => crypto.randomUUID()
const sleep = sleeper((wake, millis) => setTimeout(wake, millis), clearTimeout)

export type MockEnv = { readonly DB: D1Like } & Readonly<Record<string, unknown>>

/** One for each binding, so that an isolate prepares its tables once. */
const mocks = new WeakMap<D1Like, MockCbp>()

function mockOf(env: MockEnv): MockCbp {
  const known = mocks.get(env.DB)
  if (known) return known
  // A Worker has no files: its rules come by call.
  const { today, scenarios: _, ...settings } = readSettings(env)
  const made = createMockCbp({ ...settings, db: d1(env.DB), clock: clockFrom(today), ids, sleep })
  mocks.set(env.DB, made)
  return made
}

export default {
  fetch: (request: Request, env: MockEnv): Promise<Response> => mockOf(env).fetch(request),
}
