/**
 * A gateway and its mock CBP in one process, on clocks that move when told, with a line between
 * them that a test can cut, garble or answer itself.
 * @module
 */
import { createMockCbp } from '../../mock-cbp/app.ts'
import { after } from '../../src/domain/day.ts'
import type { FilerCode } from '../../src/domain/number.ts'
import type { Shipment } from '../../src/domain/shipment.ts'
import type { WireName } from '../../src/domain/wire.ts'
import type { Deps, Send } from '../../src/gateway/deps.ts'
import { createGateway } from '../../src/gateway/gateway.ts'
import type { Gateway } from '../../src/gateway/gateway.ts'
import type { Files } from '../../src/document/files.ts'
import type { Db } from '../../src/store/db.ts'
import { numbers } from '../../src/store/numbers.ts'
import { openSqlite } from '../../src/store/sqlite.ts'
import { openStore } from '../conformance/engine.ts'
import { shipment } from '../domain/example.ts'

export const filer = 'ZZ9' as FilerCode
export const start = '2026-11-23T14:00:00.000Z'

export function handClock(at = start) {
  let now = at
  return {
    now: () => now,
    advance: (millis: number) => {
      now = after(now, millis)
    },
  }
}

export function memoryFiles(): Files {
  const kept = new Map<string, Uint8Array>()
  return {
    put: async (key, bytes) => {
      kept.set(key, bytes)
    },
    get: async (key) => kept.get(key),
  }
}

function counter() {
  let n = 0
  return () => `R${++n}`
}

/** Ids that sort by their making, without chance. */
export function counterIds() {
  let n = 0
  return { entry: () => `01TEST${String(++n).padStart(20, '0')}` }
}

export type World = Awaited<ReturnType<typeof world>>

type Options = Pick<Deps, 'receivers' | 'streams' | 'bounds' | 'room' | 'giveWay'> & {
  readonly wire?: WireName
  readonly wrap?: (db: Db) => Db
  readonly transmissionSize?: number
}

export async function world(options: Options = {}) {
  const clock = handClock()
  const store = await openStore()
  const db = options.wrap ? options.wrap(store) : store
  const mockDb = openSqlite(':memory:')
  const mock = createMockCbp({ db: mockDb, clock, ids: counter(), pace: 'fast', inspectionRate: 0 })
  const logged: { level: string; event: string; fields: object }[] = []
  const cbp: Send = mock.fetch
  let line: Send = cbp

  const deps: Deps = {
    db,
    clock,
    ids: counterIds(),
    chance: () => 0.5,
    numbers: numbers(db, 32),
    send: (request) => line(request),
    files: memoryFiles(),
    log: (level, event, fields) => {
      logged.push({ level, event, fields })
    },
    cbp: { url: 'http://cbp.test', password: () => 'mock' },
    wire: options.wire,
    contact: { name: 'PAT FILER', phone: '7185550100' },
    wake: () => undefined,
    receivers: options.receivers,
    streams: options.streams,
    bounds: options.bounds,
    room: options.room,
    giveWay: options.giveWay,
    transmissionSize: options.transmissionSize ?? 999,
  }
  const restart = (wire = options.wire): Gateway =>
    createGateway({ ...deps, wire, db: store, numbers: numbers(store, 32) })

  return {
    clock,
    db: store,
    deps,
    gateway: createGateway(deps),
    logged,
    mock,
    /** CBP past any trouble on the line. */
    cbp,
    /** A new process on the same store, on another wire where it says so. */
    restart,
    /** Puts `send` between the gateway and CBP; without it the line is sound again. */
    line: (send: Send = cbp) => {
      line = send
    },
    close: () => {
      store.close()
      mockDb.close()
    },
  }
}

/** A shipment under a bill of its own, to a person of its own. */
export const parcel = (name: string, more: Partial<Shipment> = {}): Shipment => ({
  ...shipment,
  consignee: { ...shipment.consignee, name: `Jane ${name}` },
  orderNumber: `ORD-${name}`,
  reference: `SHP-${name}`,
  bill: { masterBill: '172-12345675', houseBill: name },
  ...more,
})

export async function file(gateway: Gateway, draft: Shipment) {
  const filed = await gateway.file(filer, { draft, problems: [] }, () => [])
  if (filed.kind !== 'filed') throw new Error(`not filed: ${JSON.stringify(filed)}`)
  return filed.entry
}

/** Ticks through `seconds`, one at a time. */
export async function live({ clock }: World, gateway: Gateway, seconds: number): Promise<void> {
  for (let second = 0; second < seconds; second++) {
    await gateway.tick()
    clock.advance(1000)
  }
  await gateway.tick()
}

export async function statusOf(gateway: Gateway, id: string) {
  return (await gateway.get(filer, id))?.status
}

/** What CBP holds: the mock's own book, read past any trouble on the line. */
export async function heldByCbp({ mock }: World) {
  const response = await mock.fetch(new Request('http://cbp.test/_mock/entries?limit=1000'))
  const { items } = (await response.json()) as {
    items: {
      entryNumber: string
      effectiveFilings: number
      transmissions: number
      status: string
    }[]
  }
  return items
}
