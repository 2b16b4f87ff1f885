/**
 * The rule file that a setting names, from the disk.
 * @module
 */
import { readFileSync } from 'node:fs'
import { readRuleFile, RuleFileRefused } from './scenario/file.ts'
import type { RuleForm } from './scenario/rule.ts'

/** No rules without a path. Throws `RuleFileRefused`, also for a file that is not there. */
export function rulesFrom(path: string | undefined): readonly RuleForm[] {
  if (path === undefined) return []
  let text: string
  try {
    text = readFileSync(path, 'utf8')
  } catch (error) {
    const why = error instanceof Error ? error.message : String(error)
    throw new RuleFileRefused(`GATE321_MOCK_SCENARIOS: ${why}`)
  }
  return readRuleFile(text, path).forms
}
