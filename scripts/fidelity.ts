/**
 * `node scripts/fidelity.ts`: writes the fidelity table of `mock-cbp/README.md` anew. With `--check`
 * it changes nothing, and ends with 1 where the table is not as the code has it.
 * @module
 */
import { readFileSync, writeFileSync } from 'node:fs'
import { parseArgs } from 'node:util'
import { begins, ends, withFidelity } from '../mock-cbp/fidelity/print.ts'

const { values } = parseArgs({ options: { check: { type: 'boolean', default: false } } })
const path = new URL('../mock-cbp/README.md', import.meta.url)
const before = readFileSync(path, 'utf8')
const after = withFidelity(before)

if (after === undefined) {
  process.stderr.write(`mock-cbp/README.md has no place between ${begins} and ${ends}\n`)
  process.exitCode = 1
} else if (values.check) {
  if (after !== before) {
    process.stderr.write('mock-cbp/README.md is stale: run node scripts/fidelity.ts\n')
    process.exitCode = 1
  }
} else {
  writeFileSync(path, after)
}
