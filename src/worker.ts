/**
 * Cloudflare Workers: the same app on D1 and R2, CBP behind a service binding or a URL. The cron
 * trigger carries everything forward; a tick follows each filing.
 * @module
 */
import { ulid } from 'ulid'
import { wallClock } from './clock.ts'
import { readConfig } from './config.ts'
import { r2Files } from './document/r2.ts'
import type { R2Like } from './document/r2.ts'
import type { Send } from './gateway/deps.ts'
import { createGateway } from './gateway/gateway.ts'
import type { Gateway } from './gateway/gateway.ts'
import { createApp } from './http/app.ts'
import type { App } from './http/route.ts'
import { jsonLog } from './log.ts'
import { d1 } from './store/d1.ts'
import type { D1Like } from './store/d1.ts'
import { migrate } from './store/migrations.ts'
import { numbers } from './store/numbers.ts'
import { schema } from './store/schema.ts'

export type Env = {
  readonly DB: D1Like
  readonly FILES: R2Like
  /** A service binding to mock-cbp; without it GATE321_CBP_URL says where CBP is. */
  readonly CBP?: { readonly fetch: Send }
  readonly GATE321_API_KEY: string
  readonly GATE321_CBP_FILER?: string
  readonly GATE321_CBP_PASSWORD?: string
  readonly GATE321_CBP_URL?: string
}

type Context = { readonly waitUntil: (work: Promise<unknown>) => void }
type Built = { readonly app: App; readonly gateway: Gateway }

let built: Promise<Built> | undefined

/** Once an isolate; a start that failed is tried again with the next request. */
function build(env: Env): Promise<Built> {
  built ??= create(env).catch((error: unknown) => {
    built = undefined
    throw error
  })
  return built
}

async function create(env: Env): Promise<Built> {
  const { DB, FILES, CBP, ...settings } = env
  // A Worker is reached from everywhere, so it never runs on the development key by itself.
  const reading = readConfig({ ...settings, HOST: 'workers.invalid' })
  if (!reading.ok) throw new Error(`gate321 cannot start: ${reading.mistakes.join('; ')}`)
  const { config } = reading
  const db = d1(DB)
  await migrate(db, schema)
  const log = jsonLog(wallClock, (line) => console.log(line))
  const gateway = createGateway({
    db,
    clock: wallClock,
    ids: { entry: (at) => ulid(Date.parse(at)) },
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
    wake: () => undefined,
    // Within one D1 batch and one invocation's queries.
    transmissionSize: 100,
  })
  await gateway.keys.install(config.filer, config.apiKey)
  return { app: createApp(gateway, log), gateway }
}

const outward: Send = (request) =>
  fetch(request, { signal: AbortSignal.timeout(30_000), redirect: 'manual' })

export default {
  fetch: async (request: Request, env: Env, context: Context): Promise<Response> => {
    const { app, gateway } = await build(env)
    const response = await app.fetch(request)
    if (request.method !== 'GET' && response.ok) context.waitUntil(gateway.tick())
    return response
  },
  scheduled: async (_event: unknown, env: Env, context: Context): Promise<void> => {
    const { gateway } = await build(env)
    context.waitUntil(gateway.tick())
  },
}
