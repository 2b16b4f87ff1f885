/**
 * Node: the gateway on SQLite, its server and its tick.
 * @module
 */
import { mkdirSync } from 'node:fs'
import { join } from 'node:path'
import { setTimeout as pause } from 'node:timers/promises'
import { serve } from '@hono/node-server'
import { ulid } from 'ulid'
import { clockFrom } from './clock.ts'
import { isLoopback } from './config.ts'
import type { Config } from './config.ts'
import { diskFiles } from './document/disk.ts'
import type { Clock, Log, Send } from './gateway/deps.ts'
import { createGateway } from './gateway/gateway.ts'
import type { Gateway } from './gateway/gateway.ts'
import { tariff } from './gateway/tariff.ts'
import type { ExportFile, Imported } from './gateway/tariff.ts'
import { createApp } from './http/app.ts'
import { jsonLog } from './log.ts'
import { migrate } from './store/migrations.ts'
import { numbers } from './store/numbers.ts'
import { schema } from './store/schema.ts'
import { openSqlite } from './store/sqlite.ts'

export type Running = {
  readonly url: string
  readonly gateway: Gateway
  /** Stops accepting, lets the tick in hand finish, closes the store. */
  readonly stop: () => Promise<void>
}

/** Where CBP is for an embedded mock: a name that no network resolves. */
const embedded = 'http://mock-cbp.invalid'

/** A send ends by its deadline, and no redirect is followed. */
export const send: Send = (request) =>
  fetch(request, { signal: AbortSignal.timeout(30_000), redirect: 'manual' })

export async function startGateway(
  config: Config,
  toCbp: Send = send,
  clock: Clock = clockFrom(config.today),
  log: Log = jsonLog(clock, (line) => process.stderr.write(`${line}\n`)),
): Promise<Running> {
  mkdirSync(config.data, { recursive: true })
  const db = openSqlite(join(config.data, 'gate321.sqlite'))
  await migrate(db, schema)
  const ticking = ticker(() => gateway, log)
  const gateway = createGateway({
    db,
    clock,
    ids: { entry: (at) => ulid(Date.parse(at)) },
    chance: Math.random,
    numbers: numbers(db, 32),
    send: toCbp,
    files: diskFiles(config.data),
    log,
    cbp: { url: config.cbpUrl ?? embedded, password: () => config.cbpPassword },
    contact: { name: `FILER ${config.filer}`, phone: '0000000000' },
    wire: config.wire,
    policy: config.policy,
    rulesMaxAgeDays: config.rulesMaxAgeDays,
    drainAnHour: config.drainAnHour,
    wake: ticking.wake,
    transmissionSize: 999,
  })
  await gateway.keys.install(config.filer, config.apiKey)
  await gateway.recover()
  const app = createApp(gateway, log, { openMetrics: isLoopback(config.host) })
  const server = await listen(app.fetch, config)
  const done = ticking.run()
  return {
    url: `http://${config.host.includes(':') ? `[${config.host}]` : config.host}:${server.port}`,
    gateway,
    stop: async () => {
      await server.close()
      ticking.stop()
      await done
      db.close()
    },
  }
}

/** `gate321 tariff import`: into the store of an installation, whether or not it runs just now. */
export async function importTariffInto(
  config: Config,
  files: readonly ExportFile[],
  label?: string,
): Promise<Imported> {
  mkdirSync(config.data, { recursive: true })
  const db = openSqlite(join(config.data, 'gate321.sqlite'))
  try {
    await migrate(db, schema)
    return await tariff({ db, clock: clockFrom(config.today) }).importExport(files, label)
  } finally {
    db.close()
  }
}

type Fetch = (request: Request) => Response | Promise<Response>

export function listen(
  fetch: Fetch,
  { host, port }: { readonly host: string; readonly port: number },
): Promise<{ readonly port: number; readonly close: () => Promise<void> }> {
  return new Promise((resolve, reject) => {
    const server = serve(
      {
        fetch,
        port,
        hostname: host,
        serverOptions: { headersTimeout: 10_000, requestTimeout: 30_000, maxHeaderSize: 16_384 },
      },
      (info) => {
        const close = () =>
          new Promise<void>((closed) => {
            server.close(() => closed())
            if ('closeIdleConnections' in server) server.closeIdleConnections()
          })
        resolve({ port: info.port, close })
      },
    )
    server.on('error', reject)
  })
}

/** Milliseconds between looks at CBP's mailbox when there is nothing else to do. */
const idleMillis = 250

function ticker(gateway: () => Gateway, log: Log) {
  let stopped = false
  let waking = new AbortController()
  const wake = () => waking.abort()

  const run = async () => {
    while (!stopped) {
      if (await moved(gateway(), log)) continue
      await pause(idleMillis, undefined, { signal: waking.signal }).catch(wasWoken)
      waking = new AbortController()
    }
  }
  const stop = () => {
    stopped = true
    wake()
  }
  return { run, wake, stop }
}

async function moved(gateway: Gateway, log: Log): Promise<boolean> {
  try {
    const { assembled, answered, collected, applied } = await gateway.tick()
    return assembled + answered + collected + applied > 0
  } catch (error) {
    log('alarm', 'tick_failed', { why: error instanceof Error ? error.message : String(error) })
    return false
  }
}

function wasWoken(error: unknown): void {
  if (!(error instanceof Error && error.name === 'AbortError')) throw error
}
