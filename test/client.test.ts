import { describe, expect, it, onTestFinished } from 'vitest'
import { createClient, GatewayProblem } from '../src/client.ts'
import { createApp } from '../src/http/app.ts'
import { receiving } from './gateway/receiver.ts'
import { filer, live, parcel, world } from './gateway/world.ts'

async function givenClient() {
  const { receivers, heard } = receiving()
  const made = await world({ receivers })
  onTestFinished(made.close)
  await made.gateway.keys.install(filer, 'dev-key')
  const app = createApp(made.gateway, () => undefined)
  const send: typeof fetch = async (input, init) => app.fetch(new Request(input, init))
  const client = createClient({ url: 'http://gateway.test', key: 'dev-key', fetch: send })
  return { ...made, heard, client, pass: (seconds: number) => live(made, made.gateway, seconds) }
}

const answering = (response: Response) =>
  createClient({ url: 'http://gateway.test', key: 'k', fetch: async () => response })

describe('client', () => {
  it('files a shipment and follows it', async () => {
    const { client, pass } = await givenClient()
    const { id, entryNumber, status } = await client.file(parcel('HB1'))
    expect(status).toBe('queued')
    await pass(6)
    expect(await client.get(entryNumber)).toMatchObject({ id, status: 'released' })
    expect((await client.events(id)).at(-1)).toMatchObject({ status: 'released' })
    const messages = await client.messages(id)
    expect(messages[0]).toMatchObject({ direction: 'sent', kind: 'filing' })
    expect(messages[0]?.body).toContain('CargoRelease')
  })

  it('tells what filing would do', async () => {
    const { client } = await givenClient()
    expect(await client.check(parcel('HB1'))).toMatchObject({ accepted: true, entryType: '86' })
    expect((await client.list()).items).toEqual([])
  })

  it('shows the message on the wire that is asked for', async () => {
    const { client } = await givenClient()
    const { message } = await client.check(parcel('HB1'), { wire: 'catair' })
    expect(message).toEqual({ format: 'catair', body: expect.stringMatching(/^A4701ZZ9 /) })
  })

  it('asks the law of another day', async () => {
    const { client } = await givenClient()
    const { verdict } = await client.check(parcel('HB1'), { asOf: '2015-06-01' })
    expect(verdict).toMatchObject({ statutory: { decision: 'ALLOW', thresholdCents: 20_000 } })
  })

  it('quotes a basket', async () => {
    const { client } = await givenClient()
    const basket = [parcel('HB1'), parcel('HB2')]
    const { items, totals } = await client.quote(basket, { asOf: '2018-06-01', express: true })
    expect(items.map(({ reference }) => reference)).toEqual(['SHP-HB1', 'SHP-HB2'])
    expect(totals).toMatchObject({ shipments: 2 })
  })

  it('plans orders', async () => {
    const { client } = await givenClient()
    const { seller, consignee, lines, estimatedArrivalDate: readyOn } = parcel('HB1')
    const order = { orderNumber: 'ORD-1', seller, consignee, lines, readyOn }
    const { shipments } = await client.plan([order])
    expect(shipments).toMatchObject([{ entryType: '86', orderNumbers: ['ORD-1'] }])
  })

  it('throws what the gateway refuses, with pointers', async () => {
    const { client } = await givenClient()
    const refused = client.file({ ...parcel('HB1'), portOfEntry: '9999' })
    await expect(refused).rejects.toBeInstanceOf(GatewayProblem)
    await expect(refused).rejects.toMatchObject({
      status: 422,
      code: 'shipment_invalid',
      detail: '1 thing is wrong; see errors.',
      errors: [{ code: 'code_unknown', pointer: '/portOfEntry' }],
    })
  })

  it('is given the first answer again for the same key', async () => {
    const { client } = await givenClient()
    const first = await client.file(parcel('HB1'), { idempotencyKey: 'one' })
    expect(await client.file(parcel('HB1'), { idempotencyKey: 'one' })).toEqual(first)
    expect((await client.list()).items).toHaveLength(1)
  })

  it('walks through all pages, newest first', async () => {
    const { client } = await givenClient()
    for (const name of ['HB1', 'HB2', 'HB3', 'HB4', 'HB5']) await client.file(parcel(name))
    const references = []
    for await (const { reference } of client.all({ limit: 2 })) references.push(reference)
    expect(references).toEqual(['SHP-HB5', 'SHP-HB4', 'SHP-HB3', 'SHP-HB2', 'SHP-HB1'])
  })

  it('filters', async () => {
    const { client } = await givenClient()
    for (const name of ['HB1', 'HB2']) await client.file(parcel(name))
    const { items } = await client.list({ houseBill: 'HB2', status: 'queued' })
    expect(items.map(({ reference }) => reference)).toEqual(['SHP-HB2'])
  })

  it('amends by the whole shipment and by a patch, unless the version is an old one', async () => {
    const { client } = await givenClient()
    const { id, version } = await client.file(parcel('HB1'))
    await client.amend(id, { ...parcel('HB1'), packageQuantity: 2 }, { version })
    const patched = await client.patch(id, { packageQuantity: 3 })
    expect(patched.shipment.packageQuantity).toBe(3)
    await expect(client.patch(id, { packageQuantity: 4 }, { version })).rejects.toMatchObject({
      status: 412,
      code: 'version_mismatch',
    })
  })

  it('answers CBP', async () => {
    const { client, pass } = await givenClient()
    const { id } = await client.file(parcel('SIMDOC1'))
    await pass(3)
    const document = { type: 'CBP01', name: 'invoice.pdf', mediaType: 'application/pdf' }
    const content = btoa('%PDF-1.7\n%%EOF\n')
    await client.answer(id, { text: 'Here it is.', documents: [{ ...document, content }] })
    await pass(6)
    expect(await client.get(id)).toMatchObject({ status: 'released' })
  })

  it('cancels', async () => {
    const { client } = await givenClient()
    const { id } = await client.file(parcel('HB1'))
    expect(await client.cancel(id, { reason: '01' })).toMatchObject({ status: 'cancelled' })
  })

  it('makes, lists and revokes keys', async () => {
    const { client } = await givenClient()
    const { id, key } = await client.keys.create({ name: 'warehouse', scopes: ['entries:read'] })
    expect(key).toMatch(/^gate321_/)
    await client.keys.revoke(id)
    const mine = (await client.keys.list()).find((one) => one.id === id)
    expect(mine).toMatchObject({ name: 'warehouse', revokedAt: expect.any(String) })
  })

  it('registers a webhook, follows its deliveries and has them again', async () => {
    const { client, heard, pass } = await givenClient()
    const { webhooks } = client
    const { id, secret } = await webhooks.create({ url: 'https://shop.example.com/hook' })
    expect(secret).toMatch(/^whsec_/)
    await client.file(parcel('HB1'))
    await webhooks.test(id)
    await pass(6)
    const { items } = await webhooks.deliveries(id, { state: 'delivered' })
    expect(items).toHaveLength(7)
    await webhooks.redeliver(id, items[0]?.id ?? '')
    expect(await webhooks.redeliverRange(id, 1, 2)).toBe(2)
    await pass(1)
    expect(heard).toHaveLength(10)
    expect((await webhooks.rotate(id)).secret).not.toBe(secret)
    expect(await webhooks.change(id, { enabled: false, types: null })).toMatchObject({ enabled: false })
    expect(await webhooks.list()).toEqual([await webhooks.get(id)])
    await webhooks.delete(id)
    expect(await webhooks.list()).toEqual([])
  }) // prettier-ignore

  it('tells how a master bill stands, house bill by house bill', async () => {
    const { client } = await givenClient()
    for (const name of ['HB1', 'HB2', 'HB3']) await client.file(parcel(name))
    const { items } = await client.bills.list()
    expect(items).toMatchObject([{ masterBill: '172-12345675', counts: { queued: 3 } }])
    expect(await client.bills.get('172-12345675')).toMatchObject({ total: 3 })
    const first = await client.bills.entries('172-12345675', { status: 'queued', limit: 2 })
    expect(first.items).toHaveLength(2)
    const cursor = first.nextCursor ?? ''
    const second = await client.bills.entries('172-12345675', {
      status: 'queued',
      limit: 2,
      cursor,
    })
    expect([second.items.length, second.nextCursor]).toEqual([1, null])
    await expect(client.bills.get('../keys')).rejects.toMatchObject({ code: 'bill_not_found' })
  })

  it('shows what waits for you, and mends it with what is suggested', async () => {
    const { client, pass } = await givenClient()
    const { id, entryNumber } = await client.file(parcel('SIMQTY1', { packageQuantity: 9 }))
    await pass(10)
    const { items } = await client.discrepancies.list()
    expect(items).toMatchObject([{ entry: { id }, findings: [{ code: '58' }] }])
    const found = await client.discrepancies.get(entryNumber)
    expect(found.compared).toMatchObject([{ pointer: '/packageQuantity', declared: '9' }])
    const { version, correction } = found
    await client.patch(id, correction?.patch ?? {}, { version })
    await pass(30)
    expect(await client.get(id)).toMatchObject({ status: 'released' })
    expect((await client.discrepancies.list()).items).toEqual([])
  })

  it('sets the profile, which holds for what is checked next', async () => {
    const { client } = await givenClient()
    expect(await client.profile.read()).toEqual({
      policy: 'inherit',
      severities: {},
      filingFee: {},
    })
    const wanted = {
      policy: 'enforced',
      severities: { description_thin: 'error' },
      filingFee: { '11': '2.50' },
    } as const
    expect(await client.profile.write(wanted)).toEqual(wanted)
    expect(await client.profile.read()).toEqual(wanted)
    await expect(client.profile.write({ filingFee: { '11': '-1' } })).rejects.toMatchObject({
      code: 'profile_invalid',
    })
  })

  it('reads the rules of a day', async () => {
    const { client } = await givenClient()
    const { on, items } = await client.rules({ on: '2018-06-01', layer: 'statutory' })
    expect(on).toBe('2018-06-01')
    expect(items.map(({ id }) => id)).toContain('DM-THR-800')
    expect(items.filter(({ citation }) => citation === '')).toEqual([])
  })

  it('cancels and answers the version that was seen, and no other', async () => {
    const { client } = await givenClient()
    const { id, version } = await client.file(parcel('HB1'))
    await client.amend(id, { ...parcel('HB1'), packageQuantity: 2 })
    const stale = { status: 412, code: 'version_mismatch' }
    await expect(client.cancel(id, { reason: '01' }, { version })).rejects.toMatchObject(stale)
    await expect(client.answer(id, { text: 'As asked.' }, { version })).rejects.toMatchObject(stale)
    expect(await client.cancel(id, { reason: '01' }, { version: 2 })).toMatchObject({
      status: 'cancelled',
    })
  })

  it('reads the stream, and goes on where it was', async () => {
    const { client } = await givenClient()
    for (const name of ['HB1', 'HB2', 'HB3']) await client.file(parcel(name))
    const positions = []
    for await (const { data } of client.stream({ after: 1 })) positions.push(data.position)
    expect(positions).toEqual([2, 3])
    await expect(client.stream({ after: 9 }).next()).rejects.toMatchObject({
      code: 'position_gone',
    })
  })

  it('never lets an id lead to another address', async () => {
    const { client } = await givenClient()
    await expect(client.get('../keys')).rejects.toMatchObject({ code: 'entry_not_found' })
  })

  it('keeps the path under which a gateway is mounted', async () => {
    const seen: string[] = []
    const send: typeof fetch = async (input) => {
      seen.push(String(input))
      return Response.json({ items: [], nextCursor: null })
    }
    await createClient({ url: 'http://shop.test/gate321', key: 'k', fetch: send }).list()
    expect(seen).toEqual(['http://shop.test/gate321/v1/entries'])
  })

  it.each([502, 200])(
    'throws when HTTP %i is a page and not an answer of the gateway',
    async (status) => {
      await expect(answering(new Response('<html>', { status })).list()).rejects.toMatchObject({
        name: 'GatewayProblem',
        status,
        code: 'not_a_problem',
      })
    },
  )
})
