/**
 * What a backup costs those who file: rounds with copies taken back to back and rounds without, in
 * turns, so that what else the machine does falls on both. The gateway with its mock, each copy and
 * the load are processes of their own. `npm run backups -- --rounds 8 --seconds 10 --rate 20`.
 * @module
 */
import { spawn } from 'node:child_process'
import type { ChildProcess } from 'node:child_process'
import { mkdtempSync, readFileSync, rmSync, statSync } from 'node:fs'
import { Agent, request } from 'node:http'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { setTimeout as pause } from 'node:timers/promises'
import { parseArgs } from 'node:util'

const { values } = parseArgs({
  options: {
    rounds: { type: 'string', default: '8' },
    seconds: { type: 'string', default: '10' },
    rate: { type: 'string', default: '20' },
    megabytes: { type: 'string', default: '27' },
  },
})
const [rounds, seconds, rate, megabytes] = [
  values.rounds, values.seconds, values.rate, values.megabytes,
].map(Number) as [number, number, number, number] // prettier-ignore

const day = '2026-11-23'
const agent = new Agent({ keepAlive: true, maxSockets: 64 })
const headers = { Authorization: 'Bearer dev-key', 'Content-Type': 'application/json' }
const settings = {
  PORT: '0', MOCK_PORT: '0', GATE321_TODAY: day, GATE321_LOG: 'alarm', GATE321_RATE: '100000',
  GATE321_BURST: '100000', GATE321_AT_ONCE: '100000', GATE321_DAILY_CAP: '100000000',
} // prettier-ignore

function start(data: string): Promise<{ readonly url: string; readonly child: ChildProcess }> {
  const child = spawn(process.execPath, ['src/dev.ts'], {
    env: { ...process.env, ...settings, GATE321_DATA: data },
    stdio: ['ignore', 'pipe', 'inherit'],
  })
  return new Promise((resolve, reject) => {
    let said = ''
    child.stdout.on('data', (chunk: Buffer) => {
      said += chunk.toString()
      const url = /gateway +(http:\S+)/.exec(said)?.[1]
      if (url) resolve({ url, child })
    })
    child.once('exit', (code) => reject(new Error(`it ended with ${code}`)))
  })
}

let made = 0

/** A parcel of its own to a person of its own. */
function parcel(): string {
  const name = `L${++made}`
  const address = { street: `${made} Main St`, city: 'Brooklyn', subdivision: 'NY', country: 'US', postalCode: '11201' } // prettier-ignore
  return JSON.stringify({
    reference: name, modeOfTransportation: '40', portOfEntry: '4701', estimatedArrivalDate: '2026-11-24',
    bill: { masterBill: '172-12345675', houseBill: `HAWB${made}` }, packageQuantity: 1,
    seller: { name: 'Hanoi Craft Co Ltd', address: { street: '12 Pho Hue', city: 'Hanoi', country: 'VN' } },
    consignee: { name: `Jane ${name}`, address }, invoice: { number: name, date: day },
    lines: [{ description: 'Ceramic mug', htsNumber: '6912004400', countryOfOrigin: 'VN', quantity: 1, unit: 'PCS', fairRetailValue: '15.00' }],
  }) // prettier-ignore
}

type Answer = { readonly status: number; readonly millis: number }

function file(url: string): Promise<Answer> {
  const begun = performance.now()
  return new Promise((resolve) => {
    const told = (status: number) => resolve({ status, millis: performance.now() - begun })
    const sent = request(`${url}/v1/entries`, { method: 'POST', agent, headers }, (response) => {
      response.resume().on('end', () => told(response.statusCode ?? 0))
    })
    sent.on('error', () => told(0))
    sent.end(parcel())
  })
}

async function fill(url: string, data: string): Promise<void> {
  while (statSync(join(data, 'gate321.sqlite')).size < megabytes * 1e6) {
    await Promise.all(Array.from({ length: 32 }, () => file(url)))
  }
}

/** So many a second, whether or not anybody answers. */
async function openLoop(url: string): Promise<Answer[]> {
  const begun = performance.now()
  const filings: Promise<Answer>[] = []
  for (let at = 0; at < seconds * 1000; at = performance.now() - begun) {
    while (filings.length < (rate * at) / 1000) filings.push(file(url))
    await pause(2)
  }
  return Promise.all(filings)
}

/** One copy behind the other until told to stop; what is under way then is waited for. */
function copying(data: string, folder: string) {
  let stopped = false
  let copies = 0
  const run = async () => {
    while (!stopped) {
      const to = join(folder, `copy${copies}.sqlite`)
      const child = spawn(process.execPath, ['scripts/gate321.mjs', 'backup', to, '--data', data], {
        stdio: ['ignore', 'ignore', 'inherit'],
      })
      const code = await new Promise((resolve) => child.once('exit', resolve))
      if (code !== 0) throw new Error(`a backup ended with ${code}`)
      rmSync(to)
      copies++
    }
  }
  const done = run()
  return {
    stop: async () => {
      stopped = true
      await done
      return copies
    },
  }
}

const at = (answers: readonly Answer[], share: number) => {
  const sorted = answers.map(({ millis }) => millis).sort((a, b) => a - b)
  return sorted[Math.min(sorted.length - 1, Math.floor(sorted.length * share))] ?? 0
}

const median = (numbers: readonly number[]) =>
  numbers.toSorted((a, b) => a - b)[Math.floor(numbers.length / 2)] ?? 0

/** User and system time of a process, in ticks of ten milliseconds; where there is no /proc, 0. */
function cpuSeconds({ pid }: ChildProcess): number {
  try {
    const fields = readFileSync(`/proc/${pid}/stat`, 'utf8').split(') ')[1]?.split(' ') ?? []
    return (Number(fields[11]) + Number(fields[12])) / 100
  } catch {
    return 0
  }
}

async function main(): Promise<void> {
  const data = mkdtempSync(join(tmpdir(), 'gate321-backups-'))
  const folder = mkdtempSync(join(tmpdir(), 'gate321-copies-'))
  const { url, child } = await start(data)
  const print = (line: string) => void process.stdout.write(`${line}\n`)
  try {
    await fill(url, data)
    const ratios: number[] = []
    const both = { without: [] as Answer[], with: [] as Answer[] }
    for (let round = 1; round <= rounds; round++) {
      const told: Record<string, string> = {}
      const p99: Record<string, number> = {}
      // The first of a pair has the warmer machine or the colder: they take turns.
      const order =
        round % 2 === 0 ? (['with', 'without'] as const) : (['without', 'with'] as const)
      for (const kind of order) {
        const before = cpuSeconds(child)
        const copies = kind === 'with' ? copying(data, folder) : undefined
        const answers = await openLoop(url)
        const taken = await copies?.stop()
        both[kind].push(...answers)
        p99[kind] = at(answers, 0.99)
        const failed = answers.filter(({ status }) => status !== 201).length
        told[kind] =
          `p50 ${at(answers, 0.5).toFixed(1)} p99 ${p99[kind].toFixed(1)} ms, ` +
          `CPU ${(cpuSeconds(child) - before).toFixed(2)} s${failed ? `, ${failed} not taken` : ''}` +
          (taken === undefined ? '' : `, ${taken} copies`)
        await pause(500)
      }
      ratios.push((p99['with'] ?? 0) / (p99['without'] ?? 1))
      print(`${String(round).padStart(2)}  without: ${told['without']}   with: ${told['with']}`)
    }
    print(
      `p99 with backups, to p99 without: median of rounds ${median(ratios).toFixed(2)}, ` +
        `of all ${at(both.with, 0.99).toFixed(1)} to ${at(both.without, 0.99).toFixed(1)} ms; ` +
        `p50 ${at(both.with, 0.5).toFixed(1)} to ${at(both.without, 0.5).toFixed(1)} ms`,
    )
  } finally {
    agent.destroy()
    child.kill('SIGKILL')
    for (const path of [data, folder]) rmSync(path, { recursive: true, force: true })
  }
}

await main()
