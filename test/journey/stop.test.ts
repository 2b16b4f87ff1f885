import { spawn } from 'node:child_process'
import { describe, expect, it, onTestFinished } from 'vitest'
import { parcel } from '../gateway/world.ts'
import { freshFolder, get, kill, post, startProcess, until } from './process.ts'

const day = { GATE321_TODAY: '2026-11-23' }

describe('SIGTERM (C21)', () => {
  it('in the middle of filings: each is answered or not begun, the process ends well, nothing is lost', { timeout: 60_000 }, async () => {
    const folder = freshFolder()
    onTestFinished(folder.remove)
    const first = await startProcess(folder.path, day)
    const filings = Array.from({ length: 40 }, async (_, n) => {
      try {
        const answer = await post(`${first.url}/v1/entries`, parcel(`HAWB${n}`))
        return answer.status === 201 ? ((await answer.json()) as { id: string }).id : String(answer.status)
      } catch {
        return 'not heard'
      }
    })
    await Promise.race(filings)
    const begun = performance.now()
    expect(await kill(first.child, 'SIGTERM')).toBe(0)
    expect(performance.now() - begun).toBeLessThan(15_000)
    const said = await Promise.all(filings)
    const accepted = said.filter((answer) => answer.length === 26)
    expect(accepted.length).toBeGreaterThan(0)
    expect(said.filter((answer) => answer.startsWith('5') && answer !== '503')).toEqual([])

    const second = await startProcess(folder.path, day)
    for (const id of accepted) {
      await until(() => get(`${second.url}/v1/entries/${id}`), ({ status }) => status === 'released')
    }
    expect(await kill(second.child, 'SIGTERM')).toBe(0)
  })
}) // prettier-ignore

describe('what nobody catches (C22)', () => {
  it.each([
    ['rejection', []],
    ['exception', []],
    ['memory', ['--max-old-space-size=64']],
  ] as const)('%s ends the process, and not with nought', { timeout: 30_000 }, async (kind, flags) => {
    const folder = freshFolder()
    onTestFinished(folder.remove)
    const child = spawn(process.execPath, [...flags, 'test/journey/failing.ts', kind, folder.path], {
      stdio: ['ignore', 'pipe', 'ignore'],
    })
    const url = await new Promise<string>((resolve) => {
      child.stdout.on('data', (chunk: Buffer) => {
        const found = /listening (\S+)/.exec(chunk.toString())
        if (found?.[1]) resolve(found[1])
      })
    })
    const ended = new Promise<number | string | null>((resolve) =>
      child.once('exit', (code, signal) => resolve(code ?? signal)),
    )
    const tomorrow = new Date(Date.now() + 86_400_000).toISOString().slice(0, 10)
    const today = new Date().toISOString().slice(0, 10)
    await post(`${url}/v1/entries`, parcel('HAWB1', { estimatedArrivalDate: tomorrow, invoice: { number: 'I', date: today } } as object)).catch(() => undefined)
    expect([0, null]).not.toContain(await ended)
  })
}) // prettier-ignore
