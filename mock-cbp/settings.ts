/**
 * The environment of a runtime as options of the mock; all mistakes are reported together.
 * @module
 */
import { z } from 'zod'
import { parseDay } from '../src/domain/day.ts'
import { policies } from '../src/domain/law/vocabulary.ts'
import { badDayNames } from './fault/days.ts'
import { paces } from './world/settings.ts'

const decimal = (most: number) =>
  z
    .string()
    .regex(/^\d+(\.\d+)?$/, 'not a number')
    .transform(Number)
    .refine((value) => value <= most, `more than ${most}`)

const settings = z.object({
  MOCK_PORT: decimal(65_535).refine(Number.isInteger, 'not a port').default(3322),
  HOST: z.string().default('127.0.0.1'),
  GATE321_DATA: z.string().default('./data'),
  GATE321_TODAY: z.string().refine(parseDay, 'not a day').optional(),
  GATE321_MOCK_INSPECTION_RATE: decimal(1).default(0.02),
  GATE321_POLICY: z.enum(policies).default('statutory'),
  GATE321_MOCK_PACE: z.enum(paces).default('fast'),
  GATE321_MOCK_SEED: decimal(2 ** 31 - 1)
    .refine(Number.isInteger, 'not a whole number')
    .default(321),
  GATE321_MOCK_BAD_DAY: z.enum(badDayNames).nullable().default(null),
  GATE321_MOCK_SCENARIOS: z.string().optional(),
})

/** What is wrong with the settings, all of it, a line each. */
export class SettingsError extends Error {
  override readonly name = 'SettingsError'
}

/** An empty variable is one that is not set. */
export function readSettings(env: Readonly<Record<string, unknown>>) {
  const given = Object.entries(env).filter(
    ([name, value]) => name in settings.shape && value !== '',
  )
  const { data, error } = settings.safeParse(Object.fromEntries(given))
  if (!data) {
    const mistakes = error.issues.map(({ path, message }) => `${path.join('.')}: ${message}`)
    throw new SettingsError(mistakes.join('\n'))
  }
  return {
    port: data.MOCK_PORT,
    host: data.HOST,
    data: data.GATE321_DATA,
    today: data.GATE321_TODAY,
    inspectionRate: data.GATE321_MOCK_INSPECTION_RATE,
    pace: data.GATE321_MOCK_PACE,
    seed: data.GATE321_MOCK_SEED,
    badDay: data.GATE321_MOCK_BAD_DAY,
    /** The path of a rule file. */
    scenarios: data.GATE321_MOCK_SCENARIOS,
    policy: data.GATE321_POLICY,
  }
}

/** Throws `SettingsError` for a bad day that nobody knows. */
export function badDayOf(name: string | undefined) {
  return name === undefined ? null : readSettings({ GATE321_MOCK_BAD_DAY: name }).badDay
}
