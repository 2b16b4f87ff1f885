/**
 * `/v1/house`: all that the gateway keeps, row by row, for a move to another store or from one. For
 * the installation's own key alone.
 * @module
 */
import { createRoute, z } from '@hono/zod-openapi'
import type { Context } from 'hono'
import type { Gateway } from '../gateway/gateway.ts'
import { isRefused, mayMove, readPage, readValues } from '../gateway/house.ts'
import { isStoreUnavailable } from '../gateway/unavailable.ts'
import type { Env } from './auth.ts'
import { decode, expectMediaType, readBytes, readJsonBody } from './body.ts'
import { invalid, Refusal } from './errors.ts'
import { json, mount, readQuery } from './route.ts'
import type { App, Handler } from './route.ts'
import { shape } from './shape.ts'

const head = z
  .strictObject({
    schema: z.array(z.int()),
    epoch: z.int(),
    paused: z.boolean(),
    entering: z.string().nullable().openapi({ description: 'The move that is half in' }),
    empty: z.boolean(),
    mark: z.string().openapi({ description: 'Another one when something was filed or sent since' }),
  })
  .openapi('House')

const stage = z
  .strictObject({
    stage: z.enum(['leave', 'enter', 'settle']).openapi({
      description:
        'leave: it files and sends nothing from here on. enter: rows come into this empty store. settle: all of them are in.',
    }),
    id: z.string().max(100).optional(),
    epoch: z.int().min(0).optional(),
  })
  .openapi('HouseStage')

const rows = z
  .strictObject({ columns: z.array(z.string()), rows: z.array(z.array(z.unknown())) })
  .openapi('HouseRows')

const query = z.object({
  after: z.string().max(4000).optional().openapi({ description: 'The key of the last row, JSON' }),
  limit: z.coerce.number().int().min(1).max(1000).default(100),
})

const table = z.object({ table: z.string().openapi({ example: 'event' }) })
const named = z.object({ sha256: z.string().openapi({ example: 'ab'.repeat(32) }) })
const bytes = { description: 'Its bytes', content: { 'application/octet-stream': {} } }
const kept = { 204: { description: 'Kept' } }

const mebibyte = 1024 * 1024
const caps = { stage: 4096, rows: 8 * mebibyte, document: 16 * mebibyte }

export function mountHouse(app: App, { house, sending }: Gateway): void {
  const route = (...[options, handler]: [Parameters<typeof createRoute>[0], Handler]) =>
    mount(app, createRoute(options), 'ops', (c) => guarded(c, handler))

  route(
    {
      method: 'get',
      path: '/v1/house',
      summary: 'What stands here, before it moves',
      responses: { 200: json(head, 'The house') },
    },
    async (c) => c.json(await house.head()),
  )
  route(
    {
      method: 'post',
      path: '/v1/house',
      summary: 'Begin to leave, begin to enter, or settle',
      request: { body: json(stage, 'What begins or ends') },
      responses: { 200: json(head, 'The house') },
    },
    async (c) => {
      const body = await readJsonBody(c, caps.stage)
      const { draft, problems } = shape<z.infer<typeof stage>>(stage, body)
      if (problems.length > 0) throw invalid('stage_invalid', problems)
      const { stage: wanted, id = '', epoch = 0 } = draft
      if (wanted === 'leave') await house.leave()
      if (wanted === 'enter') await house.enter(id, epoch)
      if (wanted === 'settle') await house.settle()
      return c.json(await house.head())
    },
  )
  route(
    {
      method: 'get',
      path: '/v1/house/tables/{table}',
      summary: 'Rows of a table in the order of their key, while sending is paused',
      request: { params: table, query },
      responses: { 200: json(rows, 'Rows; fewer than asked for at the end') },
    },
    async (c) => {
      const { after, limit } = readQuery(c, query)
      if ((await sending()).pausedAt === null) {
        throw new Refusal(409, 'house_open', 'It files and sends; it has to leave first.')
      }
      const behind = after === undefined ? null : readValues(parsed(after))
      if (behind === undefined) {
        throw new Refusal(400, 'query_invalid', 'The parameter "after" is not the key of a row.')
      }
      return c.json(await house.page(c.req.param('table') ?? '', behind, limit))
    },
  )
  route(
    {
      method: 'put',
      path: '/v1/house/tables/{table}',
      summary: 'Rows of a table; those that are there already are passed over',
      request: { params: table, body: json(rows, 'Columns and rows') },
      responses: kept,
    },
    async (c) => {
      expectMediaType(c, 'application/json')
      const page = readPage(parsed(decode(await readBytes(c, caps.rows))))
      if (!page) throw new Refusal(422, 'rows_invalid', 'Send {"columns": [...], "rows": [[...]]}.')
      await house.put(c.req.param('table') ?? '', page)
      return c.body(null, 204)
    },
  )
  route(
    {
      method: 'get',
      path: '/v1/house/documents/{sha256}',
      summary: 'A document by its SHA-256',
      request: { params: named },
      responses: { 200: bytes },
    },
    async (c) => {
      const found = await house.document(nameOf(c))
      if (!found) throw new Refusal(404, 'document_not_found', 'There is no such document.')
      c.header('Content-Type', 'application/octet-stream')
      return c.body(new Uint8Array(found))
    },
  )
  route(
    {
      method: 'put',
      path: '/v1/house/documents/{sha256}',
      summary: 'A document under its SHA-256',
      request: { params: named, body: bytes },
      responses: kept,
    },
    async (c) => {
      expectMediaType(c, 'application/octet-stream')
      await house.keep(nameOf(c), await readBytes(c, caps.document))
      return c.body(null, 204)
    },
  )
}

function nameOf(c: Context<Env>): string {
  const sha256 = c.req.param('sha256') ?? ''
  if (/^[0-9a-f]{64}$/.test(sha256)) return sha256
  throw new Refusal(404, 'document_not_found', 'A document is named by its SHA-256.')
}

function parsed(text: string): unknown {
  try {
    return JSON.parse(text)
  } catch {
    return undefined
  }
}

/** What a store says against rows is for whoever sent them. */
async function guarded(c: Context<Env>, handler: Handler): Promise<Response> {
  if (!mayMove(c.get('caller'))) {
    const detail = 'A house is moved with the key of the installation itself (GATE321_API_KEY).'
    throw new Refusal(403, 'installation_key', detail)
  }
  try {
    return await handler(c)
  } catch (error) {
    if (error instanceof Refusal || isStoreUnavailable(error)) throw error
    if (isRefused(error)) throw new Refusal(409, 'house_refused', error.message)
    if (c.req.method !== 'PUT' || !(error instanceof Error)) throw error
    throw new Refusal(422, 'rows_refused', `The store does not take this: ${error.message}`)
  }
}
