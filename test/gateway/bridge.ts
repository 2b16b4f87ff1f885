/**
 * A CBP of records in front of one of XML: what a filer sends as CATAIR is handed on as XML, and the
 * answers come back as records.
 * @module
 */
import type { Send } from '../../src/gateway/deps.ts'
import { printCargoRelease } from '../../src/message/filing.ts'
import { readNotifications } from '../../src/message/notification.ts'
import { readReply } from '../../src/message/reply.ts'
import { printCatairPage } from '../../src/message/catair/status.ts'
import { mediaType, readCatairBatch, readCatairRelease } from '../../src/message/catair/release.ts'
import { printResponse } from '../../src/message/catair/response.ts'

const xml = 'application/xml'
const records = (body: string) => new Response(body, { headers: { 'Content-Type': mediaType } })
const bytesOf = async (from: Request | Response) => new Uint8Array(await from.arrayBuffer())

export function inRecords(cbp: Send): Send {
  const filed = new Map<string, Uint8Array>()

  const reply = async (response: Response, bytes: Uint8Array | undefined) => {
    const said = response.status === 200 && bytes ? readReply(await bytesOf(response)) : undefined
    if (!bytes || !said?.ok) return response
    const { envelope, results } = said.value
    const batch = readCatairBatch(bytes)
    const transactions = batch.blocks.flatMap((block) => block.transactions)
    const answers = results.flatMap((result, index) => {
      const transaction = transactions[index]
      return transaction ? [{ transaction, result }] : []
    })
    return records(printResponse(batch, answers, envelope.processedAt.slice(0, 10)))
  }

  return async (request) => {
    const { pathname } = new URL(request.url)
    const headers = new Headers(request.headers)
    if (request.method === 'POST' && headers.get('Content-Type') === mediaType) {
      const bytes = await bytesOf(request)
      const reading = readCatairRelease(bytes)
      if (!reading.ok) throw new Error(JSON.stringify(reading.faults))
      filed.set(headers.get('Message-Id') ?? '', bytes)
      headers.set('Content-Type', xml)
      const body = printCargoRelease(reading.value)
      return reply(await cbp(new Request(request.url, { method: 'POST', headers, body })), bytes)
    }
    const asked = /^\/ace\/transmissions\/(.+)$/.exec(pathname)?.[1]
    if (asked !== undefined) return reply(await cbp(request), filed.get(asked))
    if (pathname !== '/ace/mailbox' || headers.get('Accept') !== mediaType) return cbp(request)
    headers.set('Accept', xml)
    const response = await cbp(new Request(request.url, { headers }))
    if (!response.ok) return response
    const page = readNotifications(await bytesOf(response))
    const delivered = page.ok ? page.delivered : []
    const body = printCatairPage(delivered.flatMap(({ notification }) => notification ?? []))
    return body === '' ? new Response(null, { status: 204 }) : records(body)
  }
}
