import { describe, expect, it } from 'vitest'
import { createMockCbp } from '../../mock-cbp/app.ts'
import type { Deps } from '../../src/gateway/deps.ts'
import { createGateway } from '../../src/gateway/gateway.ts'
import { openSqlite } from '../../src/store/sqlite.ts'
import { counter } from '../mock-cbp/given.ts'
import { file, filer, heldByCbp, live, parcel, statusOf, world } from './world.ts'

const importerOfRecord = '12-3456789'

/** A world whose CBP enforces; the gateway does as it is told. */
async function enforcing(law: Pick<Deps, 'policy'> = {}) {
  const w = await world()
  const db = openSqlite(':memory:')
  const { clock } = w
  const mock = createMockCbp({ db, clock, ids: counter(), inspectionRate: 0, policy: 'enforced' })
  w.line(mock.fetch)
  return { ...w, mock, gateway: createGateway({ ...w.deps, ...law }) }
}

describe('a CBP that enforces', () => {
  it('rejects the type 86 of a gateway that does not', async () => {
    const w = await enforcing()
    const { id } = await file(w.gateway, parcel('HAWB1'))
    await live(w, w.gateway, 4)
    expect(await statusOf(w.gateway, id)).toBe('rejected')
    expect((await w.gateway.get(filer, id))?.conditions).toMatchObject([{ conditionCode: 'Z18' }])
    expect(await heldByCbp(w)).toMatchObject([{ effectiveFilings: 0 }])
  })

  it('gives back the day that a rejected entry had claimed', async () => {
    const w = await enforcing()
    await file(w.gateway, parcel('HAWB1'))
    const claimed = () => w.db.read({ sql: 'select * from ledger', values: [] })
    expect(await claimed()).toHaveLength(1)
    await live(w, w.gateway, 4)
    expect(await claimed()).toHaveLength(0)
  })

  it('releases the type 11 of a gateway that enforces too', async () => {
    const w = await enforcing({ policy: 'enforced' })
    const { id, entryType } = await file(w.gateway, parcel('HAWB1', { importerOfRecord }))
    await live(w, w.gateway, 8)
    expect([entryType, await statusOf(w.gateway, id)]).toEqual(['11', 'released'])
  })

  it('takes a correction of what it holds as type 11', async () => {
    const w = await enforcing({ policy: 'enforced' })
    const draft = parcel('SIMSIL1', { importerOfRecord })
    const { id } = await file(w.gateway, draft)
    await live(w, w.gateway, 4)
    const more = { draft: { ...draft, packageQuantity: 2 }, problems: [] }
    const changed = await w.gateway.amend(filer, id, more, {}, () => [])
    expect(changed.kind).toBe('changed')
    await live(w, w.gateway, 4)
    expect(await w.gateway.get(filer, id)).toMatchObject({
      entryType: '11',
      conditions: [],
      shipment: { packageQuantity: 2 },
    })
    expect(await heldByCbp(w)).toMatchObject([{ effectiveFilings: 1, transmissions: 2 }])
  })
})

describe('an entry of type 86 after the policy was tightened', () => {
  it('keeps its verdict, but cannot be amended', async () => {
    const { gateway } = await world()
    const draft = parcel('SIMSIL1', { entryType: '86' })
    const { id, verdict } = await file(gateway, draft)
    await gateway.profile.write(filer, { policy: 'enforced', severities: {}, filingFeeCents: {} })
    expect((await gateway.get(filer, id))?.verdict).toEqual(verdict)
    const amended = await gateway.amend(filer, id, { draft, problems: [] }, {}, () => [])
    expect(amended).toMatchObject({ kind: 'refused', problems: [{ code: 'lane_closed' }] })
  })
})
