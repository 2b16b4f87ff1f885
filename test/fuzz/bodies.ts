/**
 * Bodies against every route that changes something: no answer is a failure of ours, each refusal is
 * a problem by the contract, and the gateway goes on.
 * @module
 */
import { createMockCbp } from '../../mock-cbp/app.ts'
import { after } from '../../src/domain/day.ts'
import type { FilerCode } from '../../src/domain/number.ts'
import { problemSchema } from '../../src/http/model.ts'
import { scopes } from '../../src/store/keys.ts'
import { migrate } from '../../src/store/migrations.ts'
import { schema } from '../../src/store/schema.ts'
import { openSqlite } from '../../src/store/sqlite.ts'
import { shipment } from '../domain/example.ts'
import { chanceOf, stream } from '../sim/chance.ts'
import { memoryFiles, startNode } from '../sim/node.ts'
import { ask, doorsOf } from './doors.ts'
import type { Asked } from './doors.ts'
import type { Memory } from './memory.ts'

export type Found = { readonly n: number; readonly what: string; readonly shown: string }

export type Bodies = {
  readonly found: Found[]
  /** How often each HTTP code was the answer. */
  readonly codes: Map<number, number>
  readonly routes: number
}

const start = '2026-11-23T14:00:00.000Z'
const filer = 'ZZ9' as FilerCode
/** After so many the gateway works, and what would grow for ever is put away. */
const turn = 500

export async function fuzzBodies(seed: number, count: number, memory: Memory): Promise<Bodies> {
  let at = start
  let made = 0
  const [store, books] = [openSqlite(':memory:'), openSqlite(':memory:')]
  await migrate(store, schema)
  const clock = { now: () => at }
  const mock = createMockCbp({ db: books, clock, ids: () => `R${++made}`, pace: 'fast' }) // prettier-ignore
  const found: Found[] = []
  let n = 0
  let asked: Asked | undefined
  const note = (what: string) => found.push({ n, what, shown: asked ? shown(asked) : '' })
  const node = startNode('fuzzed', {
    db: store,
    life: { dead: false },
    send: mock.fetch,
    now: () => at,
    skewMillis: 0,
    chance: () => 0.5,
    entryId: () => `01FUZZ${String(++made).padStart(20, '0')}`,
    wire: 'xml',
    files: memoryFiles(),
    log: (level, event, fields) => {
      if (event === 'internal_error') note(`${level} ${event} ${JSON.stringify(fields)}`) // prettier-ignore
    },
    receivers: {
      send: () => new Response(null, { status: 204 }),
      refuse: async (url) => (url.startsWith('https://hooks.example.com/') ? undefined : 'not allowed'), // prettier-ignore
      clock,
    },
  })
  const { gateway, fetch } = node
  const key = (await gateway.keys.create(filer, { name: 'fuzz', scopes, expiresAt: null })).key
  const call = (method: string, path: string, more: RequestInit = {}) =>
    fetch(
      new Request(`http://gateway.test${path}`, {
        ...{ method, ...more },
        headers: { Authorization: `Bearer ${key}`, ...(more.headers as object) },
      }),
    )
  const doors = doorsOf(await (await call('GET', '/openapi.json')).json())
  const given = await call('POST', '/v1/entries', {
    body: JSON.stringify(shipment),
    headers: { 'Content-Type': 'application/json' },
  })
  const { id } = (await given.json()) as { id: string }
  const codes = new Map<number, number>()

  const tidy = async (): Promise<string[]> => {
    try {
      await gateway.tick()
    } catch (error) {
      note(`the tick throws: ${String(error)}`)
    }
    at = after(at, 10_000)
    const hooks = await gateway.webhooks.list(filer)
    for (const { id } of hooks.slice(1)) await gateway.webhooks.remove(filer, id)
    await call('PUT', '/v1/profile', {
      body: '{}',
      headers: { 'Content-Type': 'application/json' },
    })
    const newest = await gateway.list(filer, {}, { limit: 5 })
    return [id, 'ZZ9-0000001-1', hooks[0]?.id ?? id, ...newest.map((entry) => entry.id)]
  }

  let ids = await tidy()
  const chance = chanceOf(seed)
  for (n = 1; n <= count; n++) {
    asked = ask(stream(chance, `body ${n}`), doors, ids)
    const { method, path, headers, body } = asked
    try {
      const response = await call(method, path, { headers, ...(body === undefined ? {} : { body: body as string }) }) // prettier-ignore
      const text = await response.text()
      codes.set(response.status, (codes.get(response.status) ?? 0) + 1)
      const why = wrong(response, text)
      if (why !== undefined) note(why)
    } catch (error) {
      // What fetch itself refuses to send reaches nobody.
      if (!/ByteString|Invalid header|Headers\.append|Failed to parse URL/.test(String(error))) note(`throws ${String(error)}`) // prettier-ignore
    }
    if (n % turn === 0) ids = await tidy()
    if (n % Math.ceil(count / 60) === 0) memory.sample()
  }
  if (Object.hasOwn(Object.prototype, 'x')) note('a prototype is polluted')
  store.close()
  books.close()
  return { found, codes, routes: doors.length }
}

function wrong({ status, headers }: Response, text: string): string | undefined {
  if (status >= 500) return `answered ${status} ${text}`
  if (status < 400) return undefined
  if (headers.get('Content-Type') !== 'application/problem+json') return `${status} is no problem`
  const problem = problemSchema.safeParse(JSON.parse(text))
  return problem.success ? undefined : `${status} is not by the contract: ${text.slice(0, 300)}`
}

function shown({ method, path, headers, body }: Asked): string {
  const text = typeof body === 'string' ? body : new TextDecoder().decode(body)
  return `${method} ${path} ${JSON.stringify(headers)} ${JSON.stringify(text.slice(0, 2000))}`
}
