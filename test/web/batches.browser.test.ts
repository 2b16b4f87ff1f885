import { afterAll, beforeAll, describe, expect, it } from 'vitest'
import { madeCsv } from '../batch/made.ts'
import type { Page } from '../browser.ts'
import { drop } from './drop.ts'
import { expectUsable, picture, startDesk } from './stack.ts'
import type { DeskStack } from './stack.ts'

const fileOf = (text: string, name = 'parcels.csv') => ({
  name,
  mimeType: 'text/csv',
  buffer: Buffer.from(text),
})

const choose = async (page: Page, text: string, name?: string) => {
  await page.getByLabel('A file of shipments').setInputFiles(fileOf(text, name))
  await page.getByRole('button', { name: 'File it' }).click()
}

const rowsOf = (rows: number) => `['What,Is,This\\n', 'x,y,z\\n'.repeat(${rows})]`

describe('a file in a browser', { timeout: 60_000 }, () => {
  let stack: DeskStack
  beforeAll(async () => {
    stack = await startDesk({ GATE321_TODAY: '2026-11-23' })
  }, 60_000)
  afterAll(() => stack.stop())

  it('asks what its headings mean, and then goes on by itself', async () => {
    const page = await stack.open('/batches', { width: 375 })
    await choose(page, madeCsv({ rows: 5, tag: 'S' }).replace('Reference', 'Sendung').replace('Unit', 'Mass')) // prettier-ignore
    await page.getByRole('heading', { name: 'What do these headings mean?' }).waitFor()
    await expectUsable(page)
    await picture(page, 'headings-375')
    await page.getByLabel('What Sendung means').selectOption('reference')
    await page.getByLabel('What Mass means').selectOption('lines.unit')
    await page.getByRole('button', { name: 'Remember this and go on' }).press('Enter')
    await page.getByText('5 shipments filed, 0 refused of 5').waitFor()
    await page.goto(`${stack.url}/settings/headings`)
    await expectUsable(page)
    await picture(page, 'settings-headings-375')
  })

  it('shows how much of it is sent, and that it was refused, however large it is', async () => {
    const page = await stack.open('/batches')
    await page.evaluate(`(() => {
      window.said = []
      const place = document.getElementById('upload')
      const note = () => said.push(place.querySelector('output').textContent)
      new MutationObserver(note).observe(place, { subtree: true, childList: true })
    })()`)
    await drop(page, 'large.csv', rowsOf(4_000_000))
    await page.getByText('Its headings leave questions.').waitFor()
    expect(await page.evaluate('said.join()')).toMatch(/\d+ % sent/)
    await page.getByRole('link', { name: 'Choose another file' }).click()
    await page.getByLabel('A file of shipments').waitFor()
    await drop(page, 'too-large.csv', rowsOf(6_000_000))
    await page.getByText('"too-large.csv" is too large').waitFor()
  }) // prettier-ignore

  it('is asked about no more when all of it is done', async () => {
    const page = await stack.open('/batches')
    await choose(page, madeCsv({ rows: 300, tag: 'Q' }))
    await page.getByText('300 shipments filed').waitFor()
    await page.getByText('done', { exact: true }).waitFor()
    await expect.poll(() => page.locator('#far').getAttribute('hx-trigger')).toMatch(/changed/)
    const { hx } = await page.evaluate<{ hx: unknown }>(
      `({ hx: document.getElementById('far')['htmx-internal-data']?.timeout ?? null })`,
    )
    expect(hx).toBeNull()
  })

  it('goes in without any script, and its page is read by loading it again', async () => {
    const page = await stack.open('/batches', { script: false })
    await choose(page, madeCsv({ rows: 20, bad: 3, tag: 'N' }))
    await page.waitForURL(/\/batches\/bat_/)
    await expect
      .poll(async () => {
        await page.reload()
        return page.locator('#far').innerText()
      })
      .toContain('17 shipments filed, 3 refused of 20')
    await page.goto(`${stack.url}/batches`)
    await choose(page, madeCsv({ rows: 20, bad: 3, tag: 'N' }))
    await page.getByText('This file came before').waitFor()
    await page.getByLabel('A file of shipments').setInputFiles(fileOf('x,y\n1,2\n'))
    await page.getByRole('button', { name: 'Send it again all the same' }).click()
    await page.getByRole('heading', { name: 'What do these headings mean?' }).waitFor()
  })
})
