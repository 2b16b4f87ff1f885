/**
 * Cloudflare on this machine: D1, R2 and whole Workers on workerd, in memory. The only file that
 * imports wrangler.
 * @module
 */
import { createTestHarness, experimental_readRawConfig, getPlatformProxy } from 'wrangler'
import type { R2Like } from '../src/document/r2.ts'
import type { Send } from '../src/gateway/deps.ts'
import type { D1Like, D1StatementLike } from '../src/store/d1.ts'
import type { Statement, Value } from '../src/store/db.ts'

const root = new URL('..', import.meta.url).pathname

/** Read by wrangler: no telemetry, no look for updates, nothing but errors on the console. */
Object.assign(process.env, {
  WRANGLER_SEND_METRICS: 'false',
  WRANGLER_SEND_ERROR_REPORTS: 'false',
  WRANGLER_HIDE_BANNER: 'true',
  WRANGLER_LOG: 'error',
})

export type LocalD1 = {
  readonly database: D1Like
  readonly url: string
  readonly dispose: () => Promise<void>
}

/**
 * D1 in a Worker that runs what it is sent. `getPlatformProxy` gives the binding itself, but takes
 * several milliseconds for each `prepare` and each `bind`.
 */
export async function startD1(databases = 1): Promise<LocalD1> {
  const harness = createTestHarness({
    root,
    workers: [
      {
        config: {
          name: 'binding',
          main: 'test/binding.ts',
          compatibility_date: '2026-10-01',
          d1_databases: Array.from({ length: databases }, (_, n) => ({
            ...{ binding: `DB${n}`, database_name: `test${n}`, database_id: `test${n}` },
          })),
        },
      },
    ],
  })
  const { url } = await harness.listen()
  return { database: d1At(url.href, 'DB0'), url: url.href, dispose: () => harness.close() }
}

/** The database behind `binding` of the Worker at `url`, which may be in another process. */
export function d1At(url: string, binding: string): D1Like {
  const send = async (path: string, statements: readonly Statement[]) => {
    const body = JSON.stringify(statements)
    const response = await fetch(new URL(`/${binding}${path}`, url), { method: 'POST', body })
    if (!response.ok) throw new Error(await response.text())
    return (await response.json()) as { results: unknown[] }[]
  }
  const prepared = (sql: string, values: Value[] = []): Sent => ({
    sql,
    values,
    bind: (...bound) => prepared(sql, bound as Value[]),
    all: async () => (await send('/all', [{ sql, values }]))[0] ?? { results: [] },
  })
  return {
    prepare: prepared,
    batch: (statements) =>
      send(
        '/batch',
        (statements as Sent[]).map(({ sql, values }) => ({ sql, values })),
      ),
  }
}

type Sent = D1StatementLike & Statement

/** As new: starting another workerd for each test would take a second each. */
export async function emptied(database: D1Like): Promise<D1Like> {
  const { results } = await database
    .prepare(
      `select name from sqlite_master where type = 'table'
        and substr(name, 1, 4) <> '_cf_' and substr(name, 1, 7) <> 'sqlite_'`,
    )
    .bind()
    .all()
  const drops = (results as { name: string }[]).map(({ name }) =>
    database.prepare(`drop table "${name}"`).bind(),
  )
  if (drops.length > 0) await database.batch(drops)
  return database
}

/** A Worker of the test's own on databases of its own, empty; its address. */
export async function startWorker(main: string, databases: readonly string[]) {
  const harness = createTestHarness({
    root,
    workers: [
      {
        config: {
          name: 'worker',
          main,
          compatibility_date: '2026-10-01',
          compatibility_flags: ['nodejs_compat'],
          d1_databases: databases.map((binding) => ({
            binding,
            database_name: binding,
            database_id: binding,
          })),
        },
      },
    ],
  })
  const { url } = await harness.listen()
  return { url: url.origin, close: () => harness.close() }
}

export type LocalR2 = { readonly bucket: R2Like; readonly dispose: () => Promise<void> }

/** The bucket of `wrangler.toml`, empty, without the Worker. */
export async function startR2(): Promise<LocalR2> {
  const { env, dispose } = await getPlatformProxy<{ FILES: R2Like }>({
    configPath: `${root}wrangler.toml`,
    persist: false,
    remoteBindings: false,
    envFiles: [],
  })
  return { bucket: env.FILES, dispose }
}

export type Edge = {
  readonly url: string
  /** One firing of the cron trigger, with all its work. */
  readonly scheduled: () => Promise<void>
  /** A request to mock-cbp itself, which has no address outside. */
  readonly mock: (path: string, body?: unknown) => Promise<unknown>
  /** mock-cbp as the binding reaches it. */
  readonly cbp: Send
  /** What the Workers wrote to their logs. */
  readonly logs: () => string[]
  readonly close: () => Promise<void>
}

type Vars = Readonly<Record<string, string>>

/** The gateway's bindings, around a module of the test's own; what the queue gives back comes at once. */
function around(main: string, vars: Vars) {
  const { rawConfig } = experimental_readRawConfig({ config: `${root}wrangler.toml` })
  const { assets: _, build: __, queues, ...config } = rawConfig
  const consumers = (queues?.consumers ?? []).map((consumer: object) => ({
    ...consumer,
    retry_delay: 0,
  }))
  return { config: { ...config, main, vars: { ...vars }, queues: { ...queues, consumers } } }
}

/**
 * Both Workers as their `wrangler.toml` has them: the gateway, and mock-cbp behind its binding.
 * `main` is a module of the test's own around the gateway.
 */
export async function startEdge(gateway: Vars, mock: Vars, main?: string): Promise<Edge> {
  const harness = createTestHarness({
    root,
    workers: [
      main === undefined
        ? { configPath: 'wrangler.toml', vars: { ...gateway } }
        : around(main, gateway),
      { configPath: 'mock-cbp/wrangler.toml', vars: { ...mock } },
    ],
  })
  const { url } = await harness.listen()
  return {
    url: url.origin,
    scheduled: async () => {
      const { outcome } = await harness.getWorker().scheduled({})
      if (outcome !== 'ok') throw new Error(`the scheduled event ended with ${outcome}`)
    },
    mock: async (path, body) => {
      const post = { method: 'POST', body: JSON.stringify(body) }
      const response = await harness
        .getWorker('mock-cbp')
        .fetch(`http://mock-cbp.test${path}`, body === undefined ? {} : post)
      return response.json()
    },
    cbp: async (request) => {
      const { method, headers } = request
      const body = method === 'GET' ? undefined : await request.arrayBuffer()
      const response = await harness
        .getWorker('mock-cbp')
        .fetch(request.url, { method, headers: Object.fromEntries(headers), body })
      const content = await response.arrayBuffer()
      return new Response(content.byteLength === 0 ? null : content, {
        status: response.status,
        headers: Object.fromEntries(response.headers),
      })
    },
    logs: () => harness.getLogs().map(({ message }) => message),
    close: () => harness.close(),
  }
}
