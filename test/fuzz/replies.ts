/**
 * Answers of CBP against the gateway: replies, pages of the mailbox, what it says when asked, on both
 * wires. Nothing throws, each tick does its work, and as soon as CBP speaks plainly again a new
 * filing comes to its end.
 * @module
 */
import { createMockCbp } from '../../mock-cbp/app.ts'
import { after } from '../../src/domain/day.ts'
import type { FilerCode } from '../../src/domain/number.ts'
import type { WireName } from '../../src/domain/wire.ts'
import type { Send } from '../../src/gateway/deps.ts'
import type { Gateway } from '../../src/gateway/gateway.ts'
import { migrate } from '../../src/store/migrations.ts'
import { schema } from '../../src/store/schema.ts'
import { openSqlite } from '../../src/store/sqlite.ts'
import { parcel } from '../gateway/world.ts'
import { chanceOf, stream } from '../sim/chance.ts'
import { breachesOf } from '../sim/invariants.ts'
import { memoryFiles, startNode } from '../sim/node.ts'
import { oracle } from '../sim/told.ts'
import { viewOf } from '../sim/view.ts'
import type { Found } from './bodies.ts'
import { garbled } from './garble.ts'
import type { Memory } from './memory.ts'

export type Replies = {
  readonly found: Found[]
  heard: number
  filings: number
  released: number
  quarantined: number
  /** The longest that one tick took, in milliseconds. */
  slowest: number
}

const start = '2026-11-23T14:00:00.000Z'
const filer = 'ZZ9' as FilerCode
/** Answers to one gateway on one store, which is then held against the invariants. */
const ofOne = 2000
/** They are about what a gateway may never do, whatever CBP says. */
const held = new Set(['I2', 'I4', 'I5', 'I6', 'I13', 'I14'])
const bills = ['SIMREL', 'HAWB', 'HAWB', 'SIMDOC', 'SIMREJ282', 'SIMSUS', 'SIMDUP', 'SIMORD']

export async function fuzzReplies(seed: number, count: number, memory: Memory): Promise<Replies> {
  const replies: Replies = {
    found: [], heard: 0, filings: 0, released: 0, quarantined: 0, slowest: 0,
  } // prettier-ignore
  for (let life = 1; replies.heard < count; life++) {
    const wire = life % 2 ? 'xml' : 'catair'
    await oneLife(seed, life, wire, Math.min(count, replies.heard + ofOne), replies)
    memory.sample()
  }
  return replies
}

async function oneLife(
  seed: number,
  life: number,
  wire: WireName,
  until: number,
  replies: Replies,
): Promise<void> {
  const chance = chanceOf(seed)
  let at = start
  let made = 0
  let last = ''
  let plain = false
  const clock = { now: () => at }
  const [store, books] = [openSqlite(':memory:'), openSqlite(':memory:')]
  await migrate(store, schema)
  const mock = createMockCbp({ db: books, clock, ids: () => `R${++made}`, pace: 'fast' })
  const note = (what: string) => replies.found.push({ n: replies.heard, what: `${wire}: ${what}`, shown: last }) // prettier-ignore
  const send: Send = async (request) => {
    const answer = await mock.fetch(request)
    if (plain) return answer
    const draws = stream(chance, `reply ${++replies.heard}`)
    const given = await garbled(draws, answer)
    last = `${request.method} ${new URL(request.url).pathname} ${given.status} ${JSON.stringify((await given.clone().text()).slice(0, 3000))}`
    return given
  }
  const { gateway } = startNode(`life ${life}`, {
    ...{ db: store, life: { dead: false }, send, now: () => at, skewMillis: 0 },
    ...{ chance: stream(chance, `jitter ${life}`).next, wire, files: memoryFiles() },
    entryId: () => `01FUZZ${String(++made).padStart(20, '0')}`,
    log: () => undefined,
  })

  const tick = async () => {
    const began = performance.now()
    try {
      await gateway.tick()
    } catch (error) {
      note(`the tick throws: ${error instanceof Error ? error.stack : String(error)}`)
    }
    replies.slowest = Math.max(replies.slowest, performance.now() - began)
  }

  const draws = stream(chance, `life ${life}`)
  while (replies.heard < until) {
    if (draws.hits(0.5)) {
      const name = `${draws.one(bills)}${life}X${++replies.filings}`
      await change(gateway, name, draws.upTo(3))
    }
    await tick()
    at = after(at, draws.one([1000, 10_000, 60_000, 600_000]))
  }

  // CBP speaks plainly again.
  plain = true
  for (const millis of [0, 60_000, 60_000, 600_000, 960_000, 3_600_000]) {
    at = after(at, millis)
    await tick()
  }
  const { id } = await file(gateway, `SIMREL${life}LAST`)
  for (let n = 0; n < 6; n++) {
    await tick()
    at = after(at, 60_000)
  }
  const status = (await gateway.get(filer, id))?.status
  if (status === 'released') replies.released++
  else note(`a filing after it all is ${status}`)
  const view = await viewOf(store, mock, oracle(), 1e6)
  for (const { invariant, what } of [...breachesOf(view, 'end'), ...breachesOf(view, 'always')]) {
    if (held.has(invariant)) note(`${invariant}: ${what}`)
  }
  replies.quarantined += view.inbox.filter(({ outcome }) => outcome === 'quarantined').length
  store.close()
  books.close()
}

async function file(gateway: Gateway, name: string): Promise<{ id: string }> {
  const filed = await gateway.file(filer, { draft: parcel(name), problems: [] }, () => [])
  if (filed.kind !== 'filed') throw new Error(`not filed: ${JSON.stringify(filed)}`)
  return filed.entry
}

/** Now and then it is amended, cancelled or answered at once; what cannot be is refused. */
async function change(gateway: Gateway, name: string, then: number): Promise<void> {
  const { id } = await file(gateway, name)
  const [before] = await gateway.list(filer, {}, { limit: 1, before: id })
  if (!before) return
  if (then === 1) await gateway.cancel(filer, before.id, { reason: '01' }, () => [])
  if (then === 2) {
    const draft = { ...before.shipment, packageQuantity: 1 + (before.version % 4) }
    await gateway.amend(filer, before.id, { draft, problems: [] }, {}, () => [])
  }
  if (then === 3) {
    await gateway.answer(filer, before.id, { text: 'See the invoice.', documents: [] }, () => [])
  }
}
