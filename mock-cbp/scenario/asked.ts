/**
 * The scenario that a request asks for in a header: the name of a rule, or steps.
 * @module
 */
import { nearest } from './nearest.ts'
import { parseSteps } from './parse.ts'
import { stepsIn } from './rule.ts'
import type { Rule } from './rule.ts'

export type Asked =
  { readonly ok: true; readonly rule: Rule } | { readonly ok: false; readonly detail: string }

export function askedFor(text: string, rules: readonly Rule[]): Asked {
  const name = text.trim()
  const named = rules.find(({ id }) => id === name)
  if (named) return { ok: true, rule: named }
  if (/^[A-Z0-9][A-Z0-9-]*$/.test(name)) {
    const ids = rules.map(({ id }) => id)
    return { ok: false, detail: `there is no scenario "${name.slice(0, 60)}"${nearest(name, ids)}` }
  }
  const steps = stepsIn(text)
  const parsed = parseSteps(steps)
  if (!parsed.ok) return { ok: false, detail: `step ${parsed.index + 1}, ${parsed.mistake}` }
  const rule = { id: 'ASKED', title: text, match: {}, not: undefined, steps, builtIn: false }
  return { ok: true, rule: { ...rule, course: parsed.course } }
}
