/**
 * What the operator's routes share: a reason in each body, pages, and what was done by hand.
 * @module
 */
import { z } from '@hono/zod-openapi'
import type { Context } from 'hono'
import { textProblems } from '../domain/text.ts'
import { entryCap, readJsonBody } from './body.ts'
import { invalid } from './errors.ts'
import { shape } from './shape.ts'

export const reasonSchema = z
  .strictObject({ why: z.string().openapi({ example: 'the profile is mended' }) })
  .openapi('Reason')

/** For the log of hands, which outlives whoever remembers. */
export async function readReason(c: Context): Promise<string> {
  const body = await readJsonBody(c, entryCap)
  const { draft, problems } = shape<{ why: string }>(reasonSchema, body)
  const said = draft.why === undefined ? [] : textProblems(draft.why, '/why', 200)
  const found = [...problems, ...said]
  if (found.length > 0) throw invalid('reason_invalid', found)
  return draft.why
}

export const idParam = z.object({ id: z.string() })

export const page = {
  limit: z
    .string()
    .regex(/^\d{1,3}$/, 'a number from 1 to 200')
    .transform(Number)
    .refine((limit) => limit >= 1 && limit <= 200, 'a number from 1 to 200')
    .optional()
    .openapi({ description: '1 to 200, otherwise 50' }),
  cursor: z.string().optional().openapi({ description: 'nextCursor of the page before' }),
}

const hand = z
  .strictObject({
    at: z.string(),
    action: z.string(),
    by: z.string().openapi({ description: 'The id of the key' }),
    why: z.string().nullable(),
  })
  .openapi('Hand')

export const hands = z.array(hand).openapi({ description: 'What was done by hand' })
