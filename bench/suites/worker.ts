/**
 * The Worker on workerd: processor time of what it is asked, over many of each, less what the
 * process takes when nobody asks. D1 and mock-cbp run in the same process, and their part is in it.
 * @module
 */
import { execFileSync } from 'node:child_process'
import { setTimeout as pause } from 'node:timers/promises'
import { startEdge } from '../../test/d1.ts'
import type { Edge } from '../../test/d1.ts'
import { key } from '../carried.ts'
import { cpuSeconds } from '../child.ts'
import { filingDay } from '../filing.ts'
import { median } from '../load.ts'
import type { Mode, Outcome } from '../main.ts'
import { parcel } from '../parcels.ts'
import { table } from '../table.ts'

const sizes = {
  full: { each: 100, rounds: 3, idleMillis: 3000 },
  quick: { each: 40, rounds: 2, idleMillis: 1000 },
  smoke: { each: 5, rounds: 1, idleMillis: 500 },
} as const

type Asked = { readonly name: string; readonly ask: () => Promise<unknown>; readonly millis: number[] } // prettier-ignore

export async function run({ size, say }: Mode): Promise<Outcome> {
  const lengths = sizes[size]
  const settings = { GATE321_TODAY: filingDay }
  const edge = await startEdge(
    { ...settings, HOST: '127.0.0.1', GATE321_API_KEY: key.slice('Bearer '.length) },
    { ...settings, GATE321_MOCK_INSPECTION_RATE: '0' },
  )
  try {
    let n = 0
    const kinds: readonly Asked[] = [
      { name: 'GET /healthz', ask: () => call(edge, 'GET', '/healthz'), millis: [] },
      { name: 'one entry', ask: () => call(edge, 'GET', '/v1/entries/ZZ9-0000001-1'), millis: [] },
      { name: 'a filing, and the tick behind it', ask: () => call(edge, 'POST', '/v1/entries', parcel(++n)), millis: [] },
      { name: 'a tick with nothing to do', ask: () => edge.scheduled(), millis: [] },
    ] // prettier-ignore
    say('warms up')
    for (const { ask } of kinds.toReversed()) for (let m = 0; m < 10; m += 1) await ask()
    for (let m = 0; m < 10; m += 1) await edge.scheduled()
    for (let round = 1; round <= lengths.rounds; round += 1) {
      const idle = await idleShare(lengths.idleMillis)
      for (const kind of kinds) {
        say(`round ${round}, ${kind.name}`)
        kind.millis.push(await cpuOf(kind.ask, lengths.each, idle))
        // What a filing began is carried to its end before a tick has nothing to do.
        for (let m = 0; m < 6; m += 1) await edge.scheduled()
      }
    }
    const rows = kinds.map(({ name, millis }) => ({ name, cpuMillis: median(millis), millis }))
    const text = [
      table([
        ['on workerd, with D1 and mock-cbp', 'CPU ms'],
        ...rows.map(({ name, cpuMillis }) => [name, cpuMillis.toFixed(1)]),
      ]),
      '',
      'Cloudflare counts the Worker alone: less than this.',
    ].join('\n')
    return { text, figures: { lengths, rows } }
  } finally {
    await edge.close()
  }
}

async function call(edge: Edge, method: string, path: string, body?: string): Promise<void> {
  const headers = { Authorization: key, 'Content-Type': 'application/json' }
  const init = body === undefined ? { method, headers } : { method, headers, body }
  const response = await fetch(`${edge.url}${path}`, init)
  await response.arrayBuffer()
  if (!response.ok) throw new Error(`${method} ${path} answered ${response.status}`)
}

/** Of a second, while nobody asks. */
async function idleShare(millis: number): Promise<number> {
  const before = workerdSeconds()
  await pause(millis)
  return ((workerdSeconds() - before) * 1000) / millis
}

async function cpuOf(ask: () => Promise<unknown>, count: number, idle: number): Promise<number> {
  const before = workerdSeconds()
  const begun = performance.now()
  for (let n = 0; n < count; n += 1) await ask()
  // The tick behind a filing goes on when its caller has the answer.
  await pause(200)
  const idleSeconds = ((performance.now() - begun) / 1000) * idle
  return Math.max(0, ((workerdSeconds() - before - idleSeconds) * 1000) / count)
}

/** All processes of workerd that this one has started. */
function workerdSeconds(): number {
  const rows = execFileSync('ps', ['-eo', 'pid=,ppid=,comm='], { encoding: 'utf8' })
  const all = rows.split('\n').flatMap((row) => {
    const [pid, ppid, name = ''] = row.trim().split(/\s+/)
    return name === '' ? [] : [{ pid: Number(pid), ppid: Number(ppid), name }]
  })
  const own = new Set([process.pid])
  // Children come behind their parents often, not always.
  for (let grown = true; grown;) {
    const more = all.filter(({ pid, ppid }) => own.has(ppid) && !own.has(pid))
    for (const { pid } of more) own.add(pid)
    grown = more.length > 0
  }
  return all
    .filter(({ pid, name }) => own.has(pid) && name.startsWith('workerd'))
    .reduce((sum, { pid }) => sum + cpuSeconds(pid), 0)
}
