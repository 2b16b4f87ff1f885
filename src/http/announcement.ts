/**
 * Webhooks, deliveries and announcements as callers see them.
 * @module
 */
import { z } from '@hono/zod-openapi'
import { statuses } from '../domain/status.ts'
import { announcedTypes } from '../gateway/announce.ts'
import type { Announcement } from '../gateway/announce.ts'
import type { ListedWebhook, ShownDelivery } from '../gateway/webhooks.ts'

const instant = z.string().openapi({ example: '2026-11-23T14:00:00.000Z' })
const type = z.enum(announcedTypes)
export const deliveryStates = ['due', 'delivered', 'failed'] as const

const wantedFields = {
  url: z.string().openapi({ description: 'https, port 443, a public host by its name' }),
  description: z.string().nullish().openapi({ example: 'warehouse' }),
  types: z
    .array(type)
    .min(1)
    .nullish()
    .openapi({ description: 'What to tell; everything when left out or null' }),
  enabled: z.boolean().nullish(),
}
export const wantedWebhook = z.strictObject(wantedFields).openapi('WantedWebhook')
export const webhookPatch = z
  .strictObject({ ...wantedFields, url: wantedFields.url.nullish() })
  .openapi('WebhookPatch')

const webhookFields = {
  id: z.string().openapi({ example: 'whk_4gT0aZb81QmXw2Lp' }),
  url: z.string(),
  description: z.string(),
  types: z.array(z.string()).nullable(),
  enabled: z.boolean(),
  disabledAt: instant.nullable(),
  disabledReason: z.string().nullable(),
  previousUntil: instant
    .nullable()
    .openapi({ description: 'Until then the secret before this one signs as well' }),
  createdAt: instant,
  updatedAt: instant,
  deliveries: z.strictObject({ due: z.number(), failed: z.number() }),
}
export const webhookSchema = z.strictObject(webhookFields).openapi('Webhook')
export const newWebhookSchema = z
  .strictObject({ ...webhookFields, secret: z.string().openapi({ description: 'Shown once' }) })
  .openapi('NewWebhook')
export const secretSchema = z
  .strictObject({
    secret: z.string().openapi({ description: 'Shown once' }),
    previousUntil: instant,
  })
  .openapi('WebhookSecret')

export const deliverySchema = z
  .strictObject({
    id: z.string().openapi({ description: 'The webhook-id that the receiver sees' }),
    type: z.string(),
    at: instant,
    state: z.enum(deliveryStates),
    attempts: z.number().openapi({ description: 'Since it was made, or asked for again' }),
    nextAttemptAt: instant.nullable(),
    last: z
      .strictObject({
        at: instant,
        status: z.number().nullable().openapi({ description: 'HTTP code; null: no answer' }),
        answer: z.string().openapi({ description: 'How the answer began, or why none came' }),
      })
      .nullable(),
    entry: z
      .strictObject({
        id: z.string(),
        entryNumber: z.string(),
        sequence: z.number(),
        position: z.number(),
      })
      .nullable(),
  })
  .openapi('Delivery')

/** For the document: what a webhook's body holds, and a `data` line of the stream. */
export const announcementSchema = z
  .strictObject({
    type,
    timestamp: instant,
    data: z.strictObject({
      simulated: z.literal(true),
      entry: z.strictObject({
        id: z.string(),
        entryNumber: z.string(),
        reference: z.string(),
        status: z.enum(statuses),
        version: z.number(),
      }),
      sequence: z.number(),
      previousSequence: z.number().nullable(),
      position: z.number(),
    }),
  })
  .openapi('Announcement')

/** Named one by one, so that a secret cannot slip out with something new. */
export const shownWebhook = (webhook: ListedWebhook) => ({
  id: webhook.id,
  url: webhook.url,
  description: webhook.description,
  types: webhook.types,
  enabled: webhook.enabled,
  disabledAt: webhook.disabledAt,
  disabledReason: webhook.disabledReason,
  previousUntil: webhook.previousUntil,
  createdAt: webhook.createdAt,
  updatedAt: webhook.updatedAt,
  deliveries: webhook.deliveries,
})

export const shownDelivery = (delivery: ShownDelivery) => ({
  id: delivery.messageId,
  type: delivery.type,
  at: delivery.at,
  state: delivery.state,
  attempts: delivery.attempts,
  nextAttemptAt: delivery.state === 'due' ? delivery.dueAt : null,
  last:
    delivery.lastAt === null
      ? null
      : { at: delivery.lastAt, status: delivery.lastStatus, answer: delivery.lastNote ?? '' },
  entry: delivery.about && {
    id: delivery.about.entryId,
    entryNumber: delivery.about.entryNumber,
    sequence: delivery.about.seq,
    position: delivery.about.position,
  },
})

/** One event of a stream (HTML, 9.2): its position is where a reader goes on from. */
export const streamText = (told: Announcement) =>
  `id: ${told.data.position}\nevent: ${told.type}\ndata: ${JSON.stringify(told)}\n\n`
