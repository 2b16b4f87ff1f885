/**
 * `docs/performance.md` and its plots, from the figures of one run.
 * @module
 */
import { mkdirSync, writeFileSync } from 'node:fs'
import { join } from 'node:path'
import { goalRow } from './goals.ts'
import type { Goal } from './goals.ts'
import { svg } from './plot.ts'
import type { Plot } from './plot.ts'
import { root } from './servers.ts'
import { shortfalls, words } from './words.ts'

export type Written = {
  readonly at: string
  readonly machine: { readonly cpu: string; readonly cores: number; readonly memoryMb: number; readonly system: string; readonly node: string }
  readonly size: string
  /** Of how many runs it was put together, each suite from one; unset, of one. */
  readonly runs?: number
  readonly suites: Readonly<Record<string, Measured>>
} // prettier-ignore

export type Measured = {
  readonly text: string
  readonly figures: object
  readonly goals?: readonly Goal[]
  readonly plots?: readonly Plot[]
}

const pictures = 'performance'

export function writeDocument(written: Written): void {
  const docs = join(root, 'docs')
  mkdirSync(join(docs, pictures), { recursive: true })
  for (const [name, measured] of Object.entries(written.suites)) {
    for (const plot of plotsOf(name, measured))
      writeFileSync(join(docs, pictures, `${plot.file}.svg`), svg(plot))
  }
  writeFileSync(join(docs, 'performance.md'), page(written))
}

const row = (cells: readonly string[]) => `| ${cells.join(' | ')} |`

function page({ at, machine, size, runs = 1, suites }: Written): string {
  const { cpu, cores, memoryMb, system, node } = machine
  const goals = Object.values(suites).flatMap(({ goals = [] }) => goals)
  return [
    '# Performance',
    '',
    `Written by \`npm run bench -- --write\`; do not edit. ${at.slice(0, 10)}, ${cpu}, ${cores} cores, ${Math.round(memoryMb / 1024)} GB, Node ${node}, ${system}${size === 'full' ? '' : `; a ${size} run, too short to go by`}.`,
    '',
    `${runs === 1 ? 'One run' : `${runs} runs, each suite whole in one of them`}: servers, load generator and CBP share the machine, and take turns round by round. Every figure is the median of the rounds, every ratio the median of the ratios of each round. Compare what stands in one table, and nothing else.`,
    '',
    ...(goals.length === 0
      ? []
      : [
          row(['goal', 'at least', 'measured', 'met']),
          row(['---', '---:', '---:', '---']),
          ...goals.map((goal) => row(goalRow(goal))),
          '',
        ]),
    ...shortfalls.flatMap((said) => [said, '']),
    ...Object.entries(suites).flatMap(([name, measured]) => section(name, measured)),
  ].join('\n')
}

/** A suite that hands over no plots is drawn by its rates. */
function plotsOf(name: string, { plots, figures }: Measured): readonly Plot[] {
  if (plots !== undefined) return plots
  const { rows = [] } = figures as { rows?: readonly { name: string; rate?: number }[] }
  const bars = rows.flatMap(({ name, rate }) =>
    rate === undefined ? [] : [{ name, value: rate, ours: name.startsWith('gate321') }],
  )
  const title = words[name]?.title ?? name
  return bars.length === 0 ? [] : [{ file: name, title, unit: 'requests a second', bars }]
}

function section(name: string, measured: Measured): string[] {
  const { text } = measured
  const plots = plotsOf(name, measured)
  const { title, said } = words[name] ?? { title: name, said: [] }
  const tables = text.split('\ngoal ')[0]?.trimEnd() ?? ''
  return [
    `## ${title}`,
    '',
    ...said.flatMap((each) => [each, '']),
    ...plots.flatMap(({ title, file }) => [`![${title}](${pictures}/${file}.svg)`, '']),
    '```text',
    tables,
    '```',
    '',
  ]
}
