/**
 * Cloudflare Workers: the same app on D1 and R2, CBP behind a service binding or a URL. The cron
 * trigger carries everything forward; a tick follows each filing.
 * @module
 */
import { clockFrom, wallClock } from './clock.ts'
import { developmentKey, readConfig } from './config.ts'
import { r2Files } from './document/r2.ts'
import type { R2Like } from './document/r2.ts'
import type { Log, Send } from './gateway/deps.ts'
import { createGateway } from './gateway/gateway.ts'
import type { Gateway } from './gateway/gateway.ts'
import { ulids } from './ids.ts'
import { createApp } from './http/app.ts'
import type { App } from './http/route.ts'
import { jsonLog } from './log.ts'
import { d1 } from './store/d1.ts'
import type { D1Like } from './store/d1.ts'
import { migrate } from './store/migrations.ts'
import { numbers } from './store/numbers.ts'
import { schema } from './store/schema.ts'
import { createDesk } from './web/desk.ts'
import { edgeReceivers } from './webhook/edge.ts'

export type Env = {
  readonly DB: D1Like
  readonly FILES: R2Like
  /** A service binding to mock-cbp; without it GATE321_CBP_URL says where CBP is. */
  readonly CBP?: { readonly fetch: Send }
  readonly HOST?: string
  readonly GATE321_API_KEY?: string
  readonly GATE321_CBP_FILER?: string
  readonly GATE321_CBP_PASSWORD?: string
  readonly GATE321_CBP_URL?: string
  readonly GATE321_WIRE?: string
}

type Context = { readonly waitUntil: (work: Promise<unknown>) => void }
type Built = { readonly app: App; readonly gateway: Gateway; readonly log: Log }

let built: Built | undefined

/**
 * Once an isolate. Only what is finished is shared: a promise of a request that its caller left
 * would keep every later one waiting. Two first requests build twice, which does no harm.
 */
async function build(env: Env): Promise<Built> {
  return (built ??= await create(env))
}

async function create(env: Env): Promise<Built> {
  const { DB, FILES, CBP, ...settings } = env
  // A Worker is reached from everywhere, unless whoever runs it locally says HOST=127.0.0.1; so it
  // never runs on the development key by itself.
  const reading = readConfig({ HOST: 'workers.invalid', ...settings })
  if (!reading.ok) throw new Error(`gate321 cannot start: ${reading.mistakes.join('; ')}`)
  const { config } = reading
  const db = d1(DB)
  await migrate(db, schema)
  const clock = clockFrom(config.today)
  const log = jsonLog(clock, (line) => console.log(line), config.logLevel)
  const gateway = createGateway({
    db,
    clock,
    ids: ulids(),
    chance: Math.random,
    numbers: numbers(db, 1),
    send: CBP ? (request) => CBP.fetch(request) : outward,
    files: r2Files(FILES),
    log,
    cbp: {
      url: config.cbpUrl ?? 'http://mock-cbp.invalid',
      password: () => config.cbpPassword,
    },
    contact: { name: `FILER ${config.filer}`, phone: '0000000000' },
    wire: config.wire,
    bounds: config.limits,
    policy: config.policy,
    rulesMaxAgeDays: config.rulesMaxAgeDays,
    askBeforeSending: true,
    drainAnHour: config.drainAnHour,
    wake: () => undefined,
    receivers: { ...edgeReceivers(config.webhooks, toReceiver), clock: wallClock },
    // A request of a Worker may ask its store some fifty times, and cannot wait for another request.
    streams: { pause, pollMillis: 2000, lifeMillis: 60_000, apart: true },
    // Within one D1 batch and one invocation's queries.
    transmissionSize: 100,
    // A shipment takes some twelve queries to file and as many to send, of a thousand that there are.
    batchRows: 20,
  })
  await gateway.keys.install(config.filer, config.apiKey)
  return {
    app: createApp(gateway, log, {
      limits: config.limits,
      // Set by the platform; what a caller writes there is replaced.
      addressOf: (c) => c.req.header('CF-Connecting-IP'),
      // The platform serves `/assets/` before the Worker is asked.
      desk: createDesk({
        developmentKey: config.apiKey === developmentKey ? developmentKey : undefined,
      }),
    }),
    gateway,
    log,
  }
}

const outward: Send = (request) =>
  fetch(request, { signal: AbortSignal.timeout(30_000), redirect: 'manual' })

const toReceiver: Send = (request) =>
  fetch(request, { signal: AbortSignal.timeout(15_000), redirect: 'manual' })

const pause = (millis: number) => new Promise<void>((resume) => setTimeout(resume, millis))

const why = (error: unknown) => (error instanceof Error ? error.message : String(error))

/** The next firing of the cron trigger tries again. */
async function tick({ gateway, log }: Built): Promise<void> {
  try {
    await gateway.tick()
  } catch (error) {
    log('alarm', 'tick_failed', { why: why(error) })
  }
}

/** Who looks how far a batch is carries it on; without anybody looking the cron trigger does. */
const isAboutBatch = ({ url }: Request) => /^(\/v1)?\/batches\//.test(new URL(url).pathname)

async function fileSome({ gateway, log }: Built): Promise<void> {
  try {
    await gateway.fileBatches()
  } catch (error) {
    log('alarm', 'tick_failed', { why: why(error) })
  }
}

/** What is wrong stands in the log; settings are no business of a caller. */
function notReady(error: unknown): Response {
  jsonLog(wallClock, (line) => console.log(line))('alarm', 'not_ready', {
    why: why(error),
  })
  const problem = {
    type: 'urn:gate321:problem:not_ready',
    title: 'Unavailable for the moment',
    status: 503,
    code: 'not_ready',
    detail: 'The gateway has not started.',
  }
  const headers = { 'Content-Type': 'application/problem+json', 'Retry-After': '5' }
  return Response.json(problem, { status: 503, headers })
}

async function serve(running: Built, request: Request, context: Context): Promise<Response> {
  const answer = Promise.resolve(running.app.fetch(request))
  // What was begun is finished, although its caller hangs up.
  context.waitUntil(
    answer.then(async ({ ok }) => {
      if (ok && request.method !== 'GET') await tick(running)
      else if (ok && isAboutBatch(request)) await fileSome(running)
    }),
  )
  return answer
}

export default {
  fetch: (request: Request, env: Env, context: Context): Promise<Response> =>
    build(env).then((running) => serve(running, request, context), notReady),
  scheduled: async (_event: unknown, env: Env): Promise<void> => tick(await build(env)),
}
