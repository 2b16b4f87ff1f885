/**
 * `/v1/webhooks`: where the caller's filer wants to be told, and the secrets that sign it.
 * @module
 */
import { createRoute, z } from '@hono/zod-openapi'
import type { Problem } from '../domain/problem.ts'
import { textProblems } from '../domain/text.ts'
import type { AnnouncedType } from '../gateway/announce.ts'
import type { Gateway } from '../gateway/gateway.ts'
import { newWebhookSchema, secretSchema, shownWebhook, wantedWebhook, webhookPatch, webhookSchema } from './announcement.ts' // prettier-ignore
import { entryCap, readJsonBody, readOptionalBody } from './body.ts'
import { invalid, Refusal } from './errors.ts'
import { json, mount } from './route.ts'
import type { App } from './route.ts'
import { shape } from './shape.ts'

const params = z.object({ id: z.string() })
const overlap = z
  .strictObject({
    overlapHours: z.int().min(0).max(168).nullish().openapi({
      description: 'For so long the old secret signs as well; 0 when it leaked',
      example: 24,
    }),
  })
  .openapi('Overlap')

const usualOverlapHours = 24
const longestDescription = 100

type Sent = {
  readonly url?: string
  readonly description?: string
  readonly types?: readonly AnnouncedType[]
  readonly enabled?: boolean
}

export const webhookNotFound = () =>
  new Refusal(404, 'webhook_not_found', 'You have no webhook of this id.')

export function mountWebhooks(app: App, gateway: Gateway): void {
  mount(
    app,
    createRoute({
      method: 'post',
      path: '/v1/webhooks',
      summary: 'Register a webhook; its secret is shown once',
      request: { body: json(wantedWebhook, 'Where to send, and what') },
      responses: { 201: json(newWebhookSchema, 'The webhook with its secret') },
    }),
    'webhooks',
    async (c) => {
      const body = await readJsonBody(c, entryCap)
      const { draft, problems } = shape<Sent & { url: string }>(wantedWebhook, body)
      refuseIf([...problems, ...descriptionProblems(draft)])
      const made = await gateway.webhooks.create(c.get('caller').filer, {
        url: draft.url,
        description: draft.description ?? '',
        types: draft.types ?? null,
        enabled: draft.enabled ?? true,
      })
      if (made.kind === 'refused') throw invalid('webhook_invalid', made.problems)
      if (made.kind === 'too_many') {
        const detail = `A filer has at most ${made.most} webhooks. Delete one that is not needed.`
        throw new Refusal(409, 'webhook_limit', detail)
      }
      return c.json({ ...shownWebhook(made.webhook), secret: made.secret }, 201)
    },
  )

  mount(
    app,
    createRoute({
      method: 'get',
      path: '/v1/webhooks',
      summary: 'Your webhooks, without their secrets',
      responses: { 200: json(z.strictObject({ items: z.array(webhookSchema) }), 'Webhooks') },
    }),
    'webhooks',
    async (c) => {
      const found = await gateway.webhooks.list(c.get('caller').filer)
      return c.json({ items: found.map(shownWebhook) })
    },
  )

  mount(
    app,
    createRoute({
      method: 'get',
      path: '/v1/webhooks/{id}',
      summary: 'A webhook: whether it is enabled, and what it waits for',
      request: { params },
      responses: { 200: json(webhookSchema, 'The webhook') },
    }),
    'webhooks',
    async (c) => {
      const found = await gateway.webhooks.read(c.get('caller').filer, c.req.param('id') ?? '')
      if (!found) throw webhookNotFound()
      return c.json(shownWebhook(found))
    },
  )

  mount(
    app,
    createRoute({
      method: 'patch',
      path: '/v1/webhooks/{id}',
      summary: 'Change a webhook by a JSON merge patch; enable it again',
      request: {
        params,
        body: {
          description: 'What changes',
          content: { 'application/merge-patch+json': { schema: webhookPatch } },
        },
      },
      responses: { 200: json(webhookSchema, 'The webhook as it is now') },
    }),
    'webhooks',
    async (c) => {
      const body = await readJsonBody(c, entryCap, 'application/merge-patch+json')
      const { draft, problems } = shape<Sent>(webhookPatch, body)
      refuseIf([...problems, ...descriptionProblems(draft)])
      // In a merge patch null takes away: the choice of types, and so all are told.
      const all = (body.value as { types?: unknown }).types === null
      const changes = { ...draft, ...(all ? { types: null } : {}) }
      const id = c.req.param('id') ?? ''
      const changed = await gateway.webhooks.change(c.get('caller').filer, id, changes)
      if (changed.kind === 'not_found') throw webhookNotFound()
      if (changed.kind === 'refused') throw invalid('webhook_invalid', changed.problems)
      return c.json(shownWebhook(changed.webhook))
    },
  )

  mount(
    app,
    createRoute({
      method: 'delete',
      path: '/v1/webhooks/{id}',
      summary: 'Delete a webhook with its deliveries; nothing more is sent',
      request: { params },
      responses: { 204: { description: 'Deleted' } },
    }),
    'webhooks',
    async (c) => {
      const removed = await gateway.webhooks.remove(c.get('caller').filer, c.req.param('id') ?? '')
      if (!removed) throw webhookNotFound()
      return c.body(null, 204)
    },
  )

  mount(
    app,
    createRoute({
      method: 'post',
      path: '/v1/webhooks/{id}/secret',
      summary: 'Replace the secret; the old one signs too for a while',
      request: { params, body: { ...json(overlap, 'For how long'), required: false } },
      responses: { 200: json(secretSchema, 'The new secret, shown once') },
    }),
    'webhooks',
    async (c) => {
      const { draft, problems } = shape<{ overlapHours?: number }>(
        overlap,
        await readOptionalBody(c),
      )
      refuseIf(problems)
      const hours = draft.overlapHours ?? usualOverlapHours
      const id = c.req.param('id') ?? ''
      const rotated = await gateway.webhooks.rotate(c.get('caller').filer, id, hours)
      if (!rotated) throw webhookNotFound()
      return c.json(rotated)
    },
  )
}

export const descriptionProblems = ({ description }: Sent): Problem[] =>
  description === undefined ? [] : textProblems(description, '/description', longestDescription)

function refuseIf(problems: readonly Problem[]): void {
  if (problems.length > 0) throw invalid('webhook_invalid', problems)
}
