/**
 * The mock as one function from `Request` to `Response`: embedded, standalone, under msw and behind
 * a service binding it is the same. Its state is in the store it is handed and nowhere else.
 * @module
 */
import { Hono } from 'hono'
import type { Policy } from '../src/domain/law/vocabulary.ts'
import { StoreUnavailable } from '../src/store/db.ts'
import type { Db } from '../src/store/db.ts'
import { migrate } from '../src/store/migrations.ts'
import { anyFiler, filerOf } from './ace/auth.ts'
import type { Filers } from './ace/auth.ts'
import { beginFrozen, worldClock } from './world/clock.ts'
import type { BaseClock, WorldClock } from './world/clock.ts'
import { controlRoutes } from './control/control.ts'
import type { Pace } from './book/course.ts'
import { documentRoutes } from './ace/documents.ts'
import { entryRoutes } from './ace/entries.ts'
import { journal } from './world/journal.ts'
import { mailboxRoutes } from './ace/mailbox.ts'
import { problem } from './http/problem.ts'
import { route } from './http/request.ts'
import type { Env } from './http/request.ts'
import { checkScenarios } from './scenario/scenario.ts'
import type { Scenario } from './scenario/scenario.ts'
import { builtIn } from './scenario/builtin.ts'
import { migrations, tables } from './world/schema.ts'
import { transmissionRoutes } from './ace/transmissions.ts'

export type MockOptions = {
  readonly db: Db
  readonly clock: BaseClock
  /** A new identifier for each request that the journal keeps. */
  readonly ids: () => string
  /** `fast`: an hour lasts a second. `real`: an hour. `manual`: only the clock's hands move it. */
  readonly pace?: Pace
  readonly seed?: number
  /** Of entries without a scenario of their own, from 0 to 1. */
  readonly inspectionRate?: number
  readonly filers?: Filers
  /** `statutory` takes type 86 as the statute reads; `enforced` refuses it as CBP does. */
  readonly policy?: Policy
  readonly scenarios?: readonly Scenario[]
  /** Told of mistakes of the mock itself, which callers see as 500 without their text. */
  readonly onError?: (error: unknown) => void
}

export type MockCbp = {
  readonly fetch: (request: Request) => Promise<Response>
  readonly clock: WorldClock
}

export function createMockCbp({
  db: store,
  clock: base,
  ids,
  pace = 'fast',
  seed = 321,
  inspectionRate = 0.02,
  policy = 'statutory',
  filers = anyFiler,
  scenarios = builtIn,
  onError = console.error,
}: MockOptions): MockCbp {
  const begin = () => (pace === 'manual' ? [beginFrozen(base.now())] : [])
  const db = whenReady(store, async () => {
    await migrate(store, migrations)
    await store.write(begin())
  })
  const clock = worldClock(db, base)
  const world = {
    ...{ db, clock, pace, seed, inspectionRate, policy },
    scenarios: checkScenarios(scenarios),
  }
  const reset = async () => {
    const emptied = tables.map((table) => ({ sql: `delete from ${table}`, values: [] }))
    await db.write([...emptied, ...begin()])
  }

  const app = new Hono<Env>()
  app.use(async (context, next) => {
    await next()
    context.header('X-Simulated', 'gate321 mock-cbp')
  })
  app.use('/ace/*', journal(world, ids))
  app.use('/ace/*', async (context, next) => {
    const filer = await filerOf(context.req.header('Authorization'), filers)
    if (filer === undefined) {
      return problem('auth_invalid', 'HTTP Basic: filer code and password', {
        'WWW-Authenticate': 'Basic realm="mock-cbp"',
      })
    }
    context.set('filer', filer)
    return next()
  })
  route(app, '/healthz', { GET: (context) => context.json({ status: 'ok', simulated: true }) })
  transmissionRoutes(app, world)
  documentRoutes(app, world)
  mailboxRoutes(app, world)
  entryRoutes(app, world)
  controlRoutes(app, world, reset)
  app.notFound(({ req }) => problem('path_unknown', `nothing is at ${req.path.slice(0, 200)}`))
  app.onError((error) => {
    if (error instanceof StoreUnavailable) {
      return problem('busy', 'send it again', { 'Retry-After': '1' })
    }
    onError(error)
    return problem('internal', 'it is in the log of the mock')
  })

  return { fetch: async (request) => app.fetch(request), clock }
}

/** Prepares the store on its first use. A failure is not remembered: the next use tries again. */
function whenReady(store: Db, prepare: () => Promise<void>): Db {
  let ready: Promise<void> | undefined
  const prepared = () =>
    (ready ??= prepare().catch((error: unknown) => {
      ready = undefined
      throw error
    }))
  return {
    read: async (statement) => {
      await prepared()
      return store.read(statement)
    },
    write: async (statements) => {
      await prepared()
      return store.write(statements)
    },
  }
}
