import { setTimeout as pause } from 'node:timers/promises'
import { afterAll, beforeAll, describe, expect, it } from 'vitest'
import { GatewayProblem } from '../../src/client.ts'
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

/** A machine with more to do than it can sheds requests for a while, and says so. */
async function patiently<T>(ask: () => Promise<T>): Promise<T> {
  for (let tries = 1; ; tries++) {
    try {
      return await ask()
    } catch (error) {
      if (!(error instanceof GatewayProblem && error.status === 503) || tries === 20) throw error
      await pause(500)
    }
  }
}

describe('an entry in the browser', () => {
  let stack: DeskStack
  const numbers = new Map<string, string>()
  beforeAll(async () => {
    stack = await startDesk({ GATE321_TODAY: '2026-11-23' })
    for (const bill of ['SIMDOC1', 'SIMREJ282', 'SIMHLD1', 'PLAIN1']) {
      const filed = await patiently(() => stack.client.file(parcel(bill)))
      numbers.set(bill, filed.entryNumber)
    }
    const { consignee } = parcel('X')
    await patiently(() =>
      stack.client.file(
        parcel('SIMDOC2LONG', {
          reference: 'REFERENCE-AS-LONG-AS-THEY-COME',
          consignee: { ...consignee, name: long },
        }),
      ),
    )
  }, 60_000)
  afterAll(() => stack.stop())

  // For whoever looks at the pictures all four; what can be told without looking needs two.
  const looks = widths
    .flatMap((width) => [false, true].map((dark) => ({ width, dark })))
    .filter(({ width, dark }) => process.env['PICTURES'] !== undefined || dark === width < 1000)

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

  it('shows its release without being loaded again', async () => {
    const { entryNumber } = await patiently(() => stack.client.file(parcel('PLAIN2')))
    const page = await stack.open(`/entries/${entryNumber}`)
    await page.evaluate('window.stayed = true')
    await page.locator('#standing .badge.released').waitFor({ timeout: 60_000 })
    await page.locator('#next').getByText('CBP released the goods.').waitFor()
    await page.locator('#happened').getByText('SO60 98 RELEASED').first().waitFor()
    expect(await page.evaluate('window.stayed')).toBe(true)
    await page.context().close()
  }, 90_000)

  it.each([
    ['late', 'SIMDOC4'],
    ['refused', 'SIMDOC5'],
  ])(
    'shows what happened while a part of it asked, whose answer was %s',
    async (how, bill) => {
      const { id, entryNumber } = await patiently(() => stack.client.file(parcel(bill)))
      const page = await stack.open('/')
      // Of what happens the page hears from the test alone, at times of the test's own.
      await page.addInitScript(`window.EventSource = class {
        addEventListener(kind, hear) { if (kind === 'entry') window.hear = hear }
        close() {}
      }`)
      await page.clock.install()
      await page.goto(`${stack.url}/entries/${entryNumber}`)
      const tell = async () => {
        await page.evaluate(`hear({ data: '${id}' })`)
        await page.clock.runFor(500)
      }

      const answers: (() => Promise<void>)[] = []
      let holding = true
      await page.route(`**/entries/${entryNumber}`, async (route) => {
        if (!holding) return route.continue()
        const response = await route.fetch()
        answers.push(() => route.fulfill(how === 'late' ? { response } : { status: 503, body: '' }))
      })
      const parts = await page.locator('[hx-trigger^="changed-"]').count()
      await tell()
      await expect.poll(() => answers.length, { timeout: 20_000 }).toBe(parts)
      await patiently(() => stack.client.patch(id, { packageQuantity: 2 }))
      if (how === 'late') await tell()
      holding = false
      for (const answer of answers) await answer()

      await page.locator('#standing').getByText('version 2').waitFor()
      await page.context().close()
    },
    60_000,
  )

  it('leaves alone what somebody writes to CBP meanwhile', async () => {
    const { id, entryNumber } = await patiently(() => stack.client.file(parcel('SIMDOC3')))
    const page = await stack.open(`/entries/${entryNumber}`)
    await page.getByLabel('What you say').fill('The invoice is')
    await page.getByLabel('Their type').focus()
    await patiently(() => stack.client.patch(id, { packageQuantity: 2 }))
    await page.locator('#standing').getByText('version 2').waitFor()
    expect(await page.getByLabel('What you say').inputValue()).toBe('The invoice is')
    await page.context().close()
  }, 60_000)
})
