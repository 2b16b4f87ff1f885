import { afterAll, beforeAll, describe, it } from 'vitest'
import { openBrowser } from '../browser.ts'
import type { Browser } from '../browser.ts'
import { freshFolder, kill, startProcess } from '../journey/process.ts'
import type { Started } from '../journey/process.ts'
import { clerksMorning } from './morning.ts'

describe('the morning of a clerk', () => {
  const folder = freshFolder()
  let stack: Started
  let browser: Browser
  beforeAll(async () => {
    stack = await startProcess(folder.path, { GATE321_TODAY: '2026-11-23' })
    browser = await openBrowser()
  }, 60_000)
  afterAll(async () => {
    await browser.close()
    await kill(stack.child, 'SIGTERM')
    folder.remove()
  })

  it('goes from a file of 500 rows to 500 entries, and a document to its release', async () => {
    await clerksMorning(browser, stack.url, 30_000)
  }, 120_000)
})
