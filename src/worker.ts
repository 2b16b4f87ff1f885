/**
 * Cloudflare Workers: the same app on D1 and R2, CBP behind a service binding or a URL. What a
 * request leaves to be done wakes the queue's consumer, which goes round after round until nothing
 * is due; the cron trigger goes one round of its own, for what a queue lost.
 * @module
 */
import { ulid } from 'ulid'
import { clockFrom, wallClock } from './clock.ts'
import { developmentKey, readConfig } from './config.ts'
import { r2Files } from './document/r2.ts'
import type { R2Like } from './document/r2.ts'
import { asRequest, counted, room, wake } from './edge/invocation.ts'
import { rounds } from './edge/round.ts'
import type { Round } from './edge/round.ts'
import { enqueue, isWake } from './edge/wakes.ts'
import type { QueueLike } from './edge/wakes.ts'
import type { Log, Send } from './gateway/deps.ts'
import { createGateway } from './gateway/gateway.ts'
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
  /** Without it nothing goes on between two firings of the cron trigger. */
  readonly WAKES?: QueueLike
  /** A service binding to mock-cbp; without it GATE321_CBP_URL says where CBP is. */
  readonly CBP?: { readonly fetch: Send }
  readonly HOST?: string
  readonly GATE321_API_KEY?: string
  readonly GATE321_CBP_FILER?: string
  readonly GATE321_CBP_PASSWORD?: string
  readonly GATE321_CBP_URL?: string
  readonly GATE321_WIRE?: string
}

type Batch = { readonly messages: readonly { readonly body: unknown }[] }
type Context = { readonly waitUntil: (work: Promise<unknown>) => void }
type Built = {
  readonly app: App
  readonly round: () => Promise<Round>
  readonly log: Log
}

let built: Built | undefined

/**
 * Once an isolate. Only what is finished is shared: a promise of a request that its caller left
 * would keep every later one waiting. Two first requests build twice, which does no harm.
 */
async function build(env: Env): Promise<Built> {
  return (built ??= await create(env))
}

async function create(env: Env): Promise<Built> {
  const { DB, FILES, CBP, WAKES: _, ...settings } = env
  // A Worker is reached from everywhere, unless whoever runs it locally says HOST=127.0.0.1; so it
  // never runs on the development key by itself.
  const reading = readConfig({ HOST: 'workers.invalid', ...settings })
  if (!reading.ok) throw new Error(`gate321 cannot start: ${reading.mistakes.join('; ')}`)
  const { config } = reading
  const db = counted(d1(DB))
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
    wake,
    receivers: { ...edgeReceivers(config.webhooks, toReceiver), clock: wallClock },
    // A request of a Worker may ask its store some fifty times, and cannot wait for another request.
    streams: { pause, pollMillis: 2000, lifeMillis: 60_000, apart: true },
    // One is made and its reply applied within the queries of one invocation.
    transmissionSize: 32,
    room,
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
    round: rounds(gateway),
    log,
  }
}

const outward: Send = (request) =>
  fetch(request, { signal: AbortSignal.timeout(30_000), redirect: 'manual' })

const toReceiver: Send = (request) =>
  fetch(request, { signal: AbortSignal.timeout(15_000), redirect: 'manual' })

const pause = (millis: number) => new Promise<void>((resume) => setTimeout(resume, millis))

const newId = () => ulid(Date.now())

const why = (error: unknown) => (error instanceof Error ? error.message : String(error))

/** With what it moved more may have become due: that is for the next round, in its own invocation. */
async function go({ round, log }: Built, { WAKES }: Env, id: string): Promise<void> {
  try {
    const { moved, queries } = await round()
    log('info', 'round', { count: moved, n: queries, request_id: id })
    if (moved > 0) await enqueue(WAKES, log, id)
  } catch (error) {
    log('alarm', 'tick_failed', { why: why(error) })
    throw error
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

async function serve(running: Built, request: Request, env: Env, context: Context) {
  const { app, log } = running
  return new Promise<Response>((resolve, reject) => {
    const answer = async () => {
      const response = await app.fetch(request)
      resolve(response)
    }
    // What was begun is finished, although its caller hangs up, and the caller does not wait for the queue.
    context.waitUntil(asRequest(answer, () => enqueue(env.WAKES, log, newId())).catch(reject))
  })
}

export default {
  fetch: (request: Request, env: Env, context: Context): Promise<Response> =>
    build(env).then((running) => serve(running, request, env, context), notReady),
  /** A message that comes twice, or late, finds less to do; one that fails comes again. */
  queue: async ({ messages }: Batch, env: Env): Promise<void> => {
    const wakes = messages.flatMap(({ body }) => (isWake(body) ? body.wake : []))
    await go(await build(env), env, wakes[0] ?? newId())
  },
  /** The next firing tries again. */
  scheduled: async (_event: unknown, env: Env): Promise<void> => {
    await go(await build(env), env, newId()).catch(() => undefined)
  },
}
