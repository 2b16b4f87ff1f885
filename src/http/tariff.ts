/**
 * `/v1/tariff`: tariff numbers by everyday words, and what a number is.
 * @module
 */
import { createRoute, z } from '@hono/zod-openapi'
import type { Gateway } from '../gateway/gateway.ts'
import { Refusal } from './errors.ts'
import { json, mount, readQuery } from './route.ts'
import type { App } from './route.ts'

const line = {
  htsNumber: z.string().openapi({ example: '6912004400' }),
  dotted: z.string().openapi({ example: '6912.00.44.00' }),
  description: z.string(),
  path: z.array(z.string()).openapi({ description: 'The headings above it, outermost first' }),
  general: z.string().openapi({ example: '10%', description: 'Column 1 general rate' }),
  units: z.array(z.string()),
  heading: z.string(),
  chapter: z.string(),
}

const revision = z.strictObject({
  label: z.string(),
  imported: z.boolean(),
  importedAt: z.string().nullable(),
  sha256: z.string().nullable(),
  lines: z.number(),
})

const hits = z
  .strictObject({
    revision,
    items: z.array(
      z.strictObject({
        ...line,
        score: z.number().openapi({ description: 'Comparable within one question only' }),
      }),
    ),
  })
  .openapi('TariffHits')

const neighbour = z.strictObject({
  htsNumber: z.string(),
  dotted: z.string(),
  description: z.string(),
})

const explained = z
  .strictObject({
    ...line,
    special: z.string(),
    other: z.string(),
    footnotes: z.array(z.looseObject({})),
    declarable: z.boolean(),
    rate: z.looseObject({ kind: z.string() }).nullable(),
    children: z.array(neighbour),
    siblings: z.array(neighbour),
  })
  .openapi('TariffLine')

const question = z.object({
  q: z.string().min(1).max(200).openapi({ example: 'mens cotton tee' }),
  limit: z
    .string()
    .regex(/^([1-9]|[1-4]\d|50)$/, 'a number from 1 to 50')
    .transform(Number)
    .optional(),
})

export function mountTariff(app: App, gateway: Gateway): void {
  mount(
    app,
    createRoute({
      method: 'get',
      path: '/v1/tariff',
      summary: 'Tariff numbers for everyday words, best first',
      request: { query: question },
      responses: { 200: json(hits, 'The best line of each heading') },
    }),
    'entries:read',
    async (c) => {
      const { q, limit = 10 } = readQuery(c, question)
      const { revision, search } = gateway.tariff
      return c.json({ revision: await revision(), items: await search(q, limit) })
    },
  )

  mount(
    app,
    createRoute({
      method: 'get',
      path: '/v1/tariff/{hts}',
      summary: 'What a tariff number is',
      request: { params: z.object({ hts: z.string().openapi({ example: '6912004400' }) }) },
      responses: { 200: json(explained, 'A line, or a heading above lines') },
    }),
    'entries:read',
    async (c) => {
      const found = await gateway.tariff.explain(c.req.param('hts') ?? '')
      if (!found) throw new Refusal(404, 'tariff_not_found', 'The tariff has no such number.')
      return c.json(found)
    },
  )
}
