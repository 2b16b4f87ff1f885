/**
 * A rule file: YAML or JSON (which is YAML), a list of rules. A mistake names its line. Whoever may
 * do without one imports this when there is one.
 * @module
 */
import { isMap, isNode, isSeq, LineCounter, parseDocument } from 'yaml'
import type { Document } from 'yaml'
import { compileRules, RulesRefused } from './compile.ts'
import type { RuleMistake } from './compile.ts'
import { RuleFileRefused } from './refused.ts'
import type { RuleForm } from './rule.ts'

/** As they were written; they were compiled once to be checked. */
export type RuleFile = { readonly forms: readonly RuleForm[] }

/** `name` is how the file is called in mistakes. Throws `RuleFileRefused`. */
export function readRuleFile(text: string, name: string): RuleFile {
  const lines = new LineCounter()
  const document = parseDocument(text, { lineCounter: lines, prettyErrors: false })
  const at = (offset: number) => {
    const { line, col } = lines.linePos(offset)
    return `${name}:${line}:${col}`
  }
  if (document.errors.length > 0) {
    throw new RuleFileRefused(
      document.errors.map(({ pos, message }) => `${at(pos[0])}: ${message}`).join('\n'),
    )
  }
  const forms: unknown = document.toJS({ maxAliasCount: 100 })
  if (!Array.isArray(forms)) throw new RuleFileRefused(`${at(0)}: a list of rules is expected`)
  try {
    compileRules(forms)
    return { forms: forms as RuleForm[] }
  } catch (error) {
    if (!(error instanceof RulesRefused)) throw error
    throw new RuleFileRefused(
      error.mistakes
        .map(({ path, message, ofName }) => `${at(offsetOf(document, path, ofName))}: ${message}`)
        .join('\n'),
    )
  }
}

/** Of the deepest node on the way that is there; the key where the value is what is wrong. */
export function offsetOf(document: Document, path: RuleMistake['path'], ofName = false): number {
  let node: unknown = document.contents
  let offset = 0
  for (const step of path) {
    if (isNode(node)) offset = node.range?.[0] ?? offset
    if (isSeq(node)) node = node.items[Number(step)]
    else if (isMap(node)) {
      const pair = node.items.find(({ key }) => String(key) === String(step))
      if (isNode(pair?.key)) offset = pair.key.range?.[0] ?? offset
      node = pair?.value
    } else return offset
  }
  return isNode(node) && !isMap(node) && !ofName ? (node.range?.[0] ?? offset) : offset
}
