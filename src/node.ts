/**
 * Node: the gateway on SQLite, its server and its tick.
 * @module
 */
import { mkdirSync } from 'node:fs'
import { join } from 'node:path'
import { setTimeout as pause } from 'node:timers/promises'
import type { HttpBindings } from '@hono/node-server'
import type { Context } from 'hono'
import { clockFrom, wallClock } from './clock.ts'
import { developmentKey, isLoopback } from './config.ts'
import type { Config } from './config.ts'
import { diskCheck, watchDisk } from './disk.ts'
import { diskFiles } from './document/disk.ts'
import { storedFiles } from './document/stored.ts'
import type { Clock, Log, Send } from './gateway/deps.ts'
import { createGateway } from './gateway/gateway.ts'
import type { Gateway } from './gateway/gateway.ts'
import type { Check } from './gateway/health.ts'
import { tariff } from './gateway/tariff.ts'
import type { ExportFile, Imported } from './gateway/tariff.ts'
import { ulids } from './ids.ts'
import { createApp } from './http/app.ts'
import { eventLoopLag } from './lag.ts'
import { jsonLog } from './log.ts'
import { handOverWhole, listen } from './server.ts'
import { nodeDigest } from './record/file.ts'
import { openSent } from './record/sent.ts'
import { openInstallation } from './record/start.ts'
import { migrate } from './store/migrations.ts'
import { numbers } from './store/numbers.ts'
import { schema } from './store/schema.ts'
import { openPostgres, widenIntegers } from './store/postgres.ts'
import { openSqlite } from './store/sqlite.ts'
import { teller } from './teller.ts'
import { giveWay, pauseUnlessWoken, ticker } from './ticker.ts'
import { openTraces } from './traces.ts'
import { createDesk } from './web/desk.ts'
import { nodeAssets } from './web/node.ts'
import { nodeReceivers } from './webhook/node.ts'

export type Running = {
  readonly url: string
  readonly gateway: Gateway
  /** Stops accepting, lets what is in hand finish for ten seconds at most, closes the store. */
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
  log: Log = jsonLog(clock, (line) => process.stderr.write(`${line}\n`), config.logLevel),
  mockUrl?: string,
): Promise<Running> {
  const { db, sent, files, close } = await openStore(config)
  const ticking = ticker(() => gateway.carry(), log)
  const telling = teller(() => gateway, log)
  // A loop of its own: CBP may take half a minute over an answer, and a file must not wait for that.
  const batching = ticker(() => gateway.fileBatches(), log)
  const traces = config.tracesTo === undefined ? undefined : await openTraces(config.tracesTo)
  const gateway = createGateway({
    db,
    clock,
    ids: ulids(),
    chance: Math.random,
    numbers: numbers(db, 32, 512),
    send: sent.before(traces ? traces.tell(toCbp) : toCbp),
    askBeforeSending: true,
    digest: nodeDigest,
    files,
    log,
    cbp: { url: config.cbpUrl ?? embedded, password: () => config.cbpPassword },
    contact: { name: `FILER ${config.filer}`, phone: '0000000000' },
    wire: config.wire,
    policy: config.policy,
    rulesMaxAgeDays: config.rulesMaxAgeDays,
    drainAnHour: config.drainAnHour,
    wake: () => {
      ticking.wake()
      telling.wake()
      batching.wake()
    },
    receivers: { ...nodeReceivers(config.webhooks), clock: wallClock },
    streams: { pause: pauseUnlessWoken, pollMillis: 1000 },
    giveWay,
    bounds: config.limits,
    // A send ends after 30 s, and otherwise the loop goes round in a quarter of a second.
    mostTickMillis: 120_000,
    trace: traces?.trace,
    // CBP takes 999, but all of them go in one write and one document: with 999 nobody else is
    // answered for half a second, with 100 for a twentieth of that.
    transmissionSize: 100,
  })
  await gateway.keys.install(config.filer, config.apiKey)
  const older = await sent.unknownTo(db)
  if (older !== undefined) await gateway.pause(older)
  // Of several nodes nobody knows which leases a dead one left: they end by themselves.
  if (config.databaseUrl === undefined) await gateway.recover()
  const loop = eventLoopLag()
  const disk = watchDisk(config.data, log)
  let stopping = false
  const app = createApp(gateway, log, {
    openMetrics: isLoopback(config.host),
    limits: config.limits,
    addressOf: addressOf(config.addressHeader),
    lag: loop.lag,
    ownChecks: async () => [await diskCheck(config.data), stoppingCheck(stopping)],
    desk: createDesk({
      packaged: nodeAssets(),
      developmentKey: config.apiKey === developmentKey ? developmentKey : undefined,
      mockUrl,
    }),
  })
  const server = await listen(app.fetch, config)
  const done = Promise.all([ticking.run(), telling.run(), batching.run()])
  return {
    url: `http://${config.host.includes(':') ? `[${config.host}]` : config.host}:${server.port}`,
    gateway,
    stop: async () => {
      stopping = true
      ticking.stop()
      telling.stop()
      batching.stop()
      gateway.endStreams()
      loop.stop()
      disk.stop()
      await Promise.all([server.close(), atMost(stopMillis, done)])
      await traces?.close().catch(() => undefined)
      await close()
    },
  }
}

/** The database that the settings name, up to date, what this node has sent, and the documents. */
async function openStore({ data, databaseUrl, documents }: Config) {
  if (databaseUrl === undefined) {
    const { db, sent } = openInstallation(data)
    await migrate(db, schema)
    return { db, sent, files: diskFiles(data), close: async () => db.close() }
  }
  mkdirSync(data, { recursive: true })
  const db = await openPostgres(databaseUrl, { pause: (millis) => pause(Math.random() * millis) })
  await db.alone(async () => {
    await migrate(db, schema)
    await widenIntegers(db)
  })
  const files = documents === undefined ? storedFiles(db) : diskFiles(documents)
  return { db, sent: openSent(data), files, close: db.close }
}

/** What is not done by then is left to the next start, as after a crash. */
const stopMillis = 8000

const atMost = (millis: number, work: Promise<unknown>) =>
  new Promise<void>((resolve, reject) => {
    const over = setTimeout(resolve, millis)
    work.then(() => resolve(), reject).finally(() => clearTimeout(over))
  })

const stoppingCheck = (stopping: boolean): Check => ({
  name: 'process',
  state: stopping ? 'failed' : 'ok',
  detail: stopping ? 'is stopping' : 'takes requests',
})

/** Of a list in the header the last is what our own proxy saw; those before it anybody can write. */
const addressOf = (header: string | undefined) => (c: Context) =>
  header === undefined
    ? (c.env as HttpBindings | undefined)?.incoming?.socket.remoteAddress
    : c.req.header(header)?.split(',').at(-1)?.trim()

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

export { handOverWhole, listen }
