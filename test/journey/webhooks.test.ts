/**
 * A whole gateway as its own process, telling a receiver on this machine, which goes away and
 * comes back.
 */
import { createServer } from 'node:http'
import type { AddressInfo } from 'node:net'
import { Webhook } from 'standardwebhooks'
import { expect, it, onTestFinished } from 'vitest'
import { createClient } from '../../src/client.ts'
import type { Announcement } from '../../src/client.ts'
import { parcel } from '../gateway/world.ts'
import { freshFolder, kill, startProcess, until } from './process.ts'

type Heard = { readonly headers: Record<string, string>; readonly body: string }

/** A receiver that checks every signature, and can go away. */
async function receiver() {
  const heard: Heard[] = []
  let answer = 200
  const server = createServer((request, response) => {
    let body = ''
    request.on('data', (chunk: Buffer) => (body += chunk.toString()))
    request.on('end', () => {
      if (answer === 200) heard.push({ headers: request.headers as Record<string, string>, body })
      response.writeHead(answer).end()
    })
  })
  await new Promise<void>((ready) => server.listen(0, '127.0.0.1', ready))
  onTestFinished(() => {
    server.closeAllConnections()
    server.close()
  })
  const { port } = server.address() as AddressInfo
  return { heard, url: `http://127.0.0.1:${port}/hook`, answers: (status: number) => (answer = status) }
} // prettier-ignore

it(
  'webhooks and the stream tell the same, through an outage, a new secret and a kill',
  { timeout: 60_000 },
  async () => {
    const folder = freshFolder()
    onTestFinished(folder.remove)
    const settings = { GATE321_TODAY: '2026-11-23', GATE321_WEBHOOK_ALLOW_PRIVATE: 'true' }
    const shop = await receiver()
    const first = await startProcess(folder.path, settings)
    const client = createClient({ url: first.url, key: 'dev-key' })
    const { webhooks } = client
    const { id, secret } = await webhooks.create({ url: shop.url })
    const references = (announcements: readonly Announcement[]) =>
      announcements.map(({ data, type }) => `${data.entry.reference} ${data.sequence} ${type}`).sort()
    const told = (heard: readonly Heard[]) => heard.map(({ body }) => JSON.parse(body) as Announcement)

    const streamed: Announcement[] = []
    const listening = (async () => {
      for await (const each of client.stream({ after: 0 })) {
        streamed.push(each)
        if (streamed.length === 7) break
      }
    })()

    await client.file(parcel('SIMREL1'))
    await until(async () => shop.heard.length, (count) => count === 5)
    for (const { headers, body } of shop.heard) new Webhook(secret).verify(body, headers)
    expect(references(told(shop.heard))).toEqual([
      'SHP-SIMREL1 1 entry.queued', 'SHP-SIMREL1 2 entry.updated', 'SHP-SIMREL1 3 entry.submitted',
      'SHP-SIMREL1 4 entry.under_review', 'SHP-SIMREL1 5 entry.released',
    ])

    // Down: what happens is kept.
    shop.answers(503)
    const held = await client.file(parcel('SIMREL2'))
    await until(() => client.get(held.id), ({ status }) => status === 'released')
    const rotated = await webhooks.rotate(id)
    expect((await webhooks.get(id)).deliveries.due).toBe(5)
    await listening
    await kill(first.child, 'SIGKILL')

    // Up again, and so is the gateway: it is not kept waiting by the schedule, but asked for all.
    shop.answers(200)
    const second = await startProcess(folder.path, settings)
    const again = createClient({ url: second.url, key: 'dev-key' })
    expect(await again.webhooks.redeliverRange(id, 6)).toBe(5)
    await until(async () => (await again.webhooks.get(id)).deliveries.due, (due) => due === 0)
    for (const { headers, body } of shop.heard.slice(5)) {
      for (const each of [secret, rotated.secret]) new Webhook(each).verify(body, headers)
    }
    // At least once: a receiver knows by its id what it has heard before.
    const once = [...new Map(shop.heard.map((each) => [each.headers['webhook-id'], each])).values()]
    expect(once).toHaveLength(10)
    expect((await again.webhooks.get(id)).deliveries).toEqual({ due: 0, failed: 0 })

    // The stream is resumed in the new process, and has told what the webhooks told.
    const last = streamed.at(-1)?.data.position
    for await (const each of again.stream({ after: last })) {
      streamed.push(each)
      if (each.data.position === 10) break
    }
    expect(references(streamed)).toEqual(references(told(once)))

    // A listener that hears already is let go in peace.
    const listener = again.stream({ after: 9 })
    await listener.next()
    const ended = listener.next()
    expect(await kill(second.child, 'SIGTERM')).toBe(0)
    expect((await ended).done).toBe(true)
  },
) // prettier-ignore
