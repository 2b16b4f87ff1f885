/**
 * A real browser for tests; no other file knows which one.
 * @module
 */
import chromium from '@sparticuz/chromium'
import { chromium as driver } from 'playwright-core'
import type { Page } from 'playwright-core'

export type { Page } from 'playwright-core'

export type Browser = {
  /** Closed with the browser. What goes wrong on it is in `mishaps`. */
  readonly open: (address: string, look?: Look) => Promise<Page & { mishaps: readonly string[] }>
  readonly close: () => Promise<void>
}

export type Look = {
  readonly width?: number
  readonly height?: number
  readonly dark?: boolean
  /** Whether scripts run; they do unless told. */
  readonly script?: boolean
}

/**
 * Of the flags that the package is packed with for functions in a cloud: those that make it a browser
 * that nobody has, and the one process that ends with the first window that is closed.
 */
const unwanted = [
  '--disable-web-security',
  '--allow-running-insecure-content',
  '--disable-site-isolation-trials',
  '--single-process',
]

export async function openBrowser(): Promise<Browser> {
  const browser = await driver.launch({
    executablePath: await chromium.executablePath(),
    args: chromium.args.filter((arg) => !unwanted.includes(arg)),
    headless: true,
  })
  return {
    open: async (address, { width = 1280, height = 900, dark = false, script = true } = {}) => {
      const context = await browser.newContext({
        viewport: { width, height },
        colorScheme: dark ? 'dark' : 'light',
        javaScriptEnabled: script,
      })
      const page = await context.newPage()
      const mishaps: string[] = []
      const { origin } = new URL(address)
      page.on('pageerror', (error) => mishaps.push(`error: ${error.message}`))
      page.on('console', (line) => {
        if (line.type() === 'error') mishaps.push(`console: ${line.text()}`)
      })
      page.on('request', (request) => {
        const url = new URL(request.url())
        if (url.protocol !== 'data:' && url.origin !== origin) mishaps.push(`asked ${url.href}`)
      })
      await page.goto(address)
      return Object.assign(page, { mishaps })
    },
    close: () => browser.close(),
  }
}
