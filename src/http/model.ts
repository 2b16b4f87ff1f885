/**
 * What the API answers with, as zod schemas for `/openapi.json`. A test holds them against the
 * answers themselves.
 * @module
 */
import { z } from '@hono/zod-openapi'
import { statuses } from '../domain/status.ts'
import { wireNames } from '../domain/wire.ts'
import { notice } from '../domain/law/messages.ts'
import { scopes } from '../gateway/keys.ts'
import { shipmentSchema } from './shipment.ts'
import { answerSchema, summarySchema } from './verdict.ts'

const instant = z.string().openapi({ example: '2026-11-23T14:00:00.000Z' })
const simulated = z.literal(notice)
const capability = z.strictObject({ allowed: z.boolean(), reason: z.string().nullable() })
const condition = z.strictObject({
  messageType: z.string(),
  conditionCode: z.string(),
  narrative: z.string(),
})
const totals = z.strictObject({
  fairRetailValue: z.string().openapi({ example: '45.00' }),
  duty: z.string().nullable(),
  fees: z.string().nullable(),
})
export const adviceSchema = z.strictObject({
  code: z.string(),
  pointer: z.string(),
  message: z.string(),
  citation: z.string().optional(),
  rewrites: z.array(z.string()).optional(),
})

export const ledgerSchema = z
  .strictObject({
    person: z.string(),
    day: z.string(),
    ceiling: z.string(),
    before: z.string(),
    after: z.string(),
    shipments: z.array(
      z.strictObject({
        entryNumber: z.string(),
        reference: z.string(),
        value: z.string(),
        name: z.string(),
        street: z.string(),
      }),
    ),
  })
  .openapi('Ledger')

export const entrySchema = z
  .strictObject({
    notice: simulated,
    id: z.string().openapi({ example: '01KAH4W3Z6M6Q2V8T5R9N1C7DX' }),
    entryNumber: z.string().openapi({ example: 'ZZ9-0000001-1' }),
    entryType: z.string().openapi({ example: '86' }),
    reference: z.string().openapi({ example: 'SHP-000123' }),
    status: z.enum(statuses),
    admissible: z.boolean(),
    oneUsg: z.boolean(),
    gateway: z.strictObject({ accepted: z.literal(true), at: instant }),
    cbp: z.strictObject({ accepted: z.boolean(), at: instant.nullable() }),
    disposition: z
      .strictObject({
        code: z.string(),
        record: z.string(),
        text: z.string(),
        at: instant,
        documentType: z.string().optional(),
      })
      .nullable(),
    conditions: z.array(condition),
    transmission: z
      .strictObject({
        messageId: z.string(),
        inDoubt: z.boolean(),
        attempts: z.number(),
        note: z.string().nullable(),
      })
      .nullable(),
    totals,
    manufacturerId: z.string().nullable(),
    verdict: z.union([answerSchema, summarySchema]).nullable(),
    advice: z.array(adviceSchema),
    next: z.strictObject({
      meaning: z.string(),
      owner: z.enum(['filer', 'cbp', 'carrier', 'gateway', 'nobody']),
      action: z.string(),
      due: z.string().nullable(),
      overdue: z
        .strictObject({
          word: z.enum(['reply', 'status', 'release']),
          since: instant,
          hours: z.union([z.literal(1), z.literal(4), z.literal(24)]),
        })
        .nullable()
        .openapi({ description: 'The word of CBP that is missing, since when, and the limit' }),
    }),
    can: z.strictObject({
      amend: capability,
      cancel: capability,
      answer: capability,
      resend: capability,
    }),
    shipment: shipmentSchema,
    version: z.number(),
    createdAt: instant,
    updatedAt: instant,
  })
  .openapi('Entry')

export const finding = z.strictObject({
  code: z.string(),
  pointer: z.string().openapi({ description: 'JSON pointer (RFC 6901) into the input' }),
  message: z.string(),
  citation: z.string().optional(),
  rewrites: z.array(z.string()).optional().openapi({ description: 'Ready texts to use instead' }),
  row: z.number().optional().openapi({ description: 'Of the file, the headings being row 1' }),
  column: z.string().optional().openapi({ description: 'The heading, as the file has it' }),
})

export const checkOfHealth = z
  .strictObject({
    name: z.string().openapi({ example: 'store' }),
    state: z.enum(['ok', 'warn', 'failed', 'unknown']),
    detail: z.string(),
  })
  .openapi('HealthCheck')

export const problemSchema = z
  .strictObject({
    type: z.string(),
    title: z.string(),
    status: z.number(),
    code: z.string(),
    detail: z.string(),
    errors: z.array(finding).optional(),
    pointer: z.string().optional().openapi({ description: 'Where the JSON cannot be read' }),
    entry: z.string().optional().openapi({ description: 'The entry that has this reference' }),
    checks: z.array(checkOfHealth).optional().openapi({ description: 'What is not ready' }),
  })
  .openapi('Problem')

export const checkSchema = z
  .strictObject({
    notice: simulated,
    accepted: z.boolean(),
    entryType: z.string(),
    problems: z.array(finding),
    advice: z.array(adviceSchema),
    totals: totals.nullable(),
    verdict: answerSchema,
    ledger: ledgerSchema.nullable(),
    manufacturerId: z.string().nullable(),
    message: z.strictObject({ format: z.enum(wireNames), body: z.string() }).nullable(),
  })
  .openapi('Check')

export const listSchema = z
  .strictObject({ items: z.array(entrySchema), nextCursor: z.string().nullable() })
  .openapi('EntryList')

export const eventsSchema = z
  .strictObject({
    items: z.array(
      z.strictObject({
        seq: z.number(),
        type: z.string(),
        at: instant,
        status: z.enum(statuses),
        reason: z.string(),
        cbpAt: instant.nullable(),
        superseded: z.boolean(),
        by: z.string().nullable().openapi({ description: 'The id of the key, cbp, or gateway' }),
        hash: z.string().nullable().openapi({ description: 'Chains it to the event before' }),
        messages: z.array(z.string()),
      }),
    ),
  })
  .openapi('Events')

export const messagesSchema = z
  .strictObject({
    items: z.array(
      z.strictObject({
        id: z.string(),
        seq: z.number(),
        direction: z.enum(['sent', 'received']),
        kind: z.enum(['filing', 'reply', 'notification', 'document', 'document_reply']),
        format: z.string(),
        sha256: z.string(),
        at: instant,
        body: z.string(),
      }),
    ),
  })
  .openapi('Messages')

const keyFields = {
  id: z.string(),
  name: z.string(),
  scopes: z.array(z.enum(scopes)),
  createdAt: instant,
  expiresAt: instant.nullable(),
  revokedAt: instant.nullable(),
  lastUsedAt: instant.nullable().openapi({ description: 'To the hour' }),
}
export const keySchema = z.strictObject(keyFields).openapi('Key')
export const newKeySchema = z
  .strictObject({ ...keyFields, key: z.string().openapi({ description: 'Shown once' }) })
  .openapi('NewKey')
