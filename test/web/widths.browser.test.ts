import { afterAll, beforeAll, describe, it } from 'vitest'
import { madeCsv, madeShipment } from '../batch/made.ts'
import { until } from '../journey/process.ts'
import { expectUsable, picture, startDesk, widths } from './stack.ts'
import type { DeskStack } from './stack.ts'

const made = { rows: 120, bad: 30, tag: 'WIDE', day: '2026-11-24' }

/** What strains a page: long words, long numbers, marks that a browser would take for its own. */
const long = 'A-name-that-goes-on-without-a-space'
const hostile = '<img src=x onerror=alert(1)> {{7*7}} javascript:alert(1)'

/** House bills that make the mock CBP ask, hold and refuse. */
const steered = madeCsv(made)
  .replace(/,WIDE7,/, ',SIMDOC007,')
  .replace(/,WIDE8,/, ',SIMHLD008,')
  .replace(/,WIDE9,/, ',SIMREJ318,')
  .replace(/,WIDE10,/, ',SIMQTY010,')

describe('every page of the desk', () => {
  let stack: DeskStack
  /** Each page by the name of its picture. */
  let pages: readonly (readonly [name: string, path: string])[]

  const ask = async (path: string, method = 'GET', sent?: unknown, type = 'application/json') => {
    const headers = { Authorization: 'Bearer dev-key', 'Content-Type': type }
    const body = typeof sent === 'string' ? sent : sent === undefined ? null : JSON.stringify(sent)
    const answer = await fetch(stack.url + path, { method, headers, body })
    return (await answer.json()) as Record<string, string>
  }

  const numberOf = async (houseBill: string, status: string): Promise<string> => {
    const { items } = await until(
      () => ask(`/v1/entries?houseBill=${houseBill}`),
      (found) => (found['items'] as unknown as { status: string }[])[0]?.status === status,
    )
    return (items as unknown as { entryNumber: string }[])[0]?.entryNumber ?? ''
  }

  beforeAll(async () => {
    stack = await startDesk({
      GATE321_TODAY: '2026-11-23',
      GATE321_WEBHOOK_ALLOW_PRIVATE: 'true',
    })
    await ask('/v1/keys', 'POST', { name: long, scopes: ['entries:read'] })
    const url = `${stack.mockUrl}/healthz/${long}`
    const webhook = await ask('/v1/webhooks', 'POST', { url, description: hostile })
    await ask(`/v1/webhooks/${webhook['id']}/test`, 'POST', {})
    await ask('/v1/mappings', 'PUT', { columns: { [long]: 'reference', [hostile]: null } })
    const batch = await ask('/v1/batches?name=parcels.csv', 'POST', steered, 'text/csv')
    const odd = madeShipment(900, { tag: 'ODD', day: '2026-11-24' })
    const { entryNumber: strange } = await ask('/v1/entries', 'POST', {
      ...odd,
      seller: { ...odd.seller, name: '<img src=x onerror=alert(1)>' },
      consignee: { ...odd.consignee, name: long },
    })
    if (strange === undefined) throw new Error('the strange shipment was refused')
    const doc = await numberOf('SIMDOC007', 'discrepancy')
    const rejected = await numberOf('SIMREJ318', 'rejected')
    const wide = await numberOf('WIDE1', 'released')
    const settings = '/settings'
    pages = [
      ['today', '/'],
      ['entries', '/entries'],
      ['entry', `/entries/${wide}`],
      ['entry-strange', `/entries/${strange}`],
      ['entry-rejected', `/entries/${rejected}`],
      ['entry-messages', `/entries/${doc}/messages`],
      ['entry-law', `/entries/${doc}/law`],
      ['entry-versions', `/entries/${doc}/versions`],
      ['entry-amend', `/entries/${doc}/amend`],
      ['entry-cancel', `/entries/${doc}/cancel`],
      ['discrepancies', '/discrepancies'],
      ['discrepancy', `/discrepancies/${doc}`],
      ['batches', '/batches'],
      ['batch', `/batches/${batch['id']}`],
      ['batch-entries', `/batches/${batch['id']}/entries`],
      ['bills', '/bills'],
      ['bill', '/bills/172-12345675'],
      ['new', '/new'],
      ['settings', settings],
      ['settings-checks', `${settings}/checks`],
      ['settings-headings', `${settings}/headings`],
      ['settings-keys', `${settings}/keys`],
      ['settings-webhooks', `${settings}/webhooks`],
      ['settings-webhook', `${settings}/webhooks/${webhook['id']}`],
      ['settings-session', `${settings}/session`],
    ]
  }, 120_000)
  afterAll(() => stack.stop())

  it.each(widths)('is usable and fits, %s pixels wide', { timeout: 240_000 }, async (width) => {
    const page = await stack.open('/', { width, dark: width === 375 })
    for (const [name, path] of pages) {
      await page.goto(stack.url + path)
      await picture(page, `${name}-${width}`)
      await expectUsable(page).catch((error: Error) => {
        throw new Error(`${path}: ${error.message}`)
      })
    }
    await page.context().close()
  })
})
