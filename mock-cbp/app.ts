/**
 * The mock as one function from `Request` to `Response`: embedded, standalone, under msw and behind
 * a service binding it is the same. Its state is in the store it is handed and nowhere else.
 * @module
 */
import { Hono } from 'hono'
import { StoreUnavailable } from '../src/store/db.ts'
import { migrate } from '../src/store/migrations.ts'
import { anyFiler } from './http/auth.ts'
import type { Filers } from './http/auth.ts'
import { documentRoutes } from './ace/documents.ts'
import { entryRoutes } from './ace/entries.ts'
import { mailboxRoutes } from './ace/mailbox.ts'
import { transmissionRoutes, transmit } from './ace/transmissions.ts'
import { controlRoutes } from './control/control.ts'
import type { Commit, Sleep } from './fault/act.ts'
import type { Answer } from './fault/commit.ts'
import { elsewhereWith } from './fault/elsewhere.ts'
import { noSleep } from './fault/sleep.ts'
import { exchanger } from './exchange.ts'
import { simulated } from './http/answer.ts'
import { problem } from './http/problem.ts'
import { route } from './http/request.ts'
import type { Asking, Env, ReadBytes } from './http/request.ts'
import { builtIn } from './scenario/builtin.ts'
import { compileRules } from './scenario/compile.ts'
import type { RuleForm } from './scenario/rule.ts'
import { inInstants } from './world/clock.ts'
import type { BaseClock } from './world/clock.ts'
import type { MockStore } from './world/keep.ts'
import { migrations } from './world/schema.ts'
import { settingsOf, usual } from './world/settings.ts'
import type { Settings } from './world/settings.ts'
import { sha256Of } from './world/sha256.ts'
import type { Hash } from './world/sha256.ts'
import { worldIn } from './world/handle.ts'
import type { MockWorld } from './world/handle.ts'
import { mainWorld } from './world/world.ts'

export type MockOptions = Partial<Settings> & {
  readonly db: MockStore
  readonly clock: BaseClock
  /** A new identifier for each request that the journal keeps. */
  readonly ids: () => string
  /** SHA-256 in hexadecimal; WebCrypto's unless told. */
  readonly hash?: Hash
  readonly filers?: Filers
  /** Rules of your own, before the built-in ones. */
  readonly scenarios?: readonly RuleForm[]
  /** How faults wait; without it, time that is waited has passed at once. */
  readonly sleep?: Sleep
  /** Told of mistakes of the mock itself, which callers see as 500 without their text. */
  readonly onError?: (error: unknown) => void
}

export type MockCbp = MockWorld & {
  /** Another world of the same mock, which knows nothing of this one. */
  readonly world: (name: string) => MockWorld
  /** As `fetch`, for a home with a line of its own to commit faults on. */
  readonly serve: (request: Request, commit: Commit, atHand?: ReadBytes) => Promise<Response>
  /** When what is under way is kept, also for those who no longer wait for it. */
  readonly settled: () => Promise<void>
}

/** Throws `RulesRefused` for a scenario that is not one, `RangeError` for settings. */
export function createMockCbp({
  db: store,
  clock,
  ids,
  hash = sha256Of,
  filers = anyFiler,
  scenarios = [],
  sleep = noSleep,
  onError = console.error,
  ...told
}: MockOptions): MockCbp {
  const db = whenReady(store, () => migrate(store, migrations))
  const rules = [...compileRules(scenarios), ...builtIn]
  const app = new Hono<Env>()
  app.use('/ace/*', async ({ env }, next) => {
    if (env.who) {
      env.noted.filer = env.who.filer
      return next()
    }
    return problem('auth_invalid', 'HTTP Basic: filer code and password', {
      'WWW-Authenticate': 'Basic realm="mock-cbp"',
    })
  })
  route(app, '/healthz', { GET: ({ json }) => json({ status: 'ok', simulated: true }) })
  transmissionRoutes(app)
  documentRoutes(app)
  mailboxRoutes(app)
  entryRoutes(app)
  controlRoutes(app)
  app.notFound(({ req }) => problem('path_unknown', `nothing is at ${req.path.slice(0, 200)}`))
  app.onError((error) => {
    throw error
  })
  const settings = settingsOf(toldOf(told))
  const exchange = exchanger(pastRoutes(app), {
    defaults: { db, clock: inInstants(clock), settings, rules },
    filers,
    ids,
    hash,
  })

  const underWay = new Set<Promise<unknown>>()

  const answered = async (exchanged: Promise<Answer>): Promise<Answer> => {
    underWay.add(exchanged)
    try {
      return await exchanged
    } catch (error) {
      return { response: refused(error, onError) }
    } finally {
      underWay.delete(exchanged)
    }
  }
  const serve: MockCbp['serve'] = async (request, commit, atHand) => {
    const { response, act, whole } = await answered(exchange(request, atHand))
    if (!whole) response.headers.set('X-Simulated', simulated)
    return act ? commit(act, response, request) : response
  }
  const inHand = elsewhereWith(sleep)
  const fetch = (request: Request) => serve(request, inHand)
  const settled = async () => void (await Promise.allSettled(underWay))
  return { ...worldIn(fetch, mainWorld), world: (name) => worldIn(fetch, name), serve, settled }
}

/** Nearly every request is a filing; to find its route costs as much as to match its scenario. */
const pastRoutes =
  (app: Hono<Env>) =>
  (request: Request, path: string, asking: Asking): Response | Promise<Response> => {
    const { who, noted } = asking
    if (!who || request.method !== 'POST' || path !== '/ace/transmissions') {
      return app.fetch(request, asking)
    }
    noted.filer = who.filer
    const header = (name: string) => request.headers.get(name) ?? undefined
    return transmit({ env: asking, req: { header } })
  }

/** Runtimes hand on more than settings: what is none is left behind. */
const toldOf = (told: Partial<Settings>): Partial<Settings> =>
  Object.fromEntries(
    Object.entries(told).filter(
      ([name, value]) => Object.hasOwn(usual, name) && value !== undefined,
    ),
  )

function refused(error: unknown, onError: (error: unknown) => void): Response {
  if (error instanceof StoreUnavailable) {
    return problem('busy', 'send it again', { 'Retry-After': '1' })
  }
  onError(error)
  return problem('internal', 'it is in the log of the mock')
}

/** Prepares the store on its first use. A failure is not remembered: the next use tries again. */
function whenReady(store: MockStore, prepare: () => Promise<void>): MockStore {
  let done = false
  let ready: Promise<void> | undefined
  const prepared = () =>
    (ready ??= prepare().then(
      () => {
        done = true
      },
      (error: unknown) => {
        ready = undefined
        throw error
      },
    ))
  return {
    read: (statement) =>
      done ? store.read(statement) : prepared().then(() => store.read(statement)),
    write: (statements) =>
      done ? store.write(statements) : prepared().then(() => store.write(statements)),
    // A world is read, and so the store is ready, before anything is kept of it.
    ...(store.apply ? { apply: store.apply } : {}),
  }
}
