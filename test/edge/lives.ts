/**
 * The Worker behind the sweep over D1's failures: the gateway and a mock CBP on D1, on a clock that
 * is moved by hand. It leads an entry, and another of a file, through their lives while one call of
 * D1 fails, and tells what came of them.
 * @module
 */
import { createMockCbp } from '../../mock-cbp/app.ts'
import { after } from '../../src/domain/day.ts'
import type { Entry } from '../../src/domain/entry.ts'
import { replay } from '../../src/domain/evolve.ts'
import type { FilerCode } from '../../src/domain/number.ts'
import { createGateway } from '../../src/gateway/gateway.ts'
import { createApp } from '../../src/http/app.ts'
import { d1 } from '../../src/store/d1.ts'
import type { D1Like } from '../../src/store/d1.ts'
import type { Row } from '../../src/store/db.ts'
import { entryById } from '../../src/store/entries.ts'
import { readJournal } from '../../src/store/journal.ts'
import { scopes } from '../../src/store/keys.ts'
import { migrate } from '../../src/store/migrations.ts'
import { numbers } from '../../src/store/numbers.ts'
import { schema } from '../../src/store/schema.ts'
import { shipment } from '../domain/example.ts'
import { failing } from './failing.ts'
import type { Point, When } from './failing.ts'

type Env = { readonly DB: D1Like; readonly CBP_DB: D1Like }

const filer = 'ZZ9' as FilerCode

async function create(env: Env) {
  let at = '2026-11-23T14:00:00.000Z'
  let made = 0
  const clock = { now: () => at }
  const faulty = failing(env.DB)
  const sound = d1(env.DB)
  await migrate(sound, schema)
  const mock = createMockCbp({ db: d1(env.CBP_DB), clock, ids: () => `R${++made}`, pace: 'fast', inspectionRate: 0 }) // prettier-ignore
  const told: { id: string; body: string }[] = []
  const db = d1(faulty.database)
  const files = new Map<string, Uint8Array>()
  const gateway = createGateway({
    db,
    clock,
    ids: { entry: () => `01TEST${String(++made).padStart(20, '0')}` },
    chance: () => 0.5,
    numbers: numbers(db, 1),
    send: mock.fetch,
    files: { put: async (key, bytes) => void files.set(key, bytes), get: async (key) => files.get(key) }, // prettier-ignore
    log: () => undefined,
    cbp: { url: 'http://cbp.test', password: () => 'mock' },
    contact: { name: 'PAT FILER', phone: '7185550100' },
    wake: () => undefined,
    receivers: {
      send: async (request) => {
        told.push({ id: request.headers.get('webhook-id') ?? '', body: await request.text() })
        return new Response(null, { status: 204 })
      },
      refuse: async () => undefined,
      clock,
    },
    transmissionSize: 32,
  })
  const { key } = await gateway.keys.create(filer, { name: 'test', scopes, expiresAt: null })
  await gateway.webhooks.create(filer, { url: 'https://receiver.test/', description: '', types: ['entry.queued', 'entry.released'], enabled: true }) // prettier-ignore
  const app = createApp(gateway, () => undefined)
  const move = (millis: number) => {
    at = after(at, millis)
  }
  return { faulty, sound, mock, told, gateway, app, key, move }
}

type World = Awaited<ReturnType<typeof create>>

let world: World | undefined

type Sent = { readonly type: string; readonly key: string; readonly body: string }
type Json = Readonly<Record<string, unknown>>

async function post({ app, key: bearer }: World, path: string, { type, key, body }: Sent) {
  const headers = {
    Authorization: `Bearer ${bearer}`,
    'Content-Type': type,
    'Content-Length': String(new TextEncoder().encode(body).length),
    'Idempotency-Key': key,
  }
  const request = new Request(`http://gateway.test${path}`, { method: 'POST', headers, body })
  const response = await app.fetch(request)
  return { status: response.status, text: await response.text() }
}

/** As a caller does: what is refused for the moment is asked again, and an answer once more. */
async function insist(w: World, path: string, sent: Sent) {
  const refused: string[] = []
  for (let tries = 0; tries < 6; tries++) {
    const { status, text } = await post(w, path, sent)
    const answer = JSON.parse(text) as Json
    if (status < 400) {
      // The failure may strike the second look too; then the third is the same again.
      const again = await post(w, path, sent)
      const last = again.status < 500 ? again : await post(w, path, sent)
      return { refused, same: last.status === status && last.text === text, answer }
    }
    refused.push(`${status} ${String(answer['code'])}`)
    w.move(70_000)
  }
  return { refused, same: false, answer: {} }
}

/** Rounds until nothing moves any more; one that fails is followed by another. */
async function live({ gateway, move }: World): Promise<void> {
  for (let still = 0, rounds = 0; still < 2 && rounds < 12; rounds++) {
    const ticked = await gateway.tick().catch(() => ({ failed: 1 }))
    still = Object.values(ticked).some((moved) => moved > 0) ? 0 : still + 1
    move(70_000)
  }
}

const parcel = (name: string) => ({
  ...shipment,
  reference: name,
  orderNumber: `ORD-${name}`,
  consignee: { ...shipment.consignee, name: `Jane ${name}` },
  bill: { masterBill: '172-12345675', houseBill: name },
})

type EntryRow = Row & { id: string; entry_number: string; reference: string }

/** In one order, whatever the order they were put together in. */
const parts = (entry: Entry | undefined) => JSON.stringify(Object.entries(entry ?? {}).sort())

/** One entry with all that it left behind. */
async function trail({ sound, told }: World, { id, reference }: EntryRow, name: string) {
  const journal = await readJournal(sound, id)
  const events = journal.map(({ event }) => event)
  // At least once, and each time under the same id.
  const announced = new Map(
    told
      .filter(({ body }) => body.includes(id))
      .map(({ id, body }) => [id, (JSON.parse(body) as { type: string }).type]),
  )
  const [ledger] = await sound.read<Row & { cents: number; rows: number }>({
    sql: 'select sum(cents) as cents, count(*) as rows from ledger where entry_id = ?',
    values: [id],
  })
  return {
    name: reference.replace(name, ''),
    events: events.map(({ type }) => type),
    gapless: journal.every(({ seq }, at) => seq === at + 1),
    folded: parts((await entryById(sound, id))?.entry) === parts(replay(events)),
    announced: [...announced.values()].sort(),
    ledger,
  }
}

async function life(w: World, name: string) {
  const json = 'application/json'
  const shipments = [parcel(`${name}B`)]
  const filed = await insist(w, '/v1/entries', { type: json, key: `${name}-e`, body: JSON.stringify(parcel(`${name}A`)) }) // prettier-ignore
  const sent = await insist(w, '/v1/batches', { type: json, key: `${name}-b`, body: JSON.stringify(shipments) }) // prettier-ignore
  await live(w)
  const { calls, struck } = w.faulty.seen()
  const rows = await w.sound.read<EntryRow>({
    sql: 'select id, entry_number, reference from entry where reference >= ? and reference <= ? order by reference',
    values: [name, `${name}Z`],
  })
  const book = await w.mock.fetch(new Request('http://cbp.test/_mock/entries?limit=1000'))
  const { items } = (await book.json()) as { items: Held[] }
  const numbers = new Set(rows.map(({ entry_number }) => entry_number))
  const [batch] = await w.sound.read({
    sql: 'select state, received, accepted, refused from batch where id = ?',
    values: [String(sent.answer['id'])],
  })
  return {
    calls,
    struck,
    refused: [...filed.refused, ...sent.refused],
    came: {
      sameAnswers: [filed.same, sent.same],
      atCbp: items
        .filter(({ entryNumber }) => numbers.has(entryNumber))
        .map(({ status, effectiveFilings }) => [status, effectiveFilings]),
      batch,
      entries: await Promise.all(rows.map((row) => trail(w, row, name))),
    },
  }
}

type Held = { readonly entryNumber: string; readonly status: string; readonly effectiveFilings: number } // prettier-ignore

export type Life = Awaited<ReturnType<typeof life>>

/** Without a point nothing fails. */
export type Asked = { readonly name: string; readonly point?: Point; readonly when: When }

export default {
  fetch: async (request: Request, env: Env): Promise<Response> => {
    const { name, point, when } = (await request.json()) as Asked
    const w = (world ??= await create(env))
    w.faulty.arm(point, when)
    return Response.json(await life(w, name))
  },
}
