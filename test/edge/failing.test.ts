/**
 * D1 that fails once, at every call in turn (ST9): before its effect, and each write after it too.
 * Whatever fails, the lives of the entries are the same.
 * @module
 */
import { afterAll, beforeAll, describe, expect, it } from 'vitest'
import { startWorker } from '../d1.ts'
import type { Point, When } from './failing.ts'
import type { Life } from './lives.ts'

describe('D1 on workerd that fails at one call', () => {
  let worker: Awaited<ReturnType<typeof startWorker>>
  beforeAll(async () => {
    worker = await startWorker('test/edge/lives.ts', ['DB', 'CBP_DB'])
  }, 60_000)
  afterAll(() => worker.close())

  let lives = 0
  const lead = async (point?: Point, when: When = 'before') => {
    const name = `L${String(++lives).padStart(4, '0')}`
    const body = JSON.stringify({ name, point, when })
    const response = await fetch(worker.url, { method: 'POST', body })
    if (!response.ok) throw new Error(await response.text())
    return (await response.json()) as Life
  }

  it('leaves one effect of everything, each call failing in its turn, before and after', { timeout: 600_000 }, async () => {
    // The first life does what is done once in a process.
    await lead()
    const { came, refused, calls } = await lead()
    expect(refused).toEqual([])
    const points = calls.map(({ kind, text }, at) => ({ kind, text, n: calls.slice(0, at + 1).filter((call) => call.text === text).length }))
    const begun = lives
    let struck = 0
    for (const { kind, ...point } of points) {
      for (const when of kind === 'read' ? (['before'] as const) : (['before', 'after'] as const)) {
        const life = await lead(point, when)
        expect({ point, when, ...life.came }).toEqual({ point, when, ...came })
        expect(life.refused.filter((said) => !said.startsWith('503 storage_'))).toEqual([])
        struck += life.struck ? 1 : 0
      }
    }
    console.log(`${calls.length} calls of D1 in a life; ${struck} failures in ${lives - begun} lives`)
    expect(struck).toBeGreaterThan(100)
  }) // prettier-ignore
})
