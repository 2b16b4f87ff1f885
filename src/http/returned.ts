/**
 * `/v1/batches/{id}/errors.csv` and `/errors.ndjson`: what was refused, ready to mend.
 * @module
 */
import { createRoute, z } from '@hono/zod-openapi'
import type { Context } from 'hono'
import type { RefusedItem } from '../batch/kept.ts'
import { returnedHead, returnedLine, returnedRows } from '../batch/returned.ts'
import type { Gateway } from '../gateway/gateway.ts'
import type { Env } from './auth.ts'
import { notFound } from './batches.ts'
import { mount } from './route.ts'
import type { App } from './route.ts'

type Refused = NonNullable<Awaited<ReturnType<Gateway['batches']['refused']>>>
type Print = { readonly head: string; readonly rows: (item: RefusedItem) => string }

const files: readonly (readonly [
  name: string,
  mediaType: string,
  summary: string,
  print: (refused: Refused) => Print,
])[] = [
  [
    'errors.csv',
    'text/csv',
    'The refused rows in the columns of their file, the reasons behind them',
    ({ heading }) => ({
      head: returnedHead(heading),
      rows: (item) => returnedRows(heading, item),
    }),
  ],
  [
    'errors.ndjson',
    'application/x-ndjson',
    'The refused shipments of a file of JSON, each with its reasons',
    () => ({ head: '', rows: returnedLine }),
  ],
]

export function mountReturned(app: App, gateway: Gateway): void {
  for (const [file, mediaType, summary] of files) {
    mount(
      app,
      createRoute({
        method: 'get',
        path: `/v1/batches/{id}/${file}`,
        summary,
        request: { params: z.object({ id: z.string() }) },
        responses: { 200: { description: summary, content: { [mediaType]: {} } } },
      }),
      'entries:read',
      (c) => giveBack(c, gateway, file),
    )
  }
}

/** One of these files, to whoever may read the batch. */
export async function giveBack(c: Context<Env>, gateway: Gateway, name: string): Promise<Response> {
  const id = c.req.param('id') ?? ''
  const refused = await gateway.batches.refused(c.get('caller').filer, id)
  const [, mediaType, , printer] = files.find(([file]) => file === name) ?? []
  if (!refused || !printer) throw notFound()
  c.header('Content-Type', `${mediaType}; charset=utf-8`)
  c.header('Content-Disposition', `attachment; filename="${id}-${name}"`)
  if (c.req.method === 'HEAD') return c.body(null)
  return c.body(bodyOf(refused, printer(refused)))
}

/** As fast as it is read, and some two hundred shipments at a time. */
function bodyOf({ items }: Refused, { head, rows }: Print): ReadableStream<Uint8Array> {
  const encoder = new TextEncoder()
  let text = head
  return new ReadableStream<Uint8Array>(
    {
      pull: async (controller) => {
        const { value, done } = await items.next()
        text += value?.map(rows).join('') ?? ''
        if (text !== '') controller.enqueue(encoder.encode(text))
        text = ''
        if (done) controller.close()
      },
      cancel: async () => {
        await items.return(undefined)
      },
    },
    { highWaterMark: 0 },
  )
}
