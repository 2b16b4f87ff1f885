import { afterAll, beforeAll, describe, expect, it } from 'vitest'
import { shipment } from '../http/given.ts'
import { expectUsable, picture, startDesk, widths } from './stack.ts'
import type { DeskStack } from './stack.ts'

const long = 'Württembergische Großhandels Ges.'

const parcel = (houseBill: string, changes: object = {}) =>
  shipment({
    reference: houseBill,
    bill: { masterBill: '172-12345675', houseBill },
    ...changes,
  })

describe('an entry in the browser', () => {
  let stack: DeskStack
  const numbers = new Map<string, string>()
  beforeAll(async () => {
    stack = await startDesk({ GATE321_TODAY: '2026-11-23' })
    for (const bill of ['SIMDOC1', 'SIMREJ282', 'SIMHLD1', 'PLAIN1']) {
      const filed = await stack.client.file(parcel(bill))
      numbers.set(bill, filed.entryNumber)
    }
    const { consignee } = parcel('X')
    await stack.client.file(
      parcel('SIMDOC2LONG', {
        reference: 'REFERENCE-AS-LONG-AS-THEY-COME',
        consignee: { ...consignee, name: long },
      }),
    )
  }, 60_000)
  afterAll(() => stack.stop())

  const looks = widths.flatMap((width) => [
    { width, dark: false },
    { width, dark: true },
  ])

  it.each(looks)('is usable at $width pixels, dark: $dark', async ({ width, dark }) => {
    const number = numbers.get('SIMDOC1') ?? ''
    const page = await stack.open('/', { width, dark })
    await page.getByText('DOCUMENT REQUIRED').or(page.getByText('CBP asks for a document')).first().waitFor()
    for (const [name, path] of [
      ['today', '/'],
      ['entries', '/entries'],
      ['entry', `/entries/${number}`],
      ['messages', `/entries/${number}/messages`],
      ['law', `/entries/${number}/law`],
      ['versions', `/entries/${number}/versions`],
      ['amend', `/entries/${number}/amend`],
      ['cancel', `/entries/${number}/cancel`],
      ['nothing', '/entries?q=NOTHING'],
    ]) {
      await page.goto(`${stack.url}${path}`)
      await picture(page, `${name}-${width}${dark ? '-dark' : ''}`)
      await expectUsable(page)
    }
    await page.goto(`${stack.url}/entries/${number}/messages`)
    await page.getByRole('link', { name: 'Filing' }).first().click()
    await page.getByRole('heading', { name: 'As curl' }).waitFor()
    await picture(page, `message-${width}${dark ? '-dark' : ''}`)
    await expectUsable(page)
  }, 60_000) // prettier-ignore
})
