/**
 * What a world was told to be: its pace, its chance, its rules, its troubles. One row of JSON, of
 * which every change is a new version.
 * @module
 */
import { z } from 'zod'
import { policies } from '../../src/domain/law/vocabulary.ts'
import { sql } from '../../src/store/db.ts'
import type { Statement } from '../../src/store/db.ts'
import { badDayNames } from '../fault/days.ts'
import { faultNames } from '../fault/fault.ts'
import { calls } from '../fault/row.ts'
import { nearest } from '../scenario/nearest.ts'
import type { World } from './world.ts'

export const paces = ['fast', 'real', 'manual'] as const
export type Pace = (typeof paces)[number]

/** Which requests a planned fault is for. */
export const targets = [...calls, 'any'] as const

/** Names that come from a person: a wrong one is told with what may have been meant. */
const oneOf = <const Names extends readonly [string, ...string[]]>(what: string, names: Names) =>
  z.enum(names, {
    error: ({ input }) =>
      typeof input === 'string'
        ? `there is no ${what} "${input.slice(0, 60)}"${nearest(input, names)}`
        : `the name of a ${what} is expected`,
  })

export const plannedFault = z.strictObject({
  fault: oneOf('fault', faultNames),
  on: z.enum(targets).default('any'),
  /** How many of these requests pass before it. */
  skip: z.int().min(0).max(1_000_000).default(0),
  /** On how many it is committed; one that gives it nothing to spoil does not count. */
  times: z.int().min(1).max(1_000_000).default(1),
})
export type PlannedFault = z.infer<typeof plannedFault>

export const settingsForm = z.strictObject({
  seed: z.int().min(0).max(2 ** 31 - 1), // prettier-ignore
  /** `fast`: an hour lasts a second. `real`: an hour. `manual`: only the clock's hands move it. */
  pace: z.enum(paces),
  /** Of entries without a scenario of their own, from 0 to 1. */
  inspectionRate: z.number().min(0).max(1),
  /** `statutory` takes type 86 as the statute reads; `enforced` refuses it as CBP does. */
  policy: z.enum(policies),
  /** `scheduled`: goods arrive on their day. `by-hand`: when a flight is said to have arrived. */
  arrivals: z.enum(['scheduled', 'by-hand']),
  /** `assumed`: every bill is in a manifest. `filed`: only those of POST /_mock/manifests. */
  manifests: z.enum(['assumed', 'filed']),
  /** `timed`: port staff grant what is asked within the hour. `by-hand`: when a person decides. */
  reviews: z.enum(['timed', 'by-hand']),
  /** Whether a message id that comes again gets the first reply; without, it is worked anew. */
  dedupe: z.boolean(),
  badDay: oneOf('bad day', badDayNames).nullable(),
})
export type Settings = Readonly<z.infer<typeof settingsForm>>

export const usual: Settings = {
  seed: 321,
  pace: 'fast',
  inspectionRate: 0.02,
  policy: 'statutory',
  arrivals: 'scheduled',
  manifests: 'assumed',
  reviews: 'timed',
  dedupe: true,
  badDay: null,
}

/** The mock's own settings. Throws `RangeError` with every mistake: these come from code. */
export function settingsOf(told: Partial<Settings>): Settings {
  const { data, error } = settingsForm.safeParse({ ...usual, ...told })
  if (data) return data
  throw new RangeError(error.issues.map(({ path, message }) => `${path.join('.')}: ${message}`).join('\n')) // prettier-ignore
}

/** What is kept: only what differs from the mock's own settings. */
export type Kept = {
  readonly settings: Partial<Settings>
  /** Rules added by call, as they were sent; the newest first. */
  readonly rules: readonly unknown[]
  readonly faults: readonly PlannedFault[]
}

export const nothingKept: Kept = { settings: {}, rules: [], faults: [] }

/** The statements that make `kept` the world's next version; of two at once one is second. */
export function keepSettings({ name, settingVersion }: World, kept: Kept): Statement[] {
  return [
    sql`insert into mock_setting (world, version, settings)
      values (${name}, ${settingVersion + 1}, ${JSON.stringify(kept)})`,
    sql`delete from mock_setting where world = ${name} and version <= ${settingVersion}`,
  ]
}
