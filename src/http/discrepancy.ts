/**
 * What CBP found wrong or missing, for programs: the queue by due day, and of one entry declared
 * beside found, a suggested correction with its outcome, and what was said so far.
 * @module
 */
import { createRoute, z } from '@hono/zod-openapi'
import type { Discrepancy } from '../gateway/discrepancy.ts'
import type { Gateway } from '../gateway/gateway.ts'
import type { Question } from '../gateway/discrepancy.ts'
import { idParam, limitParameter, notFound } from './entries.ts'
import { adviceSchema, entrySchema, ledgerSchema } from './model.ts'
import { printPlace, readPlace } from './place.ts'
import { json, mount, readQuery } from './route.ts'
import type { App } from './route.ts'

const scalar = z.union([z.string(), z.number(), z.null()])

const finding = z.strictObject({
  record: z.string().openapi({ example: 'SO50', description: 'SO50, SO60, or SE90 of a reply' }),
  code: z.string().openapi({ example: '58' }),
  text: z.string(),
  meaning: z.string(),
  action: z.string(),
  at: z.string().nullable(),
  documentType: z.string().optional(),
})

const compared = z.strictObject({
  pointer: z.string().openapi({ example: '/packageQuantity' }),
  name: z.string(),
  declared: z.string().nullable(),
  found: z.string().nullable(),
  record: z.string(),
  code: z.string(),
})

const preview = z.strictObject({
  accepted: z.boolean().openapi({ description: 'Whether gate321 would take it' }),
  problems: z.array(adviceSchema),
  statutory: z.string(),
  enforced: z.string(),
})

const correction = z.strictObject({
  operations: z.array(
    z.strictObject({ pointer: z.string(), from: scalar, to: scalar, reason: z.string() }),
  ),
  patch: z.looseObject({}).openapi({
    description: 'For PATCH /v1/entries/{id}, as application/merge-patch+json',
  }),
  preview,
})

const outcome = z.enum(['waiting', 'taken', 'review', 'refused'])

const turn = z.strictObject({
  seq: z.number(),
  at: z.string(),
  speaker: z.enum(['cbp', 'filer']),
  title: z.string(),
  text: z.array(z.string()),
  asks: z.string().nullable().openapi({ description: 'The document that CBP asks for' }),
  documents: z.array(
    z.strictObject({
      type: z.string(),
      name: z.string(),
      mediaType: z.string(),
      sha256: z.string(),
      bytes: z.number(),
      outcome,
    }),
  ),
  outcome: z.strictObject({ of: outcome, says: z.string() }).nullable(),
})

const discrepancySchema = z
  .strictObject({
    entryNumber: z.string(),
    version: z.number().openapi({ description: 'For If-Match when it is amended' }),
    status: z.string(),
    due: z.string().nullable(),
    findings: z.array(finding),
    compared: z.array(compared),
    correction: correction.nullable(),
    day: ledgerSchema.nullable(),
    conversation: z.array(turn),
  })
  .openapi('Discrepancy')

const waitingSchema = z
  .strictObject({
    items: z.array(
      z.strictObject({ due: z.string(), findings: z.array(finding), entry: entrySchema }),
    ),
    nextCursor: z.string().nullable(),
  })
  .openapi('Waiting')

const shown = ({ entry, correction: found, ...rest }: Discrepancy) => {
  const { entryNumber, version, status, next } = entry
  const suggested = found && {
    operations: found.operations,
    patch: found.patch,
    preview: found.preview,
  }
  return { entryNumber, version, status, due: next.due, ...rest, correction: suggested }
}

const query = z.object({
  limit: limitParameter,
  cursor: z.string().optional().openapi({ description: 'nextCursor of the page before' }),
})

export function mountDiscrepancies(app: App, gateway: Gateway): void {
  mount(
    app,
    createRoute({
      method: 'get',
      path: '/v1/discrepancies',
      summary: 'Entries that wait for you, the most urgent first',
      request: { query },
      responses: { 200: json(waitingSchema, 'A page of them') },
    }),
    'entries:read',
    async (c) => {
      const { limit = 50, cursor } = readQuery(c, query)
      const { filer } = c.get('caller')
      const scope = [filer, 'discrepancies']
      const after = await readPlace<Question>(scope, cursor)
      const found = await gateway.discrepancies.list(filer, { limit: limit + 1, after })
      const page = found.slice(0, limit)
      const last = page.at(-1)?.question
      const items = page.map(({ entry, findings, question }) => ({
        ...{ due: question.dueDay, findings, entry },
      }))
      const nextCursor = found.length > limit && last ? await printPlace(scope, last) : null
      return c.json({ items, nextCursor })
    },
  )

  mount(
    app,
    createRoute({
      method: 'get',
      path: '/v1/entries/{id}/discrepancy',
      summary: 'Declared beside found, a suggested correction and the conversation with CBP',
      request: { params: idParam },
      responses: { 200: json(discrepancySchema, 'What CBP holds against the entry') },
    }),
    'entries:read',
    async (c) => {
      const id = c.req.param('id') ?? ''
      const found = await gateway.discrepancies.get(c.get('caller').filer, id)
      if (!found) throw notFound()
      return c.json(shown(found))
    },
  )
}
