import { readdirSync, readFileSync } from 'node:fs'
import { describe, expect, it } from 'vitest'
import type { Shipment } from '../../src/domain/shipment.ts'
import { wireNames } from '../../src/domain/wire.ts'
import type { WireName } from '../../src/domain/wire.ts'
import { wires } from '../../src/message/wire.ts'
import { within } from '../conformance/engine.ts'
import { file, filer, heldByCbp, live, parcel, statusOf, world } from './world.ts'
import type { World } from './world.ts'

const folder = new URL('../../fixtures/shipments/', import.meta.url)
const fixtures = readdirSync(folder)
  .sort()
  .map((name) => ({ name, ...(JSON.parse(readFileSync(new URL(name, folder), 'utf8')) as { shipment: Shipment; endsIn: string }) })) // prettier-ignore

const isLate = ({ shipment }: (typeof fixtures)[number]) =>
  shipment.bill.houseBill?.startsWith('SIMLAT') ?? false

/** What became of each fixture, without the hours: they are told to the minute on one of the wires. */
async function lives(wire: WireName) {
  const w = await world({ wire })
  const ids = new Map<string, string>()
  // CBP replies to a transmission as a whole: one late entry delays all that travel with it.
  for (const late of [true, false]) {
    for (const fixture of fixtures.filter((each) => isLate(each) === late)) {
      ids.set(fixture.name, (await file(w.gateway, fixture.shipment)).id)
    }
    await w.gateway.tick()
  }
  await live(w, w.gateway, 60)
  const lived = new Map<string, object>()
  for (const [name, id] of ids) {
    const events = (await w.gateway.events(filer, id)) ?? []
    const entry = await w.gateway.get(filer, id)
    lived.set(name, {
      status: entry?.status,
      disposition: entry?.disposition?.code,
      conditions: entry?.conditions,
      events: events.map(({ type, status, reason, superseded, messages }) => ({
        ...{ type, status, reason, superseded, messages: messages.length },
      })),
    })
  }
  return lived
}

describe('an entry filed by either wire', () => {
  it('reaches the same status by the same events, whatever becomes of it', async () => {
    const [xml, catair] = [await lives('xml'), await lives('catair')]
    expect(Object.fromEntries(catair)).toEqual(Object.fromEntries(xml))
    for (const { name, endsIn } of fixtures) expect(catair.get(name)).toMatchObject({ status: endsIn })
  }, within(60_000).timeout) // prettier-ignore
})

const cut = () => {
  throw new TypeError('fetch failed')
}

describe.each([
  ['xml', 'catair'],
  ['catair', 'xml'],
] as const)('a change from %s to %s', (first, second) => {
  it('finishes what is under way on the wire it began on', async () => {
    const w = await world({ wire: first })
    const { id } = await file(w.gateway, parcel('HAWB1'))
    const types: (string | null)[] = []
    const noted =
      (send: World['cbp']): World['cbp'] =>
      (request) => {
        const isFiling = request.method === 'POST' && request.url.endsWith('/ace/transmissions')
        if (isFiling) types.push(request.headers.get('Content-Type'))
        return send(request)
      }
    w.line(noted(cut))
    await w.gateway.tick()
    const gateway = w.restart(second)
    const later = await file(gateway, parcel('HAWB2'))
    w.line(noted(w.cbp))
    await live(w, gateway, 20)

    const [before, after] = [wires[first].mediaType, wires[second].mediaType]
    expect(types.toSorted()).toEqual([before, before, after].toSorted())
    for (const each of [id, later.id]) expect(await statusOf(gateway, each)).toBe('released')
    expect(await heldByCbp(w)).toMatchObject([{ effectiveFilings: 1 }, { effectiveFilings: 1 }])
  })

  it('knows a notification again that was not acknowledged before it', async () => {
    const w = await world({ wire: first })
    const { id } = await file(w.gateway, parcel('HAWB1'))
    w.line((request) =>
      request.url.endsWith('/acknowledgements') ? new Response('no', { status: 500 }) : w.cbp(request),
    ) // prettier-ignore
    await live(w, w.gateway, 3)
    w.line()
    const gateway = w.restart(second)
    await live(w, gateway, 8)
    expect(await statusOf(gateway, id)).toBe('released')
    expect(w.logged.filter(({ level }) => level === 'alarm')).toEqual([])
    const formats = (await gateway.messages(filer, id))?.map(({ format }) => format) ?? []
    expect(new Set(formats)).toEqual(new Set(wireNames.map((name) => wires[name].mediaType)))
  })
})
