import { describe, expect, it } from 'vitest'
import { roomCheck } from '../../src/disk.ts'
import { StoreUnavailable, sql } from '../../src/store/db.ts'
import type { Db } from '../../src/store/db.ts'
import { givenApp, mockCbp, refusal, shipment } from './given.ts'
import type { Given } from './given.ts'

type Checks = readonly { readonly name: string; readonly state: string; readonly detail: string }[]

async function readyz({ get }: Given) {
  const answer = await get('/readyz', { key: null })
  const checks = answer.json['checks'] as Checks
  const states = Object.fromEntries(checks.map(({ name, state }) => [name, state]))
  return { answer, states, detail: (name: string) => checks.find((check) => check.name === name)?.detail }
} // prettier-ignore

describe('GET /readyz', () => {
  it('names each check with its state', async () => {
    const given = await givenApp({ send: mockCbp, app: { ownChecks: () => [roomCheck(2 ** 40)] } })
    await given.file()
    await given.gateway.tick()
    const { answer, states } = await readyz(given)
    expect([answer.status, answer.json['status']]).toEqual([200, 'ok'])
    expect(states).toEqual({
      store: 'ok', migrations: 'ok', tick: 'ok', cbp: 'ok', sending: 'ok', clock: 'ok', disk: 'ok',
    }) // prettier-ignore
  })

  it('does not know of a new process what it has not tried', async () => {
    const { states } = await readyz(await givenApp())
    expect(states).toMatchObject({ tick: 'unknown', cbp: 'unknown' })
  })

  it('fails when the tick is dead', async () => {
    const given = await givenApp({ send: mockCbp })
    await given.gateway.tick()
    given.move(119_000)
    expect((await readyz(given)).states['tick']).toBe('ok')
    given.move(60_000)
    const { answer, states } = await readyz(given)
    expect([refusal(answer), states['tick']]).toEqual(['503 not_ready', 'failed'])
    expect(answer.json['detail']).toBe('Not ready: tick.')
  })

  it('only warns when CBP is down: filings are taken and wait', async () => {
    const given = await givenApp({
      send: () => () => {
        throw new TypeError('fetch failed')
      },
    })
    for (let n = 0; n < 6; n++) {
      await given.file({ reference: `R${n}` })
      given.move(120_000)
      await given.gateway.tick()
    }
    const { answer, states, detail } = await readyz(given)
    expect([answer.status, answer.json['status'], states['cbp']]).toEqual([200, 'warn', 'warn'])
    const { since, nextTryAt } = given.gateway.cbp()
    expect(detail('cbp')).toBe(`down since ${since}, tried at ${nextTryAt}`)
  })

  it('warns when CBP refuses the credentials of a filer', async () => {
    const given = await givenApp({ send: () => () => new Response(null, { status: 401 }) })
    await given.file()
    await given.gateway.tick()
    const { answer, states, detail } = await readyz(given)
    expect([answer.status, states['cbp']]).toEqual([200, 'warn'])
    expect(detail('cbp')).toBe('refuses the credentials of 1 filers')
  })

  it('fails when migrations are missing, or the store cannot be read', async () => {
    const given = await givenApp()
    await given.db.write([sql`delete from migration where id = 10`])
    expect((await readyz(given)).states['migrations']).toBe('failed')
    await given.db.write([sql`drop table migration`])
    expect(refusal((await readyz(given)).answer)).toBe('503 not_ready')
  })

  it('fails when the clock went back behind the newest entry', async () => {
    const given = await givenApp()
    await given.post('/v1/entries', shipment())
    given.move(-3_600_000)
    const { states, detail } = await readyz(given)
    expect([states['clock'], detail('clock')]).toEqual(['failed', '3600 s behind the newest entry'])
  })

  it('fails when the store takes no writes, and says of which kind', async () => {
    let fault: Error | undefined
    const store = (db: Db): Db => ({
      ...db,
      write: async (statements) => {
        if (fault) throw fault
        return db.write(statements)
      },
    })
    const given = await givenApp({ store })
    fault = new StoreUnavailable('full')
    const { answer, detail } = await readyz(given)
    expect([refusal(answer), detail('store')]).toEqual(['503 not_ready', 'takes no writes: full'])
    expect((await given.get('/healthz', { key: null })).status).toBe(200)
  })

  it.each([
    [2 ** 40, 'ok'],
    [1000 * 2 ** 20, 'warn'],
    [63 * 2 ** 20, 'failed'],
  ])('%d bytes of room are %s', (free, state) => {
    expect(roomCheck(free).state).toBe(state)
  })
})
