/**
 * Gateway processes, one in reserve: it has loaded its code while the one before it was at work, so
 * that a round costs the start of the gateway and not that of the runtime.
 * @module
 */
import { spawn } from 'node:child_process'
import type { ChildProcess } from 'node:child_process'
import { mkdtempSync, rmSync, symlinkSync } from 'node:fs'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { build } from 'esbuild'
import type { Death } from './entry.ts'

export type Child = {
  readonly url: string
  readonly process: ChildProcess
  readonly ended: Promise<void>
}

type Loaded = {
  readonly child: ChildProcess
  readonly line: () => Promise<string>
  readonly ended: Promise<void>
}

const root = new URL('../../', import.meta.url).pathname

const requires =
  "import { createRequire as bannerRequire } from 'node:module'; const require = bannerRequire(import.meta.url)"

/** One file of all that is loaded: to find and strip some three hundred takes most of a start. */
async function bundled(): Promise<string> {
  const folder = mkdtempSync(join(tmpdir(), 'gate321-crash-code-'))
  symlinkSync(join(root, 'node_modules'), join(folder, 'node_modules'))
  await build({
    entryPoints: [join(root, 'test/crash/entry.ts')],
    ...{ outfile: join(folder, 'entry.mjs'), bundle: true, external: ['better-sqlite3', 'pg'] },
    // What is written for several module systems is taken as modules, and the rest may require.
    ...{ mainFields: ['module', 'main'], banner: { js: requires } },
    ...{ platform: 'node', format: 'esm', logLevel: 'error' },
  })
  return folder
}

function load(folder: string): Loaded {
  const child = spawn(process.execPath, [join(folder, 'entry.mjs')], {
    env: { ...process.env, NODE_COMPILE_CACHE: join(folder, 'compiled') },
    stdio: ['pipe', 'pipe', 'inherit'],
  })
  // It may be dead before it is told to start.
  child.stdin.on('error', () => undefined)
  let said = ''
  let waiting: ((line: string) => void) | undefined
  const give = () => {
    const end = said.indexOf('\n')
    if (end < 0 || !waiting) return
    const line = said.slice(0, end)
    said = said.slice(end + 1)
    waiting(line)
    waiting = undefined
  }
  child.stdout.on('data', (chunk: Buffer) => {
    said += chunk.toString()
    give()
  })
  const ended = new Promise<void>((resolve) => child.once('exit', () => resolve()))
  const line = () =>
    new Promise<string>((resolve) => {
      waiting = resolve
      give()
    })
  return { child, line, ended }
}

export async function reserve(started: { readonly base: string; readonly since: number }) {
  const folder = await bundled()
  let next = load(folder)
  return {
    /** Rejects when it died before it listened. */
    start: async (
      env: Readonly<Record<string, string>>,
      die: Death | undefined,
    ): Promise<Child | undefined> => {
      const { child, line, ended } = next
      next = load(folder)
      const loaded = await Promise.race([line(), ended])
      if (loaded === undefined) throw new Error('the process to be killed does not even load')
      child.stdin?.write(`${JSON.stringify({ env, ...started, die })}\n`)
      const url = await Promise.race([line(), ended])
      return url === undefined ? undefined : { url, process: child, ended }
    },
    close: async () => {
      next.child.kill('SIGKILL')
      await next.ended
      rmSync(folder, { recursive: true, force: true })
    },
  }
} // prettier-ignore
