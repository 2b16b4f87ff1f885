/**
 * `/v1/check` and the reading side of `/v1/entries`.
 * @module
 */
import { createRoute, z } from '@hono/zod-openapi'
import type { Context } from 'hono'
import { parseDay, parseInstant } from '../domain/day.ts'
import { statuses } from '../domain/status.ts'
import { wireNames } from '../domain/wire.ts'
import type { Gateway } from '../gateway/gateway.ts'
import type { Env } from './auth.ts'
import { entryCap, readJsonBody } from './body.ts'
import { printCursor, readCursor } from './cursor.ts'
import { mostErrors, Refusal } from './errors.ts'
import { checkSchema, entrySchema, eventsSchema, listSchema, messagesSchema } from './model.ts'
import { json, mount, readQuery } from './route.ts'
import type { App } from './route.ts'
import { readShipment, shipmentSchema } from './shipment.ts'

export const idParam = z.object({
  id: z.string().openapi({
    description: 'Our id, or the entry number with or without hyphens',
    example: 'ZZ9-0000001-1',
  }),
})

const moment = z
  .string()
  .refine((text) => parseDay(text) ?? parseInstant(text), 'a day or an instant')
  .transform((text) => (parseDay(text) ? `${text}T00:00:00.000Z` : (parseInstant(text) ?? text)))

export const limitParameter = z
  .string()
  .regex(/^\d{1,3}$/, 'a number from 1 to 200')
  .transform(Number)
  .refine((limit) => limit >= 1 && limit <= 200, 'a number from 1 to 200')
  .optional()
  .openapi({ description: '1 to 200, otherwise 50' })

const listQuery = z.object({
  status: z.enum(statuses).optional(),
  reference: z.string().max(50).optional(),
  houseBill: z.string().max(50).optional(),
  masterBill: z.string().max(50).optional(),
  consignee: z.string().max(50).optional().openapi({ description: 'The name, in any case' }),
  from: moment.optional().openapi({ description: 'Filed on or after this day or instant' }),
  to: moment.optional().openapi({ description: 'Filed before it' }),
  overdue: z
    .literal('true')
    .transform(() => true)
    .optional()
    .openapi({ description: "`true`: those that wait too long for CBP's word" }),
  limit: limitParameter,
  cursor: z.string().optional().openapi({ description: 'nextCursor of the page before' }),
})

const checkQuery = z.object({
  wire: z.enum(wireNames).optional().openapi({
    description: "How the message would be carried; otherwise the installation's wire",
  }),
  asOf: z
    .string()
    .refine(parseDay, 'a day, YYYY-MM-DD')
    .optional()
    .openapi({ description: 'By the law of this day, as if it arrived and were filed then' }),
})

export function mountEntries(app: App, gateway: Gateway): void {
  mount(
    app,
    createRoute({
      method: 'post',
      path: '/v1/check',
      summary: 'What filing this shipment would do, without doing it',
      request: { query: checkQuery, body: json(shipmentSchema, 'A shipment') },
      responses: { 200: json(checkSchema, 'Problems, advice, totals and the message') },
    }),
    'entries:read',
    async (c) => {
      const asked = readQuery(c, checkQuery)
      const body = await readJsonBody(c, entryCap)
      const checked = await gateway.check(c.get('caller').filer, readShipment(body), asked)
      return c.json({ ...checked, problems: checked.problems.slice(0, mostErrors) })
    },
  )

  mount(
    app,
    createRoute({
      method: 'get',
      path: '/v1/entries',
      summary: 'Entries, newest first',
      request: { query: listQuery },
      responses: { 200: json(listSchema, 'A page of entries') },
    }),
    'entries:read',
    async (c) => {
      const { limit = 50, cursor, ...filter } = readQuery(c, listQuery)
      const { filer } = c.get('caller')
      const scope = [filer, filter]
      const before = cursor === undefined ? undefined : await readCursor(scope, cursor)
      const items = await gateway.list(filer, filter, { limit: limit + 1, before })
      const page = items.slice(0, limit)
      const last = page.at(-1)
      const nextCursor = items.length > limit && last ? await printCursor(scope, last.id) : null
      return c.json({ items: page, nextCursor })
    },
  )

  const one = (
    path: string,
    summary: string,
    schema: z.ZodType,
    read: (c: Context<Env>, id: string) => Promise<object | undefined>,
  ) =>
    mount(
      app,
      createRoute({
        method: 'get',
        path,
        summary,
        request: { params: idParam },
        responses: { 200: json(schema, summary) },
      }),
      'entries:read',
      async (c) => {
        const found = await read(c, c.req.param('id') ?? '')
        if (!found) throw notFound()
        return c.json(found)
      },
    )

  one('/v1/entries/{id}', 'One entry', entrySchema, (c, id) =>
    gateway.get(c.get('caller').filer, id),
  )
  one('/v1/entries/{id}/events', 'The journal of an entry', eventsSchema, async (c, id) => {
    const { filer } = c.get('caller')
    const items = await gateway.events(filer, id)
    if (items?.length === 0) await expectHere(gateway, filer, id)
    return items && { items }
  })
  one(
    '/v1/entries/{id}/messages',
    'Every message sent and received',
    messagesSchema,
    async (c, id) => {
      const { filer } = c.get('caller')
      await expectHere(gateway, filer, id)
      const found = await gateway.messages(filer, id)
      const items = found?.map(({ id, seq, direction, kind, format, sha256, at, body }) => ({
      id, seq, direction, kind, format, sha256, at, body,
    })) // prettier-ignore
      return items && { items }
    },
  )
}

/** An entry stays; its journal, messages and documents may have left the store. */
async function expectHere(gateway: Gateway, ...asked: Parameters<Gateway['elsewhere']>) {
  const elsewhere = await gateway.elsewhere(...asked)
  if (!elsewhere) return
  const { name, madeAt } = elsewhere
  const detail = `What happened to this entry, with its messages and documents, is in the archive ${name} since ${madeAt}.`
  throw new Refusal(410, 'entry_archived', detail)
}

/** The same for an entry that never was and for another filer's. */
export const notFound = () => new Refusal(404, 'entry_not_found', 'There is no such entry.')
