/**
 * A client as a process of its own: started, waited for, and ended again.
 * @module
 */
import { spawn } from 'node:child_process'
import type { ChildProcess } from 'node:child_process'
import { resolve } from 'node:path'
import { setTimeout as pause } from 'node:timers/promises'
import { Refused } from './refused.ts'
import type { Target } from './target.ts'

export type Started = { readonly stop: () => Promise<void> }

/** Between two looks whether it is ready. */
const pauseMillis = 200
/** What a client has to end in when it is told to. */
const endMillis = 5000

/** `beside` is where its folder counts from. Throws `Refused` with what the client said. */
export async function start(
  { command, env, folder, ready, within }: NonNullable<Target['start']>,
  beside: string,
): Promise<Started> {
  const [program = '', ...args] = command
  const child = spawn(program, args, {
    cwd: resolve(beside, folder),
    env: { ...process.env, ...env },
    stdio: ['ignore', 'pipe', 'pipe'],
  })
  const said = tail(child)
  const gone = new Promise<string>((ended) => {
    child.once('error', ({ message }) => ended(message))
    child.once('close', (code, signal) => ended(`it ended with ${signal ?? code}`))
  })
  const stop = async () => {
    if (child.exitCode !== null || child.signalCode !== null || child.pid === undefined) return
    child.kill('SIGTERM')
    const ended = await Promise.race([gone, pause(endMillis)])
    if (ended === undefined) child.kill('SIGKILL')
  }
  const why = await untilReady(ready, within, gone)
  if (why === undefined) return { stop }
  await stop()
  throw new Refused([`the client did not start: ${why}`, said().trim()].join('\n').trim())
}

/** Why it is not, if so. */
async function untilReady(
  url: string,
  withinMillis: number,
  gone: Promise<string>,
): Promise<string | undefined> {
  const deadline = AbortSignal.timeout(withinMillis)
  while (!deadline.aborted) {
    const answers = fetch(url, { signal: deadline }).then(
      ({ ok }) => ok,
      () => false,
    )
    const ended = await Promise.race([gone, answers])
    if (typeof ended === 'string') return ended
    if (ended) return undefined
    const left = await Promise.race([gone, pause(pauseMillis)])
    if (left !== undefined) return left
  }
  return `${url} did not answer within ${withinMillis / 1000} s`
}

/** The end of what a client writes. */
function tail(child: ChildProcess): () => string {
  let text = ''
  for (const stream of [child.stdout, child.stderr]) {
    stream?.on('data', (chunk: Buffer) => {
      text = (text + chunk.toString()).slice(-2000)
    })
  }
  return () => text
}
