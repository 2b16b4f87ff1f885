/**
 * Rounds of SIGKILL under load: a real process on a real file over real HTTP. The clients keep the
 * list of what they were told; CBP, which never dies here, knows what it was told.
 * @module
 */
import { mkdtempSync, rmSync } from 'node:fs'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { setTimeout as pause } from 'node:timers/promises'
import { serveMock } from '../../mock-cbp/node.ts'
import type { WireName } from '../../src/domain/wire.ts'
import { shipment } from '../domain/example.ts'
import { chanceOf, stream } from '../sim/chance.ts'
import { reserve } from './child.ts'
import type { Child } from './child.ts'
import type { Death } from './entry.ts'

export type Counts = {
  rounds: number
  /** Filings that a client was told are accepted. */
  acknowledged: number
  lost: number
  filedTwice: number
  ended: number
  /** Another answer to the same key than the first. */
  otherAnswers: number
  /** The process was dead before it had begun to listen. */
  diedStarting: number
}

const base = '2026-11-23T14:00:00.000Z'
/** On one file; a larger one takes longer to open and is no harder to break. */
const roundsOfOne = 50
const clients = 3

export async function rounds(
  wanted: number,
  seed: number,
  say: (line: string) => void = () => undefined,
): Promise<Counts> {
  const counts: Counts = {
    rounds: 0, acknowledged: 0, lost: 0, filedTwice: 0, ended: 0, otherAnswers: 0, diedStarting: 0,
  } // prettier-ignore
  const draws = stream(chanceOf(seed), 'kill')
  const started = { base, since: Date.now() }
  const spare = await reserve(started)
  while (counts.rounds < wanted) {
    const wire = draws.one(['xml', 'catair'] as const)
    const some = Math.min(roundsOfOne, wanted - counts.rounds)
    await onOneFile(some, wire, counts, draws, spare, started)
    say(`${counts.rounds} rounds, ${counts.acknowledged} acknowledged, ${counts.lost} lost, ${counts.filedTwice} filed twice`) // prettier-ignore
  }
  await spare.close()
  return counts
}

async function onOneFile(
  wanted: number,
  wire: WireName,
  counts: Counts,
  draws: ReturnType<typeof stream>,
  spare: Awaited<ReturnType<typeof reserve>>,
  started: { readonly base: string; readonly since: number },
): Promise<void> {
  const clock = {
    now: () => new Date(Date.parse(base) + Date.now() - started.since).toISOString(),
  }
  const mock = await serveMock({ port: 0, pace: 'fast', clock, inspectionRate: 0 })
  const folder = mkdtempSync(join(tmpdir(), 'gate321-crash-'))
  const env = {
    ...{ PORT: '0', GATE321_DATA: folder, GATE321_CBP_URL: mock.url, GATE321_CBP_PASSWORD: 'mock' },
    ...{ GATE321_CBP_FILER: 'ZZ9', GATE321_WIRE: wire, GATE321_API_KEY: 'dev-key' },
  }
  let child: Child | undefined
  let over = false
  let heard = 0
  const told = new Map<string, string>()
  const open: { key: string; body: string }[] = []

  const client = async (name: string) => {
    for (let n = 1; !over; n++) {
      const filing = { key: `${name}-${n}`, body: JSON.stringify(parcel(`${name}X${n}`)) }
      while (!over && !(await accepted(filing))) await pause(3)
      if (!told.has(filing.key)) open.push(filing)
    }
  }

  const accepted = async ({ key, body }: { key: string; body: string }): Promise<boolean> => {
    const answer = child && (await post(child.url, key, body))
    if (answer?.status !== 201) return false
    heard++
    const before = told.get(key)
    if (before === undefined) counts.acknowledged++
    else if (before !== answer.text) counts.otherAnswers++
    told.set(key, answer.text)
    return true
  }

  const running = Array.from({ length: clients }, (_, n) => client(`C${n}`))
  for (let round = 0; round < wanted; round++) {
    const die = death(draws)
    child = await spare.start(env, die)
    if (child) {
      const [from, most] = [heard, 1 + draws.upTo(5)]
      const deadline = Date.now() + 2000
      while (
        Date.now() < deadline &&
        child.process.exitCode === null &&
        child.process.signalCode === null
      ) {
        if (!die && heard - from >= most) break
        await pause(2)
      }
      child.process.kill('SIGKILL')
      await child.ended
    } else counts.diedStarting++
    child = undefined
    counts.rounds++
  }
  over = true
  await Promise.all(running)
  child = await spare.start(env, undefined)
  if (!child) throw new Error('the gateway does not start')
  // What nobody was told of may be filed or not; asked again it is filed, and once.
  for (const filing of open) await accepted(filing)
  await settle(child.url, told, counts)
  await judgeCbp(mock.url, counts)
  child.process.kill('SIGKILL')
  await child.ended
  await mock.close()
  rmSync(folder, { recursive: true, force: true })
}

/** A third dies at a commit, a third at a call to CBP, and a third at any moment. */
function death(draws: ReturnType<typeof stream>): Death | undefined {
  const at = draws.one(['commit', 'call', 'any moment'] as const)
  const when = draws.one(['before', 'after'] as const)
  return at === 'any moment' ? undefined : { at, n: 1 + draws.upTo(at === 'commit' ? 16 : 4), when }
}

const headers = { Authorization: 'Bearer dev-key', 'Content-Type': 'application/json' }

async function post(url: string, key: string, body: string) {
  try {
    const response = await fetch(`${url}/v1/entries`, {
      method: 'POST',
      headers: { ...headers, 'Idempotency-Key': key },
      body,
    })
    return { status: response.status, text: await response.text() }
  } catch (error) {
    // The process died before it had answered.
    if (error instanceof TypeError) return undefined
    throw error
  }
}

const patience = 60_000

async function settle(url: string, told: ReadonlyMap<string, string>, counts: Counts) {
  const until = Date.now() + patience
  for (const text of told.values()) {
    const { id, entryNumber } = JSON.parse(text) as { id: string; entryNumber: string }
    for (;;) {
      const response = await fetch(`${url}/v1/entries/${id}`, { headers })
      const entry = (await response.json()) as { status: string; entryNumber: string }
      if (response.status === 404 || entry.entryNumber !== entryNumber) counts.lost++
      else if (entry.status === 'released') counts.ended++
      else if (Date.now() < until) {
        await pause(50)
        continue
      }
      break
    }
  }
}

async function judgeCbp(url: string, counts: Counts): Promise<void> {
  let cursor: string | null = ''
  while (cursor !== null) {
    const page: string = `${url}/_mock/entries?limit=1000${cursor === '' ? '' : `&cursor=${cursor}`}`
    const { items, nextCursor } = (await (await fetch(page)).json()) as {
      items: { effectiveFilings: number }[]
      nextCursor: string | null
    }
    counts.filedTwice += items.filter(({ effectiveFilings }) => effectiveFilings > 1).length
    cursor = nextCursor
  }
}

/** To a person of its own, under a bill that is released within seconds. */
const parcel = (name: string) => ({
  ...shipment,
  reference: name,
  orderNumber: `ORD-${name}`,
  bill: { masterBill: '172-12345675', houseBill: `SIMREL${name}` },
  consignee: {
    ...shipment.consignee,
    address: { ...shipment.consignee.address, street: `${name} Main St` },
  },
})
