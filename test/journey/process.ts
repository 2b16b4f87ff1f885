/**
 * The whole of gate321 as a process of its own, to be killed and started again.
 * @module
 */
import { spawn } from 'node:child_process'
import type { ChildProcess } from 'node:child_process'
import { mkdtempSync, rmSync } from 'node:fs'
import { tmpdir } from 'node:os'
import { join } from 'node:path'

export type Started = {
  readonly url: string
  readonly mockUrl: string
  readonly child: ChildProcess
}

export function freshFolder(): { readonly path: string; readonly remove: () => void } {
  const path = mkdtempSync(join(tmpdir(), 'gate321-'))
  return { path, remove: () => rmSync(path, { recursive: true, force: true }) }
}

/** `npm start` without npm: the same entry point, on free ports. */
export function startProcess(
  data: string,
  env: Readonly<Record<string, string>> = {},
): Promise<Started> {
  const child = spawn(process.execPath, ['src/dev.ts'], {
    env: { ...process.env, PORT: '0', MOCK_PORT: '0', GATE321_DATA: data, ...env },
    stdio: ['ignore', 'pipe', 'pipe'],
  })
  return new Promise((resolve, reject) => {
    let said = ''
    const hear = (chunk: Buffer) => {
      said += chunk.toString()
      const url = /gateway +(http:\S+)/.exec(said)?.[1]
      const mockUrl = /mock CBP +(http:\S+)\/_mock/.exec(said)?.[1]
      if (url && mockUrl) resolve({ url, mockUrl, child })
    }
    child.stdout.on('data', hear)
    child.stderr.on('data', hear)
    child.on('exit', (code) => reject(new Error(`it ended with ${code} after saying: ${said}`)))
  })
}

export function kill(child: ChildProcess, signal: NodeJS.Signals): Promise<number | null> {
  return new Promise((resolve) => {
    child.once('exit', (code) => resolve(code))
    child.kill(signal)
  })
}

const headers = { Authorization: 'Bearer dev-key', 'Content-Type': 'application/json' }

export const post = (url: string, body: unknown) =>
  fetch(url, { method: 'POST', headers, body: JSON.stringify(body) })

export const get = async (url: string): Promise<Record<string, unknown>> =>
  (await (await fetch(url, { headers })).json()) as Record<string, unknown>

/** Asks again until the answer is the wanted one; the deadline is the test's own. */
export async function until<T>(ask: () => Promise<T>, wanted: (answer: T) => boolean): Promise<T> {
  for (;;) {
    const answer = await ask()
    if (wanted(answer)) return answer
    await new Promise((resume) => setTimeout(resume, 50))
  }
}
