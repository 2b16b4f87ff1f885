/**
 * A gateway with a bit of everything in its house.
 * @module
 */
import { diskFiles } from '../../src/document/disk.ts'
import type { Send } from '../../src/gateway/deps.ts'
import { houseOf } from '../../src/move/house.ts'
import type { House } from '../../src/move/house.ts'
import { contentHash, pagesOf } from '../../src/move/leave.ts'
import { carried } from '../../src/move/tables.ts'
import type { Db } from '../../src/store/db.ts'
import { file, filer, parcel } from '../gateway/world.ts'
import { givenFolder, live, start } from '../record/given.ts'
import type { Cbp } from '../record/given.ts'

const pdf = new TextEncoder().encode(`%PDF-1.7 ${'an invoice '.repeat(50_000)}`)

/** Some ended, one that CBP asks a document of, one that nobody has sent yet; keys and a webhook. */
/** `jump` moves a mock that has its own clock. */
export async function givenLife(
  cbp: Cbp,
  send: Send = cbp.mock.fetch,
  jump: () => Promise<unknown> = async () => undefined,
) {
  const data = givenFolder()
  const running = await start(data, cbp, send)
  const { gateway } = running
  const ids: Record<string, string> = {}
  for (const name of ['A1', 'A2', 'SIMDOC1', 'SIMREJ282']) {
    ids[name] = (await file(gateway, parcel(name))).id
  }
  const hook = { url: 'https://hook.test/in', description: '', types: null, enabled: true }
  await gateway.webhooks.create(filer, hook)
  await gateway.keys.create(filer, { name: 'shop', scopes: ['entries:read'], expiresAt: null })
  for (let second = 0; second < 6; second++) {
    await live(cbp, running, 1)
    await jump()
  }
  const document = { type: 'CBP01', name: 'invoice.pdf', mediaType: 'application/pdf', bytes: pdf }
  const answered = await gateway.answer(filer, ids['SIMDOC1'] ?? '', { documents: [document] }, () => []) // prettier-ignore
  ids['LATE'] = (await file(gateway, parcel('LATE'))).id
  return { data, running, ids, answered }
}

export async function hashesOf(house: House): Promise<Record<string, string>> {
  const hashes: Record<string, string> = {}
  for (const table of carried) {
    const content = contentHash()
    for await (const { columns, rows } of pagesOf(house, table)) {
      content.begin(columns)
      content.take(rows)
    }
    const { rows, sha256 } = content.end()
    hashes[table.name] = `${rows} ${sha256}`
  }
  return hashes
}

export const houseIn = (db: Db, data: string, clock: Cbp['clock']): House =>
  houseOf({ db, files: diskFiles(data), clock })
