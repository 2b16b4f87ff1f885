/**
 * The application under a policy, at an hour of its own, with a mock CBP that has a policy too.
 * @module
 */
import { createMockCbp } from '../../mock-cbp/app.ts'
import { after } from '../../src/domain/day.ts'
import type { Policy } from '../../src/domain/law/vocabulary.ts'
import type { Shipment } from '../../src/domain/shipment.ts'
import type { Deps } from '../../src/gateway/deps.ts'
import { createGateway } from '../../src/gateway/gateway.ts'
import { createApp } from '../../src/http/app.ts'
import { openSqlite } from '../../src/store/sqlite.ts'
import { filer, handClock, parcel, start, world } from '../gateway/world.ts'
import { counter } from '../mock-cbp/given.ts'
import { expectContract } from './contract.ts'
import type { Answer } from './given.ts'

type Options = Pick<Deps, 'policy' | 'rulesMaxAgeDays'> & {
  readonly at?: string
  /** What CBP enforces; unless told, what the gateway does. */
  readonly cbp?: Policy
}

export async function givenLaw({ at = start, cbp, ...law }: Options = {}) {
  const { deps, db } = await world()
  const clock = handClock(at)
  const mock = createMockCbp({
    db: openSqlite(':memory:'),
    clock,
    ids: counter(),
    inspectionRate: 0,
    policy: cbp ?? law.policy ?? 'statutory',
  })
  const gateway = createGateway({ ...deps, ...law, clock, send: mock.fetch })
  const app = createApp(gateway, deps.log)
  const { key } = await gateway.keys.create(filer, { name: 'test', scopes: ['entries:read', 'entries:write', 'keys'], expiresAt: null }) // prettier-ignore
  const call = async (method: string, path: string, body?: unknown): Promise<Answer> => {
    const request = new Request(`http://gateway.test${path}`, {
      method,
      headers: { Authorization: `Bearer ${key}`, 'Content-Type': 'application/json' },
      ...(body === undefined ? {} : { body: JSON.stringify(body) }),
    })
    const response = await app.fetch(request)
    const text = await response.text()
    expectContract(app, request, response, text)
    const { status, headers } = response
    return { status, headers, text, json: JSON.parse(text) }
  }
  return {
    db,
    gateway,
    get: (path: string) => call('GET', path),
    post: (path: string, body: unknown) => call('POST', path, body),
    put: (path: string, body: unknown) => call('PUT', path, body),
    /** Ticks through `seconds`, one at a time. */
    live: async (seconds: number) => {
      for (let second = 0; second < seconds; second++) {
        await gateway.tick()
        clock.advance(1000)
      }
    },
  }
}

export const importer = { importerOfRecord: '12-3456789' }

/** A parcel that is filed on `day` and arrives three days later. */
export const on = (day: string, more: Partial<Shipment> = {}): Shipment =>
  parcel('HAWB1', {
    estimatedArrivalDate: after(`${day}T12:00:00.000Z`, 3 * 86_400_000).slice(0, 10),
    invoice: { number: 'INV-9', date: day },
    ...more,
  })

/** The parcel with all its lines of another origin, sent from there. */
export function from(country: string, of: Shipment): Shipment {
  const seller = { ...of.seller, address: { ...of.seller.address, country } }
  return { ...of, seller, lines: of.lines.map((line) => ({ ...line, countryOfOrigin: country })) }
}
