/**
 * `/v1/batches` and `/v1/mappings`: files of shipments, and how their headings are read.
 * @module
 */
import { createRoute, z } from '@hono/zod-openapi'
import type { Context } from 'hono'
import { columnNamed, columns } from '../batch/columns.ts'
import { problem } from '../domain/problem.ts'
import { statuses } from '../domain/status.ts'
import { batchStates } from '../gateway/batches.ts'
import type { Mapping } from '../gateway/batches.ts'
import type { Gateway } from '../gateway/gateway.ts'
import type { Env } from './auth.ts'
import { batchCap, formats, receive } from './batch.ts'
import { entryCap, readJsonBody } from './body.ts'
import { printCursor, readCursor } from './cursor.ts'
import { limitParameter } from './entries.ts'
import { invalid, Refusal } from './errors.ts'
import { entrySchema, finding } from './model.ts'
import { json, mount, readQuery } from './route.ts'
import type { App } from './route.ts'
import { shape } from './shape.ts'

const count = z.number()

export const batchSchema = z
  .strictObject({
    id: z.string().openapi({ example: 'bat_01KAH4W3Z6M6Q2V8T5R9N1C7DX' }),
    state: z.enum(batchStates).openapi({
      description: 'receiving: the file comes in; filing: its rows are filed; done: each has an outcome',
    }),
    format: z.string().openapi({ example: 'csv' }),
    name: z.string().nullable(),
    counts: z
      .strictObject({
        received: count,
        accepted: count,
        refused: count,
        ...(Object.fromEntries(statuses.map((status) => [status, count])) as Record<
          (typeof statuses)[number],
          typeof count
        >),
      })
      .openapi({ description: 'Shipments: in the file, dealt with, and where the accepted stand now' }),
    rows: z.number().openapi({ description: 'Rows of the file; a shipment may have several' }),
    bytes: z.number(),
    sha256: z.string().nullable(),
    waits: z.string().nullable().openapi({ description: 'Why filing rests just now, such as queue_full' }),
    columns: z
      .array(z.strictObject({ heading: z.string(), column: z.string().nullable() }))
      .nullable()
      .openapi({ description: 'How each column is read; null is not read' }),
    createdAt: z.string(),
    updatedAt: z.string(),
    doneAt: z.string().nullable(),
  })
  .openapi('Batch') // prettier-ignore

const rowSchema = z
  .strictObject({
    row: z.number().openapi({ description: 'The first row of the shipment' }),
    outcome: z.enum(['accepted', 'refused']),
    reference: z.string().nullable(),
    entryId: z.string().nullable(),
    rows: z.array(z.number()).nullable().openapi({ description: 'Of a refused shipment, all rows' }),
    problems: z.array(finding),
  })
  .openapi('BatchRow') // prettier-ignore

const pageOf = (item: z.ZodType) =>
  z.strictObject({ items: z.array(item), nextCursor: z.string().nullable() })

const page = { limit: limitParameter, cursor: z.string().optional() }
const listQuery = z.object(page)
const entriesQuery = z.object({ status: z.enum(statuses).optional(), ...page })
const rowsQuery = z.object({ outcome: z.enum(['accepted', 'refused']).optional(), ...page })

const sendQuery = z.object({
  name: z.string().max(200).optional().openapi({ description: 'What the file is called' }),
})

const sendHeaders = z.object({
  'Idempotency-Key': z
    .string()
    .optional()
    .openapi({ description: 'The same answer for the same key' }),
})

const idParam = z.object({ id: z.string() })

const mappingSchema = z
  .strictObject({
    columns: z.record(z.string(), z.string().nullable()).openapi({
      description: 'From headings of your files to the names in `known`; null: not for us',
      example: { Ort: 'consignee.address.city', Bemerkung: null },
    }),
  })
  .openapi('Mapping')

const shownMapping = z
  .strictObject({
    columns: z.record(z.string(), z.string().nullable()),
    known: z.array(
      z.strictObject({
        name: z.string(),
        required: z.boolean(),
        perLine: z.boolean(),
        spellings: z.array(z.string()),
      }),
    ),
  })
  .openapi('Mappings')

export function mountBatches(app: App, gateway: Gateway): void {
  mount(
    app,
    createRoute({
      method: 'post',
      path: '/v1/batches',
      summary: 'File a file of shipments: the good ones are filed, the others come back',
      request: {
        headers: sendHeaders,
        query: sendQuery,
        body: {
          description: `At most 100,000 rows and ${batchCap} bytes`,
          content: Object.fromEntries(
            Object.keys(formats).map((type) => [type, { schema: { type: 'string' as const } }]),
          ),
        },
      },
      responses: { 202: json(batchSchema, 'The batch, stored for good') },
    }),
    'entries:write',
    (c) => receive(c, gateway, readQuery(c, sendQuery).name ?? null),
  )

  mount(
    app,
    createRoute({
      method: 'get',
      path: '/v1/batches',
      summary: 'Batches, newest first',
      request: { query: listQuery },
      responses: { 200: json(pageOf(batchSchema).openapi('BatchList'), 'A page of batches') },
    }),
    'entries:read',
    async (c) => {
      const { limit = 50, cursor } = readQuery(c, listQuery)
      const { filer } = c.get('caller')
      const scope = [filer, 'batches']
      const before = cursor === undefined ? undefined : await readCursor(scope, cursor)
      const found = await gateway.batches.list(filer, { limit: limit + 1, before })
      return paged(c, scope, found, limit, ({ id }) => id)
    },
  )

  mount(
    app,
    createRoute({
      method: 'get',
      path: '/v1/batches/{id}',
      summary: 'One batch: how far it is, and where its entries stand',
      request: { params: idParam },
      responses: { 200: json(batchSchema, 'The batch') },
    }),
    'entries:read',
    async (c) => {
      const found = await gateway.batches.get(c.get('caller').filer, idOf(c))
      if (!found) throw notFound()
      return c.json(found)
    },
  )

  mount(
    app,
    createRoute({
      method: 'get',
      path: '/v1/batches/{id}/entries',
      summary: 'The entries of a batch, in the order of its file',
      request: { params: idParam, query: entriesQuery },
      responses: { 200: json(pageOf(entrySchema).openapi('BatchEntries'), 'A page of entries') },
    }),
    'entries:read',
    async (c) => {
      const { limit = 50, cursor, status } = readQuery(c, entriesQuery)
      const { filer } = c.get('caller')
      const scope = [filer, idOf(c), 'entries', status]
      const after = cursor === undefined ? 0 : Number(await readCursor(scope, cursor))
      const found = await gateway.batches.entries(filer, idOf(c), status, { limit: limit + 1, after })
      if (!found) throw notFound()
      return paged(c, scope, found, limit, ({ row }) => String(row), ({ entry }) => entry)
    },
  ) // prettier-ignore

  mount(
    app,
    createRoute({
      method: 'get',
      path: '/v1/batches/{id}/rows',
      summary: 'What became of each shipment of the file',
      request: { params: idParam, query: rowsQuery },
      responses: { 200: json(pageOf(rowSchema).openapi('BatchRows'), 'A page of shipments') },
    }),
    'entries:read',
    async (c) => {
      const { limit = 50, cursor, outcome } = readQuery(c, rowsQuery)
      const { filer } = c.get('caller')
      const scope = [filer, idOf(c), 'rows', outcome]
      const after = cursor === undefined ? 0 : Number(await readCursor(scope, cursor))
      const found = await gateway.batches.rows(filer, idOf(c), outcome, { limit: limit + 1, after })
      if (!found) throw notFound()
      return paged(c, scope, found, limit, ({ row }) => String(row))
    },
  )

  mountMappings(app, gateway)
}

function mountMappings(app: App, gateway: Gateway): void {
  const shown = (mapping: Mapping) => ({
    columns: mapping,
    known: columns.map(({ name, required, ofLine, spellings }) => ({
      ...{ name, required, perLine: ofLine, spellings },
    })),
  })

  mount(
    app,
    createRoute({
      method: 'get',
      path: '/v1/mappings',
      summary: 'How the headings of your files are read, and the columns there are',
      responses: { 200: json(shownMapping, 'Your own headings, and the known columns') },
    }),
    'entries:read',
    async (c) => c.json(shown(await gateway.batches.mapping.read(c.get('caller').filer))),
  )

  mount(
    app,
    createRoute({
      method: 'put',
      path: '/v1/mappings',
      summary: 'Say what the headings of your files mean, once for all of them',
      request: { body: json(mappingSchema, 'All of your own headings') },
      responses: { 200: json(shownMapping, 'As it is now') },
    }),
    'entries:write',
    async (c) => {
      const body = await readJsonBody(c, entryCap)
      const { draft, problems } = shape<{ columns?: Mapping }>(mappingSchema, body)
      const mapping = (body.value as { columns?: Mapping } | null)?.columns ?? draft.columns ?? {}
      const found = problems.length > 0 ? problems : mappingProblems(mapping)
      if (found.length > 0) throw invalid('mapping_invalid', found)
      await gateway.batches.mapping.write(c.get('caller').filer, mapping)
      return c.json(shown(mapping))
    },
  )
}

const mostMapped = 500

export function mappingProblems(mapping: Mapping) {
  const pairs = Object.entries(mapping)
  if (pairs.length > mostMapped) return [problem('too_many', '/columns', { limit: mostMapped })]
  return pairs.flatMap(([heading, name]) =>
    name === null || columnNamed(name)
      ? []
      : [
          problem('code_unknown', `/columns/${heading.replaceAll('~', '~0').replaceAll('/', '~1')}`, {
            found: name.slice(0, 80),
            what: 'column; GET /v1/mappings lists them',
            suggestion: '',
          }),
        ],
  )
} // prettier-ignore

const idOf = (c: Context<Env>) => c.req.param('id') ?? ''

/** The same for a batch that never was and for another filer's. */
export const notFound = () => new Refusal(404, 'batch_not_found', 'There is no such batch.')

async function paged<T>(
  c: Context<Env>,
  scope: unknown,
  found: readonly T[],
  limit: number,
  place: (item: T) => string,
  show: (item: T) => unknown = (item) => item,
): Promise<Response> {
  const items = found.slice(0, limit)
  const last = items.at(-1)
  const more = found.length > limit && last !== undefined
  const nextCursor = more ? await printCursor(scope, place(last)) : null
  return c.json({ items: items.map(show), nextCursor })
}
