/**
 * A mock with a clock of its own, and the messages a filer sends it.
 * @module
 */
import { createMockCbp } from '../../mock-cbp/app.ts'
import type { MockOptions } from '../../mock-cbp/app.ts'
import { after } from '../../src/domain/day.ts'
import { entryNumber } from '../../src/domain/number.ts'
import type { EntryNumber, FilerCode } from '../../src/domain/number.ts'
import type { Shipment } from '../../src/domain/shipment.ts'
import { printCatairRelease } from '../../src/message/catair/release.ts'
import { declare } from '../../src/message/declare.ts'
import type { Declaration } from '../../src/message/declare.ts'
import { printCargoRelease } from '../../src/message/filing.ts'
import type { Filing } from '../../src/message/filing.ts'
import { readNotifications } from '../../src/message/notification.ts'
import type { StatusNotification } from '../../src/message/notification.ts'
import { readReply } from '../../src/message/reply.ts'
import { openSqlite } from '../../src/store/sqlite.ts'

export const noon = '2026-11-28T12:00:00.000Z'

export function counter() {
  let n = 0
  return () => `R${++n}`
}

export function givenMock(options: Partial<MockOptions> = {}) {
  let at = noon
  const clock = { now: () => at }
  const db = openSqlite(':memory:')
  const mock = createMockCbp({ db, clock, ids: counter(), inspectionRate: 0, ...options })
  const hours = (count: number) => (at = after(noon, count * 3_600_000))
  const seconds = (count: number) => (at = after(noon, count * 1000))
  return { ...mock, db, base: clock, hours, seconds }
}

export type Given = ReturnType<typeof givenMock>
type Mock = Pick<Given, 'fetch'>

export const number = (sequence: number, filer = 'ZZ9'): EntryNumber =>
  entryNumber(filer as FilerCode, sequence)

export const shipment = (houseBill: string, changes: Partial<Shipment> = {}): Shipment => ({
  reference: houseBill,
  modeOfTransportation: '40',
  portOfEntry: '4701',
  estimatedArrivalDate: '2026-12-01',
  bill: { masterBill: '172-12345675', houseBill },
  packageQuantity: 1,
  seller: {
    name: 'Hanoi Craft Co Ltd',
    address: { street: '12 Pho Hue', city: 'Hanoi', postalCode: '100000', country: 'VN' },
  },
  consignee: {
    name: 'Jane Smith',
    address: { street: '100 Main St', city: 'Brooklyn', subdivision: 'NY', country: 'US' },
  },
  invoice: { number: 'INV-9', date: '2026-11-20' },
  lines: [
    {
      description: 'Knit cotton T-shirts',
      htsNumber: '6109100040',
      countryOfOrigin: 'VN',
      quantity: 2,
      unit: 'PCS',
      fairRetailValue: '30.00',
    },
  ],
  ...changes,
})

export const filing = (
  actionCode: Declaration['actionCode'],
  sequence: number,
  houseBill: string,
  rest: Partial<Declaration> = {},
): Filing =>
  declare(
    {
      actionCode,
      entryNumber: number(sequence),
      entryType: '86',
      shipment: shipment(houseBill),
      ...(actionCode === 'D' ? { cancellation: { reason: '01' } } : {}),
      ...rest,
    },
    { name: 'Pat Filer', phone: '7185550100' },
  )

type Entries = readonly Filing[]

const release = (messageId: string, entries: Entries, filerCode: string, blockReference?: string) => ({
  envelope: {
    ...{ messageId, filerCode, siteCode: '4701', transmissionDate: '2026-11-28' },
    ...(blockReference === undefined ? {} : { blockReference }),
  },
  entries,
}) // prettier-ignore

export const transmission = (
  messageId: string,
  entries: Entries,
  filerCode = 'ZZ9',
  blockReference?: string,
) => printCargoRelease(release(messageId, entries, filerCode, blockReference))

/** The same as a batch of CATAIR. */
export const inRecords = (
  messageId: string,
  entries: Entries,
  filerCode = 'ZZ9',
  blockReference?: string,
) => printCatairRelease(release(messageId, entries, filerCode, blockReference))

export const basic = (filer = 'ZZ9', password = 'mock') => ({
  Authorization: `Basic ${btoa(`${filer}:${password}`)}`,
})

export const get = (mock: Mock, path: string, filer = 'ZZ9') =>
  mock.fetch(new Request(`http://cbp.test${path}`, { headers: basic(filer) }))

export const post = (
  mock: Mock,
  path: string,
  body: string,
  headers: Readonly<Record<string, string>> = {},
) =>
  mock.fetch(
    new Request(`http://cbp.test${path}`, {
      method: 'POST',
      body,
      headers: { ...basic(), 'Content-Type': 'application/json', ...headers },
    }),
  )

export const send = (mock: Mock, messageId: string, body: string, filer = 'ZZ9') =>
  post(mock, '/ace/transmissions', body, {
    ...basic(filer),
    'Content-Type': 'application/xml',
    'Message-Id': messageId,
  })

const catair = 'text/x-catair'

/** A batch names itself. */
export const sendRecords = (
  mock: Mock,
  body: string,
  headers: Readonly<Record<string, string>> = {},
) => post(mock, '/ace/transmissions', body, { 'Content-Type': catair, ...headers })

/** At the mailbox, in records. */
export const look = (mock: Mock, headers: Readonly<Record<string, string>> = {}, query = '') =>
  mock.fetch(
    new Request(`http://cbp.test/ace/mailbox${query}`, {
      headers: { ...basic(), Accept: catair, ...headers },
    }),
  )

export const file = (mock: Mock, messageId: string, ...entries: readonly Filing[]) =>
  send(mock, messageId, transmission(messageId, entries))

export async function replyIn(response: Response) {
  const reading = readReply(new Uint8Array(await response.arrayBuffer()))
  if (!reading.ok) throw new Error(`${response.status}: ${reading.detail}`)
  return reading.value
}

/** Each entry's disposition and its condition codes: `01 007`. */
export const rulings = async (response: Response) =>
  (await replyIn(response)).results.map(({ sxDisposition, conditions }) =>
    [sxDisposition, ...conditions.map(({ conditionCode }) => conditionCode)].join(' '),
  )

export async function mailbox(mock: Mock, query = '', filer = 'ZZ9') {
  const response = await get(mock, `/ace/mailbox${query}`, filer)
  const page = readNotifications(new Uint8Array(await response.arrayBuffer()))
  if (!page.ok) throw new Error(page.detail)
  return page.delivered.map(({ notification, why }): StatusNotification => {
    if (!notification) throw new Error(why)
    return notification
  })
}

/** `SO60 97`; all codes of one notification on one line. */
export const codes = (notifications: readonly StatusNotification[]) =>
  notifications.map(({ notices }) =>
    notices.map(({ record, code }) => `${record} ${code}`).join(', '),
  )

export async function acknowledge(mock: Mock, ids: readonly string[], filer = 'ZZ9') {
  const body = JSON.stringify({ ids })
  const response = await post(mock, '/ace/mailbox/acknowledgements', body, basic(filer))
  return (await response.json()) as { readonly removed: number }
}

export const json = async (response: Response) =>
  (await response.json()) as Readonly<Record<string, unknown>>

/** `404 entry_unknown` */
export const refusal = async (response: Response) => {
  const { status, code } = await json(response)
  return status === response.status ? `${status} ${code}` : `${response.status} but says ${status}`
}

export const sendDocument = (mock: Mock, messageId: string, entry: EntryNumber, text = 'see') =>
  post(mock, '/ace/documents', JSON.stringify({ entryNumber: entry, text, documents: [] }), {
    'Message-Id': messageId,
  })

export const entry = async (mock: Mock, sequence: number) =>
  (await get(mock, `/ace/entries/${number(sequence)}`)).json()
