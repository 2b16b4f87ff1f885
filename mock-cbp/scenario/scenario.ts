/**
 * A scenario is a row of data: which bills it is for, what the reply says, and what follows. Rows
 * are checked when they are loaded; the first one that matches counts.
 * @module
 */
import { z } from 'zod'
import { dispositionOf } from '../../src/domain/disposition.ts'

const notice = z
  .strictObject({
    record: z.enum(['SO50', 'SO60']),
    code: z.string(),
    releaseOrigin: z.string().regex(/^\d{2}$/).optional(),
    documentType: z.string().regex(/^[A-Z0-9]{1,6}$/).optional(),
  })
  .refine(({ record, code }) => dispositionOf(record, code), 'no such disposition') // prettier-ignore

const notices = z.array(notice).min(1)
/** Durations in rows are hours; the pace says how long an hour lasts. */
const hours = z.number().min(0).max(24 * 365) // prettier-ignore

const step = z.union([
  /** Hours since the step before, or since the reply. */
  z.strictObject({ after: hours, notices }),
  z.strictObject({ at: z.literal('arrival'), notices }),
  z.strictObject({ waitFor: z.enum(['document', 'correction']) }),
])

/** `$1` is the first group of the row's pattern. */
const condition = z.string().regex(/^([A-Z0-9]{3}|\$1)$/)

const scenario = z.strictObject({
  id: z.string().regex(/^[A-Z0-9-]{1,40}$/),
  title: z.string(),
  match: z.strictObject({
    /** Beginning of the lowest bill: the house bill, or else the regular bill. */
    prefix: z.string().optional(),
    pattern: z.string().refine(compiles, 'not a regular expression').optional(),
    /** Only for entries that chance picks for inspection. */
    inspected: z.literal(true).optional(),
  }),
  reply: z
    .union([
      z.strictObject({ reject: condition }),
      z.strictObject({ warn: condition }),
      z.strictObject({ after: hours }),
    ])
    .optional(),
  steps: z.array(step),
  /** Each notification twice in its page, and once more under another id. */
  duplicate: z.literal(true).optional(),
  /** Delivered last first; CBP's times and sequence stay true. */
  reorder: z.literal(true).optional(),
})

export type Scenario = Readonly<z.infer<typeof scenario>>
export type Step = Scenario['steps'][number]
export type StepNotice = z.infer<typeof notice>

function compiles(pattern: string): boolean {
  try {
    return new RegExp(pattern) instanceof RegExp
  } catch {
    return false
  }
}

/** Throws with every mistake of every row. */
export function checkScenarios(rows: unknown): readonly Scenario[] {
  const { data, error } = z.array(scenario).safeParse(rows)
  if (data) return data
  const mistakes = error.issues.map(({ path, message }) => `${path.join('.')}: ${message}`)
  throw new TypeError(`scenarios: ${mistakes.join('; ')}`)
}

/** The row that counts for an entry, with `$1` filled in. */
export type Matched = {
  readonly scenario: Scenario
  readonly reject?: string
  readonly warn?: string
  readonly delayHours: number
}

export function matchScenario(
  rows: readonly Scenario[],
  bill: string,
  inspected: () => boolean,
): Matched | undefined {
  for (const scenario of rows) {
    const { prefix = '', pattern = '', inspected: byChance } = scenario.match
    const groups = bill.startsWith(prefix) ? new RegExp(pattern).exec(bill) : null
    if (!groups || (byChance && !inspected())) continue
    const { reply } = scenario
    const filled = (code: string) => (code === '$1' ? (groups[1] ?? 'Z99') : code)
    return {
      scenario,
      ...(reply && 'reject' in reply ? { reject: filled(reply.reject) } : {}),
      ...(reply && 'warn' in reply ? { warn: filled(reply.warn) } : {}),
      delayHours: reply && 'after' in reply ? reply.after : 0,
    }
  }
  return undefined
}
