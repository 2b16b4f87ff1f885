import { mkdtempSync, rmSync } from 'node:fs'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { setTimeout as pause } from 'node:timers/promises'
import { afterAll, beforeAll, describe, expect, it } from 'vitest'
import { createMockCbp } from '../../mock-cbp/app.ts'
import { createClient } from '../../src/client.ts'
import type { Client } from '../../src/client.ts'
import { wallClock } from '../../src/clock.ts'
import { readConfig } from '../../src/config.ts'
import { startGateway } from '../../src/node.ts'
import type { Running } from '../../src/node.ts'
import { openSqlite } from '../../src/store/sqlite.ts'
import { filer, shipment } from '../http/given.ts'
import { startPostgres } from '../postgres.ts'
import type { LocalPostgres } from '../postgres.ts'

/** Two gateways that share nothing but a database and CBP. */
describe('two nodes on one PostgreSQL', () => {
  let local: LocalPostgres
  let nodes: Running[]
  let clients: Client[]
  const folders: string[] = []
  const mock = createMockCbp({
    db: openSqlite(':memory:'),
    clock: wallClock,
    ids: () => crypto.randomUUID(),
    pace: 'fast',
    inspectionRate: 0,
  })

  const start = async (url: string) => {
    const folder = mkdtempSync(join(tmpdir(), 'gate321-node-'))
    folders.push(folder)
    const settings = { PORT: '0', GATE321_DATA: folder, GATE321_DATABASE_URL: url }
    const reading = readConfig({ ...settings, GATE321_LOG: 'alarm' })
    if (!reading.ok) throw new Error(reading.mistakes.join('; '))
    return startGateway(reading.config, mock.fetch, wallClock)
  }

  beforeAll(async () => {
    local = await startPostgres()
    const url = await local.database()
    nodes = await Promise.all([start(url), start(url)])
    clients = nodes.map(({ url }) => createClient({ url, key: 'dev-key' }))
  }, 60_000)
  afterAll(async () => {
    await Promise.all(nodes.map(({ stop }) => stop()))
    await local.stop()
    for (const folder of folders) rmSync(folder, { recursive: true, force: true })
  })

  const today = wallClock.now().slice(0, 10)

  it('file each entry once, and each shows what the other has filed', async () => {
    const filed = await Promise.all(
      Array.from({ length: 60 }, (_, n) =>
        clients[n % 2]?.file(
          shipment({
            reference: `PG-${n}`,
            estimatedArrivalDate: today,
            bill: { masterBill: '172-12345675', houseBill: `HAWB${n}` },
          }),
        ),
      ),
    )
    expect(new Set(filed.map((entry) => entry?.entryNumber)).size).toBe(60)
    const released = async () => {
      const { items } = (await clients[0]?.list({ status: 'released', limit: 200 })) ?? {
        items: [],
      }
      return items.length
    }
    while ((await released()) < 60) await pause(200)
    const held = await mock.fetch(new Request('http://mock.test/_mock/entries?limit=200'))
    const { items } = (await held.json()) as { items: { effectiveFilings: number }[] }
    expect(items).toHaveLength(60)
    expect(items.filter(({ effectiveFilings }) => effectiveFilings !== 1)).toEqual([])
  }, 60_000)

  it('hold the documents of each other', async () => {
    const [here, there] = nodes
    const bill = { masterBill: '172-12345675', houseBill: 'SIMDOC1' }
    const entry = await clients[0]?.file(
      shipment({ reference: 'PG-DOC', estimatedArrivalDate: today, bill }),
    )
    const id = entry?.id ?? ''
    while ((await clients[0]?.get(id))?.status !== 'discrepancy') await pause(200)
    const bytes = new TextEncoder().encode('Two cotton T-shirts, 30.00.')
    const invoice = { type: 'CBP01', name: 'invoice.txt', mediaType: 'text/plain', bytes }
    await here?.gateway.answer(filer, id, { documents: [invoice] }, () => [])
    const [hash = ''] =
      (await there?.gateway.desk.dossier.read(filer, id))?.answers.flatMap(({ documents }) =>
        documents.map(({ sha256 }) => sha256),
      ) ?? []
    expect(await there?.gateway.desk.dossier.document(filer, id, hash)).toMatchObject({
      content: bytes,
    })
  }, 60_000)
})
