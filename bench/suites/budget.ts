/**
 * Where an entry's microseconds go, from the first byte of its shipment to its release: the gateway's
 * own process under its profiler, beside the bare CBP.
 * @module
 */
import { mkdirSync, mkdtempSync, rmSync } from 'node:fs'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { carryBatch, carrySingly, gatewayCarrier } from '../carried.ts'
import { freePort } from '../child.ts'
import type { Child } from '../child.ts'
import type { Mode, Outcome } from '../main.ts'
import { profiled, spent, unknown } from '../profile.ts'
import type { Profile, Rule } from '../profile.ts'
import { startBareCbp, startGateway } from '../servers.ts'
import { figure, table } from '../table.ts'

const sizes = {
  full: { rows: 10_000, singles: 8000, warmUp: 4000 },
  quick: { rows: 2000, singles: 2000, warmUp: 1000 },
  smoke: { rows: 200, singles: 100, warmUp: 50 },
} as const

/** The first that fits the innermost frame; libraries are put to whoever calls them. */
const rules: readonly Rule[] = [
  ['collect garbage', /^\(garbage collector\)$/],
  ['outside of JavaScript', /^\(program\)$/],
  ['look up in the store', /\/src\/store\/sqlite\.ts$/, /^read$/],
  ['write rows', /\/src\/store\/sqlite\.ts$/, /^(run|member|statement)$/],
  ['commit', /\/src\/store\/sqlite\.ts$/],
  ['hash', /\/src\/store\/chain\.ts$|\/src\/record\/file\.ts$|\/gateway\/digest\.ts$|internal\/crypto\//],
  ['write the message', /\/src\/message\/(writer|declare|filing|submission|ascii|bills|element|standing|update|condition)\.ts$|\/src\/message\/catair\/(declare|release|record|records|layout|line|grouping|codes|batch)/],
  ['write the message', /\/src\/gateway\/assemble\.ts$/],
  ['read the reply', /\/src\/message\//],
  ['notify', /\/src\/(gateway\/(announce|follow|deliver)|store\/(feed|deliveries))\.ts$/],
  ['keep accounts and counts', /\/src\/(gateway\/(account|tally|intake)|store\/(ledger|tally|agenda|intake)|domain\/(pace|claim|person))\.ts$/],
  ['rules', /\/src\/(domain\/(law|checks|plan|tariff|quote)\/|gateway\/(examine|judge|advice|saying|spelling|profile|check|plan)\.ts$|domain\/(next|can|judged|evidence)\.ts$)/],
  ['apply the reply and the release', /\/src\/(gateway\/(reply|apply|collect|handle|attempt|outcome|settlement)\.ts$|domain\/(decide|evolve|hear|moment|recent|disposition|overdue|status|event)\.ts$|store\/(inbox|journal|messages|silence)\.ts$)/],
  ['send', /internal\/deps\/undici|\/src\/gateway\/(cbp|carry|breaker|drain|pulse)\.ts$|\/src\/store\/(outbox|sending)\.ts$|\/src\/record\/sent\.ts$|\/src\/record\/whole\.ts$/],
  ['validate', /\/src\/(http\/shipment|domain\/(validate|text|bill|goods|party|number|money|day|shipment|field|mode|port|arrival|valuation|place|replacement|problem))\.ts$/],
  ['validate', /node_modules\/zod\//],
  ['read', /\/src\/(batch\/|http\/(arrive|json|body|batch|batches)\.ts$|gateway\/(uploads|batches)\.ts$|bytes\.ts$)/],
  ['put the filing together', /\/src\/(gateway\/(file|batching|present|once|numbering|gateway)|store\/(entries|batches|items|numbers|idempotency|db|content))\.ts$/],
  ['HTTP to the caller', /\/src\/(http|server|lag)|node_modules\/(hono|@hono)\/|node:(_http|http|net|internal\/(http|stream|streams|timers|process|async|webstreams|url|abort|event|buffer|js_stream))/],
] // prettier-ignore

export async function run({ size, say }: Mode): Promise<Outcome> {
  const lengths = sizes[size]
  const folder = mkdtempSync(join(tmpdir(), 'gate321-bench-'))
  const servers: Child[] = []
  try {
    const cbp = await startBareCbp()
    servers.push(cbp)
    const inspector = await freePort()
    const data = join(folder, 'data')
    mkdirSync(data)
    const flags = [`--inspect=127.0.0.1:${inspector}`]
    const server = await startGateway(data, cbp.url, {}, flags)
    servers.push(server)
    const carrier = gatewayCarrier('gate321', server)
    say('warms up')
    await carryBatch(carrier, lengths.warmUp)
    await carrySingly(carrier, { amount: lengths.warmUp })
    say('batch')
    const batch = await profiled(inspector, () => carryBatch(carrier, lengths.rows))
    say('singly')
    const single = await profiled(inspector, () =>
      carrySingly(carrier, { amount: lengths.singles }),
    )
    return outcome(
      shared(batch.profile, batch.result.cpuMicros),
      shared(single.profile, single.result.cpuMicros),
    )
  } finally {
    for (const server of servers.reverse()) await server.stop()
    rmSync(folder, { recursive: true, force: true })
  }
}

/** The process's own time, all its threads, by the shares that were sampled: others may share the machine. */
function shared(profile: Profile, cpuMicros: number): ReadonlyMap<string, number> {
  const micros = spent(profile, rules)
  const all = micros.values().reduce((sum, each) => sum + each, 0)
  return new Map([...micros].map(([step, each]) => [step, (each / all) * cpuMicros]))
}

function outcome(batch: ReadonlyMap<string, number>, single: ReadonlyMap<string, number>): Outcome {
  const sum = (of: ReadonlyMap<string, number>) => [...of.values()].reduce((a, b) => a + b, 0)
  const rows = [...new Set([...rules.map(([step]) => step), unknown])]
    .map((step) => ({ step, batch: batch.get(step) ?? 0, single: single.get(step) ?? 0 }))
    .toSorted((a, b) => b.batch - a.batch)
  const all = { step: 'together', batch: sum(batch), single: sum(single) }
  const share = (part: number, whole: number) => `${Math.round((part * 100) / whole)} %`
  const text = table([
    ['microseconds of an entry', 'in a batch', 'share', 'filed singly', 'share'],
    ...[...rows, all].map((row) => [
      row.step,
      figure(row.batch), share(row.batch, all.batch), figure(row.single), share(row.single, all.single),
    ]),
  ]) // prettier-ignore
  const plots = [
    { file: 'budget', title: 'An entry in a batch', unit: 'microseconds', bars: rows.map(({ step, batch }) => ({ name: step, value: batch })) },
  ] // prettier-ignore
  return { text, figures: { rows, all }, plots }
}
