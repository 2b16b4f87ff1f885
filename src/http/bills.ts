/**
 * Master bills: a list by arrival, each with its counts, and the house bills under one of them.
 * @module
 */
import { createRoute, z } from '@hono/zod-openapi'
import { statuses } from '../domain/status.ts'
import type { BillPlace, Rank } from '../gateway/bills.ts'
import type { Gateway } from '../gateway/gateway.ts'
import { limitParameter } from './entries.ts'
import { Refusal } from './errors.ts'
import { listSchema } from './model.ts'
import { printPlace, readPlace } from './place.ts'
import { json, mount, readQuery } from './route.ts'
import type { App } from './route.ts'

const counts = z
  .partialRecord(z.enum(statuses), z.number())
  .openapi({ description: 'How many house bills have which status', example: { released: 4980 } })

const billsSchema = z
  .strictObject({
    items: z.array(
      z.strictObject({
        masterBill: z.string().openapi({ example: '172-12345675' }),
        arrivalDay: z.string().openapi({ example: '2026-12-01' }),
        counts,
      }),
    ),
    nextCursor: z.string().nullable(),
  })
  .openapi('MasterBills')

const billSchema = z
  .strictObject({ masterBill: z.string(), total: z.number(), counts })
  .openapi('MasterBill')

const page = {
  limit: limitParameter,
  cursor: z.string().optional().openapi({ description: 'nextCursor of the page before' }),
}
const listQuery = z.object(page)
const underQuery = z.object({ status: z.enum(statuses).optional(), ...page })

const params = z.object({ masterBill: z.string().openapi({ example: '172-12345675' }) })

const noBill = () =>
  new Refusal(404, 'bill_not_found', 'Nothing of yours was filed under this master bill.')

export function mountBills(app: App, gateway: Gateway): void {
  mount(
    app,
    createRoute({
      method: 'get',
      path: '/v1/bills',
      summary: 'Master bills, the latest arrival first',
      request: { query: listQuery },
      responses: { 200: json(billsSchema, 'A page of master bills') },
    }),
    'entries:read',
    async (c) => {
      const { limit = 50, cursor } = readQuery(c, listQuery)
      const { filer } = c.get('caller')
      const scope = [filer, 'bills']
      const before = await readPlace<BillPlace>(scope, cursor)
      const { items, next } = await gateway.bills.list(filer, { limit, before })
      return c.json({ items, nextCursor: next && (await printPlace(scope, next)) })
    },
  )

  mount(
    app,
    createRoute({
      method: 'get',
      path: '/v1/bills/{masterBill}',
      summary: 'How the house bills under a master bill stand',
      request: { params },
      responses: { 200: json(billSchema, 'Its counts') },
    }),
    'entries:read',
    async (c) => {
      const masterBill = (c.req.param('masterBill') ?? '').slice(0, 50)
      const bill = await gateway.bills.get(c.get('caller').filer, masterBill)
      if (!bill) throw noBill()
      return c.json(bill)
    },
  )

  mount(
    app,
    createRoute({
      method: 'get',
      path: '/v1/bills/{masterBill}/entries',
      summary: 'The entries under a master bill, those that need somebody first',
      request: { params, query: underQuery },
      responses: { 200: json(listSchema, 'A page of entries') },
    }),
    'entries:read',
    async (c) => {
      const { limit = 50, cursor, status } = readQuery(c, underQuery)
      const { filer } = c.get('caller')
      const masterBill = (c.req.param('masterBill') ?? '').slice(0, 50)
      const scope = [filer, masterBill, status]
      const after = await readPlace<Rank>(scope, cursor)
      const chosen = status === undefined ? {} : { statuses: [status] }
      const read = await gateway.bills.houseBills(filer, masterBill, { limit, after, ...chosen })
      return c.json({ items: read.items, nextCursor: read.next && (await printPlace(scope, read.next)) }) // prettier-ignore
    },
  )
}
