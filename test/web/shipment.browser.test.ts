import { afterAll, beforeAll, describe, expect, it } from 'vitest'
import { shipment } from '../http/given.ts'
import { expectUsable, picture, startDesk, widths } from './stack.ts'
import type { DeskPage, DeskStack } from './stack.ts'

const looks = widths.flatMap((width) => [
  { width, dark: false },
  { width, dark: true },
])

const write = (page: DeskPage, pointer: string, text: string) =>
  page.locator(`[name="${pointer}"]`).fill(text)

async function fillIn(page: DeskPage, reference: string) {
  const fields: readonly (readonly [string, string])[] = [
    ['/reference', reference],
    ['/portOfEntry', '4701'],
    ['/estimatedArrivalDate', '2026-12-01'],
    ['/bill/masterBill', '172-12345675'],
    ['/bill/houseBill', reference],
    ['/consignee/name', 'Jane Smith'],
    ['/consignee/address/street', `100 Main St Apt ${reference}`],
    ['/consignee/address/city', 'Brooklyn'],
    ['/consignee/address/subdivision', 'NY'],
    ['/consignee/address/postalCode', '11201'],
    ['/seller/name', 'Hanoi Craft Co Ltd'],
    ['/seller/address/street', '12 Pho Hue'],
    ['/seller/address/city', 'Hanoi'],
    ['/seller/address/country', 'VN'],
    ['/invoice/number', 'INV-9'],
    ['/invoice/date', '2026-11-20'],
    ['/lines/0/countryOfOrigin', 'VN'],
    ['/lines/0/quantity', '2'],
    ['/lines/0/fairRetailValue', '30.00'],
  ]
  for (const [pointer, text] of fields) await write(page, pointer, text)
}

describe('the new shipment in the browser', () => {
  let stack: DeskStack
  beforeAll(async () => {
    stack = await startDesk({ GATE321_TODAY: '2026-11-23' })
  }, 60_000)
  afterAll(() => stack.stop())

  it('is checked while it is written, coached, classified and filed once', async () => {
    const page = await stack.open('/new')
    await fillIn(page, 'TYPED1')
    await write(page, '/lines/0/description', 'mug')
    await page.locator('summary', { hasText: 'Find a tariff number' }).click()
    await page.locator('#find-0').fill('ceramic mug')
    await page.getByRole('radio').first().waitFor()
    await picture(page, 'typing')
    await expectUsable(page)
    await page.getByRole('radio').first().focus()
    await page.keyboard.press('Space')
    expect(await page.locator('[name="/lines/0/htsNumber"]').inputValue()).toMatch(/^69\d{8}$/)
    const better = page.locator('#a-f-lines-0-description .take').first()
    await better.click()
    expect(await page.locator('[name="/lines/0/description"]').inputValue()).not.toBe('mug')
    await page.getByText('Ready to file, as entry type 86').waitFor()
    await page.getByRole('button', { name: 'File this shipment' }).dblclick()
    await page.waitForURL(/\/entries\/ZZ9-.*done=filed/)
    const { items } = await stack.client.list()
    expect(items.map(({ reference }) => reference)).toEqual(['TYPED1'])
  })

  it('keeps what is typed when lines come and go', async () => {
    const page = await stack.open('/new')
    await write(page, '/lines/0/description', 'Ceramic mug')
    await page.getByRole('button', { name: 'Add a line' }).click()
    await page.getByRole('group', { name: 'Line 2' }).waitFor()
    await write(page, '/lines/1/description', 'Cotton towel')
    await page.getByRole('button', { name: 'Remove line 1' }).click()
    await page.getByRole('group', { name: 'Line 2' }).waitFor({ state: 'detached' })
    expect(await page.locator('[name="/lines/0/description"]').inputValue()).toBe('Cotton towel')
  })

  it('marks a field for whoever hears it too', async () => {
    const page = await stack.open('/new')
    await write(page, '/lines/0/htsNumber', '61')
    await page.locator('#a-f-lines-0-htsNumber .wrong').waitFor()
    await page.locator('#f-lines-0-htsNumber[aria-invalid="true"]').waitFor()
    await write(page, '/lines/0/htsNumber', '6109100040')
    await page.locator('#f-lines-0-htsNumber[aria-invalid="false"]').waitFor()
  })

  it.each(looks)('is usable at $width pixels, dark: $dark', async ({ width, dark }) => {
    const houseBill = `LOOK${width}${dark ? 'D' : 'L'}`
    const bill = { masterBill: '172-12345675', houseBill }
    const { entryNumber } = await stack.client.file(shipment({ reference: houseBill, bill }))
    const page = await stack.open('/new', { width, dark })
    await picture(page, `new-empty-${width}${dark ? '-dark' : ''}`)
    await expectUsable(page)
    await page.goto(`${stack.url}/new?from=${entryNumber}`)
    await picture(page, `new-copy-${width}${dark ? '-dark' : ''}`)
    await expectUsable(page)
    await page.getByRole('button', { name: 'File this shipment' }).click()
    await page.getByText('to put right. Nothing was sent').waitFor()
    await picture(page, `new-refused-${width}${dark ? '-dark' : ''}`)
    await expectUsable(page)
  })

  it('works without script', async () => {
    const page = await stack.open('/new', { script: false })
    await fillIn(page, 'PLAIN1')
    await write(page, '/lines/0/description', 'Ceramic mug')
    await write(page, '/lines/0/htsNumber', '6912004400')
    await page.getByRole('button', { name: 'Add a line' }).click()
    await page.getByRole('button', { name: 'Remove line 2' }).click()
    await page.getByRole('button', { name: 'File this shipment' }).click()
    await page.getByText('Filed.').waitFor()
  })
})
