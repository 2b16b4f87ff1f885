import { execFile } from 'node:child_process'
import { once } from 'node:events'
import { connect } from 'node:net'
import { promisify } from 'node:util'
import { afterAll, beforeAll, describe, expect, it } from 'vitest'
import { serveMock } from '../../mock-cbp/node.ts'
import type { MockServer } from '../../mock-cbp/node.ts'
import { openBrowser } from '../browser.ts'
import type { Browser, Look, Page } from '../browser.ts'
import { file, filing, noon, number } from './given.ts'

let browser: Browser
let server: MockServer

beforeAll(async () => {
  browser = await openBrowser()
  server = await serveMock({
    port: 0,
    clock: { now: () => noon },
    pace: 'manual',
    inspectionRate: 0,
  })
})
afterAll(async () => {
  await browser.close()
  await server.close()
})

const open = (world: string, path = '/_mock', look: Look = {}) =>
  browser.open(`${server.url}${path}?world=${world}`, look)

const press = (page: Page, name: string) => page.getByRole('button', { name, exact: true }).click()

const row = (page: Page, text: string) => page.getByRole('row').filter({ hasText: text })

/** Resolves once the page shows it by itself; the page asks once a second. */
const shows = (page: Page, text: string | RegExp) => page.getByText(text).first().waitFor()

describe('the page in a browser', () => {
  it('takes somebody from a filing to its release', async () => {
    const mock = server.mock.world('journey')
    const page = await open('journey')
    await shows(page, 'CBP holds nothing in this world yet.')

    await file(mock, 'M-1', filing('A', 1, 'SIMDOC0001'))
    await row(page, 'ZZ9-0000001-1').waitFor()
    await row(page, '/ace/transmissions').waitFor()
    expect(await row(page, 'ZZ9-0000001-1').innerText()).toContain('accepted')

    await press(page, 'Jump to next')
    await shows(page, 'The clock was moved.')
    expect(await row(page, 'ZZ9-0000001-1').innerText()).toMatch(/discrepancy\s+Document required SO60 96/) // prettier-ignore
    expect(await page.locator('#clock-now').innerText()).toContain('13:00:00')

    await page.getByRole('link', { name: 'POST /ace/transmissions' }).click()
    await page.getByRole('heading', { name: 'Reply' }).waitFor()
    const document = page.getByLabel('Request, set out')
    expect(await document.innerText()).toContain('\n  <envelope>\n    <messageId>M-1</messageId>\n')

    await page.getByRole('link', { name: number(1) }).click()
    await page.getByLabel('Steps, in place of what was to come').fill('hold 2h, release')
    await press(page, 'Set')
    await shows(page, 'The entry goes on as you wrote.')
    expect(await page.locator('#timeline').innerText()).toMatch(/CBP hold SO50 53[^]*in 2 h[^]*CBP hold removed[^]*in 3 h[^]*Released/) // prettier-ignore
    await press(page, 'exam')
    await shows(page, 'It was said.')
    expect(await page.locator('#timeline').innerText()).toContain('Pending intensive exam')
    await press(page, '+4 h')
    await page.locator('#standing .badge.released').waitFor()
    expect(page.mishaps).toEqual([])
  })

  it('names the line of a mistake in a rule, and leaves the text as it was', async () => {
    const page = await open('rules', '/_mock/view/scenarios')
    const text = page.getByLabel('A list of rules, as YAML or JSON')
    await text.fill('- id: TOYS\n  match:\n    prefix: TOY\n  steps: admit, relase\n')
    await press(page, 'Add in front')
    await shows(page, /^Line 4, column \d+:/)
    expect(await text.inputValue()).toContain('relase')
    expect(await page.evaluate('getSelection().toString()')).toBe('  steps: admit, relase')
    // What answers a form stays while the rest of the page is looked at again.
    await page.waitForResponse((response) => response.request().method() === 'GET')
    expect(await page.getByText(/^Line 4, column/).count()).toBe(1)

    await text.fill('- id: TOYS\n  match:\n    prefix: TOY\n  steps: admit, release\n')
    await press(page, 'Add in front')
    await row(page, 'TOYS').waitFor()
    await press(page, 'Remove TOYS')
    await row(page, 'TOYS').waitFor({ state: 'detached' })
    // A refusal is an answer of 422, which a browser calls an error of the console.
    expect(page.mishaps.filter((line) => !line.includes('422'))).toEqual([])
  })

  it('has a bad day, and ends it', async () => {
    const page = await open('bad', '/_mock/view/trouble')
    await press(page, 'Begin flaky-line')
    await shows(page, /Today is a bad day/)
    expect(await server.mock.world('bad').control('settings')).toMatchObject({ badDay: 'flaky-line' }) // prettier-ignore
    await press(page, 'End it')
    await page.getByText(/Today is a bad day/).waitFor({ state: 'detached' })
    await page.getByLabel('Fault', { exact: true }).selectOption('lost-reply')
    await press(page, 'Plan it')
    await shows(page, 'lost-reply on any call')
    expect(page.mishaps).toEqual([])
  })

  it('keeps what is open and what has the focus while the rest moves', async () => {
    const mock = server.mock.world('still')
    await file(mock, 'M-1', filing('A', 1, 'SIMREL1'))
    const page = await open('still')
    const link = page.getByRole('link', { name: number(1), exact: true })
    await link.first().focus()
    await page.getByLabel('Move by, or to').fill('2d')
    await link.last().focus()
    await file(mock, 'M-2', filing('A', 2, 'SIMREL2'))
    await row(page, number(2)).waitFor()
    expect(await page.evaluate('document.activeElement.textContent')).toBe(number(1))
    expect(await page.getByLabel('Move by, or to').inputValue()).toBe('2d')
    await press(page, 'Pause')
    await shows(page, 'This page stands still.')
    expect(page.mishaps).toEqual([])
  })

  it('says so when the mock is gone', async () => {
    const other = await serveMock({ port: 0, clock: { now: () => noon } })
    const page = await browser.open(`${other.url}/_mock`)
    await shows(page, 'This page is live.')
    await other.close()
    await shows(page, 'The mock does not answer; this page shows what it said last.')
  })

  it('does not keep the mock from ending by a connection that it made ahead', async () => {
    const other = await serveMock({ port: 0, clock: { now: () => noon } })
    const { port } = new URL(other.url)
    const ahead = connect(Number(port), '127.0.0.1')
    await once(ahead, 'connect')
    expect((await fetch(`${other.url}/healthz`)).status).toBe(200)
    const ended = once(ahead, 'close')
    await other.close()
    await ended
  })

  it('works without script', async () => {
    const mock = server.mock.world('plain')
    await file(mock, 'M-1', filing('A', 1, 'SIMDOC1'))
    const page = await open('plain', '/_mock', { script: false })
    await press(page, 'Jump to next')
    expect(await row(page, number(1)).innerText()).toContain('discrepancy')
    await shows(page, 'The clock was moved.')
    await page.getByRole('link', { name: 'Scenarios' }).click()
    await page.getByLabel('A list of rules, as YAML or JSON').fill('- id: X\n  steps: relase\n')
    await press(page, 'Add in front')
    await shows(page, /^Line 2, column/)
    expect(await page.getByLabel('A list of rules, as YAML or JSON').inputValue()).toContain('relase')
    expect(new URL(page.url()).searchParams.get('world')).toBe('plain')
  }) // prettier-ignore

  it('is worked by the keyboard alone', async () => {
    const page = await open('keys')
    await page.keyboard.press('Tab')
    expect(await page.evaluate('document.activeElement.textContent')).toBe('Skip to the content')
    await page.keyboard.press('Enter')
    expect(await page.evaluate('document.activeElement.id')).toBe('main')
    await page.getByRole('button', { name: '+1 h' }).focus()
    await page.keyboard.press('Enter')
    await shows(page, '13:00:00')
    expect(await page.evaluate('document.activeElement.textContent')).toBe('+1 h')
    const outline = await page.evaluate('getComputedStyle(document.activeElement).outlineStyle')
    expect(outline).toBe('solid')
  })
})

describe('how it looks', () => {
  const long = 'HAWB' + '0'.repeat(40) + '9'
  const paths = ['/_mock', `/_mock/view/entries/${number(1)}`, ...['entries', 'journal', 'journal/1', 'scenarios', 'trouble', 'flights', 'worlds', 'nowhere'].map((name) => `/_mock/view/${name}`)] // prettier-ignore

  it.each([
    [375, false],
    [375, true],
    [1280, false],
    [1280, true],
  ])('fits %i pixels and can be read, in the dark: %s', async (width, dark) => {
    const mock = server.mock.world('looks')
    await file(mock, `L-${width}-${dark ? 1 : 0}`, filing('A', 1, long), filing('A', 2, 'SIMREJ282'))
    await mock.control('scenarios', { id: 'A-RULE-WITH-A-NAME-OF-FORTY-CHARACTERS-XX', match: { prefix: 'X' }, steps: 'admit' }).catch(() => {}) // prettier-ignore
    const page = await open('looks', '/_mock', { width, dark })
    for (const path of paths) {
      await page.goto(`${server.url}${path}?world=looks`)
      const beyond = await page.evaluate('document.documentElement.scrollWidth - innerWidth')
      expect([path, beyond]).toEqual([path, 0])
      expect([path, await page.evaluate(faint)]).toEqual([path, []])
    }
  }) // prettier-ignore
})

/** Texts whose contrast to what is behind them is below 4.5 to 1 (WCAG 2.2, 1.4.3). */
const faint = `(() => {
  const canvas = document.createElement('canvas').getContext('2d', { willReadFrequently: true })
  const rgb = (layers) => {
    canvas.clearRect(0, 0, 1, 1)
    for (const layer of layers) { canvas.fillStyle = layer; canvas.fillRect(0, 0, 1, 1) }
    return [...canvas.getImageData(0, 0, 1, 1).data].slice(0, 3)
  }
  const light = (color) => {
    const [r, g, b] = color.map((part) => part / 255).map((part) => part <= 0.04045 ? part / 12.92 : ((part + 0.055) / 1.055) ** 2.4)
    return 0.2126 * r + 0.7152 * g + 0.0722 * b
  }
  const seen = [...document.querySelectorAll('body *')].filter((element) =>
    element.checkVisibility() && !element.closest('.unseen, .skip, noscript, option') && !element.disabled &&
    [...element.childNodes].some((node) => node.nodeType === 3 && node.data.trim() !== ''))
  return seen.flatMap((element) => {
    const layers = []
    for (let at = element; at; at = at.parentElement) layers.unshift(getComputedStyle(at).backgroundColor)
    const [behind, ink] = [light(rgb(layers)), light(rgb([...layers, getComputedStyle(element).color]))]
    const contrast = (Math.max(behind, ink) + 0.05) / (Math.min(behind, ink) + 0.05)
    return contrast < 4.5 ? [element.className + ' ' + element.textContent.trim().slice(0, 30) + ' ' + contrast.toFixed(2)] : []
  })
})()`

describe('curl, as it is copied', () => {
  const run = promisify(execFile)
  const hasCurl = run('curl', ['--version']).then(() => true, () => false) // prettier-ignore

  it('sends the same again', async (context) => {
    if (!(await hasCurl)) return context.skip()
    const mock = server.mock.world('again')
    const parcel = filing('A', 1, 'SIMREL1')
    const parties = parcel.parties.map((party) => ({ ...party, name: "O'Brien $HOME `x` \\" }))
    await file(mock, 'M-1', { ...parcel, parties })
    const many = Array.from({ length: 40 }, (_, index) => filing('A', index + 10, 'SIMREL1'))
    await file(mock, 'M-2', ...many)
    await mock.control('clock', { advance: '1h' })
    for (const position of [1, 2]) {
      const page = await browser.open(`${server.url}/_mock/view/journal/${position}?world=${mock.name}`)
      const line = await page.locator('#curl').innerText()
      const { stdout } = await run('sh', ['-c', line])
      const { reply } = (await mock.control(`journal/${position}`)) as { reply: { text: string } }
      expect(stdout).toBe(reply.text)
    }
    const page = await browser.open(`${server.url}/_mock/view/journal/3?world=${mock.name}`)
    const { stdout } = await run('sh', ['-c', await page.locator('#curl').innerText()])
    expect(JSON.parse(stdout)).toMatchObject({ now: '2026-11-28T14:00:00.000Z' })
  }) // prettier-ignore
})
