import { afterAll, beforeAll, describe, expect, it } from 'vitest'
import { openBrowser } from '../browser.ts'
import { expectUsable, picture, startDesk, widths } from './stack.ts'
import type { DeskStack } from './stack.ts'

describe('signing in with a browser', () => {
  let stack: DeskStack
  beforeAll(async () => {
    stack = await startDesk()
  }, 60_000)
  afterAll(() => stack.stop())

  it.each(widths)('asks for the key and shows the desk, %s pixels wide', async (width) => {
    const browser = await openBrowser()
    const page = await browser.open(stack.url, { width })
    await picture(page, `sign-in-${width}`)
    await expectUsable(page)
    await page.getByLabel('API key').fill('wrong')
    await page.keyboard.press('Enter')
    await page.getByRole('alert').filter({ hasText: 'not known' }).waitFor()
    await page.getByLabel('API key').fill('dev-key')
    await page.keyboard.press('Enter')
    await page.getByText('Filer ZZ9').waitFor()
    await page.getByRole('button', { name: 'Sign out' }).click()
    await page.getByLabel('API key').waitFor()
    await page.goto(`${stack.url}/entries`)
    await page.getByLabel('API key').waitFor()
    await browser.close()
  })

  it('keeps the session where no script can read it', async () => {
    const page = await stack.open('/')
    expect(await page.evaluate('document.cookie')).toBe('')
    await expectUsable(page)
  })
})
