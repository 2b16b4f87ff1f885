/**
 * Both verdicts of the law, as zod schemas. Amounts inside end in `Cents` and are integers.
 * @module
 */
import { z } from '@hono/zod-openapi'
import { decisions, laneCodes, policies, provisions } from '../domain/law/vocabulary.ts'
import { notice } from '../domain/law/messages.ts'

const cents = z.number().int().nullable()

const ground = z
  .strictObject({
    ruleId: z.string().openapi({ example: 'EO-ALL-AUG25' }),
    outcome: z.string(),
    effectiveFrom: z.string(),
    effectiveTo: z.string().nullable(),
    knownFrom: z.string().nullable(),
    dateBasis: z.string(),
    dateTested: z.string(),
    citation: z.string(),
    authority: z.string(),
    status: z.string(),
    confidence: z.string(),
    verifiedOn: z.string(),
    text: z.string(),
    failed: z.array(z.string()).optional(),
    limitCents: z.number().optional(),
    actualCents: z.number().optional(),
  })
  .openapi('Ground')

const missing = z.strictObject({
  field: z.string(),
  neededBy: z.array(z.string()),
  lane: z.enum(laneCodes).nullable(),
})

export const laneSchema = z
  .strictObject({
    lane: z.enum(laneCodes),
    entryType: z.enum(['86', '11', '13', '01', '03']).nullable(),
    allowed: z.enum(['yes', 'no', 'refer']),
    claimsExemption: z.boolean(),
    why: z.array(ground),
    confirm: z.array(ground),
    duty: z.looseObject({ status: z.string(), totalCents: cents }).nullable(),
    fees: z.looseObject({ status: z.string(), totalCents: cents }).nullable(),
    missing: z.array(missing),
  })
  .openapi('Lane')

const verdict = z
  .strictObject({
    layer: z.enum(policies),
    decision: z.enum(decisions),
    thresholdCents: cents,
    dayTotalCents: cents,
    withinThreshold: z.boolean().nullable(),
    since: z.string().nullable(),
    nextChange: z
      .strictObject({ ruleId: z.string(), on: z.string(), kind: z.enum(['starts', 'ends']) })
      .nullable(),
    basis: z.array(ground),
    grounds: z.array(ground),
    refer: z.array(ground),
    missing: z.array(missing),
    lanes: z.array(laneSchema),
    routedTo: z.enum(laneCodes).nullable(),
    verifiedOn: z.string(),
    knownFromAssumed: z.boolean().optional(),
  })
  .openapi('LayerVerdict')

const message = z.strictObject({
  code: z.string(),
  severity: z.enum(['info', 'warning', 'error']),
  text: z.string(),
  ruleIds: z.array(z.string()),
})

export const answerSchema = z
  .strictObject({
    notice: z.literal(notice),
    simulation: z.literal(true),
    fileable: z.literal(false),
    policy: z.enum(policies),
    policySource: z.enum(['default', 'installation', 'filer']),
    provision: z.enum(provisions),
    requestedLane: z.enum(laneCodes).nullable(),
    decision: z.enum(decisions),
    divergent: z.boolean(),
    statutory: verdict,
    enforced: verdict,
    messages: z.array(message),
    ruleSet: z.strictObject({
      sha256: z.string(),
      rows: z.number(),
      verifiedOn: z.string(),
      sourcesThrough: z.string(),
      ageDays: z.number(),
      staleness: z.enum(['fresh', 'warn', 'block']),
    }),
    verifiedOn: z.string(),
    decidedAt: z.string(),
    factsHash: z.string(),
  })
  .openapi('Verdict')

const decided = z.strictObject({ decision: z.enum(decisions) })

/** In lists: the decisions without their grounds. */
export const summarySchema = z
  .strictObject({
    policy: z.enum(policies),
    decision: z.enum(decisions),
    divergent: z.boolean(),
    statutory: decided,
    enforced: decided,
  })
  .openapi('VerdictSummary')
