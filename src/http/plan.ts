/**
 * `/v1/plan`: orders in, lawful shipments out; nothing is filed and nothing is kept.
 * @module
 */
import { createRoute, z } from '@hono/zod-openapi'
import { notice } from '../domain/law/messages.ts'
import { policies } from '../domain/law/vocabulary.ts'
import type { Gateway } from '../gateway/gateway.ts'
import type { OrdersReading } from '../gateway/plan.ts'
import { readJsonBody } from './body.ts'
import { invalid } from './errors.ts'
import { adviceSchema } from './model.ts'
import { json, mount } from './route.ts'
import type { App } from './route.ts'
import { shape } from './shape.ts'
import { line, party } from './shipment.ts'

/** A thousand orders of a dozen lines. */
const planCap = 8 * 1024 * 1024
const mostOrders = 1000

const order = z
  .strictObject({
    orderNumber: z.string().openapi({ example: 'ORD-7781' }),
    seller: party,
    consignee: party,
    orderedOn: z.string().nullish().openapi({ example: '2026-11-20' }),
    readyOn: z
      .string()
      .openapi({ example: '2026-12-01', description: 'The first day on which it can arrive' }),
    latestOn: z.string().nullish().openapi({
      example: '2026-12-05',
      description: 'The last day on which it may arrive; without it the order does not wait',
    }),
    lines: z.array(line),
  })
  .openapi('Order')

const ordersSchema = z
  .strictObject({ orders: z.array(order).min(1).max(mostOrders) })
  .openapi('Orders')

const note = z.strictObject({
  orderNumbers: z.array(z.string()),
  code: z.string().openapi({ example: 'day_moved' }),
  kind: z.enum(['problem', 'advice']).openapi({
    description: 'An order with a problem is in no shipment',
  }),
  message: z.string(),
  citation: z.string().optional(),
})

const shipment = z.strictObject({
  lane: z.string().openapi({ example: 'ET86' }),
  entryType: z.string().openapi({ example: '86' }),
  arrivalOn: z.string().openapi({ example: '2026-12-01' }),
  orderNumbers: z.array(z.string()),
  seller: party,
  consignee: party,
  lines: z.array(line),
  total: z.string().openapi({ example: '45.00' }),
  why: z.array(z.string()),
  advice: z.array(adviceSchema),
})

const day = z.strictObject({
  person: z.strictObject({ key: z.string(), spellings: z.array(z.string()) }),
  day: z.string(),
  total: z.string().openapi({ description: 'Of entries filed before and of this plan' }),
  ceiling: z.string().nullable().openapi({ description: 'null: entry type 86 is closed' }),
  counted: z.array(
    z.strictObject({
      source: z.enum(['ledger', 'order']),
      orderNumber: z.string().optional(),
      value: z.string(),
    }),
  ),
})

const plan = z
  .strictObject({
    notice: z.literal(notice),
    policy: z.enum(policies),
    shipments: z.array(shipment),
    notes: z.array(note),
    days: z.array(day),
  })
  .openapi('Plan')

export function mountPlan(app: App, gateway: Gateway): void {
  mount(
    app,
    createRoute({
      method: 'post',
      path: '/v1/plan',
      summary: 'How orders may travel: what together, on which day, by which entry type',
      request: { body: json(ordersSchema, 'Orders') },
      responses: { 200: json(plan, 'Shipments to complete and file, and what is to be said') },
    }),
    'entries:read',
    async (c) => {
      const body = await readJsonBody(c, planCap)
      const reading: OrdersReading = shape(ordersSchema, body)
      const planned = await gateway.plan(c.get('caller').filer, reading)
      if (planned.kind === 'refused') throw invalid('plan_invalid', planned.problems)
      return c.json(planned.plan)
    },
  )
}
