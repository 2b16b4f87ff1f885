import { describe, expect, it } from 'vitest'
import type { Db } from '../../src/store/db.ts'
import { shipment as sample, shirts } from '../domain/example.ts'
import { findings, givenApp, refusal } from './given.ts'

const { seller, consignee } = sample

const order = (orderNumber: string, dollars: string, more: object = {}) => ({
  orderNumber,
  seller,
  consignee,
  readyOn: '2026-12-01',
  lines: [{ ...shirts, fairRetailValue: dollars }],
  ...more,
})

type Proposed = {
  readonly lane: string
  readonly entryType: string
  readonly arrivalOn: string
  readonly orderNumbers: readonly string[]
  readonly lines: readonly object[]
  readonly total: string
}
type Plan = {
  readonly policy: string
  readonly shipments: readonly Proposed[]
  readonly notes: readonly { readonly code: string; readonly orderNumbers: readonly string[] }[]
  readonly days: readonly object[]
}

const planned = (json: object) => json as unknown as Plan
const given = async () => {
  const app = await givenApp()
  const ask = async (...orders: readonly object[]) => {
    const answer = await app.post('/v1/plan', { orders })
    if (answer.status !== 200) throw new Error(`${answer.status} ${answer.text}`)
    return planned(answer.json)
  }
  return { ...app, ask }
}
const codes = ({ notes }: Plan) => notes.map(({ code }) => code)
const short = ({ shipments }: Plan) =>
  shipments.map(
    ({ entryType, arrivalOn, orderNumbers, total }) =>
      `${entryType} on ${arrivalOn}: ${orderNumbers.join(', ')} for ${total}`,
  )

/** What a caller adds to a proposed shipment to file it. */
const completed = (proposed: Proposed, index: number) => {
  const { entryType, arrivalOn, orderNumbers, seller, consignee, lines } = proposed as Proposed & {
    seller: object
    consignee: object
  }
  return {
    reference: `PLAN-${index}`,
    orderNumbers,
    entryType,
    modeOfTransportation: '40',
    portOfEntry: '4701',
    estimatedArrivalDate: arrivalOn,
    bill: { masterBill: '172-12345675', houseBill: `PLAN${index}` },
    packageQuantity: 1,
    ...(entryType === '86' ? {} : { importerOfRecord: '12-3456789' }),
    seller,
    consignee,
    invoice: { number: `INV-${index}`, date: '2026-11-20' },
    lines,
  }
}

describe('POST /v1/plan, 200', () => {
  it('proposes one bill for orders that fit one day, and says why', async () => {
    const { ask } = await given()
    const plan = await ask(order('A', '500.00'), order('B', '300.00'))
    expect(plan).toMatchObject({
      notice: 'simulated, not filed with CBP',
      policy: 'statutory',
      shipments: [
        {
          lane: 'ET86',
          entryType: '86',
          arrivalOn: '2026-12-01',
          orderNumbers: ['A', 'B'],
          seller,
          consignee,
          total: '800.00',
          advice: [{ code: 'not_enforced' }, { code: 'exemption_suspended' }],
        },
      ],
      notes: [],
      days: [
        {
          day: '2026-12-01',
          total: '800.00',
          ceiling: '800.00',
          counted: [
            { source: 'order', orderNumber: 'A', value: '500.00' },
            { source: 'order', orderNumber: 'B', value: '300.00' },
          ],
        },
      ],
    })
  })

  it('counts what is filed already, and gives what must wait a later day', async () => {
    const { ask, file } = await given()
    await file({ consignee, orderNumber: 'OLD', lines: [{ ...shirts, fairRetailValue: '750.00' }] })
    const plan = await ask(order('A', '60.00', { latestOn: '2026-12-03' }))
    expect(short(plan)).toEqual(['86 on 2026-12-02: A for 60.00'])
    expect(plan.days).toMatchObject([
      { day: '2026-12-01', counted: [{ source: 'ledger', value: '750.00' }] },
      { day: '2026-12-02', total: '60.00' },
    ])
  })

  it('never proposes a second lot of an order that was filed', async () => {
    const { ask, file } = await given()
    await file({ consignee, orderNumber: 'ord 7' })
    const plan = await ask(order('ORD7', '10.00'), order('B', '10.00'))
    expect(codes(plan)).toEqual(['order_shipped'])
    expect(short(plan)).toEqual(['86 on 2026-12-01: B for 10.00'])
  })

  it('sends goods that entry type 86 does not take another way, by the list and by the law', async () => {
    const { ask } = await given()
    const goods = (description: string, htsNumber: string) => ({
      lines: [{ ...shirts, description, htsNumber, fairRetailValue: '40.00' }],
    })
    const plan = await ask(
      order('WINE', '', goods('Red wine in bottles', '2204215040')),
      order('GUN', '', goods('Rifle barrels of steel', '9305200500')),
      order('CHEESE', '', goods('Cheddar cheese, whole', '0406900810')),
      order('SHIRT', '40.00'),
    )
    expect(short(plan)).toEqual([
      '01 on 2026-12-01: CHEESE for 40.00',
      '01 on 2026-12-01: GUN for 40.00',
      '11 on 2026-12-01: WINE for 40.00',
      '86 on 2026-12-01: SHIRT for 40.00',
    ])
    expect(codes(plan)).toEqual(['goods_excluded', 'goods_excluded', 'goods_excluded'])
  })

  it('has no entry type 86 from the day of the repeal', async () => {
    const { ask } = await given()
    const plan = await ask(
      order('A', '10.00', { readyOn: '2027-06-30' }),
      order('B', '10.00', { readyOn: '2027-07-01' }),
    )
    expect(short(plan)).toEqual(['86 on 2027-06-30: A for 10.00', '11 on 2027-07-01: B for 10.00'])
    expect(codes(plan)).toEqual(['type86_closed'])
  })

  it('follows the policy that acts for the filer', async () => {
    const { ask, call } = await given()
    const profile = { policy: 'enforced', severities: {}, filingFee: {} }
    await call('PUT', '/v1/profile', { body: profile })
    const plan = await ask(order('A', '10.00'))
    expect(plan.policy).toBe('enforced')
    expect(short(plan)).toEqual(['11 on 2026-12-01: A for 10.00'])
  })

  it('plans goods that were ready before today for today at the earliest', async () => {
    const { ask } = await given()
    const plan = await ask(order('A', '1.00', { readyOn: '2026-11-20', latestOn: '2026-11-25' }))
    expect(short(plan)).toEqual(['86 on 2026-11-23: A for 1.00'])
  })

  it('plans no arrival that could not be filed yet', async () => {
    const { ask, file } = await given()
    const full = { lines: [{ ...shirts, fairRetailValue: '800.00' }] }
    const wanted = { readyOn: '2027-06-30', latestOn: '2028-06-30' }
    await file({ consignee, ...full, estimatedArrivalDate: '2027-06-30' })
    const plan = await ask(order('A', '10.00', wanted))
    expect(short(plan)).toEqual(['11 on 2027-06-30: A for 10.00'])
  })

  it('writes nothing', async () => {
    let writes = 0
    const counting = (db: Db): Db => ({
      ...db,
      write: (statements) => {
        writes++
        return db.write(statements)
      },
    })
    const { post, get } = await givenApp({ store: counting })
    // The first use of a key is noted.
    await get('/v1/keys')
    const before = writes
    expect((await post('/v1/plan', { orders: [order('A', '10.00')] })).status).toBe(200)
    expect(writes).toBe(before)
  })

  it('takes a thousand orders', async () => {
    const { ask } = await given()
    const orders = Array.from({ length: 1000 }, (_, index) =>
      order(`N${index}`, '400.00', {
        consignee: { ...consignee, name: `Jane Smith ${index % 300}` },
        latestOn: '2026-12-09',
      }),
    )
    const plan = await ask(...orders)
    expect(plan.shipments.flatMap(({ orderNumbers }) => orderNumbers)).toHaveLength(1000)
  })
})

describe('a plan that is filed', () => {
  it('is accepted, every shipment of it', async () => {
    const { ask, post, file } = await given()
    const john = { ...consignee, name: 'John Doe' }
    const shouted = { ...consignee, name: 'MRS. JANE SMITH' }
    const other = { ...seller, name: 'Saigon Silk Ltd' }
    const wine = { ...shirts, description: 'Red wine in bottles', htsNumber: '2204215040' }
    const perfume = { ...shirts, description: 'Eau de parfum, 50 ml', htsNumber: '3303003000' }
    await file({ consignee, orderNumber: 'OLD', lines: [{ ...shirts, fairRetailValue: '333.33' }] })
    const orders = [
      ...['300.00', '250.00', '216.67', '199.99', '450.00', '0.01'].map((dollars, index) =>
        order(`J${index}`, dollars, {
          consignee: index % 2 ? consignee : shouted,
          seller: index % 3 ? seller : other,
          latestOn: '2026-12-03',
        }),
      ),
      ...['800.00', '800.00', '0.01'].map((dollars, index) =>
        order(`K${index}`, dollars, { consignee: john }),
      ),
      order('WINE', '', { lines: [{ ...wine, fairRetailValue: '30.00' }] }),
      order('SCENT', '', { lines: [{ ...perfume, fairRetailValue: '5.00' }], consignee: john, readyOn: '2026-12-04' }),
      order('SCENT2', '20.00', { consignee: john, readyOn: '2026-12-04' }),
      order('LARGE', '2600.00'),
    ] // prettier-ignore
    const { shipments } = await ask(...orders)
    const answers: (readonly [string, number, string])[] = []
    for (const [index, proposed] of shipments.entries()) {
      const { status, text } = await post('/v1/entries', completed(proposed, index))
      answers.push([proposed.orderNumbers.join(), status, status === 201 ? '' : text])
    }
    expect(answers.filter(([, status]) => status !== 201)).toEqual([])
    expect(shipments.filter(({ lane }) => lane === 'ET86').length).toBeGreaterThan(5)
    expect(shipments.filter(({ lane }) => lane !== 'ET86').length).toBeGreaterThan(2)
    expect(shipments.flatMap(({ orderNumbers }) => orderNumbers)).toHaveLength(orders.length)
    expect(codes(await ask(...orders.slice(0, 2)))).toEqual(['order_shipped', 'order_shipped'])
  })
})

describe('POST /v1/plan, 422 plan_invalid', () => {
  const address = { ...consignee.address, country: 'UK' }
  it.each<[string, object, [string, string][]]>([
    ['no orders', { orders: [] }, [['too_few', '/orders']]],
    ['none at all', {}, [['required', '/orders']]],
    ['another field', { orders: [order('A', '1.00')], limit: 5 }, [['unknown_field', '/limit']]],
    [
      'an order of nothing',
      { orders: [order('A', '1.00'), {}] },
      ['consignee', 'lines', 'orderNumber', 'readyOn', 'seller'].map((name) => [
        'required',
        `/orders/1/${name}`,
      ]),
    ],
    ['no number', { orders: [order(' ', '1.00')] }, [['blank', '/orders/0/orderNumber']]],
    ['no lines', { orders: [order('A', '', { lines: [] })] }, [['lines_min', '/orders/0/lines']]],
    [
      'wrong days',
      { orders: [order('A', '1.00', { readyOn: '2026-02-30', orderedOn: 'x', latestOn: 'y' })] },
      [
        ['date_invalid', '/orders/0/latestOn'],
        ['date_invalid', '/orders/0/orderedOn'],
        ['date_invalid', '/orders/0/readyOn'],
      ],
    ],
    [
      'a day that has passed',
      { orders: [order('A', '1.00', { readyOn: '2026-11-22' })] },
      [['arrival_passed', '/orders/0/readyOn']],
    ],
    [
      'a day in the far future',
      { orders: [order('A', '1.00', { readyOn: '2028-01-01' })] },
      [['date_range', '/orders/0/readyOn']],
    ],
    [
      'goods and people that no filing would take',
      {
        orders: [
          order('A', '1.005', {
            consignee: { name: 'Unknown', address },
            lines: [
              { ...shirts, htsNumber: '61', fairRetailValue: '1.005' },
              { ...shirts, description: 'gift' },
            ],
          }),
        ],
      },
      [
        ['amount_scale', '/orders/0/lines/0/fairRetailValue'],
        ['country_code', '/orders/0/consignee/address/country'],
        ['description_vague', '/orders/0/lines/1/description'],
        ['hts_format', '/orders/0/lines/0/htsNumber'],
        ['name_invalid', '/orders/0/consignee/name'],
      ],
    ],
  ])('%s', async (_, body, expected) => {
    const { post } = await givenApp()
    const answer = await post('/v1/plan', body)
    expect(refusal(answer)).toBe('422 plan_invalid')
    expect(findings(answer)).toEqual(expected)
  })

  it('is for at most a thousand orders', async () => {
    const { post } = await givenApp()
    const orders = Array.from({ length: 1001 }, (_, index) => order(`N${index}`, '1.00'))
    expect(findings(await post('/v1/plan', { orders }))).toEqual([['too_many', '/orders']])
  })
})
