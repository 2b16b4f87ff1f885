/**
 * A server under measurement: a process of its own on a free loopback port.
 * @module
 */
import { execFileSync, spawn } from 'node:child_process'
import { once } from 'node:events'
import { readFileSync } from 'node:fs'
import { createServer } from 'node:net'
import type { AddressInfo } from 'node:net'
import { setTimeout as pause } from 'node:timers/promises'

export type Command = {
  readonly file: string
  readonly args: readonly string[]
  readonly env?: Readonly<Record<string, string>>
  readonly folder?: string
}

export type Child = {
  readonly url: string
  readonly pid: number
  readonly residentMb: () => number
  /** The most it ever had, where the system tells (Linux); else what it has now. */
  readonly peakMb: () => number
  /** Processor time it has used, in seconds, where the system tells (Linux). */
  readonly cpuSeconds: () => number
  readonly stop: () => Promise<void>
}

const startMillis = 60_000
const stopMillis = 5_000

/** Nobody outlives the bench, however it ends. */
const running = new Set<() => void>()
process.once('exit', () => {
  for (const kill of running) kill()
})
for (const signal of ['SIGINT', 'SIGTERM'] as const) process.once(signal, () => process.exit(1))

/** Rejects with the reason when the server does not begin to answer. */
export async function start(command: (port: number) => Command): Promise<Child> {
  const port = await freePort()
  const { file, args, env, folder } = command(port)
  const child = spawn(file, args, {
    cwd: folder,
    env: { ...process.env, ...env },
    stdio: ['ignore', 'ignore', 'pipe'],
  })
  let said = ''
  let ended: string | undefined
  child.stderr.on('data', (chunk) => {
    said = `${said}${chunk}`.slice(-2000)
  })
  child.once('error', (error) => {
    ended = error.message
  })
  child.once('exit', (code, signal) => {
    ended ??= `it ended with ${code ?? signal}: ${complaint(said)}`
  })
  const kill = () => child.kill('SIGKILL')
  running.add(kill)
  const stop = async () => {
    running.delete(kill)
    if (ended !== undefined) return
    const over = once(child, 'exit')
    child.kill('SIGTERM')
    const late = setTimeout(kill, stopMillis)
    await over
    clearTimeout(late)
  }

  const url = `http://127.0.0.1:${port}`
  for (const begun = performance.now(); ; await pause(20)) {
    if (ended !== undefined) throw new Error(ended)
    if (performance.now() - begun > startMillis) {
      await stop()
      throw new Error('it does not answer')
    }
    if (await answers(url)) break
  }
  const { pid = 0 } = child
  return {
    ...{ url, pid, stop },
    residentMb: () => residentMb(pid),
    peakMb: () => peakMb(pid),
    cpuSeconds: () => cpuSeconds(pid),
  }
}

/** The line of a stack trace that says what is wrong, or else the last words. */
function complaint(said: string): string {
  const lines = said.trim().split('\n')
  return (lines.find((line) => /Error\b/.test(line)) ?? lines.at(-1) ?? '').trim()
}

async function answers(url: string): Promise<boolean> {
  try {
    await (await fetch(url, { signal: AbortSignal.timeout(2000) })).body?.cancel()
    return true
  } catch {
    return false
  }
}

/** The kernel counts in hundredths of a second (proc_pid_stat(5)). */
const ticksPerSecond = 100

export function cpuSeconds(pid: number): number {
  const stat = read(`/proc/${pid}/stat`)
  if (stat === '') return NaN
  // The name of the program may hold spaces; the counts are the 14th and 15th field.
  const fields = stat.slice(stat.lastIndexOf(')') + 2).split(' ')
  return (Number(fields[11]) + Number(fields[12])) / ticksPerSecond
}

function peakMb(pid: number): number {
  const [, kilobytes] = /^VmHWM:\s+(\d+) kB/m.exec(read(`/proc/${pid}/status`)) ?? []
  return kilobytes === undefined ? residentMb(pid) : Math.round(Number(kilobytes) / 1024)
}

function read(path: string): string {
  try {
    return readFileSync(path, 'utf8')
  } catch {
    return ''
  }
}

const residentMb = (pid: number) =>
  Math.round(Number(execFileSync('ps', ['-o', 'rss=', '-p', String(pid)], { encoding: 'utf8' })) / 1024) // prettier-ignore

export async function freePort(): Promise<number> {
  const server = createServer().listen(0, '127.0.0.1')
  await once(server, 'listening')
  const { port } = server.address() as AddressInfo
  server.close()
  await once(server, 'close')
  return port
}
