import { describe, expect, it } from 'vitest'
import { ask, balance, jane, worth } from './balance.ts'
import { file, filer, live, parcel, world } from './world.ts'

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
    expect(await balance(w.db)).toEqual([80_000])
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
    expect(await balance(w.db)).toEqual([80_000, 80_000, 80_000])
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
    expect(await balance(w.db)).toEqual([])
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
    expect(await balance(w.db)).toEqual([80_000])
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
    expect(await balance(w.db)).toEqual([70_000])
    await live(w, w.gateway, 10)
    expect(await balance(w.db)).toEqual([10_000])
  })

  it('never sums above $800 when 200 filings come at once', async () => {
    const w = await world()
    const answers = await Promise.all(
      Array.from({ length: 200 }, (_, n) => ask(w, worth(`P${n}`, `${(n % 50) + 1}.00`))),
    )
    const kinds = answers.map(({ kind }) => kind)
    expect(new Set(kinds)).toEqual(new Set(['filed', 'refused']))
    const [total = 0] = await balance(w.db)
    expect(total).toBeLessThanOrEqual(80_000)
    expect(total).toBeGreaterThan(75_000)
  })
})

describe('a correction that CBP decides on', () => {
  it('holds both people, each as its own shipment spells it', async () => {
    const w = await world()
    const john = parcel('john').consignee
    const { id } = await file(w.gateway, worth('SIMSIL1', '700.00'))
    await live(w, w.gateway, 4)
    const draft = worth('SIMSIL1', '600.00', { consignee: john })
    await w.gateway.amend(filer, id, { draft, problems: [] }, {}, () => [])
    expect(await balance(w.db)).toEqual([70_000, 60_000])
    const over = await ask(w, worth('B', '200.00'))
    expect(over).toMatchObject({
      problems: [{ message: expect.stringContaining('SHP-SIMSIL1 $700.00 (Jane jane,') }],
    })
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

  it('is named, and found behind the orders that are its own', async () => {
    const w = await world()
    const own = await file(w.gateway, worth('A', '10.00', { orderNumber: 'ORD-1' }))
    const { orderNumber: _, ...other } = worth('B', '10.00')
    await file(w.gateway, { ...other, orderNumbers: ['ORD-2', 'ORD-3'] })
    const draft = worth('A', '10.00', { orderNumber: 'ORD-1', orderNumbers: ['ORD-9', 'ord-3'] })
    const refused = await w.gateway.amend(filer, own.id, { draft, problems: [] }, {}, () => [])
    expect(refused).toMatchObject({
      kind: 'refused',
      problems: [
        {
          code: 'order_split',
          pointer: '/orderNumbers/1',
          message: expect.stringContaining('Order ord-3 already travels under SHP-B'),
        },
      ],
    })
    await balance(w.db)
  })
})
