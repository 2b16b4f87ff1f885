import { afterAll, beforeAll, describe, expect, it } from 'vitest'
import { GatewayProblem } from '../../src/client.ts'
import { shipment } from '../http/given.ts'
import { expectUsable, picture, startDesk, widths } from './stack.ts'
import type { DeskStack } from './stack.ts'

const parcel = (houseBill: string, changes: object = {}) =>
  shipment({ reference: houseBill, bill: { masterBill: '172-12345675', houseBill }, ...changes })

const { consignee } = parcel('X')
const long = { ...consignee, name: 'Württembergische Großhandels Ges.' }
const looks = widths.flatMap((width) => [
  { width, dark: false },
  { width, dark: true },
])

/** A machine that has much else to do sends its callers away for a moment. */
async function patiently<T>(ask: () => Promise<T>): Promise<T> {
  for (;;) {
    try {
      return await ask()
    } catch (error) {
      if (!(error instanceof GatewayProblem && error.status === 503)) throw error
    }
  }
}

describe('the workbench in the browser', () => {
  let stack: DeskStack
  const numbers = new Map<string, string>()
  beforeAll(async () => {
    stack = await startDesk({ GATE321_TODAY: '2026-11-23' })
    const filed = [
      parcel('SIMDOC1', { consignee: long }),
      parcel('SIMDOC2'),
      parcel('SIMREJ318'),
      parcel('SIMQTY1', { packageQuantity: 3 }),
      parcel('PLAIN1', { consignee: { ...consignee, name: 'Ana Lopez' } }),
      parcel('SIMDMM1', { consignee: { ...consignee, name: 'Ana Lopez' } }),
      ...Array.from({ length: 40 }, (_, n) => parcel(`SIMREL${n}`)),
    ]
    for (const each of filed) {
      const { entryNumber } = await patiently(() => stack.client.file(each))
      numbers.set(each.reference, entryNumber)
    }
  }, 60_000)
  afterAll(() => stack.stop())

  const at = (houseBill: string) => `/discrepancies/${numbers.get(houseBill)}`

  it('shows a request, takes a dropped document, and sees the release without being loaded again', async () => {
    const page = await stack.open(at('SIMDOC2'))
    await page.getByText('Asks for CBP01').waitFor()
    await page.getByRole('textbox', { name: 'Text' }).fill('The invoice, as asked.')
    await page.evaluate(`(() => {
      const files = new DataTransfer()
      files.items.add(new File(['%PDF-1.7 x'], 'invoice.pdf', { type: 'application/pdf' }))
      const drop = new DragEvent('drop', { dataTransfer: files, bubbles: true, cancelable: true })
      document.querySelector('main').dispatchEvent(drop)
    })()`)
    await page.getByText('invoice.pdf, application/pdf, 1 KiB').waitFor()
    await page.getByRole('button', { name: 'Send the answer' }).click()
    await page.getByText('Answered. What you sent is on its way').waitFor()
    await page.getByText('taken by CBP').first().waitFor()
    await page.locator('#standing .badge.released').waitFor()
    await picture(page, 'answered')
    await expectUsable(page)
  })

  it('previews a correction beside what is declared, and sends it', async () => {
    const page = await stack.open(at('SIMQTY1'))
    await page.getByLabel('Packages, corrected').fill('2')
    await page.getByRole('button', { name: 'Preview' }).click()
    await page.getByText('gate321 would take this').waitFor()
    expect(await page.getByLabel('Packages, corrected').inputValue()).toBe('2')
    await picture(page, 'previewed')
    await page.getByRole('button', { name: 'Amend the entry so' }).click()
    await page.getByText('Amended. The correction is on its way').waitFor()
  })

  it.each(looks)('is usable at $width pixels, dark: $dark', async ({ width, dark }) => {
    const page = await stack.open('/discrepancies', { width, dark })
    await page.getByText('COUNTRY CODE INELIGIBLE').waitFor()
    for (const [name, path] of [
      ['discrepancies', '/discrepancies'],
      ['document', at('SIMDOC1')],
      ['rejected', at('SIMREJ318')],
      ['deminimis', at('SIMDMM1')],
      ['bills', '/bills'],
      ['bill', '/bills/172-12345675'],
      ['bill-held', '/bills/172-12345675?show=held'],
    ] as const) {
      await page.goto(`${stack.url}${path}`)
      await picture(page, `${name}-${width}${dark ? '-dark' : ''}`)
      await expectUsable(page)
    }
  })

  it('follows a master bill live', async () => {
    const page = await stack.open('/bills/172-12345675')
    await page.getByText('house bills').first().waitFor()
    await stack.client.file(parcel('LATECOMER'))
    await page.getByText('47 house bills').waitFor()
    await expectUsable(page)
  })
})
