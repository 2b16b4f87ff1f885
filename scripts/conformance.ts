/**
 * `npm run conformance`: the same tests on each engine, one engine after the other, and the page that
 * says how many passed. It fails when one of them failed, or did not run everywhere.
 * @module
 */
import { spawnSync } from 'node:child_process'
import { mkdirSync, mkdtempSync, readdirSync, readFileSync, writeFileSync } from 'node:fs'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { parseArgs } from 'node:util'
import { engines } from '../test/conformance/engine.ts'
import type { Engine } from '../test/conformance/engine.ts'
import { pageOf } from '../test/conformance/page.ts'
import { resultsOf, together } from '../test/conformance/results.ts'
import type { Results } from '../test/conformance/results.ts'

const root = new URL('..', import.meta.url).pathname
const config = 'test/conformance/vitest.config.ts'

const { values } = parseArgs({
  options: {
    engine: { type: 'string', multiple: true, default: [...engines] },
    // Machines may run an engine each; where all three are found the page is written.
    results: { type: 'string' },
  },
})

const folder = values.results ?? mkdtempSync(join(tmpdir(), 'gate321-conformance-'))
mkdirSync(folder, { recursive: true })
/** Of an engine that was run in parts there are several: `d1.json`, `d1-http.json`. */
const filesOf = (engine: Engine) =>
  readdirSync(folder).filter((name) => new RegExp(`^${engine}(-\\w+)?\\.json$`).test(name))
const say = (line: string) => process.stdout.write(`${line}\n`)

for (const engine of engines.filter((known) => values.engine.includes(known))) {
  if (filesOf(engine).length > 0) continue
  const output = [
    `--reporter=dot`,
    '--reporter=json',
    `--outputFile=${join(folder, `${engine}.json`)}`,
  ]
  spawnSync('npx', ['vitest', 'run', '--config', config, ...output], {
    cwd: root,
    env: { ...process.env, ENGINE: engine },
    stdio: 'inherit',
  })
}

const found = new Map<Engine, Results>()
for (const engine of engines.filter((known) => filesOf(known).length > 0)) {
  const parts = filesOf(engine).map((name) => readFileSync(join(folder, name), 'utf8'))
  found.set(engine, together(parts.map((json) => resultsOf(root, json))))
}
let faults = 0
for (const [engine, { passed, failed }] of found) {
  say(`${engine.padEnd(12)} ${passed.size} passed, ${failed.length} failed`)
  for (const title of failed) say(`  failed: ${title}`)
  const elsewhere = new Set([...found.values()].flatMap((other) => [...other.passed.keys()]))
  const missing = [...elsewhere].filter((title) => !passed.has(title) && !failed.includes(title))
  for (const title of missing) say(`  did not run: ${title}`)
  faults += failed.length + missing.length
}
if (faults > 0) process.exitCode = 1
else if (found.size === engines.length) {
  const proof = readFileSync(join(root, 'docs/proof.md'), 'utf8')
  writeFileSync(join(root, 'docs/conformance.md'), pageOf(found, proof))
  say('docs/conformance.md is written')
}
