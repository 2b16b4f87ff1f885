import { describe, expect, it } from 'vitest'
import {
  codes,
  empty,
  hanoi,
  jane,
  mrsSmith,
  order,
  perfume,
  plan,
  saigon,
  short,
  worth,
} from './example.ts'

const five = ['A', 'B', 'C', 'D', 'E']
const until = (latestOn: string) => ({ latestOn })

describe('a consignee’s day', () => {
  it('takes four orders of 200.00 on one bill, to the last cent', () => {
    const planned = plan(five.slice(0, 4).map((number) => order(number, 200_00)))
    expect(short(planned)).toEqual(['86 on 2026-12-01: A, B, C, D'])
    expect(planned.days).toEqual([
      {
        person: {
          key: 'JANE SMITH|100 MAIN ST APT 4|11201|US',
          spellings: ['Jane Smith, 100 Main St Apt 4, Brooklyn 11201, US'],
        },
        day: '2026-12-01',
        totalCents: 800_00,
        ceilingCents: 800_00,
        counted: ['A', 'B', 'C', 'D'].map((orderNumber) => ({
          source: 'order',
          orderNumber,
          valueCents: 200_00,
        })),
      },
    ])
    expect(planned.notes).toEqual([])
  })

  it('sends the fifth of 200.00 to the next day, if it may wait', () => {
    const planned = plan(five.map((number) => order(number, 200_00, until('2026-12-03'))))
    expect(short(planned)).toEqual(['86 on 2026-12-01: A, B, C, D', '86 on 2026-12-02: E'])
    expect(codes(planned)).toEqual(['day_moved'])
  })

  it('sends the fifth by type 11, if it may not, and says which day has room', () => {
    const planned = plan(five.map((number) => order(number, 200_00)))
    expect(short(planned)).toEqual(['11 on 2026-12-01: E', '86 on 2026-12-01: A, B, C, D'])
    expect(planned.notes).toMatchObject([
      {
        orderNumbers: ['E'],
        code: 'day_full',
        kind: 'advice',
        message: expect.stringContaining('send latestOn: 2026-12-02 has room'),
      },
    ])
  })

  it('counts what the ledger holds', () => {
    const context = { claimed: (_: string, day: string) => (day === '2026-12-01' ? 700_00 : 0) }
    const planned = plan([order('A', 100_00), order('B', 100_01, until('2026-12-02'))], context)
    expect(short(planned)).toEqual(['86 on 2026-12-01: A', '86 on 2026-12-02: B'])
    expect(planned.days[0]).toMatchObject({
      totalCents: 800_00,
      counted: [
        { source: 'ledger', valueCents: 700_00 },
        { source: 'order', orderNumber: 'A', valueCents: 100_00 },
      ],
    })
  })

  it('is one, however the person is written', () => {
    const planned = plan([order('A', 500_00), order('B', 400_00, { consignee: mrsSmith })])
    expect(short(planned)).toEqual(['11 on 2026-12-01: B', '86 on 2026-12-01: A'])
    expect(planned.days[0]?.person.spellings).toHaveLength(2)
    expect(planned.notes[0]).toMatchObject({ code: 'one_person', orderNumbers: ['A', 'B'] })
  })

  it('is another person’s for a neighbour', () => {
    const neighbour = { ...jane, name: 'John Doe' }
    const planned = plan([order('A', 500_00), order('B', 400_00, { consignee: neighbour })])
    expect(short(planned)).toEqual(['86 on 2026-12-01: A', '86 on 2026-12-01: B'])
  })

  it('is filled so that the least value bears duty', () => {
    const planned = plan([order('A', 500_00), order('B', 400_00), order('C', 400_00)])
    expect(short(planned)).toEqual(['11 on 2026-12-01: A', '86 on 2026-12-01: B, C'])
  })

  it('has not one cent more', () => {
    const planned = plan([order('A', 400_00), order('B', 400_01)])
    expect(short(planned)).toEqual(['11 on 2026-12-01: A', '86 on 2026-12-01: B'])
  })

  it('is given to the order that was placed first, where all else is equal', () => {
    const planned = plan([
      order('A', 400_00, until('2026-12-02')),
      order('B', 300_00, until('2026-12-04')),
      order('C', 200_00, until('2026-12-05')),
      order('D', 300_00, until('2026-12-02')),
      order('E', 100_00, until('2026-12-05')),
    ])
    expect(short(planned)).toEqual(['86 on 2026-12-01: A, B, E', '86 on 2026-12-02: C, D'])
  })

  it('moves the order that can wait, not the one that cannot', () => {
    const planned = plan([order('A', 500_00, until('2026-12-02')), order('B', 400_00)])
    expect(short(planned)).toEqual(['86 on 2026-12-01: B', '86 on 2026-12-02: A'])
  })

  it('has the ceiling of its own date', () => {
    const ceilingCents = (day: string) => (day < '2027-07-01' ? 800_00 : null)
    const late = { readyOn: '2027-06-30', latestOn: '2027-07-05' }
    const planned = plan([order('A', 500_00, late), order('B', 400_00, late)], { ceilingCents })
    expect(short(planned)).toEqual(['11 on 2027-06-30: B', '86 on 2027-06-30: A'])
  })
})

describe('another lane', () => {
  it('takes one order of 900.00 whole, and no waiting helps it', () => {
    const planned = plan([
      order('A', 0, { lines: [worth(450_00), worth(450_00)], ...until('2026-12-09') }),
    ])
    expect(planned.shipments).toMatchObject([
      { lane: 'ET11', entryType: '11', arrivalOn: '2026-12-01', orders: ['A'], totalCents: 900_00 },
    ])
    expect(planned.shipments[0]?.lines).toHaveLength(2)
    expect(planned.shipments[0]?.why.join(' ')).toContain('19 CFR 10.151')
    expect(planned.notes).toMatchObject([
      { code: 'value_over_limit', citation: '19 USC 1321(a)(2)(C)' },
    ])
  })

  it('is type 01 over 2,500.00', () => {
    expect(short(plan([order('A', 2_500_00), order('B', 2_500_01)]))).toEqual([
      '01 on 2026-12-01: B',
      '11 on 2026-12-01: A',
    ])
  })

  it('takes the whole order that has perfume in it, and leaves the day to others', () => {
    const mixed = order('A', 0, { lines: [worth(300_00), perfume(20_00)] })
    const planned = plan([mixed, order('B', 800_00)])
    expect(short(planned)).toEqual(['11 on 2026-12-01: A', '86 on 2026-12-01: B'])
    expect(planned.shipments[0]?.totalCents).toBe(320_00)
    expect(planned.notes).toMatchObject([{ code: 'goods_excluded', citation: '19 CFR 10.153' }])
  })

  it('is type 01, alone, for goods that need a formal entry at any value', () => {
    const barrel = { lines: [worth(50_00, { htsNumber: '9305200500' })] }
    expect(short(plan([order('A', 0, barrel), order('B', 0, barrel)]))).toEqual([
      '01 on 2026-12-01: A',
      '01 on 2026-12-01: B',
    ])
  })

  it('is the only one where type 86 is closed', () => {
    const planned = plan([order('A', 45_00), order('B', 45_00)], { ceilingCents: null })
    expect(short(planned)).toEqual(['11 on 2026-12-01: A, B'])
    expect(codes(planned)).toEqual(['type86_closed', 'type86_closed'])
    expect(planned.days).toEqual([])
  })

  it('is type 01 for goods that need a formal entry, where type 86 is closed too', () => {
    const barrel = { lines: [worth(50_00, { htsNumber: '9305200500' })] }
    const planned = plan([order('A', 0, barrel), order('B', 45_00)], { ceilingCents: null })
    expect(short(planned)).toEqual(['01 on 2026-12-01: A', '11 on 2026-12-01: B'])
    expect(codes(planned).toSorted()).toEqual(['goods_excluded', 'type86_closed'])
  })
})

describe('one bill', () => {
  it('holds one seller', () => {
    const planned = plan([order('A', 45_00), order('B', 45_00, { seller: saigon })])
    expect(short(planned)).toEqual(['86 on 2026-12-01: A', '86 on 2026-12-01: B'])
  })

  it('holds no perfume beside other goods, small as the parcel of it is', () => {
    const small = order('A', 0, { lines: [perfume(4_00)] })
    expect(short(plan([small, order('B', 45_00)]))).toEqual([
      '86 on 2026-12-01: A',
      '86 on 2026-12-01: B',
    ])
  })

  it('holds as many lines as an entry', () => {
    const orders = five.map((number) => order(number, 0, { lines: [worth(1_00), worth(1_00)] }))
    expect(short(plan(orders, { maxLines: 4 }))).toEqual([
      '86 on 2026-12-01: A, B',
      '86 on 2026-12-01: C, D',
      '86 on 2026-12-01: E',
    ])
  })

  it('of type 11 holds up to 2,500.00', () => {
    const planned = plan([order('A', 1_500_00), order('B', 1_000_00), order('C', 900_00)])
    expect(short(planned)).toEqual(['11 on 2026-12-01: A, B', '11 on 2026-12-01: C'])
  })
})

describe('one order', () => {
  it('is one in two rows, and travels when all of it is ready', () => {
    const rows = [order('ORD 1', 300_00), order('ord1', 200_00, { readyOn: '2026-12-02' })]
    const planned = plan(rows)
    expect(short(planned)).toEqual(['86 on 2026-12-02: ORD 1'])
    expect(planned.shipments[0]?.totalCents).toBe(500_00)
    expect(codes(planned)).toEqual(['order_merged'])
  })

  it('is over the limit when its two rows are together', () => {
    expect(short(plan([order('A', 500_00), order('A', 400_00)]))).toEqual(['11 on 2026-12-01: A'])
  })

  it('is asked about when its rows look like one sent twice', () => {
    const planned = plan([order('A', 45_00), order('A', 45_00)])
    expect(planned.notes[0]?.message).toContain('if one was sent twice, remove it')
  })

  const refused = (orders: Parameters<typeof plan>[0], context = {}) => {
    const { shipments, notes, days } = plan(orders, context)
    expect([shipments, days]).toEqual([[], []])
    expect(notes.every(({ kind }) => kind === 'problem')).toBe(true)
    return notes.map(({ code }) => code)
  }

  it.each([
    ['has two consignees', [order('A', 45_00), order('A', 45_00, { consignee: { ...jane, name: 'John Doe' } })], 'order_two_buyers'],
    ['has two sellers', [order('A', 45_00), order('A', 45_00, { seller: saigon })], 'order_two_sellers'],
    ['is ready after it must arrive', [order('A', 45_00, until('2026-12-02')), order('A', 45_00, { readyOn: '2026-12-03' })], 'order_window'],
    ['has a day that does not exist', [order('A', 45_00, { readyOn: '2026-02-30' })], 'order_day'],
    ['has no number', [order(' ', 45_00)], 'order_number_missing'],
    ['has no lines', [order('A', 0, { lines: [] })], 'lines_min'],
    ['has a value that cannot be read', [order('A', 0, { lines: [{ ...worth(1), fairRetailValue: '1,000' }] })], 'order_value'],
  ])('is refused when it %s', (_, orders, code) => {
    expect(refused(orders)).toEqual([code])
  }) // prettier-ignore

  it('is refused when a part of it was shipped before', () => {
    const asked: unknown[] = []
    const lots = (...order: unknown[]) => asked.push(order) > 0
    expect(refused([order('A', 45_00)], { lots })).toEqual(['order_shipped'])
    expect(asked).toEqual([['A', jane, hanoi]])
  })

  it('is refused when it has more lines than an entry, for it is not split', () => {
    const long = order('A', 0, { lines: Array.from({ length: 1000 }, () => worth(10)) })
    expect(refused([long])).toEqual(['lines_max'])
  })

  it('may be what several numbers of one day are, and that is said', () => {
    const bought = { orderedOn: '2026-11-20', latestOn: '2026-12-02' }
    const planned = plan([order('A', 500_00, bought), order('B', 400_00, bought)])
    expect(planned.notes).toContainEqual(
      expect.objectContaining({
        orderNumbers: ['A', 'B'],
        code: 'orders_placed_together',
        citation: '19 USC 1321(a); 19 CFR 10.151',
      }),
    )
    expect(codes(plan([order('A', 400_00, bought), order('B', 400_00, bought)]))).toEqual([])
  })

  it('of another pair may have the same number', () => {
    const other = { consignee: { ...jane, name: 'John Doe' }, seller: saigon }
    expect(short(plan([order('A', 45_00), order('A', 45_00, other)]))).toEqual([
      '86 on 2026-12-01: A',
      '86 on 2026-12-01: A',
    ])
  })
})

describe('a plan', () => {
  it('of nothing is empty', () => {
    expect(plan([])).toEqual({ shipments: [], notes: [], days: [] })
  })

  it('explains every shipment with a citation', () => {
    const planned = plan([order('A', 500_00), order('B', 400_00, until('2026-12-02'))], {
      ...empty,
      claimed: () => 100_00,
    })
    expect(planned.shipments.map(({ why }) => why)).toEqual([
      [
        'Jane Smith imports $600.00 free on 2026-12-01, $100.00 of it filed before, within the $800.00 of one person on one day (19 USC 1321(a)(2)(C)).',
      ],
      [
        'Order B waits from 2026-12-01 to 2026-12-02, a day with room for it. All of it waits: no order is sent in lots (19 CFR 10.151).',
        'Jane Smith imports $500.00 free on 2026-12-02, $100.00 of it filed before, within the $800.00 of one person on one day (19 USC 1321(a)(2)(C)).',
      ],
    ])
  })
})
