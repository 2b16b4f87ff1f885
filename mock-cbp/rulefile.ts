/**
 * The rule file that a setting names, from the disk.
 * @module
 */
import { readFileSync } from 'node:fs'
import { RuleFileRefused } from './scenario/refused.ts'
import type { RuleForm } from './scenario/rule.ts'

/** No rules without a path. Throws `RuleFileRefused`, also for a file that is not there. */
export async function rulesFrom(path: string | undefined): Promise<readonly RuleForm[]> {
  if (path === undefined) return []
  let text: string
  try {
    text = readFileSync(path, 'utf8')
  } catch (error) {
    const why = error instanceof Error ? error.message : String(error)
    throw new RuleFileRefused(`GATE321_MOCK_SCENARIOS: ${why}`)
  }
  const { readRuleFile } = await import('./scenario/file.ts')
  return readRuleFile(text, path).forms
}
