/**
 * Cloudflare on this machine: D1, R2 and whole Workers on workerd, in memory. The only file that
 * imports wrangler.
 * @module
 */
import { createTestHarness, getPlatformProxy } from 'wrangler'
import type { R2Like } from '../src/document/r2.ts'
import type { D1Like } from '../src/store/d1.ts'

const root = new URL('..', import.meta.url).pathname

/** Read by wrangler: no telemetry, no look for updates, nothing but errors on the console. */
Object.assign(process.env, {
  WRANGLER_SEND_METRICS: 'false',
  WRANGLER_SEND_ERROR_REPORTS: 'false',
  WRANGLER_HIDE_BANNER: 'true',
  WRANGLER_LOG: 'error',
})

export type Local = {
  readonly database: D1Like
  readonly bucket: R2Like
  readonly dispose: () => Promise<void>
}

/** The bindings of `wrangler.toml`, empty, without the Worker. */
export async function startLocal(): Promise<Local> {
  const { env, dispose } = await getPlatformProxy<{ DB: D1Like; FILES: R2Like }>({
    configPath: `${root}wrangler.toml`,
    persist: false,
    remoteBindings: false,
    envFiles: [],
  })
  return { database: env.DB, bucket: env.FILES, dispose }
}

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

export type Edge = {
  readonly url: string
  /** One firing of the cron trigger, with all its work. */
  readonly scheduled: () => Promise<void>
  /** A request to mock-cbp itself, which has no address outside. */
  readonly mock: (path: string, body?: unknown) => Promise<unknown>
  /** What the Workers wrote to their logs. */
  readonly logs: () => string[]
  readonly close: () => Promise<void>
}

type Vars = Readonly<Record<string, string>>

/** Both Workers as their `wrangler.toml` has them: the gateway, and mock-cbp behind its binding. */
export async function startEdge(gateway: Vars, mock: Vars): Promise<Edge> {
  const harness = createTestHarness({
    root,
    workers: [
      { configPath: 'wrangler.toml', vars: { ...gateway } },
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
    logs: () => harness.getLogs().map(({ message }) => message),
    close: () => harness.close(),
  }
}
