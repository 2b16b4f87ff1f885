/**
 * `POST /v1/quote`: what each lane would cost one shipment, or a basket of them.
 * @module
 */
import { createRoute, z } from '@hono/zod-openapi'
import { parseDay } from '../domain/day.ts'
import { notice } from '../domain/law/messages.ts'
import { laneCodes, policies } from '../domain/law/vocabulary.ts'
import type { Reading } from '../gateway/examine.ts'
import type { Gateway } from '../gateway/gateway.ts'
import { entryCap, readJsonBody } from './body.ts'
import { invalid, mostErrors } from './errors.ts'
import type { Json } from './json.ts'
import { adviceSchema, checkSchema } from './model.ts'
import { json, mount, readQuery } from './route.ts'
import type { App } from './route.ts'
import { shape } from './shape.ts'
import { readShipment, shipmentSchema } from './shipment.ts'
import { summarySchema } from './verdict.ts'

const mostShipments = 200

const basketOf = <S extends z.ZodType>(shipment: S) =>
  z.strictObject({ shipments: z.array(shipment).min(1).max(mostShipments) })

const envelope = basketOf(z.unknown())
const bodySchema = z.union([shipmentSchema, basketOf(shipmentSchema).openapi('Basket')])

const query = z.object({
  asOf: z
    .string()
    .refine(parseDay, 'a day, YYYY-MM-DD')
    .optional()
    .openapi({ description: 'By the law of this day, as if it arrived and were filed then' }),
  express: z
    .enum(['true', 'false'])
    .optional()
    .openapi({ description: 'Air and truck parcels clear at an express hub: ECCF, no MPF' }),
})

const amount = z.string().nullable()
const dates = { from: z.string().nullable(), until: z.string().nullable() }
const allowed = z.enum(['yes', 'no', 'refer'])
const lane = z.enum(laneCodes)

const duty = z.strictObject({
  status: z.enum(['zero', 'priced', 'choice', 'refer']),
  total: amount.openapi({ example: '21.90' }),
  atLeast: z.string().openapi({ description: 'The lines whose rate is known' }),
  rateDate: z.string(),
  lines: z.array(
    z.strictObject({
      name: z.string().openapi({ example: 's.301 forced labour' }),
      rate: z.string().nullable().openapi({ example: '12.5%' }),
      amount: amount.openapi({ description: 'Rounded half up to the cent' }),
      status: z.enum(['priced', 'lookup_needed', 'refer']),
      ruleId: z.string().nullable(),
      htsHeading: z.string().nullable(),
      citation: z.string(),
      ...dates,
    }),
  ),
  choices: z.array(z.strictObject({ method: z.string(), amount, chosenBy: z.string() })),
})

const fees = z.strictObject({
  status: z.enum(['zero', 'priced', 'refer']),
  total: amount.openapi({ example: '2.77' }),
  lines: z.array(
    z.strictObject({
      name: z.string(),
      code: z.string().openapi({ example: 'MPF_INFORMAL_AUTO' }),
      rate: z.string().nullable(),
      amount: z.string(),
      derived: z.boolean().openapi({ description: 'Computed from a base fee, not published' }),
      ruleId: z.string(),
      citation: z.string(),
      ...dates,
    }),
  ),
  ruleIds: z.array(z.string()),
})

const laneQuote = z
  .strictObject({
    lane,
    entryType: z.enum(['86', '11', '13', '01', '03']).nullable(),
    availability: z.strictObject({ statutory: allowed, enforced: allowed }),
    claimsExemption: z.boolean(),
    pricedBy: z.enum(policies).nullable(),
    duty: duty.nullable(),
    fees: fees.nullable(),
    filingFee: z.string(),
    filingFeeNote: z.string().nullable(),
    total: amount.openapi({ description: 'Null when any part of it is unknown' }),
    atLeast: amount,
    timeToRelease: z
      .strictObject({ entries: z.number(), medianSeconds: z.number(), p90Seconds: z.number() })
      .nullable(),
    missing: z.array(z.strictObject({ field: z.string(), neededBy: z.array(z.string()) })),
    why: z.array(
      z.strictObject({
        layer: z.enum(policies),
        ruleId: z.string(),
        outcome: z.string(),
        text: z.string(),
        citation: z.string(),
        ...dates,
      }),
    ),
  })
  .openapi('LaneQuote')

const item = z.strictObject({
  reference: z.string().nullable(),
  problems: checkSchema.shape.problems,
  verdict: summarySchema,
  advice: z.array(adviceSchema),
  day: z
    .strictObject({
      day: z.string(),
      ceiling: z.string(),
      filed: z.string(),
      basket: z.string(),
      shipment: z.string(),
      total: z.string(),
    })
    .nullable(),
  lanes: z.array(laneQuote),
  exemptionWouldSave: z.strictObject({
    amount,
    atLeast: amount,
    free: lane.nullable(),
    paid: lane.nullable(),
    reason: z.string().nullable(),
  }),
})

const quoteSchema = z
  .strictObject({
    notice: z.literal(notice),
    asOf: z.string().nullable(),
    notes: z.array(z.string()),
    items: z.array(item),
    totals: z.strictObject({
      shipments: z.number(),
      lanes: z.array(
        z.strictObject({
          lane,
          open: z.strictObject({ statutory: z.number(), enforced: z.number() }),
          unknown: z.number(),
          duty: amount,
          fees: amount,
          filingFee: z.string(),
          total: amount,
        }),
      ),
      exemptionWouldSave: amount,
    }),
  })
  .openapi('Quote')

export function mountQuote(app: App, gateway: Gateway): void {
  mount(
    app,
    createRoute({
      method: 'post',
      path: '/v1/quote',
      summary: 'What each lane would cost, for a shipment or a basket',
      request: { query, body: json(bodySchema, 'A shipment, or shipments: 1 to 200 of them') },
      responses: { 200: json(quoteSchema, 'Every lane, line by line, and the sums') },
    }),
    'entries:read',
    async (c) => {
      const { asOf, express } = readQuery(c, query)
      const readings = readBasket(await readJsonBody(c, entryCap))
      const asked = { express: express === 'true', ...(asOf === undefined ? {} : { asOf }) }
      const quoted = await gateway.quote(c.get('caller').filer, readings, asked)
      const items = quoted.items.map((item) => ({
        ...item,
        problems: item.problems.slice(0, mostErrors),
      }))
      return c.json({ ...quoted, items })
    },
  )
}

/** What is wrong with a basket is refused; what is wrong with a shipment in it is told beside it. */
function readBasket(body: Json): Reading[] {
  if (!isBasket(body.value)) {
    const reading = readShipment(body)
    if (reading.problems.some(({ code }) => code === 'json_not_object')) {
      throw invalid('quote_invalid', reading.problems)
    }
    return [reading]
  }
  const { problems } = shape(envelope, { ...body, problems: [] })
  if (problems.length > 0) throw invalid('quote_invalid', problems)
  return body.value.shipments.map((value, index) => {
    const place = `/shipments/${index}`
    const own = body.problems
      .filter(({ pointer }) => pointer === place || pointer.startsWith(`${place}/`))
      .map((problem) => ({ ...problem, pointer: problem.pointer.slice(place.length) }))
    return readShipment({ value, problems: own })
  })
}

/** By its one name: what else is wrong with it is for the schema to say. */
const isBasket = (value: unknown): value is { readonly shipments: readonly unknown[] } =>
  typeof value === 'object' && value !== null && Object.hasOwn(value, 'shipments')
