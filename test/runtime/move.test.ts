/**
 * A gateway moves from a laptop into a Worker with D1 and R2, through the Worker's own API, goes on
 * there, and comes back.
 * @module
 */
import { readdirSync, readFileSync } from 'node:fs'
import { join } from 'node:path'
import { setTimeout as pause } from 'node:timers/promises'
import { afterAll, beforeAll, describe, expect, it } from 'vitest'
import { enterFrom, leaveTo } from '../../src/move/carry.ts'
import { startEdge } from '../d1.ts'
import type { Edge } from '../d1.ts'
import { filer } from '../gateway/world.ts'
import { givenLife, hashesOf, houseIn } from '../move/given.ts'
import { givenCbp, givenFolder, start } from '../record/given.ts'

const today = '2026-11-23'

describe('a move to the edge', () => {
  let edge: Edge
  beforeAll(async () => {
    edge = await startEdge(
      { HOST: '127.0.0.1', GATE321_API_KEY: 'dev-key', GATE321_TODAY: today },
      { GATE321_MOCK_PACE: 'manual', GATE321_TODAY: today, GATE321_MOCK_INSPECTION_RATE: '0' },
    )
  }, 60_000)
  afterAll(() => edge.close())

  const call = async (method: string, path: string, body?: unknown) => {
    const response = await fetch(`${edge.url}${path}`, {
      method,
      headers: { Authorization: 'Bearer dev-key', 'Content-Type': 'application/json' },
      ...(body === undefined ? {} : { body: JSON.stringify(body) }),
    })
    return (await response.json()) as Record<string, unknown>
  }

  it('and back again leaves nothing behind', { timeout: 120_000 }, async () => {
    const cbp = givenCbp()
    const { clock } = cbp
    const { data, running, ids } = await givenLife(cbp, edge.cbp, () =>
      edge.mock('/_mock/clock', { jump: true }),
    )
    const before = await hashesOf(houseIn(running.db, data, clock))
    running.stop()
    const gateway = { url: edge.url, key: 'dev-key', fetch, pause }
    const [out, back] = ['out', 'back'].map((name) => join(givenFolder(), name)) as [string, string]
    const left = await leaveTo({ from: { place: { data } }, to: out, id: 'there', clock })
    const entered = await enterFrom({ from: out, to: { gateway }, clock })
    expect(entered).toMatchObject({ entries: 5, documents: 1, rows: left.rows, damages: 0 })

    const open = await call('GET', '/readyz')
    expect(open).toMatchObject({ code: 'not_ready' })
    for (let state: unknown = 'paused', n = 0; state !== 'open' && n < 20; n++) {
      state = (await call('POST', '/v1/sending/reconcile', {}))['state']
    }
    for (let n = 0; n < 12; n++) {
      await edge.scheduled()
      await edge.mock('/_mock/clock', { jump: true })
    }
    const statuses = await Promise.all(
      Object.values(ids).map(async (id) => (await call('GET', `/v1/entries/${id}`))['status']),
    )
    expect(statuses).toEqual(['released', 'released', 'released', 'rejected', 'released'])
    const { items } = (await edge.mock('/_mock/entries')) as { items: { effectiveFilings: number }[] } // prettier-ignore
    expect(items.filter(({ effectiveFilings }) => effectiveFilings > 1)).toEqual([])

    const returned = await leaveTo({ from: { gateway }, to: back, id: 'back', clock })
    expect(returned.documents).toBe(1)
    const refused = await call('POST', '/v1/entries', {})
    expect(refused).toMatchObject({ code: 'sending_paused' })
    const home = givenFolder()
    await enterFrom({ from: back, to: { place: { data: home } }, clock })
    const again = await start(home, cbp, edge.cbp)
    expect((await again.gateway.get(filer, ids['LATE'] ?? ''))?.status).toBe('released')
    expect((await hashesOf(houseIn(again.db, home, clock)))['message_part']).not.toBe(before['message_part']) // prettier-ignore
    const [name = ''] = readdirSync(join(home, 'documents'))
    expect(readFileSync(join(home, 'documents', name))).toEqual(
      readFileSync(join(data, 'documents', name)),
    )
    again.stop()
  })

  it('is refused to a gateway that is in use, and to a key that is not the installation’s', async () => {
    const cbp = givenCbp()
    const { clock } = cbp
    const { data, running } = await givenLife(cbp)
    running.stop()
    const packed = join(givenFolder(), 'packed')
    await leaveTo({ from: { place: { data } }, to: packed, id: 'other', clock })
    const gateway = { url: edge.url, key: 'dev-key', fetch, pause }
    await expect(enterFrom({ from: packed, to: { gateway }, clock })).rejects.toThrow(
      'The gateway refuses (409 house_refused): This database is in use',
    )
    const made = await call('POST', '/v1/keys', { name: 'x' })
    const lesser = { ...gateway, key: String(made['key']) }
    await expect(enterFrom({ from: packed, to: { gateway: lesser }, clock })).rejects.toThrow(
      'The gateway refuses (403 installation_key)',
    )
  })
})
