/**
 * A capsule: everything that makes a world what it is, in one file, without personal data. The
 * same seed and the same requests make the same bytes.
 * @module
 */
import { z } from 'zod'
import { RulesRefused, compileRules } from '../scenario/compile.ts'
import { ruleForm } from '../scenario/rule.ts'
import { plannedFault, settingsForm } from '../world/settings.ts'
import { version } from './version.ts'

export const format = 'gate321-capsule/1'

export const note =
  'Simulated: nothing in here was sent to CBP. Redacted: names, streets, cities, postal codes, telephones, numbers of persons and firms, vessels, goods, words for agencies, free references, the text of answers and documents are replaced; what could not be read is withheld. Codes, numbers, days, states, countries, bills and flights are as they were.'

/** A text by its lines, so that people can read it and tools can compare it. */
const lines = z.array(z.string())

const exchange = z.strictObject({
  /** In the world's journal, from 1. */
  position: z.int().min(1),
  /** Of the clock behind the world's, which stands still while the world's does. */
  baseAt: z.iso.datetime({ precision: 3 }),
  method: z.string().regex(/^[A-Z]{1,10}$/),
  path: z.string().regex(/^\/(?!\/)/, 'a path begins with one stroke'),
  headers: z.record(z.string().regex(/^[a-z-]+$/), z.string()),
  filer: z.string().nullable(),
  body: lines,
  /** How the body came, where it was not taken in. */
  came: z.enum(['too-large', 'broken-off']).optional(),
  /** Why the request is a stand-in. What the mock says of it in detail is left out, here as there. */
  withheld: z.string().optional(),
  reply: z.strictObject({
    /** 0 where a fault left the request without an answer. */
    status: z.int().min(0).max(599),
    mediaType: z.string().nullable(),
    retryAfter: z.string().optional(),
    /** `null` is not compared: a fault spoiled it, and what was typed stood in it. */
    body: lines.nullable(),
  }),
  fault: z.string().nullable(),
})

export const capsuleForm = z.strictObject({
  format: z.literal(format),
  note: z.string(),
  madeBy: z.string(),
  /** The mock's own, with which the world began. */
  settings: settingsForm.partial(),
  /** What the world was told to be besides, by calls that are among the exchanges. */
  worldSettings: settingsForm.partial(),
  worldFaults: z.array(plannedFault),
  /** The mock's own, without the built-in ones. */
  rules: z.array(ruleForm),
  exchanges: z.array(exchange),
})

export type Capsule = z.input<typeof capsuleForm>
export type Exchanged = z.infer<typeof exchange>

/** Every mistake of a file that is no capsule, a line each. */
export class CapsuleRefused extends Error {
  override readonly name = 'CapsuleRefused'
}

export const printCapsule = (capsule: Capsule): string => `${JSON.stringify(capsule, null, 2)}\n`

const mostMistakes = 10

/** Throws `CapsuleRefused`. */
export function readCapsule(text: string): Capsule {
  const sent = parse(text)
  const named = typeof sent === 'object' && sent !== null && 'format' in sent ? sent.format : null
  if (named !== format) throw new CapsuleRefused(whyNotThis(named))
  const { data, error } = capsuleForm.safeParse(sent)
  if (!data) {
    const mistakes = error.issues
      .slice(0, mostMistakes)
      .map(({ path, message }) => `/${path.join('/')}: ${message}`)
    throw new CapsuleRefused(mistakes.join('\n'))
  }
  try {
    compileRules(data.rules)
    return data
  } catch (mistake) {
    if (!(mistake instanceof RulesRefused)) throw mistake
    throw new CapsuleRefused(mistake.message.replace(/^/gm, '/rules'))
  }
}

function parse(text: string): unknown {
  try {
    return JSON.parse(text)
  } catch (error) {
    throw new CapsuleRefused(`it is not JSON: ${error instanceof Error ? error.message : error}`)
  }
}

function whyNotThis(named: unknown): string {
  const [, later] = /^gate321-capsule\/(\d{1,9})$/.exec(String(named)) ?? []
  return later === undefined
    ? `/format: a capsule has "${format}" here`
    : `/format: this is a capsule of form ${later}, and gate321 ${version} reads form 1; a newer gate321 replays it`
}
