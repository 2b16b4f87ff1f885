/**
 * The command as people run it: a process of its own, against a gateway that listens in this one.
 * @module
 */
import { spawn } from 'node:child_process'
import { mkdtempSync, rmSync, writeFileSync } from 'node:fs'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import type { Readable } from 'node:stream'
import { text } from 'node:stream/consumers'
import { setImmediate } from 'node:timers/promises'
import { fileURLToPath } from 'node:url'
import { onTestFinished, vi } from 'vitest'
import type { Streams } from '../../src/gateway/deps.ts'
import { createApp } from '../../src/http/app.ts'
import { listen } from '../../src/node.ts'
import { filer, world } from '../gateway/world.ts'

// Half a dozen processes in a test, each of which starts slowly on a busy machine.
vi.setConfig({ testTimeout: 60_000 })

export const bin = fileURLToPath(new URL('../../scripts/gate321.mjs', import.meta.url))

export type Ended = { readonly code: number; readonly out: string; readonly err: string }
export type Settings = Readonly<Record<string, string>>

/** Listeners wait until something is written. */
const streams: Streams = {
  pollMillis: 1000,
  pause: (_, signal) =>
    new Promise((resume) => {
      if (signal?.aborted) resume()
      signal?.addEventListener('abort', () => resume())
    }),
}

/** `between` may answer in the gateway's place. */
export async function givenGateway(
  between: (request: Request) => Response | undefined = () => undefined,
) {
  const made = await world({ streams })
  await made.gateway.keys.install(filer, 'dev-key')
  const app = createApp(made.gateway, () => undefined)
  const url = await givenServer((request) => between(request) ?? app.fetch(request))
  onTestFinished(made.close)
  const run = (args: readonly string[], input = '') => gate321(args, { GATE321_URL: url }, input)
  /** The gateway lives on while the command runs. */
  const runBeside = async (args: readonly string[], input = '') => {
    let ended = false
    const command = run(args, input).finally(() => (ended = true))
    while (!ended) {
      await made.gateway.tick()
      made.clock.advance(1000)
      await setImmediate()
    }
    return command
  }
  return { ...made, url, run, runBeside }
}

export async function givenServer(
  fetch: (request: Request) => Response | Promise<Response>,
): Promise<string> {
  const server = await listen(fetch, { host: '127.0.0.1', port: 0 })
  onTestFinished(server.close)
  return `http://127.0.0.1:${server.port}`
}

export async function gate321(args: readonly string[], env: Settings, input = ''): Promise<Ended> {
  const child = start(args, env)
  child.stdin.end(input)
  const ended = new Promise<number>((resolve) => child.once('close', (code) => resolve(code ?? -1)))
  const [out, err, code] = await Promise.all([text(child.stdout), text(child.stderr), ended])
  return { code, out, err }
}

/** Nothing of this process's environment but where programs are. */
export function start(args: readonly string[], env: Settings) {
  const child = spawn(process.execPath, [bin, ...args], {
    env: { PATH: process.env['PATH'], ...env },
    cwd: tmpdir(),
  })
  onTestFinished(() => void child.kill('SIGKILL'))
  return child
}

/** What it has printed when `pattern` is in it; it goes on. */
export async function printed(stream: Readable, pattern: RegExp, before = ''): Promise<string> {
  let text = before
  for await (const chunk of stream.iterator({ destroyOnReturn: false })) {
    text += String(chunk)
    if (pattern.test(text)) break
  }
  return text
}

export function givenFolder(): string {
  const folder = mkdtempSync(join(tmpdir(), 'gate321-cli-'))
  onTestFinished(() => rmSync(folder, { recursive: true, force: true }))
  return folder
}

export function givenFile(name: string, content: unknown): string {
  const path = join(givenFolder(), name)
  writeFileSync(path, typeof content === 'string' ? content : JSON.stringify(content))
  return path
}
