import { describe, expect, it } from 'vitest'
import { claimsOf } from '../../src/domain/claim.ts'
import type { Entry } from '../../src/domain/entry.ts'
import type { Shipment } from '../../src/domain/shipment.ts'
import { file, filer, live, parcel, world } from './world.ts'
import type { World } from './world.ts'

const jane = parcel('jane').consignee

/** A shipment of so many dollars to one person. */
const worth = (name: string, dollars: string, more: Partial<Shipment> = {}): Shipment => {
  const [line] = parcel(name).lines
  if (!line) throw new Error('a parcel has a line')
  return parcel(name, { consignee: jane, lines: [{ ...line, fairRetailValue: dollars }], ...more })
}

const ask = ({ gateway }: World, draft: Shipment) =>
  gateway.file(filer, { draft, problems: [] }, () => [])

/** The law of the ledger: its sums are those of the live entries, day by day. */
export async function balance({ db }: World) {
  const rows = await db.read<{ state: string }>({ sql: 'select state from entry', values: [] })
  const claims = rows.flatMap(({ state }) => claimsOf(JSON.parse(state) as Entry))
  const days = Map.groupBy(claims, ({ person, day }) => `${person} ${day}`)
  const live = Object.fromEntries(
    [...days].map(([key, of]) => [key, of.reduce((total, { cents }) => total + cents, 0)]),
  )
  const booked = await db.read<{ person: string; day: string; cents: number }>({
    sql: 'select person, day, cents from ledger_day where cents <> 0',
    values: [],
  })
  expect(
    Object.fromEntries(booked.map(({ person, day, cents }) => [`${person} ${day}`, cents])),
  ).toEqual(live)
  return Object.values(live)
}

describe('one person, one day, $800', () => {
  it('takes exactly $800.00 and not a cent more', async () => {
    const w = await world()
    await file(w.gateway, worth('A', '400.00'))
    await file(w.gateway, worth('B', '400.00'))
    expect(await ask(w, worth('C', '0.01'))).toMatchObject({
      kind: 'refused',
      problems: [
        { code: 'day_over_limit', pointer: '/consignee', citation: '19 USC 1321(a)(2)(C)' },
      ],
    })
    expect(await balance(w)).toEqual([80_000])
  })

  it('names the shipments that count, in the spelling of each', async () => {
    const w = await world()
    const shouted = {
      name: jane.name.toUpperCase(),
      address: { ...jane.address, street: '100 Main Street, Apartment 4' },
    }
    await file(w.gateway, worth('A', '500.00', { consignee: shouted }))
    const refused = await ask(w, worth('B', '301.00'))
    expect(refused).toMatchObject({
      problems: [
        {
          message:
            'Jane jane would have $801.00 of goods arriving on 2026-12-01, over $800.00 for one person on one day. Already there: SHP-A $500.00 (JANE JANE, 100 Main Street, Apartment 4). Let it arrive on another day, or file type 11 or 01.',
        },
      ],
    })
  })

  it('is another day, another person, another filer or another lane', async () => {
    const w = await world()
    await file(w.gateway, worth('A', '800.00'))
    await file(w.gateway, worth('B', '800.00', { estimatedArrivalDate: '2026-12-02' }))
    await file(w.gateway, worth('C', '800.00', { consignee: parcel('john').consignee }))
    await file(w.gateway, worth('D', '800.00', { entryType: '11', importerOfRecord: '12-3456789' }))
    expect(await balance(w)).toEqual([80_000, 80_000, 80_000])
  })

  it('is given back when the entry is cancelled or rejected, and taken again when it is mended', async () => {
    const w = await world()
    const first = await file(w.gateway, worth('A', '800.00'))
    await w.gateway.cancel(filer, first.id, { reason: '01' }, () => [])
    const second = await file(
      w.gateway,
      worth('B', '800.00', { bill: { masterBill: '172-12345675', houseBill: 'SIMREJ282' } }),
    )
    await live(w, w.gateway, 2)
    expect(await balance(w)).toEqual([])
    await file(w.gateway, worth('C', '700.00'))
    const mended = await w.gateway.amend(
      filer,
      second.id,
      { draft: worth('B', '101.00'), problems: [] },
      {},
      () => [],
    )
    expect(mended).toMatchObject({ kind: 'refused', problems: [{ code: 'day_over_limit' }] })
    await w.gateway.amend(
      filer,
      second.id,
      { draft: worth('B', '100.00'), problems: [] },
      {},
      () => [],
    )
    expect(await balance(w)).toEqual([80_000])
  })

  it('holds the larger value while CBP decides on a correction', async () => {
    const w = await world()
    const { id } = await file(w.gateway, worth('SIMQTY1', '700.00'))
    await live(w, w.gateway, 8)
    await w.gateway.amend(
      filer,
      id,
      { draft: worth('SIMQTY1', '100.00'), problems: [] },
      {},
      () => [],
    )
    expect(await balance(w)).toEqual([70_000])
    await live(w, w.gateway, 10)
    expect(await balance(w)).toEqual([10_000])
  })

  it('never sums above $800 when 200 filings come at once', async () => {
    const w = await world()
    const answers = await Promise.all(
      Array.from({ length: 200 }, (_, n) => ask(w, worth(`P${n}`, `${(n % 50) + 1}.00`))),
    )
    const kinds = answers.map(({ kind }) => kind)
    expect(new Set(kinds)).toEqual(new Set(['filed', 'refused']))
    const [total = 0] = await balance(w)
    expect(total).toBeLessThanOrEqual(80_000)
    expect(total).toBeGreaterThan(75_000)
  })
})

describe('one order in separate lots', () => {
  it('is refused for the same buyer and for the same seller, with the statute', async () => {
    const w = await world()
    const order = { orderNumber: 'ORD-9' }
    await file(w.gateway, worth('A', '10.00', order))
    const refusal = {
      kind: 'refused',
      problems: [
        {
          code: 'order_split',
          pointer: '/orderNumber',
          citation: '19 USC 1321(a)(2); 19 CFR 10.151',
        },
      ],
    }
    expect(
      await ask(w, worth('B', '10.00', { ...order, estimatedArrivalDate: '2026-12-02' })),
    ).toMatchObject(refusal)
    expect(
      await ask(w, worth('C', '10.00', { ...order, consignee: parcel('john').consignee })),
    ).toMatchObject(refusal)
  })

  it('is one lot again when the other is cancelled, and two when shop and buyer differ', async () => {
    const w = await world()
    const order = { orderNumber: 'ORD-9' }
    const first = await file(w.gateway, worth('A', '10.00', order))
    const seller = { ...parcel('x').seller, name: 'Another Shop' }
    await file(
      w.gateway,
      worth('B', '10.00', { ...order, consignee: parcel('john').consignee, seller }),
    )
    await w.gateway.cancel(filer, first.id, { reason: '01' }, () => [])
    await file(w.gateway, worth('C', '10.00', order))
  })

  it('is refused to all but one of 20 that come at once', async () => {
    const w = await world()
    const answers = await Promise.all(
      Array.from({ length: 20 }, (_, n) =>
        ask(w, worth(`P${n}`, '10.00', { orderNumber: 'ORD-9' })),
      ),
    )
    expect(answers.filter(({ kind }) => kind === 'filed')).toHaveLength(1)
    expect(answers.filter(({ kind }) => kind === 'refused')).toHaveLength(19)
  })
})
