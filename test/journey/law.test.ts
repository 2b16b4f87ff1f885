import { readFileSync } from 'node:fs'
import { afterAll, beforeAll, describe, expect, it } from 'vitest'
import { from, importer, on } from '../http/enforced.ts'
import { givenApp, shipment } from '../http/given.ts'
import { freshFolder, get, kill, post, startProcess, until } from './process.ts'
import type { Started } from './process.ts'

const page = readFileSync('docs/law.md', 'utf8')
const rows = [...page.matchAll(/^\| (\d{4}-\d{2}-\d{2}) \| (.+) \|$/gm)].map(
  ([, day = '', cells = '']) => [day, ...cells.split(' | ')] as const,
)

type Layer = {
  decision: string
  grounds: { ruleId: string }[]
  refer: { ruleId: string }[]
  routedTo: string | null
}

describe('one parcel on eight days', () => {
  const [line] = shipment().lines
  const parcel = from('CN', shipment({ lines: [{ ...line, fairRetailValue: '250.00' }] }))

  it.each(rows)('%s: %s by statute, %s as enforced', async (day, ...said) => {
    const { post } = await givenApp()
    const { json } = await post(`/v1/check?asOf=${day}`, parcel)
    const { statutory, enforced } = json['verdict'] as unknown as Record<'statutory' | 'enforced', Layer> // prettier-ignore
    const because = [...enforced.grounds, ...enforced.refer].map(({ ruleId }) => ruleId).join(', ')
    expect([
      statutory.decision,
      enforced.decision,
      because === '' ? '-' : because,
      enforced.routedTo ?? 'a person',
    ]).toEqual(said)
  })

  it('comes out in eight ways', () => {
    const outcomes = rows.map(([, ...outcome]) => outcome.join())
    expect(rows).toHaveLength(8)
    expect(new Set(outcomes).size).toBe(8)
  })
})

describe('an installation that enforces', () => {
  const folder = freshFolder()
  let running: Started
  beforeAll(async () => {
    const env = { GATE321_POLICY: 'enforced', GATE321_TODAY: '2026-11-23' }
    running = await startProcess(folder.path, env)
  })
  afterAll(async () => {
    await kill(running.child, 'SIGTERM')
    folder.remove()
  })

  it('refuses type 86 and sees type 11 released', { timeout: 20_000 }, async () => {
    const entries = `${running.url}/v1/entries`
    const refused = await post(entries, on('2026-11-23', { entryType: '86' }))
    expect(refused.status).toBe(422)
    const taken = await post(entries, on('2026-11-23', importer))
    expect(taken.status).toBe(201)
    const { id, entryType } = (await taken.json()) as { id: string; entryType: string }
    expect(entryType).toBe('11')
    await until(
      () => get(`${entries}/${id}`),
      ({ status }) => status === 'released',
    )
  })
})
