/**
 * `/v1/transmissions`: what went to CBP, and the operator's hands on it.
 * @module
 */
import { createRoute, z } from '@hono/zod-openapi'
import type { Gateway } from '../gateway/gateway.ts'
import { transmissionStates } from '../gateway/transmissions.ts'
import { printCursor, readCursor } from './cursor.ts'
import { Refusal } from './errors.ts'
import { hands, idParam, page, readReason, reasonSchema } from './hands.ts'
import { json, mount, readQuery } from './route.ts'
import type { App } from './route.ts'

const fields = {
  messageId: z.string().openapi({ example: 'ZZ9-0-00000001' }),
  kind: z.enum(['filing', 'document']),
  format: z.string(),
  state: z.enum(transmissionStates),
  inDoubt: z.boolean().openapi({ description: 'CBP may or may not have it; it is being asked' }),
  attempts: z.int(),
  dueAt: z.string(),
  note: z.string().nullable(),
  createdAt: z.string(),
  answeredAt: z.string().nullable(),
}
const item = z.strictObject(fields).openapi('Transmission')
const whole = z
  .strictObject({
    ...fields,
    entries: z.array(
      z.strictObject({ entryId: z.string(), entryNumber: z.string(), action: z.string() }),
    ),
    tries: z.array(
      z.strictObject({
        n: z.int(),
        startedAt: z.string(),
        finishedAt: z.string().nullable(),
        outcome: z.string().nullable(),
        detail: z.string().nullable(),
      }),
    ),
    hands,
  })
  .openapi('WholeTransmission')
const list = z
  .strictObject({ items: z.array(item), nextCursor: z.string().nullable() })
  .openapi('TransmissionList')

const query = z.object({
  state: z.enum(transmissionStates).optional().openapi({ description: 'parked is the default' }),
  ...page,
})

const standing = z
  .strictObject({
    state: z.enum(['operational', 'down', 'paused']).openapi({
      description: "down: CBP answers nobody. paused: it refuses this filer's credentials.",
    }),
    since: z.string().nullable(),
    why: z.string().nullable(),
    nextTryAt: z.string().nullable(),
  })
  .openapi('Standing')

const notFound = () => new Refusal(404, 'transmission_not_found', 'There is no such transmission.')

export function mountTransmissions(app: App, gateway: Gateway): void {
  mount(
    app,
    createRoute({
      method: 'get',
      path: '/v1/cbp',
      summary: 'Whether CBP answers, as this process sees it; filings are taken all the same',
      responses: { 200: json(standing, 'How CBP stands') },
    }),
    'entries:read',
    (c) => c.json(gateway.cbp(c.get('caller').filer)),
  )

  mount(
    app,
    createRoute({
      method: 'get',
      path: '/v1/transmissions',
      summary: 'Transmissions, newest first',
      request: { query },
      responses: { 200: json(list, 'A page of them') },
    }),
    'entries:read',
    async (c) => {
      const { state = 'parked', limit = 50, cursor } = readQuery(c, query)
      const { filer } = c.get('caller')
      const scope = [filer, 'transmissions', state]
      const before = cursor === undefined ? undefined : await readCursor(scope, cursor)
      const found = await gateway.transmissions.list(filer, state, { limit: limit + 1, before })
      const items = found.slice(0, limit)
      const last = found.length > limit ? items.at(-1) : undefined
      return c.json({ items, nextCursor: last ? await printCursor(scope, last.messageId) : null })
    },
  )

  mount(
    app,
    createRoute({
      method: 'get',
      path: '/v1/transmissions/{id}',
      summary: 'One transmission with its entries and attempts, by its message id',
      request: { params: idParam },
      responses: { 200: json(whole, 'The transmission') },
    }),
    'entries:read',
    async (c) => {
      const found = await gateway.transmissions.show(c.get('caller').filer, c.req.param('id') ?? '')
      if (!found) throw notFound()
      return c.json(found)
    },
  )

  for (const [action, summary] of [
    ['resend', 'Take up a due one now: CBP is asked first, only what it does not know is sent'],
    ['requeue', 'Put the entries of a parked one into another, under a new id'],
    ['split', 'Put the entries of a parked one into two, each under a new id'],
  ] as const) {
    mount(
      app,
      createRoute({
        method: 'post',
        path: `/v1/transmissions/{id}/${action}`,
        summary,
        request: { params: idParam, body: json(reasonSchema, 'Why') },
        responses: { 200: json(whole, 'The transmission, as it is now') },
      }),
      'ops',
      async (c) => {
        const why = await readReason(c)
        const { filer, keyId } = c.get('caller')
        const id = c.req.param('id') ?? ''
        const moved = await gateway.transmissions[action](filer, id, keyId, why)
        if (moved.kind === 'not_found') throw notFound()
        if (moved.kind === 'refused') throw new Refusal(409, 'transmission_conflict', moved.why)
        return c.json(moved.transmission)
      },
    )
  }
}
