/**
 * `/v1/rules`: the rules in force on a day, with their citations.
 * @module
 */
import { createRoute, z } from '@hono/zod-openapi'
import { dayIn, parseDay } from '../domain/day.ts'
import { rulesInForce } from '../domain/law/policy.ts'
import { allRows, sourcesThrough } from '../domain/law/rows/all.ts'
import { policies } from '../domain/law/vocabulary.ts'
import type { Gateway } from '../gateway/gateway.ts'
import { json, mount, readQuery } from './route.ts'
import type { App } from './route.ts'

const query = z.object({
  on: z
    .string()
    .refine(parseDay, 'a day, YYYY-MM-DD')
    .optional()
    .openapi({ example: '2025-05-01', description: 'A day; today when left out' }),
  layer: z.enum(policies).optional(),
})

const rule = z
  .looseObject({
    id: z.string().openapi({ example: 'DM-THR-800' }),
    layers: z.array(z.enum(policies)),
    effectiveFrom: z.string().nullable(),
    effectiveTo: z.string().nullable(),
    knownFrom: z.string().nullable(),
    outcome: z.string(),
    rule: z.string(),
    citation: z.string(),
    confidence: z.string(),
    verifiedOn: z.string(),
  })
  .openapi('Rule')

const rules = z
  .strictObject({
    notice: z.string(),
    on: z.string(),
    sourcesThrough: z.string(),
    items: z.array(rule),
  })
  .openapi('Rules')

/** The boundaries of the rules are Eastern days. */
const eastern = 'America/New_York'

export function mountRules(app: App, gateway: Gateway): void {
  mount(
    app,
    createRoute({
      method: 'get',
      path: '/v1/rules',
      summary: 'The rules in force on a day, with citations',
      request: { query },
      responses: { 200: json(rules, 'Rules, highest priority first') },
    }),
    'entries:read',
    async (c) => {
      const { on = dayIn(eastern, gateway.now()), layer } = readQuery(c, query)
      const items = rulesInForce(on, layer).toSorted((a, b) => b.priority - a.priority)
      const notice = `${items.length} of ${allRows.length} rules; simulated, not filed with CBP`
      return c.json({ notice, on, sourcesThrough, items })
    },
  )
}
