import { setTimeout as pause } from 'node:timers/promises'
import { afterAll, beforeAll, describe, it } from 'vitest'
import { openBrowser } from '../browser.ts'
import type { Browser } from '../browser.ts'
import { startEdge } from '../d1.ts'
import type { Edge } from '../d1.ts'
import { clerksMorning } from './morning.ts'

const today = '2026-11-23'

describe('the morning of a clerk, on workerd', () => {
  let edge: Edge
  let browser: Browser
  let running = true
  let firing = Promise.resolve()
  beforeAll(async () => {
    edge = await startEdge(
      { HOST: '127.0.0.1', GATE321_TODAY: today },
      { GATE321_TODAY: today, GATE321_MOCK_INSPECTION_RATE: '0' },
    )
    browser = await openBrowser()
    // The platform fires it once a minute, for lives that last days; here they last seconds.
    const fire = async () => {
      for (; running; await pause(2000)) await edge.scheduled()
    }
    firing = fire()
  }, 90_000)
  afterAll(async () => {
    running = false
    await browser.close()
    await firing
    await edge.close()
  }, 60_000)

  it('goes from a file of 500 rows to 500 entries, and a document to its release', async () => {
    await clerksMorning(browser, edge.url, 240_000)
  }, 600_000)
})
