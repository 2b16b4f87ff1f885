/**
 * One gateway process of the simulation: the real application on a store and a line that fail, with
 * a clock that may be wrong.
 * @module
 */
import { after } from '../../src/domain/day.ts'
import type { WireName } from '../../src/domain/wire.ts'
import type { Deps, Send } from '../../src/gateway/deps.ts'
import { createGateway } from '../../src/gateway/gateway.ts'
import type { Gateway } from '../../src/gateway/gateway.ts'
import { createApp } from '../../src/http/app.ts'
import type { Db } from '../../src/store/db.ts'
import { numbers } from '../../src/store/numbers.ts'
import { memoryFiles } from '../gateway/world.ts'
import type { Life } from './store.ts'

export type Node = {
  readonly name: string
  readonly life: Life
  readonly gateway: Gateway
  readonly fetch: (request: Request) => Response | Promise<Response>
  /** A tick that has not ended, because a reply is held back. */
  ticking: Promise<void> | undefined
}

export type Surroundings = {
  readonly db: Db
  readonly life: Life
  readonly send: Send
  readonly now: () => string
  readonly skewMillis: number
  readonly chance: () => number
  readonly entryId: () => string
  readonly wire: WireName
  readonly files: Deps['files']
  readonly log: Deps['log']
  readonly receivers?: Deps['receivers']
}

export function startNode(name: string, around: Surroundings): Node {
  const { db, life, send, now, skewMillis, chance, entryId, wire, files, log, receivers } = around
  const gateway = createGateway({
    db,
    clock: { now: () => after(now(), skewMillis) },
    ids: { entry: entryId },
    chance,
    numbers: numbers(db, 4),
    send,
    files,
    log,
    cbp: { url: 'http://cbp.test', password: () => 'mock' },
    wire,
    contact: { name: 'PAT FILER', phone: '7185550100' },
    wake: () => undefined,
    receivers,
    transmissionSize: 3,
  })
  const app = createApp(gateway, log)
  return { name, life, gateway, fetch: (request) => app.fetch(request), ticking: undefined }
}

export { memoryFiles }
