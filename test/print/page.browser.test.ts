import { createServer } from 'node:http'
import type { AddressInfo } from 'node:net'
import { afterAll, beforeAll, describe, it } from 'vitest'
import { htmlText, styleAddress } from '../../src/print/html.ts'
import type { Paper } from '../../src/print/paper.ts'
import { paperNames } from '../../src/print/papers.ts'
import { paperStyle } from '../../src/print/style.ts'
import { openBrowser } from '../browser.ts'
import type { Browser } from '../browser.ts'
import { shipment } from '../domain/example.ts'
import { expectUsable, widths } from '../web/stack.ts'
import { filed, paper, printed, table } from './given.ts'

const word = 'W'.repeat(70)
const entry = await filed({
  seller: { ...shipment.seller, name: 'شركة الورد', address: { ...shipment.seller.address, city: 'Łódź' } }, // prettier-ignore
  lines: [{ ...shipment.lines[0], description: word }],
})

const shown: Readonly<Record<string, () => Paper>> = {
  ...Object.fromEntries(paperNames.map((name) => [name, () => printed(name, entry)])),
  wide: () => ({ ...paper(table([word, '1,000,000.00'], ['', '2.00'])), wide: true }),
}

const policy = "default-src 'none'; style-src 'self'; img-src 'self'"

describe('papers in a browser', () => {
  const server = createServer(async ({ url = '' }, response) => {
    const made = shown[url.slice(1)]
    const [type, body] =
      url === styleAddress
        ? ['text/css', paperStyle]
        : ['text/html; charset=UTF-8', made ? await htmlText(made()) : '']
    response.setHeader('Content-Type', type)
    response.setHeader('Content-Security-Policy', policy)
    response.end(body)
  })
  let browser: Browser
  let origin = ''
  beforeAll(async () => {
    await new Promise<void>((ready) => server.listen(0, '127.0.0.1', ready))
    origin = `http://127.0.0.1:${(server.address() as AddressInfo).port}`
    browser = await openBrowser()
  }, 60_000)
  afterAll(async () => {
    await browser.close()
    server.close()
  })

  const looks = Object.keys(shown).flatMap((name) =>
    widths.flatMap((width) => [false, true].map((dark) => ({ name, width, dark }))),
  )

  it.each(looks)(
    'everybody can use: $name, $width wide, dark: $dark',
    async ({ name, width, dark }) => {
      const page = await browser.open(`${origin}/${name}`, { width, dark })
      await expectUsable(page)
      await page.close()
    },
    20_000,
  )
})
