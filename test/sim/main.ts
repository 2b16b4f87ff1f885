/**
 * `npm run sim`: so many seeds, or one; the first that fails is shown with its faults made few.
 * @module
 */
import { availableParallelism } from 'node:os'
import { parseArgs } from 'node:util'
import { invariants } from './invariants.ts'
import { shrink } from './shrink.ts'
import { simulate } from './simulate.ts'
import type { Run } from './simulate.ts'
import { onThreads } from './threads.ts'
import type { Ran } from './worker.ts'

const { values } = parseArgs({
  options: {
    seeds: { type: 'string', default: '1000' },
    from: { type: 'string', default: '1' },
    seed: { type: 'string' },
    trace: { type: 'boolean', default: false },
    /** Ends with the first seed that fails, as it is. */
    first: { type: 'boolean', default: false },
    threads: { type: 'string', default: `${availableParallelism()}` },
  },
})

const write = (line: string) => process.stdout.write(`${line}\n`)

async function failed(run: Run): Promise<void> {
  write(`seed ${run.seed}: an invariant does not hold`)
  for (const { invariant, what } of run.breaches.slice(0, 10)) {
    write(`  ${invariant} (${invariants[invariant]?.title}): ${what}`)
  }
  const few = await shrink(run)
  write(`  ${run.faults.length} faults struck; with these alone it fails too:`)
  for (const fault of few.faults) write(`    ${fault}`)
  write('  how it ended:')
  for (const line of few.last) write(`    ${line}`)
  write(`again: npm run sim -- --seed ${run.seed} --trace`)
}

async function main(): Promise<number> {
  const from = Number(values.seed ?? values.from)
  const count = values.seed === undefined ? Number(values.seeds) : 1
  const sum = { filings: 0, faults: 0, days: 0, same: 0, failed: 0 }
  const kinds = new Map<string, number>()
  const [began, beganAt] = [process.cpuUsage(), performance.now()]
  const bad: Run[] = []
  const take = ({ run, again }: Ran): boolean => {
    sum.filings += run.filings
    sum.faults += run.faults.length
    sum.days += run.days
    for (const status of run.statuses) kinds.set(status, (kinds.get(status) ?? 0) + 1)
    if (again === run.hash) sum.same++
    else if (again !== undefined) {
      sum.failed++
      write(`seed ${run.seed}: two runs of it differ: ${run.hash}, ${again}`)
    }
    const [breach] = run.breaches
    if (!breach) return true
    sum.failed++
    bad.push(run)
    write(`seed ${run.seed}: ${breach.invariant} ${breach.what}`)
    return !values.first
  }
  if (count === 1) {
    const run = await simulate(from, values.trace ? { print: write } : {})
    take({ run, again: (await simulate(from)).hash })
  } else {
    const seeds = Array.from({ length: count }, (_, n) => from + n)
    const wanted = seeds.map((seed) => ({ seed, twice: seed % 50 === 0 }))
    await onThreads(Number(values.threads), wanted, take)
  }
  const [first] = bad.sort((a, b) => a.seed - b.seed)
  if (values.first) return first ? 1 : 0
  if (first) await failed(first)
  const { user, system } = process.cpuUsage(began)
  const per100 = Math.round((100 * sum.faults) / Math.max(1, sum.filings))
  const statuses = [...kinds].sort().map(([status, n]) => `${n} ${status}`) // prettier-ignore
  write(
    `${count} seeds: ${sum.filings} filings, ${sum.faults} faults (${per100} for 100 filings), ` +
      `${(sum.days / count).toFixed(0)} days each, ${((user + system) / 1000 / count).toFixed(0)} ms of CPU each, ` +
      `${((performance.now() - beganAt) / 1000).toFixed(0)} s in all`,
  )
  write(`entries ended: ${statuses.join(', ')}`)
  write(`${sum.same} seeds run twice gave the same trace; ${sum.failed} seeds failed`)
  return sum.failed === 0 ? 0 : 1
}

process.exitCode = await main()
