/**
 * A certification on Node: the mock CBP listens, the client is started beside it and asked over
 * HTTP, and both are ended again.
 * @module
 */
import { once } from 'node:events'
import { existsSync, mkdtempSync, readFileSync, rmSync } from 'node:fs'
import { createServer } from 'node:net'
import { tmpdir } from 'node:os'
import { basename, dirname, join, resolve } from 'node:path'
import { setTimeout as pause } from 'node:timers/promises'
import { wallClock } from '../../src/clock.ts'
import { serveMock } from '../node.ts'
import type { MockServer } from '../node.ts'
import { certify } from './certify.ts'
import type { Certificate, CertifyOptions } from './certify.ts'
import { clientAt } from './http.ts'
import { Refused } from './refused.ts'
import { start } from './start.ts'
import { readTarget } from './target.ts'
import type { Target } from './target.ts'
import { filled } from './template.ts'

export { countOf } from './certify.ts'
export { checks } from './checks.ts'
export { junit } from './junit.ts'
export { Refused } from './refused.ts'

export type RunOptions = Pick<CertifyOptions, 'checks' | 'onResult'> & {
  /** The folder that the mock's journal is kept in. */
  readonly data?: string | undefined
  /** Told where the mock listens. */
  readonly onListening?: (url: string) => void
}

/** Between two looks at a client. */
const pauseMillis = 200

/** Throws `Refused` where it cannot begin. */
export async function certifyTarget(path: string, options: RunOptions): Promise<Certificate> {
  const { data, onListening = () => undefined, ...rest } = options
  const target = readTarget(read(path), basename(path))
  const server = await listen(target, data)
  onListening(server.url)
  const scratch = mkdtempSync(join(tmpdir(), 'certify-'))
  const { filer, password } = target.cbp
  const values = { cbpUrl: server.url, filer, password, scratch, port: String(await freePort()) }
  const began = wallClock.now()
  try {
    const started =
      target.start && (await start(filled(target.start, values), dirname(resolve(path))))
    const client = clientAt(target, values, { fetch, pause: () => pause(pauseMillis) })
    const { mock } = server
    const run = runMark(began)
    return await certify({ mock, client, password, run, patienceMillis: target.patience, ...rest })
      .finally(() => started?.stop()) // prettier-ignore
  } finally {
    await server.close()
    rmSync(scratch, { recursive: true, force: true })
  }
}

function read(path: string): string {
  try {
    return readFileSync(path, 'utf8')
  } catch (error) {
    const why = error instanceof Error && 'code' in error ? String(error.code) : String(error)
    throw new Refused(`there is no target to read at ${path} (${why})`)
  }
}

async function listen({ cbp }: Target, data: string | undefined): Promise<MockServer> {
  const { port, filer, password } = cbp
  // Its entries would be on file before the client files them.
  if (data !== undefined && existsSync(join(data, 'mock-cbp.sqlite'))) {
    throw new Refused(`${data} has a journal already; name another folder`)
  }
  const kept = data === undefined ? {} : { data }
  try {
    return await serveMock({ port, filers: { [filer]: password }, ...kept })
  } catch (error) {
    const taken = error instanceof Error && 'code' in error && error.code === 'EADDRINUSE'
    if (taken) throw new Refused(`port ${port} of "cbp" is taken; 0 takes a free one`)
    throw error
  }
}

/** Seconds as six capitals and digits: bills of one run are not those of another. */
const runMark = (now: string) =>
  Math.floor(Date.parse(now) / 1000)
    .toString(36)
    .toUpperCase()
    .slice(-6)

async function freePort(): Promise<number> {
  const server = createServer().listen(0, '127.0.0.1')
  await once(server, 'listening')
  const address = server.address()
  server.close()
  await once(server, 'close')
  if (typeof address === 'string' || address === null) throw new Error('a port has no number')
  return address.port
}
