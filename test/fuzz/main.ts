/**
 * `npm run fuzz`: so many bodies and as many answers of CBP, and what came of them.
 * @module
 */
import { parseArgs } from 'node:util'
import { fuzzBodies } from './bodies.ts'
import type { Found } from './bodies.ts'
import { memory, mostGrowth } from './memory.ts'
import type { Memory } from './memory.ts'
import { fuzzReplies } from './replies.ts'

const { values } = parseArgs({
  options: {
    bodies: { type: 'string', default: '100000' },
    replies: { type: 'string', default: '100000' },
    seed: { type: 'string', default: '321' },
  },
})

const write = (line: string) => process.stdout.write(`${line}\n`)
const seed = Number(values.seed)
const wrong: Found[] = []
let grown = false

async function part(name: string, run: (heap: Memory) => Promise<string>): Promise<void> {
  const began = performance.now()
  const heap = memory()
  const told = await run(heap)
  const seconds = (performance.now() - began) / 1000
  const growth = heap.growth()
  grown ||= growth > mostGrowth
  const [low, high] = [Math.min(...heap.samples), Math.max(...heap.samples)]
  write(`${name.padEnd(11)}${told}, ${seconds.toFixed(0)} s`)
  write(`  memory   ${low.toFixed(1)} to ${high.toFixed(1)} MB after ${heap.samples.length} collections, ${growth.toFixed(1)} MB more in the last third than in the second`) // prettier-ignore
}

await part('bodies', async (heap) => {
  const { found, codes, routes } = await fuzzBodies(seed, Number(values.bodies), heap)
  wrong.push(...found)
  const answers = [...codes].sort(([a], [b]) => a - b).map(([code, count]) => `${count} of ${code}`)
  return `${values.bodies} to ${routes} routes: ${answers.join(', ')}`
})
await part('replies', async (heap) => {
  const replies = await fuzzReplies(seed, Number(values.replies), heap)
  wrong.push(...replies.found)
  return `${replies.heard} to ${replies.filings} filings: ${replies.quarantined} notices in quarantine, the slowest tick ${replies.slowest.toFixed(0)} ms, ${replies.released} filings after it all released`
})
for (const { n, what, shown } of wrong.slice(0, 20)) write(`${n}: ${what}\n    ${shown}`)
write(`${wrong.length} wrong; memory ${grown ? 'GROWS' : 'flat'}`)
process.exitCode = wrong.length === 0 && !grown ? 0 : 1
