/**
 * The morning of a clerk, in a real browser: a file of 500 rows, the twenty that came back, a document
 * that CBP asks for, and its release. The gateway is whichever is handed in.
 * @module
 */
import { readFileSync } from 'node:fs'
import { expect } from 'vitest'
import { headings, madeCsv, madeRow } from '../batch/made.ts'
import { csv, csvLine } from '../../src/batch/csv.ts'
import type { Browser } from '../browser.ts'
import { drop } from './drop.ts'
import { expectUsable, picture } from './stack.ts'

const made = { rows: 500, bad: 20, tag: 'HAWB', day: '2026-11-24' }

/** One parcel carries a house bill for which the mock CBP asks for a document. */
const asked = 'SIMDOC00321'
const parcels = madeCsv(made).replace(/,HAWB321,/, `,${asked},`)

/** What a clerk does with the file that came back: each wrong cell as it should have been. */
function mended(returned: string): string {
  const [head = [], ...rows] = csv(',').push(returned.replace('\ufeff', ''), true).map(({ cells }) => cells) // prettier-ignore
  const number = head.indexOf('gate321 row')
  const right = rows.map((cells) => {
    const row = madeRow(Number(cells[number]) - 1, made)
    return cells.map((cell, at) => (at < headings.length ? row[headings[at] ?? 'Reference'] : cell))
  })
  return [head, ...right].map((cells) => csvLine(cells, ',')).join('')
}

/** `patience`: milliseconds that the slowest step may take. */
export async function clerksMorning(
  browser: Browser,
  url: string,
  patience: number,
): Promise<void> {
  const page = await browser.open(url)
  page.setDefaultTimeout(patience)
  await picture(page, 'sign-in', false)
  await page.getByLabel('API key').fill('dev-key')
  await page.keyboard.press('Enter')
  await page.getByRole('heading', { name: 'Today', exact: true }).waitFor()

  // The file, and what comes of it while she watches.
  await page.getByRole('link', { name: 'Batches' }).click()
  await picture(page, 'drop', false)
  // A gateway that is busy just then has the file a second later, by itself.
  const busy = { status: 503, headers: { 'Retry-After': '1' }, body: '' }
  await page.route('**/batches/file*', (route) => route.fulfill(busy), { times: 1 })
  await page.getByLabel('A file of shipments').waitFor()
  await page.waitForLoadState()
  await drop(page, 'parcels.csv', JSON.stringify([parcels]))
  await page.waitForURL(/\/batches\/bat_/)
  await page.evaluate('window.unbroken = true')
  await page.getByText('480 shipments filed, 20 refused of 500').waitFor()
  await page.getByRole('link', { name: 'Download the 20 refused' }).waitFor()
  expect(await page.evaluate('unbroken')).toBe(true)
  await expectUsable(page)
  await picture(page, 'batch', false)

  // The twenty come back, are mended, and are sent again.
  const [download] = await Promise.all([
    page.waitForEvent('download'),
    page.getByRole('link', { name: 'Download the 20 refused' }).click(),
  ])
  const returned = readFileSync(await download.path(), 'utf8')
  expect(returned.trim().split('\n')).toHaveLength(21)
  await page.getByRole('link', { name: 'Batches' }).first().click()
  await page.getByLabel('A file of shipments').setInputFiles({
    name: 'parcels-mended.csv',
    mimeType: 'text/csv',
    buffer: Buffer.from(mended(returned)),
  })
  await page.getByRole('button', { name: 'File it' }).press('Enter')
  await page.waitForURL(/\/batches\/bat_/)
  await page.getByText('20 shipments filed, 0 refused of 20').waitFor()
  await page.getByRole('link', { name: 'Batches' }).first().click()
  await page.getByLabel('A file of shipments').waitFor()
  await page.waitForLoadState()
  await drop(page, 'parcels.csv', JSON.stringify([parcels]))
  await page.getByText('This file came before').waitFor()
  await picture(page, 'batches', false)

  // CBP asks for a document; it is found by its house bill, and answered on its page.
  await page.goto(`${url}/entries?q=${asked}`)
  await page.locator('.badge.discrepancy').first().waitFor()
  await page.goto(url)
  await page.getByRole('heading', { name: 'Needs you' }).waitFor()
  await picture(page, 'today', false)
  await page.goto(`${url}/entries?q=${asked}`)
  await page.getByRole('link', { name: /^ZZ9-/ }).first().click()
  await page.getByRole('heading', { name: 'Answer CBP' }).waitFor()
  await expectUsable(page)
  await picture(page, 'asked', false)
  await page.getByLabel('What you say').fill('The commercial invoice is attached.')
  await page.getByLabel('Documents').setInputFiles({
    name: 'invoice.txt',
    mimeType: 'text/plain',
    buffer: Buffer.from('Commercial invoice INV-321: one parcel, as declared.'),
  })
  await page.getByRole('button', { name: 'Send the answer' }).click()
  await page.getByText('Answered.').waitFor()
  await page.evaluate('window.unbroken = true')
  await page.getByText('CBP released the goods.').first().waitFor()
  expect(await page.evaluate('unbroken')).toBe(true)
  await picture(page, 'released', false)

  // The same on a phone.
  await page.setViewportSize({ width: 375, height: 800 })
  await expectUsable(page)
  await picture(page, 'phone-entry', false)
  await page.goto(url)
  await page.getByText('Nothing waits for you.').waitFor()
  await picture(page, 'phone-today', false)
}
