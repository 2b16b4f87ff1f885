/**
 * A rule is a row of data: which filings it is for, and the steps that follow. A rule file, a call
 * and the built-in rules have the same form; the first rule that matches counts.
 * @module
 */
import { z } from 'zod'
import type { Course } from './step.ts'

const texts = z.union([z.string(), z.array(z.string()).min(1)])
const expression = z.string().refine(compiles, 'not a regular expression')

/** Every condition that is given must hold; a list holds when one of its values does. */
export const conditionsForm = z.strictObject({
  /** Beginning of the lowest bill: the house bill, or else the regular bill. */
  prefix: texts.optional(),
  /** A regular expression over the same bill; its first group is `$1` of `reject`. */
  pattern: expression.optional(),
  masterBill: texts.optional(),
  entryNumber: texts.optional(),
  filer: texts.optional(),
  entryType: texts.optional(),
  portOfEntry: texts.optional(),
  modeOfTransportation: texts.optional(),
  flight: texts.optional(),
  /** Of any line. */
  countryOfOrigin: texts.optional(),
  /** Beginning of any line's tariff number. */
  htsNumber: texts.optional(),
  /** Regular expressions over the name, whatever the case. */
  consignee: expression.optional(),
  seller: expression.optional(),
  description: expression.optional(),
  /** Whole dollars. */
  valueAtLeast: z.number().min(0).optional(),
  /** Only entries that chance picks for inspection. */
  inspected: z.literal(true).optional(),
  /** One person's day is above $800 with this entry. */
  overDay: z.literal(true).optional(),
  /** The bill is in no manifest. */
  unmanifested: z.literal(true).optional(),
  /** More packages than the manifest has. */
  overManifest: z.literal(true).optional(),
})

export const ruleForm = z.strictObject({
  id: z.string().regex(/^[A-Z0-9][A-Z0-9-]{0,39}$/, 'capitals, digits and hyphens, at most 40'),
  title: z.string().max(200).optional(),
  match: conditionsForm.default({}),
  not: conditionsForm.optional(),
  /** A list of steps, or one text with commas between. */
  steps: z.union([z.string(), z.array(z.string())]),
})

export type RuleForm = z.input<typeof ruleForm>
export type Conditions = z.infer<typeof conditionsForm>

export type Rule = {
  readonly id: string
  readonly title: string
  readonly match: Conditions
  readonly not: Conditions | undefined
  readonly steps: readonly string[]
  readonly course: Course
  readonly builtIn: boolean
}

function compiles(pattern: string): boolean {
  try {
    return new RegExp(pattern) instanceof RegExp
  } catch {
    return false
  }
}

/** `"hold 2h, release"` -> its steps. */
export const stepsIn = (steps: string | readonly string[]): readonly string[] =>
  typeof steps === 'string' ? steps.split(',').map((step) => step.trim()) : steps
