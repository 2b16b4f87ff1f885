/**
 * The writing side of `/v1/entries`: file, amend, cancel, answer.
 * @module
 */
import { createRoute, z } from '@hono/zod-openapi'
import type { RouteConfig } from '@hono/zod-openapi'
import type { Context } from 'hono'
import type { Changed, Gateway } from '../gateway/gateway.ts'
import type { Record } from '../gateway/once.ts'
import { answerContent, readAnswer } from './answer.ts'
import type { Env } from './auth.ts'
import { answerCap, entryCap, readJsonBody } from './body.ts'
import { idParam, notFound } from './entries.ts'
import { invalid, Refusal } from './errors.ts'
import type { Replacement } from '../domain/replacement.ts'
import { heldBack } from './held.ts'
import { idempotent, respond } from './idempotent.ts'
import type { Json } from './json.ts'
import { entrySchema } from './model.ts'
import { mergePatch } from './patch.ts'
import { json, mount } from './route.ts'
import type { App } from './route.ts'
import { shape } from './shape.ts'
import { readShipment, shipmentSchema } from './shipment.ts'

type ZodRequestBody = NonNullable<NonNullable<RouteConfig['request']>['body']>

const cancelSchema = z
  .strictObject({
    reason: z.string().openapi({ example: '01', description: '01 to 11 (CATAIR SE13 60-61)' }),
    replacementEntryNumber: z.string().nullish().openapi({ description: 'For reason 03' }),
    replacementInBondNumber: z.string().nullish().openapi({ description: 'For reason 02' }),
    replacementZoneAdmission: z.string().nullish().openapi({ description: 'For reason 04' }),
  })
  .openapi('Cancellation')

const headers = z.object({
  'Idempotency-Key': z
    .string()
    .optional()
    .openapi({ description: 'The same answer for the same key' }),
})
const ifMatch = z.object({
  'If-Match': z.string().optional().openapi({ description: 'The version you saw, as in "3"' }),
})

export function mountFiling(app: App, gateway: Gateway): void {
  mount(
    app,
    createRoute({
      method: 'post',
      path: '/v1/entries',
      summary: 'File one shipment',
      request: { headers, body: json(shipmentSchema, 'A shipment') },
      responses: { 201: json(entrySchema, 'The entry, stored for good') },
    }),
    'entries:write',
    async (c) => {
      const body = await readJsonBody(c, entryCap)
      return idempotent(c, gateway, body.bytes, async (record) => {
        const filed = await gateway.file(
          c.get('caller').filer,
          readShipment(body),
          record,
          c.get('caller').keyId,
        )
        switch (filed.kind) {
          case 'filed':
            return respond(c, filed.body, 201)
          case 'refused':
            throw invalid('shipment_invalid', filed.problems)
          case 'held':
            throw heldBack(filed)
          case 'duplicate': {
            const { code, message } = filed.problem
            const more = { entry: `/v1/entries/${filed.entryId}` }
            throw new Refusal(409, code, message, { errors: [filed.problem], more })
          }
        }
      })
    },
  )

  const change = (
    method: 'put' | 'patch' | 'post',
    path: string,
    summary: string,
    request: { body: ZodRequestBody; headers: z.ZodObject },
    ask: (c: Context<Env>, id: string) => Promise<Response>,
  ) =>
    mount(
      app,
      createRoute({
        method,
        path,
        summary,
        request: { params: idParam, ...request },
        responses: { 200: json(entrySchema, 'The entry as it is now') },
      }),
      'entries:write',
      (c) => ask(c, c.req.param('id') ?? ''),
    )

  const changing = { headers: headers.extend(ifMatch.shape) }
  change('put', '/v1/entries/{id}', 'Amend with a full shipment',
    { ...changing, body: json(shipmentSchema, 'The shipment as it should be') },
    async (c, id) => {
      const body = await readJsonBody(c, entryCap)
      const version = expectedVersion(c)
      return idempotent(c, gateway, body.bytes, async (record) =>
        changed(c, await gateway.amend(c.get('caller').filer, id, readShipment(body), { version }, record, c.get('caller').keyId)),
      )
    },
  ) // prettier-ignore

  change('patch', '/v1/entries/{id}', 'Amend with a JSON merge patch (RFC 7396)',
    { ...changing, body: { description: 'What changes', content: { 'application/merge-patch+json': { schema: shipmentSchema.partial() } } } },
    async (c, id) => {
      const patch = await readJsonBody(c, entryCap, 'application/merge-patch+json')
      return idempotent(c, gateway, patch.bytes, (record) => patched(c, gateway, id, patch, record))
    },
  ) // prettier-ignore

  change('post', '/v1/entries/{id}/cancel', 'Cancel an entry',
    { ...changing, body: json(cancelSchema, 'Why, and what replaces it') },
    async (c, id) => {
      const body = await readJsonBody(c, entryCap)
      const version = expectedVersion(c)
      const { draft, problems } = shape<Replacement & { reason: string }>(cancelSchema, body)
      if (problems.length > 0) throw invalid('cancellation_invalid', problems)
      return idempotent(c, gateway, body.bytes, async (record) =>
        changed(c, await gateway.cancel(c.get('caller').filer, id, draft, record, c.get('caller').keyId, { version }), 'cancellation_invalid'),
      )
    },
  ) // prettier-ignore

  change('post', '/v1/entries/{id}/answers', 'Answer CBP, with text, documents or both',
    { ...changing, body: { description: 'The answer', content: answerContent } },
    async (c, id) => {
      const version = expectedVersion(c)
      const { bytes, request } = await readAnswer(c, answerCap)
      return idempotent(c, gateway, bytes, async (record) =>
        changed(c, await gateway.answer(c.get('caller').filer, id, request, record, c.get('caller').keyId, { version }), 'answer_invalid'),
      )
    },
  ) // prettier-ignore
}

const patchTries = 3

/** Laid upon the shipment of one version; when somebody changes that first, upon the next one. */
async function patched(
  c: Context<Env>,
  gateway: Gateway,
  id: string,
  { value, problems }: Json,
  record: Record,
): Promise<Response> {
  const { filer, keyId } = c.get('caller')
  const expected = expectedVersion(c)
  for (let tries = 1; ; tries++) {
    const entry = await gateway.get(filer, id)
    if (!entry) throw notFound()
    const shipment = readShipment({ value: mergePatch(entry.shipment, value), problems })
    const version = expected ?? entry.version
    const change = await gateway.amend(filer, id, shipment, { version }, record, keyId)
    const raced = change.kind === 'version_mismatch' && expected === undefined
    if (!raced || tries === patchTries) return changed(c, change)
  }
}

function changed(c: Context<Env>, change: Changed, invalidCode = 'shipment_invalid'): Response {
  switch (change.kind) {
    case 'changed':
      return respond(c, change.body, 200)
    case 'not_found':
      throw notFound()
    case 'version_mismatch':
      throw new Refusal(
        412,
        'version_mismatch',
        `The entry is at version ${change.version} by now.`,
      )
    case 'refused': {
      const conflict = change.problems.find(({ code }) => code === 'state_conflict')
      if (conflict) throw new Refusal(409, 'state_conflict', conflict.message)
      throw invalid(invalidCode, change.problems)
    }
  }
}

function expectedVersion(c: Context<Env>): number | undefined {
  const header = c.req.header('If-Match')
  if (header === undefined || header === '*') return undefined
  const version = /^"?(\d{1,9})"?$/.exec(header)?.[1]
  if (version === undefined) {
    throw new Refusal(
      412,
      'version_mismatch',
      'If-Match takes the version of the entry, as in "3".',
    )
  }
  return Number(version)
}
