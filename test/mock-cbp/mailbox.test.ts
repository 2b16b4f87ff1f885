import { describe, expect, it } from 'vitest'
import { acknowledge, codes, file, filing, get, givenMock, mailbox, number, refusal, send, shipment, transmission } from './given.ts' // prettier-ignore

const ids = (page: Awaited<ReturnType<typeof mailbox>>) =>
  page.map(({ notificationId }) => notificationId)

describe('the mailbox', () => {
  it('shows what is due by now, oldest first, each with what was declared', async () => {
    const mock = givenMock()
    await file(mock, 'M-1', filing('A', 1, 'SIMREL1'))
    mock.seconds(0.5)
    await file(mock, 'M-2', filing('A', 2, 'SIMREL2'))
    expect(await mailbox(mock)).toEqual([])
    mock.seconds(2.5)
    const page = await mailbox(mock)
    expect(page.map(({ entryNumber, at }) => [entryNumber, at.slice(17)])).toEqual([
      ['00000011', '01.000Z'],
      ['00000029', '01.500Z'],
      ['00000011', '02.000Z'],
      ['00000029', '02.500Z'],
    ])
    expect(page[2]).toEqual({
      notificationId: 'ZZ9-0000001-1-2',
      sequence: 2,
      at: '2026-11-28T12:00:02.000Z',
      portOfEntry: '4701',
      filerCode: 'ZZ9',
      entryNumber: '00000011',
      entryType: '86',
      estimatedArrivalDate: '2026-12-01',
      references: [{ qualifier: 'CR', value: '00000011' }],
      bills: [
        { billType: 'M', billNumber: '17212345675' },
        { billType: 'H', billNumber: 'SIMREL1', packageQuantity: 1 },
      ],
      notices: [
        {
          record: 'SO60',
          code: '98',
          narrative: 'RELEASED',
          releaseDate: '2026-11-28',
          releaseOrigin: '01',
        },
      ],
    })
  })

  it('names flight, unit and block where the filing did, and the quantity of the manifest', async () => {
    const mock = givenMock({ pace: 'manual' })
    const flown = shipment('HAWB1', { conveyance: { carrier: 'CX', flight: '0880' } })
    const declared = filing('A', 1, 'HAWB1', { shipment: flown })
    const billGroupings = declared.billGroupings.map((grouping) => ({
      ...grouping,
      conveyances: grouping.conveyances.map((one) => ({ ...one, unit: 'PCS' })),
    }))
    await mock.control('manifests', { flight: 'CX880', bills: [{ bill: 'HAWB1', quantity: 4 }] })
    const body = transmission('M-1', [{ ...declared, billGroupings }], 'ZZ9', 'BLK-1')
    await send(mock, 'M-1', body)
    await mock.clock.advance('1h')
    expect(await mailbox(mock)).toMatchObject([
      {
        ...{ blockReference: 'BLK-1', carrierCode: 'CX', voyageFlightTrip: '0880' },
        bills: [
          { billType: 'M' },
          { billType: 'H', packageQuantity: 1, unit: 'PCS', manifestedQuantity: 4 },
        ],
        notices: [
          { record: 'SO50', split: false, carrierCode: 'CX', voyageFlightTrip: '0880' },
          { record: 'SO60' },
        ],
      },
    ])
  })

  it('names the flight and the quantity of a manifest that came later', async () => {
    const mock = givenMock({ pace: 'manual', manifests: 'filed' })
    await file(mock, 'M-1', filing('A', 1, 'HAWB1'))
    await mock.clock.advance('1h')
    await mock.control('manifests', { flight: 'CX880', bills: [{ bill: 'HAWB1', quantity: 4 }] })
    await mock.clock.advance('1h')
    const [before, after] = await mailbox(mock)
    expect(before).not.toHaveProperty('carrierCode')
    expect(after).toMatchObject({
      ...{ carrierCode: 'CX', voyageFlightTrip: '880' },
      bills: [{}, { manifestedQuantity: 4 }],
    })
  })

  it('shows it again with the same bytes until it is acknowledged', async () => {
    const mock = givenMock()
    await file(mock, 'M-1', filing('A', 1, 'SIMREL1'))
    mock.seconds(2)
    const page = async () => (await get(mock, '/ace/mailbox')).text()
    const first = await page()
    expect(await page()).toBe(first)
    expect(await acknowledge(mock, ids(await mailbox(mock)).slice(0, 1))).toEqual({ removed: 1 })
    expect(codes(await mailbox(mock))).toEqual(['SO60 98'])
  })

  it('takes an acknowledgement twice, counts it once, and keeps what is not due', async () => {
    const mock = givenMock()
    await file(mock, 'M-1', filing('A', 1, 'SIMREL1'))
    const all = ['ZZ9-0000001-1-1', 'ZZ9-0000001-1-2', 'ZZ9-0000001-1-2', 'unheard-of']
    mock.seconds(1)
    expect(await acknowledge(mock, all)).toEqual({ removed: 1 })
    expect(await acknowledge(mock, all)).toEqual({ removed: 0 })
    expect(await acknowledge(mock, [])).toEqual({ removed: 0 })
    mock.seconds(2)
    expect(codes(await mailbox(mock))).toEqual(['SO60 98'])
  })

  it('is one for each filer', async () => {
    const mock = givenMock()
    await file(mock, 'M-1', filing('A', 1, 'SIMREL1'))
    const theirs = { ...filing('A', 1, 'SIMREL2'), filerCode: 'ABC', entryNumber: number(1, 'ABC').slice(4).replace('-', '') } // prettier-ignore
    await send(mock, 'M-1', transmission('M-1', [theirs], 'ABC'), 'ABC')
    mock.seconds(2)
    expect(new Set((await mailbox(mock)).map(({ filerCode }) => filerCode))).toEqual(
      new Set(['ZZ9']),
    )
    expect(await acknowledge(mock, ids(await mailbox(mock)), 'ABC')).toEqual({ removed: 0 })
    expect(await mailbox(mock, '', 'ABC')).toHaveLength(2)
  })

  it('gives pages of the size that is asked for', async () => {
    const mock = givenMock()
    const entries = Array.from({ length: 60 }, (_, index) =>
      filing('A', index + 1, `SIMREL${index}`),
    )
    await file(mock, 'M-1', ...entries)
    mock.seconds(10)
    expect(await mailbox(mock)).toHaveLength(100)
    const first = await mailbox(mock, '?limit=7')
    await acknowledge(mock, ids(first))
    const second = await mailbox(mock, '?limit=7')
    expect(new Set([...ids(first), ...ids(second)]).size).toBe(14)
    for (const limit of ['0', '1001', '-1', 'x', '1e2', '']) {
      const response = await get(mock, `/ace/mailbox?limit=${limit}`)
      expect(await refusal(response), limit).toBe('400 limit')
    }
  })
})
