/**
 * A store with a few entries in it, as the gateway itself makes them beside its mock: what a larger
 * one is multiplied from. Most are released; of each hundred one waits for its filer.
 * @module
 */
import { mkdirSync } from 'node:fs'
import { join } from 'node:path'
import { setTimeout as pause } from 'node:timers/promises'
import { clockFrom } from '../../src/clock.ts'
import { seal } from '../../src/gateway/seal.ts'
import { nodeDigest } from '../../src/record/file.ts'
import { openSqlite } from '../../src/store/sqlite.ts'
import { key } from '../carried.ts'
import { filingDay } from '../filing.ts'
import { bill, openBill, parcel } from '../parcels.ts'
import { startGateway, startMock } from '../servers.ts'

/** Entries of a template, from number 1 on. */
export const templateEntries = 200
const oneOf = 100
const patienceMillis = 120_000

export const isOpen = (n: number) => n % oneOf === 0

/** Where it is. */
export async function makeTemplate(folder: string): Promise<string> {
  const [own, theirs] = [join(folder, 'template'), join(folder, 'template-mock')]
  for (const path of [own, theirs]) mkdirSync(path)
  const mock = await startMock(theirs)
  const gateway = await startGateway(own, mock.url)
  try {
    const numbers = Array.from({ length: templateEntries }, (_, index) => index + 1)
    const body = numbers.map((n) => parcel(n, isOpen(n) ? openBill(n) : bill(n))).join('\n')
    const headers = { Authorization: key, 'Content-Type': 'application/x-ndjson' }
    const response = await fetch(`${gateway.url}/v1/batches`, { method: 'POST', headers, body })
    const { id } = (await response.json()) as { readonly id: string }
    for (const begun = performance.now(); !(await isThere(gateway.url, id)); await pause(200)) {
      if (performance.now() - begun > patienceMillis) throw new Error('the template is not filed')
    }
  } finally {
    await gateway.stop()
    await mock.stop()
  }
  const path = join(own, 'gate321.sqlite')
  const db = openSqlite(path)
  const clock = clockFrom(filingDay)
  // An hour later the gateway would seal what changed; nobody waits for it here.
  await seal({ db, clock, digest: nodeDigest, log: () => undefined }, clock.now())
  db.close()
  return path
}

async function isThere(url: string, id: string): Promise<boolean> {
  const response = await fetch(`${url}/v1/batches/${id}`, { headers: { Authorization: key } })
  const { counts } = (await response.json()) as { counts: Record<string, number> }
  const open = templateEntries / oneOf
  return counts['released'] === templateEntries - open && counts['discrepancy'] === open
}
