/**
 * The whole of gate321 in a real browser: gateway, desk and mock CBP on ports of their own, and the
 * questions that every page has to answer well.
 * @module
 */
import { mkdirSync, mkdtempSync, readFileSync, rmSync } from 'node:fs'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { expect } from 'vitest'
import { createClient } from '../../src/client.ts'
import type { Client } from '../../src/client.ts'
import { readConfig } from '../../src/config.ts'
import { startStack } from '../../src/dev.ts'
import { openBrowser } from '../browser.ts'
import type { Look, Page } from '../browser.ts'

export type DeskPage = Page & { readonly mishaps: readonly string[] }

export type DeskStack = {
  readonly url: string
  readonly mockUrl: string
  readonly client: Client
  /** Signed in, at that path. */
  readonly open: (path: string, look?: Look) => Promise<DeskPage>
  readonly stop: () => Promise<void>
}

const key = 'dev-key'

export async function startDesk(
  settings: Readonly<Record<string, string>> = {},
): Promise<DeskStack> {
  const folder = mkdtempSync(join(tmpdir(), 'gate321-desk-'))
  const reading = readConfig({
    ...{ PORT: '0', MOCK_PORT: '0', GATE321_DATA: folder, GATE321_LOG: 'alarm' },
    ...settings,
  })
  if (!reading.ok) throw new Error(reading.mistakes.join('; '))
  const stack = await startStack(reading.config)
  const browser = await openBrowser()
  return {
    url: stack.url,
    mockUrl: stack.mockUrl ?? '',
    client: createClient({ url: stack.url, key }),
    open: async (path, look) => {
      const page = await browser.open(`${stack.url}/sign-in?next=${encodeURIComponent(path)}`, look)
      await page.getByLabel('API key').fill(key)
      await page.getByRole('button', { name: 'Sign in' }).click()
      await page.waitForURL(stack.url + path)
      return page
    },
    stop: async () => {
      await browser.close()
      await stack.stop()
      rmSync(folder, { recursive: true })
    },
  }
}

/** The widths at which each page is looked at: a phone and a desk. */
export const widths = [375, 1440] as const

const axe = readFileSync(new URL(import.meta.resolve('axe-core/axe.min.js')), 'utf8')

/** No rule of WCAG 2.2 AA that a machine can judge is broken, and nothing sticks out of the page. */
export async function expectUsable(page: DeskPage): Promise<void> {
  // Without its style a page is not what anybody sees.
  await page.waitForLoadState()
  await page.evaluate(axe)
  const found = await page.evaluate(`(async () => {
    const tags = ['wcag2a', 'wcag2aa', 'wcag21a', 'wcag21aa', 'wcag22aa', 'best-practice']
    const { violations } = await axe.run({ runOnly: tags })
    return violations.map(({ id, nodes }) =>
      [id, ...nodes.slice(0, 3).map(({ html }) => html.slice(0, 120))].join(' | '),
    )
  })()`)
  expect(found).toEqual([])
  expect(await overhanging(page)).toEqual([])
  // A refusal that the page shows is no mishap, nor a busy machine that puts a check off.
  const refusals = /Failed to load resource|Response Status Error Code 503/
  expect(page.mishaps.filter((line) => !refusals.test(line))).toEqual([])
}

/** What reaches over the page's right edge, unless it scrolls by itself. */
export const overhanging = (page: Page): Promise<string[]> =>
  page.evaluate(`(() => {
    const { clientWidth, scrollWidth } = document.documentElement
    const wide = [...document.body.querySelectorAll('*')].filter((element) => {
      const { right, width } = element.getBoundingClientRect()
      return width > 0 && right > clientWidth + 1 && !element.closest('pre, .scroll, .unseen')
    })
    return [
      ...(scrollWidth > clientWidth ? ['the page is ' + scrollWidth + ' wide'] : []),
      ...wide.slice(0, 5).map((element) => element.outerHTML.slice(0, 120)),
    ]
  })()`)

/** Pictures go to the folder that `PICTURES` names, for whoever looks at them; otherwise nowhere. */
export async function picture(page: Page, name: string, fullPage = true): Promise<void> {
  const folder = process.env['PICTURES']
  if (folder === undefined) return
  mkdirSync(folder, { recursive: true })
  await page.screenshot({ path: join(folder, `${name}.png`), fullPage })
}
