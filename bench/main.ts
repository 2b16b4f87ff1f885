/**
 * `npm run bench`: what gate321 does in a second, beside its peers, in one run on one machine.
 * Options: `--quick` (three minutes), `--smoke` (too little to measure, enough to see that the bench
 * runs), `--json FILE`, `--write` (docs/performance.md with its plots), `--from FILE` (the same from
 * the JSON of earlier runs, several of them together), `--stores FOLDER` (large stores that are kept), and names of suites.
 * @module
 */
import { readFileSync, writeFileSync } from 'node:fs'
import { parseArgs } from 'node:util'
import { writeDocument } from './document.ts'
import type { Measured, Written } from './document.ts'
import { install } from './install.ts'
import { machine } from './machine.ts'

export type Size = 'full' | 'quick' | 'smoke'

export type Mode = {
  /** Not full. */
  readonly quick: boolean
  readonly size: Size
  /** A folder of stores of an earlier run; unset, they are made anew and thrown away. */
  readonly stores?: string | undefined
  /** What is being done, for whoever waits. */
  readonly say: (doing: string) => void
}

/** What a suite measured: text for people, the same as figures for machines. */
export type Outcome = Measured

const suites = ['filing', 'budget', 'engines', 'pages', 'worker', 'mock']
/** Too long to go along; run when it is named. */
const longSuites = ['soak']

const { values, positionals } = parseArgs({
  allowPositionals: true,
  options: {
    quick: { type: 'boolean', default: false },
    smoke: { type: 'boolean', default: false },
    json: { type: 'string' },
    stores: { type: 'string' },
    write: { type: 'boolean', default: false },
    from: { type: 'string', multiple: true, default: [] },
  },
})
const known = [...suites, ...longSuites]
const unknown = positionals.filter((name) => !known.includes(name))
if (unknown.length > 0) {
  process.stderr.write(`no suite ${unknown.join(', ')}; there are: ${known.join(', ')}\n`)
  process.exit(2)
}

const [first, ...others] = values.from.map(
  (file) => JSON.parse(readFileSync(file, 'utf8')) as Written,
)
if (first) {
  const all = [first, ...others].map((written) => written.suites)
  const suites = Object.assign({}, ...all) as Written['suites']
  writeDocument({ ...first, runs: all.length, suites })
  process.exit()
}
install()
const size: Size = values.smoke ? 'smoke' : values.quick ? 'quick' : 'full'
const here = machine()
process.stdout.write(`${here.cpu}, ${here.cores} cores, Node ${here.node}, ${here.system}\n`)
const at = new Date().toISOString()
const outcomes: Record<string, Measured> = {}
for (const name of positionals.length > 0 ? positionals : suites) {
  const { run } = (await import(`./suites/${name}.ts`)) as {
    run: (mode: Mode) => Promise<Outcome>
  }
  const say = (doing: string) =>
    void process.stderr.write(`${new Date().toISOString().slice(11, 19)} ${name}: ${doing}\n`)
  // Half an hour of figures is not thrown away for what one of the peers does.
  const measured = await run({ size, quick: size !== 'full', stores: values.stores, say }).catch(
    (error: unknown): Outcome => {
      process.exitCode = 1
      return { text: `not measured: ${error instanceof Error ? error.stack : error}`, figures: {} }
    },
  )
  process.stdout.write(`\n${measured.text}\n`)
  outcomes[name] = measured
}
const written: Written = { at, machine: here, size, suites: outcomes }
if (values.json !== undefined) writeFileSync(values.json, `${JSON.stringify(written, null, 2)}\n`)
if (values.write) writeDocument(written)
