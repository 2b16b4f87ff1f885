/**
 * The papers of an entry and the manifest of a master bill, as a page or as a PDF.
 * @module
 */
import { createRoute, z } from '@hono/zod-openapi'
import type { Context } from 'hono'
import type { Gateway } from '../gateway/gateway.ts'
import type { HistoryItem } from '../gateway/history.ts'
import { htmlPieces, htmlText, styleAddress } from '../print/html.ts'
import { manifest } from '../print/manifest.ts'
import type { Paper } from '../print/paper.ts'
import { isPaperName, offers, paperNames, paperOf, papers } from '../print/papers.ts'
import { pdf } from '../print/pdf.ts'
import { paperStyle } from '../print/style.ts'
import type { Env } from './auth.ts'
import { idParam, notFound } from './entries.ts'
import { Refusal } from './errors.ts'
import { json, mount, readQuery } from './route.ts'
import type { App } from './route.ts'

export const formats = ['html', 'pdf'] as const
export type Format = (typeof formats)[number]

const query = z.object({
  format: z.enum(formats).optional().openapi({
    description: 'Otherwise what Accept asks for: application/pdf, or a page',
  }),
})

const offer = z.strictObject({
  paper: z.enum(paperNames),
  title: z.string(),
  available: z.boolean(),
  reason: z.string().nullable().openapi({ description: 'Why it cannot be printed now' }),
})
const offersSchema = z.strictObject({ items: z.array(offer) }).openapi('PaperList')

const printed = (description: string) => ({
  description,
  content: { 'text/html': {}, 'application/pdf': {} },
})

export async function printEntry(
  gateway: Gateway,
  filer: Parameters<Gateway['get']>[0],
  id: string,
  name: string,
): Promise<Paper> {
  if (!isPaperName(name)) {
    const detail = `There is no paper "${name.slice(0, 40)}"; there are ${paperNames.join(', ')}.`
    throw new Refusal(404, 'paper_unknown', detail)
  }
  const entry = await gateway.get(filer, id)
  if (!entry) throw notFound()
  const refused = papers[name].refused(entry)
  if (refused !== null) throw new Refusal(409, 'paper_not_ready', refused)
  const releasedAt = name === 'release' ? releaseOf((await gateway.events(filer, id)) ?? []) : null
  return paperOf(name, { entry, releasedAt })
}

/** When CBP let the goods go the last time, by CBP's own clock. */
function releaseOf(events: readonly HistoryItem[]): string | null {
  const released = events.filter(
    ({ status }, index) => status === 'released' && events[index - 1]?.status !== 'released',
  )
  const last = released.at(-1)
  return last ? (last.cbpAt ?? last.at) : null
}

export async function printManifest(
  gateway: Gateway,
  filer: Parameters<Gateway['manifest']>[0],
  masterBill: string,
): Promise<Paper> {
  const read = await gateway.manifest(filer, masterBill)
  if (read.kind === 'not_found') {
    const detail = 'No entry is filed under this master bill; write it as it was filed.'
    throw new Refusal(404, 'bill_not_found', detail)
  }
  if (read.kind === 'too_long') {
    const detail = `More than ${read.most} entries are filed under this master bill; read them with GET /v1/entries?masterBill=.`
    throw new Refusal(422, 'manifest_too_long', detail)
  }
  return manifest(read, filer)
}

export function formatOf(c: Context<Env>): Format {
  const { format } = readQuery(c, query)
  const accept = c.req.header('Accept') ?? ''
  const wanted = /application\/pdf/i.test(accept) && !/text\/html/i.test(accept) ? 'pdf' : 'html'
  return format ?? wanted
}

/** Whole before it is answered, so that what fails is a refusal and not a torn page. */
export async function respond(c: Context<Env>, paper: Paper, format: Format): Promise<Response> {
  if (format === 'html') return c.html(await htmlText(paper))
  const bytes = await pdf(paper)
  c.header('Content-Type', 'application/pdf')
  c.header('Content-Disposition', `attachment; filename="${fileName(paper)}.pdf"`)
  return c.body(bytes)
}

/** In letters that no header and no file system reads as anything else. */
const fileName = ({ fileName }: Paper) => fileName.replace(/[^\w.-]+/g, '-').slice(0, 80)

export function mountPapers(app: App, gateway: Gateway): void {
  mount(
    app,
    createRoute({
      method: 'get',
      path: '/v1/entries/{id}/papers',
      summary: 'What can be printed of an entry, and why not the rest',
      request: { params: idParam },
      responses: { 200: json(offersSchema, 'The papers') },
    }),
    'entries:read',
    async (c) => {
      const entry = await gateway.get(c.get('caller').filer, c.req.param('id') ?? '')
      if (!entry) throw notFound()
      return c.json({ items: offers(entry) })
    },
  )

  mount(
    app,
    createRoute({
      method: 'get',
      path: '/v1/entries/{id}/papers/{paper}',
      summary: 'A commercial invoice, a worksheet or a release notice',
      request: {
        params: idParam.extend({
          paper: z.string().openapi({ description: paperNames.join(', '), example: 'invoice' }),
        }),
        query,
      },
      responses: { 200: printed('The paper') },
    }),
    'entries:read',
    async (c) => {
      const format = formatOf(c)
      const [id, name] = [c.req.param('id') ?? '', c.req.param('paper') ?? '']
      return respond(c, await printEntry(gateway, c.get('caller').filer, id, name), format)
    },
  )

  mount(
    app,
    createRoute({
      method: 'get',
      path: '/v1/bills/{masterBill}/manifest',
      summary: 'Every house bill under a master bill that the filer declared',
      request: {
        params: z.object({ masterBill: z.string().openapi({ example: '172-12345675' }) }),
        query,
      },
      responses: { 200: printed('The manifest') },
    }),
    'entries:read',
    async (c) => {
      const format = formatOf(c)
      const masterBill = (c.req.param('masterBill') ?? '').slice(0, 50)
      const paper = await printManifest(gateway, c.get('caller').filer, masterBill)
      return format === 'html' ? streamed(c, paper) : respond(c, paper, format)
    },
  )

  app.openAPIRegistry.registerPath({
    method: 'get',
    path: styleAddress,
    summary: 'The style of papers',
    security: [],
    responses: { 200: { description: 'The style', content: { 'text/css': {} } } },
  })
  app.get(styleAddress, (c) => c.body(paperStyle, 200, { 'Content-Type': 'text/css' }))
}

/** Made while it is read: a reader that stalls costs nothing but its connection. */
function streamed(c: Context<Env>, paper: Paper): Response {
  c.header('Content-Type', 'text/html; charset=UTF-8')
  if (c.req.method === 'HEAD') return c.body(null)
  const encoder = new TextEncoder()
  const pieces = htmlPieces(paper)
  return c.body(
    new ReadableStream<Uint8Array>(
      {
        pull: async (controller) => {
          const { value, done } = await pieces.next()
          if (done) controller.close()
          else controller.enqueue(encoder.encode(value))
        },
        cancel: async () => {
          await pieces.return(undefined)
        },
      },
      { highWaterMark: 0 },
    ),
  )
}
