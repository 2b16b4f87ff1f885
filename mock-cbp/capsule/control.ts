/**
 * Bodies of `/_mock` without what people typed. A call that was carried out passed a strict form,
 * which has codes, numbers, instants and steps, so it stays as it is; rules are rewritten.
 * @module
 */
import { readRuleFile } from '../scenario/file.ts'
import { unreadable } from './answer.ts'
import type { Pseudonyms } from './pseudonym.ts'
import { redactRules } from './rule.ts'
import type { RedactedBody } from './transmission.ts'

/** Refused with its form in order: the clock did not go back, the review was over. */
const wellFormed = ['clock_backwards', 'command_refused']

/** Bodies of the mock's own that are refused for the same reason as what they stand in for. */
const standIns: Readonly<Record<string, string>> = {
  scenario_unknown: '{"say":"withheld"}',
  fault_unknown: '{"fault":"withheld"}',
}

export type Answered = { readonly status: number; readonly code: string | undefined }

export function redactCommand(
  path: string,
  text: string,
  { status, code = '' }: Answered,
  named: Pseudonyms,
): RedactedBody {
  const done = status < 300
  if (text === '' || path.startsWith('/_mock/flights/')) return { text: '' }
  if (!done && !wellFormed.includes(code)) {
    return { ...unreadable, text: standIns[code] ?? unreadable.text }
  }
  if (path === '/_mock/scenarios')
    return { text: JSON.stringify(redactRules(formsIn(text), named)) }
  try {
    return { text: JSON.stringify(JSON.parse(text)) }
  } catch {
    // A call that reads no body was sent one.
    return { text: '' }
  }
}

/** What was taken is JSON, or else it is YAML. */
export function formsIn(text: string): readonly unknown[] {
  try {
    const read: unknown = JSON.parse(text)
    return Array.isArray(read) ? read : [read]
  } catch {
    return readRuleFile(text, 'rules').forms
  }
}
