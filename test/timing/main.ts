/**
 * `npm run timing`: whether the time of a refused key tells how much of it was right. Pairs of wrong
 * keys are tried in random order, 200,000 times, and Welch's t of the two kinds has to stay below
 * 4.5, as dudect has it; the slowest tenth, which is the machine's, is left out.
 * @module
 */
import { parseArgs } from 'node:util'
import { keys } from '../../src/gateway/keys.ts'
import { sameDigest } from '../../src/gateway/same.ts'
import { nodeDigest } from '../../src/record/file.ts'
import { filer, world } from '../gateway/world.ts'
import { nearMisses } from './misses.ts'

const { values } = parseArgs({ options: { samples: { type: 'string', default: '200000' } } })
const samples = Number(values.samples)
const mostT = 4.5

type Kind = readonly [name: string, run: () => unknown]

async function compare(one: Kind, two: Kind): Promise<boolean> {
  const times: [number[], number[]] = [[], []]
  const begin = samples / 20
  for (let n = -begin; n < samples; n++) {
    const which = Math.random() < 0.5 ? 0 : 1
    const [, run] = which === 0 ? one : two
    const since = process.hrtime.bigint()
    await run()
    // The first are those of code that is still being compiled.
    if (n >= 0) times[which].push(Number(process.hrtime.bigint() - since))
  }
  const cut = [...times[0], ...times[1]].sort((a, b) => a - b)[Math.floor(samples * 0.9)] ?? 0
  const [a, b] = times.map((all) => spread(all.filter((nanos) => nanos <= cut))) as [Spread, Spread]
  const t = (a.mean - b.mean) / Math.sqrt(a.variance / a.count + b.variance / b.count)
  const held = Math.abs(t) < mostT
  process.stdout.write(
    `${held ? 'same ' : 'TELLS'}  t ${t.toFixed(2).padStart(6)}  ${one[0]}: ${a.mean.toFixed(0)} ns, ` +
      `${two[0]}: ${b.mean.toFixed(0)} ns\n`,
  )
  return held
}

type Spread = { readonly count: number; readonly mean: number; readonly variance: number }

function spread(nanos: readonly number[]): Spread {
  const mean = nanos.reduce((sum, each) => sum + each, 0) / nanos.length
  const variance = nanos.reduce((sum, each) => sum + (each - mean) ** 2, 0) / (nanos.length - 1)
  return { count: nanos.length, mean, variance }
}

const { db, clock, close } = await world()
const room = keys({ db, clock, digest: nodeDigest })
await room.install(filer, 'a-setting')
const { key } = await room.create(filer, { name: 'a', scopes: ['entries:read'], expiresAt: null })
const wrong = Object.entries(nearMisses(key)).map(([name, presented]): Kind => [
  `wrong in ${name}`,
  () => room.recognise(presented),
])
// An id is no secret: it stands in the list of keys, and is what a key is looked up by.
const [first, last, all] = wrong as [Kind, Kind, Kind]
const digest = nodeDigest(key)
const digestWrongAt = (at: number): Kind => {
  const letters = [...digest]
  letters[at] = letters[at] === '0' ? '1' : '0'
  // Both of one piece, as what a digest comes as: text that was put together is slower to look into.
  const flipped = Buffer.from(letters.join('')).toString()
  return [`a digest wrong at ${at}`, () => sameDigest(flipped, digest)]
}
const pairs: [Kind, Kind][] = [
  [digestWrongAt(0), digestWrongAt(63)],
  [first, last],
  [all, last],
]
let held = true
for (const [one, two] of pairs) held = (await compare(one, two)) && held
close()
process.stdout.write(held ? 'held\n' : 'FAILED\n')
process.exitCode = held ? 0 : 1
