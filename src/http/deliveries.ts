/**
 * `/v1/webhooks/{id}/deliveries`: what was sent and what came back; a test; and sending again, by
 * id or by range.
 * @module
 */
import { createRoute, z } from '@hono/zod-openapi'
import type { Context } from 'hono'
import { parseDay, parseInstant } from '../domain/day.ts'
import { problem } from '../domain/problem.ts'
import type { Problem } from '../domain/problem.ts'
import type { Gateway } from '../gateway/gateway.ts'
import type { Bound } from '../gateway/webhooks.ts'
import { deliverySchema, deliveryStates, shownDelivery } from './announcement.ts'
import type { Env } from './auth.ts'
import { entryCap, readJsonBody, readOptionalBody } from './body.ts'
import { printCursor, readCursor } from './cursor.ts'
import { limitParameter } from './entries.ts'
import { invalid, Refusal } from './errors.ts'
import { json, mount, readQuery } from './route.ts'
import type { App } from './route.ts'
import { shape } from './shape.ts'
import { webhookNotFound } from './webhooks.ts'

const params = z.object({ id: z.string() })
const nothing = z.strictObject({}).openapi('Nothing')
const bound = z.union([z.int().min(1), z.string()])
const range = z
  .strictObject({
    from: bound.openapi({
      description: 'A position of the feed (number), a day or an instant (text); included',
      example: '2026-11-23T14:00:00Z',
    }),
    to: bound.nullish().openapi({ description: 'Until then, included; otherwise until now' }),
  })
  .openapi('Range')

const listQuery = z.object({
  state: z.enum(deliveryStates).optional(),
  limit: limitParameter,
  cursor: z.string().optional().openapi({ description: 'nextCursor of the page before' }),
})

export function mountDeliveries(app: App, gateway: Gateway): void {
  const filerOf = (c: Context<Env>) => c.get('caller').filer
  const idOf = (c: Context<Env>) => c.req.param('id') ?? ''

  mount(
    app,
    createRoute({
      method: 'post',
      path: '/v1/webhooks/{id}/test',
      summary: 'Send a webhook.test; its delivery tells what came of it',
      request: { params, body: { ...json(nothing, 'Nothing'), required: false } },
      responses: { 202: json(deliverySchema, 'The delivery, under way') },
    }),
    'webhooks',
    async (c) => {
      expectNothing(shape(nothing, await readOptionalBody(c)).problems)
      const tested = await gateway.webhooks.test(filerOf(c), idOf(c))
      if (tested.kind === 'not_found') throw webhookNotFound()
      if (tested.kind === 'disabled') {
        throw new Refusal(409, 'webhook_disabled', 'This webhook is disabled; enable it first.')
      }
      return c.json(shownDelivery(tested.delivery), 202)
    },
  )

  mount(
    app,
    createRoute({
      method: 'get',
      path: '/v1/webhooks/{id}/deliveries',
      summary: 'Deliveries of a webhook, newest first, with what came of them',
      request: { params, query: listQuery },
      responses: {
        200: json(
          z.strictObject({ items: z.array(deliverySchema), nextCursor: z.string().nullable() }),
          'Deliveries',
        ),
      },
    }),
    'webhooks',
    async (c) => {
      const { state, limit = 50, cursor } = readQuery(c, listQuery)
      const scope = [filerOf(c), idOf(c), state ?? '']
      const before = cursor === undefined ? undefined : await readCursor(scope, cursor)
      const found = await gateway.webhooks.deliveries(filerOf(c), idOf(c), state, {
        limit: limit + 1,
        ...(before === undefined ? {} : { before: placeOf(before) }),
      })
      if (!found) throw webhookNotFound()
      const items = found.slice(0, limit)
      const last = items.at(-1)
      const more = found.length > limit && last !== undefined
      const nextCursor = more ? await printCursor(scope, `${Date.parse(last.at)}-${last.messageId}`) : null
      return c.json({ items: items.map(shownDelivery), nextCursor })
    },
  ) // prettier-ignore

  mount(
    app,
    createRoute({
      method: 'post',
      path: '/v1/webhooks/{id}/deliveries/{deliveryId}/redeliver',
      summary: 'Send a delivery again, from the start of the schedule',
      request: {
        params: z.object({ id: z.string(), deliveryId: z.string() }),
        body: { ...json(nothing, 'Nothing'), required: false },
      },
      responses: { 202: json(deliverySchema, 'The delivery, due again') },
    }),
    'webhooks',
    async (c) => {
      expectNothing(shape(nothing, await readOptionalBody(c)).problems)
      const deliveryId = c.req.param('deliveryId') ?? ''
      const again = await gateway.webhooks.redeliver(filerOf(c), idOf(c), deliveryId)
      if (!again) {
        throw new Refusal(404, 'delivery_not_found', 'You have no such webhook or delivery.')
      }
      return c.json(shownDelivery(again), 202)
    },
  )

  mount(
    app,
    createRoute({
      method: 'post',
      path: '/v1/webhooks/{id}/redeliver',
      summary: 'Send everything of a range again, also from before the webhook was there',
      request: { params, body: json(range, 'From where to where') },
      responses: {
        202: json(z.strictObject({ redelivered: z.number() }).openapi('Redelivered'), 'How many'),
      },
    }),
    'webhooks',
    async (c) => {
      const body = await readJsonBody(c, entryCap)
      const { draft, problems } = shape<{ from: number | string; to?: number | string }>(
        range,
        body,
      )
      const from = boundOf(draft.from, '/from')
      const to = boundOf(draft.to, '/to')
      const found = [...problems, ...from.problems, ...to.problems]
      if (found.length > 0 || from.bound === undefined) throw invalid('range_invalid', found)
      const count = await gateway.webhooks.redeliverRange(filerOf(c), idOf(c), from.bound, to.bound)
      if (count === undefined) throw webhookNotFound()
      return c.json({ redelivered: count }, 202)
    },
  )
}

function expectNothing(problems: readonly Problem[]): void {
  if (problems.length > 0) throw invalid('body_invalid', problems)
}

/** A cursor holds no point but the one before its seal, so the time stands in milliseconds. */
export function placeOf(before: string): readonly [at: string, messageId: string] {
  const [, millis = '0', messageId = ''] = /^(\d+)-(.*)$/.exec(before) ?? []
  return [new Date(Number(millis)).toISOString(), messageId]
}

export function boundOf(
  found: number | string | undefined,
  pointer: string,
): { readonly bound?: Bound; readonly problems: readonly Problem[] } {
  if (found === undefined) return { problems: [] }
  if (typeof found === 'number') return { bound: found, problems: [] }
  const at = parseDay(found) ? `${found}T00:00:00.000Z` : parseInstant(found)
  return at === undefined
    ? { problems: [problem('date_invalid', pointer, { found: found.slice(0, 80) })] }
    : { bound: at, problems: [] }
}
