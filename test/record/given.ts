/**
 * A gateway on a folder, as Node starts it, without a server: to be stopped, copied, damaged and
 * started again. CBP is one mock for all that is started.
 * @module
 */
import { mkdtempSync, rmSync } from 'node:fs'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { afterAll } from 'vitest'
import { createMockCbp } from '../../mock-cbp/app.ts'
import { diskFiles } from '../../src/document/disk.ts'
import type { Send } from '../../src/gateway/deps.ts'
import { createGateway } from '../../src/gateway/gateway.ts'
import type { Gateway } from '../../src/gateway/gateway.ts'
import { nodeDigest } from '../../src/record/file.ts'
import { openInstallation } from '../../src/record/start.ts'
import { migrate } from '../../src/store/migrations.ts'
import { numbers } from '../../src/store/numbers.ts'
import { schema } from '../../src/store/schema.ts'
import { openSqlite } from '../../src/store/sqlite.ts'
import { filer, file, handClock, parcel } from '../gateway/world.ts'

const opened: (() => void)[] = []
afterAll(() => opened.forEach((close) => close()))

export function givenFolder(): string {
  const folder = mkdtempSync(join(tmpdir(), 'gate321-record-'))
  opened.push(() => rmSync(folder, { recursive: true, force: true }))
  return folder
}

export type Cbp = ReturnType<typeof givenCbp>

export function givenCbp() {
  const clock = handClock()
  const db = openSqlite(':memory:')
  opened.push(db.close)
  let n = 0
  const ids = () => `R${++n}`
  const mock = createMockCbp({ db, clock, ids, pace: 'fast', inspectionRate: 0 })
  let entries = 0
  const entry = () => `01TEST${String(++entries).padStart(20, '0')}`
  const held = async () => {
    const answer = await mock.fetch(new Request('http://cbp.test/_mock/entries?limit=1000'))
    const { items } = (await answer.json()) as {
      items: { entryNumber: string; effectiveFilings: number; status: string }[]
    }
    return items
  }
  return { clock, mock, held, ids: { entry } }
}

export type Installation = Awaited<ReturnType<typeof start>>

/** `send` may stand between. */
export async function start(folder: string, cbp: Cbp, send: Send = cbp.mock.fetch) {
  const { db, sent } = openInstallation(folder)
  await migrate(db, schema)
  const logged: { level: string; event: string; fields: Readonly<Record<string, unknown>> }[] = []
  const gateway: Gateway = createGateway({
    db,
    clock: cbp.clock,
    ids: cbp.ids,
    chance: () => 0.5,
    numbers: numbers(db, 32),
    send: sent.before(send),
    askBeforeSending: true,
    digest: nodeDigest,
    files: diskFiles(folder),
    log: (level, event, fields) => void logged.push({ level, event, fields }),
    cbp: { url: 'http://cbp.test', password: () => 'mock' },
    contact: { name: 'PAT FILER', phone: '7185550100' },
    wake: () => undefined,
    transmissionSize: 999,
  })
  const older = await sent.unknownTo(db)
  if (older !== undefined) await gateway.pause(older)
  await gateway.recover()
  return { db, gateway, logged, folder, stop: () => db.close() }
}

export async function live(cbp: Cbp, { gateway }: Installation, seconds: number): Promise<void> {
  for (let second = 0; second < seconds; second++) {
    await gateway.tick()
    cbp.clock.advance(1000)
  }
}

export const fileMany = async ({ gateway }: Installation, names: readonly string[]) => {
  const ids: string[] = []
  for (const name of names) ids.push((await file(gateway, parcel(name))).id)
  return ids
}

export const statusesOf = async ({ gateway }: Installation, ids: readonly string[]) => {
  const statuses: (string | undefined)[] = []
  for (const id of ids) statuses.push((await gateway.get(filer, id))?.status)
  return statuses
}

/** Asks until nothing is left to ask, or CBP is silent. */
export async function reconcileAll({ gateway }: Installation) {
  for (;;) {
    const went = await gateway.reconcile(40)
    if (went.state === 'open' || went.stuck !== null) return went
  }
}
