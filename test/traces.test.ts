/**
 * Traces as a collector on this machine hears them: one for the request that filed, one for each
 * transmission, linked by the entry.
 * @module
 */
import { createServer } from 'node:http'
import type { AddressInfo } from 'node:net'
import { afterAll, beforeAll, describe, expect, it } from 'vitest'
import { openTraces } from '../src/traces.ts'
import { givenApp, mockCbp, shipment } from './http/given.ts'

type Span = {
  readonly name: string
  readonly traceId: string
  readonly spanId: string
  readonly parentSpanId?: string
  readonly links?: readonly { readonly traceId: string }[]
  readonly attributes: readonly { readonly key: string; readonly value: object }[]
}
type Batch = { resourceSpans: { scopeSpans: { spans: Span[] }[] }[] }

const batches: string[] = []
const collector = createServer((request, response) => {
  let text = ''
  request.setEncoding('utf8').on('data', (chunk: string) => (text += chunk))
  request.on('end', () => {
    batches.push(text)
    response.writeHead(200, { 'Content-Type': 'application/json' }).end('{}')
  })
})

beforeAll(() => new Promise<void>((ready) => collector.listen(0, '127.0.0.1', ready)))
afterAll(() => void collector.close())

const caller = '00-0af7651916cd43dd8448eb211c80319c-b7ad6b7169203331-01'

describe('traces', () => {
  it('lead from the request to what CBP said, linked by the entry, without a word of it', async () => {
    const { port } = collector.address() as AddressInfo
    const traces = await openTraces(`http://127.0.0.1:${port}/v1/traces`)
    const toldCbp: (string | null)[] = []
    const { post, hours } = await givenApp({
      trace: traces.trace,
      send: (clock) => {
        const cbp = mockCbp(clock)
        return traces.tell((request) => {
          if (request.method === 'POST') toldCbp.push(request.headers.get('traceparent'))
          return cbp(request)
        })
      },
    })
    const filed = await post('/v1/entries', shipment(), { headers: { traceparent: caller } })
    expect(filed.headers.get('X-Request-Id')).toBe('0af7651916cd43dd8448eb211c80319c')
    await hours(3)
    await traces.close()

    const spans = batches.flatMap((batch) =>
      (JSON.parse(batch) as Batch).resourceSpans.flatMap(({ scopeSpans }) =>
        scopeSpans.flatMap(({ spans }) => spans),
      ),
    )
    const named = (name: string) => spans.filter((span) => span.name === name)
    const [request, file, transmit, reply] = ['request', 'file', 'transmit', 'reply'].map((name) => named(name)[0])
    const applied = named('apply')
    expect(request?.links?.map(({ traceId }) => traceId)).toEqual(['0af7651916cd43dd8448eb211c80319c'])
    expect(request?.traceId).not.toBe('0af7651916cd43dd8448eb211c80319c')
    expect(file).toMatchObject({ traceId: request?.traceId, parentSpanId: request?.spanId })
    expect(reply).toMatchObject({ traceId: transmit?.traceId, parentSpanId: transmit?.spanId })
    expect(applied[0]).toMatchObject({ traceId: reply?.traceId, parentSpanId: reply?.spanId })
    expect(applied.length).toBe(3)
    for (const { links } of applied) expect(links?.map(({ traceId }) => traceId)).toEqual([file?.traceId])
    expect(toldCbp[0]).toMatch(new RegExp(`^00-${transmit?.traceId}-[0-9a-f]{16}-01$`))
    expect(batches.join()).not.toMatch(/Jane|Smith|SHP-|Main St|T-shirt/)
  })

  it('lose nothing but themselves when nobody collects them', async () => {
    const traces = await openTraces('http://127.0.0.1:9/v1/traces')
    const { post } = await givenApp({ trace: traces.trace })
    expect((await post('/v1/entries', shipment())).status).toBe(201)
    await traces.close().catch(() => undefined)
  })

  it('pass on what the work throws', async () => {
    const traces = await openTraces('http://127.0.0.1:9/v1/traces')
    const failing = traces.trace('file', {}, () => Promise.reject(new TypeError('Jane')))
    await expect(failing).rejects.toThrow('Jane')
    await traces.close().catch(() => undefined)
  })
}) // prettier-ignore
