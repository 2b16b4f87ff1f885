import { describe, expect, it } from 'vitest'
import { codes, entry, file, filing, givenMock, mailbox, replyIn, rulings, shipment } from './given.ts' // prettier-ignore

const times = (page: Awaited<ReturnType<typeof mailbox>>) =>
  page.map(({ at }, index) => `${Number(at.slice(17, 19))}: ${codes(page)[index]}`)

async function filed(bill: string, seconds: number) {
  const mock = givenMock()
  await file(mock, 'M-1', filing('A', 1, bill))
  mock.seconds(seconds)
  return mock
}

describe('a correction', () => {
  it('is referred, then the entry is replaced and its life goes on', async () => {
    const mock = await filed('HAWB1', 1)
    const corrected = shipment('HAWB1', { packageQuantity: 3 })
    const reply = await replyIn(
      await file(mock, 'M-2', filing('R', 1, 'HAWB1', { shipment: corrected })),
    )
    expect(reply.results[0]).toMatchObject({
      sxDisposition: '04',
      narrative: 'REFERRED FOR REVIEW',
      conditions: [],
    })
    mock.seconds(20)
    const page = await mailbox(mock)
    expect(times(page)).toEqual([
      '1: SO50 93, SO60 90',
      '2: SO60 88',
      '3: SO60 97',
      '4: SO50 95, SO60 98',
    ])
    expect(page.map(({ sequence }) => sequence)).toEqual([1, 2, 3, 4])
    expect(page.map(({ bills }) => bills.at(-1)?.packageQuantity)).toEqual([1, 3, 3, 3])
  })

  it.each(['SIMQTY1', 'SIMDOC1'])('settles what %s waits for', async (bill) => {
    const mock = await filed(bill, 10)
    await file(mock, 'M-2', filing('R', 1, bill))
    mock.seconds(20)
    expect(times(await mailbox(mock)).slice(1)).toEqual([
      '11: SO60 88',
      '12: SO60 97',
      '13: SO60 98',
    ])
    expect(await entry(mock, 1)).toMatchObject({ status: 'released' })
  })

  it('settles nothing that CBP has not found yet', async () => {
    const mock = await filed('SIMQTY1', 0.5)
    await file(mock, 'M-2', filing('R', 1, 'SIMQTY1'))
    mock.seconds(20)
    expect(codes(await mailbox(mock))).toEqual(['SO60 88', 'SO50 58'])
  })

  it('is refused while another is pending, and taken again afterwards', async () => {
    const mock = await filed('SIMSIL1', 1)
    const correct = (id: string) => file(mock, id, filing('R', 1, 'SIMSIL1'))
    expect(await rulings(await correct('M-2'))).toEqual(['04'])
    expect(await rulings(await correct('M-3'))).toEqual(['01 Z13'])
    expect(await rulings(await file(mock, 'M-4', filing('D', 1, 'X')))).toEqual(['01 Z13'])
    mock.seconds(2)
    expect(await rulings(await correct('M-5'))).toEqual(['04'])
  })

  it('is refused for an unknown entry, another type, and after release', async () => {
    const mock = await filed('SIMREL1', 1)
    expect(await rulings(await file(mock, 'M-2', filing('R', 2, 'HAWB2')))).toEqual(['01 008'])
    const other = filing('R', 1, 'SIMREL1', { entryType: '11' })
    expect(await rulings(await file(mock, 'M-3', other))).toEqual(['01 210'])
    mock.seconds(2)
    expect(await rulings(await file(mock, 'M-4', filing('R', 1, 'SIMREL1')))).toEqual(['01 Z14'])
    expect(await rulings(await file(mock, 'M-5', filing('D', 1, 'SIMREL1')))).toEqual(['01 Z14'])
  })

  it('is checked like an add, but may come after the day of arrival', async () => {
    const mock = await filed('SIMDOC1', 3)
    mock.hours(24 * 5)
    const correction = filing('R', 1, 'SIMDOC1')
    expect(await rulings(await file(mock, 'M-2', { ...correction, parties: [] }))).toEqual([
      '01 Z06 Z07',
    ])
    expect(await rulings(await file(mock, 'M-3', correction))).toEqual(['04'])
  })

  it('moves the day of release along', async () => {
    const mock = givenMock({ pace: 'real' })
    mock.hours(14.5)
    await file(mock, 'M-1', filing('A', 1, 'SIMREL1'))
    mock.hours(15.5)
    await file(mock, 'M-2', filing('R', 1, 'SIMREL1'))
    mock.hours(99)
    expect((await mailbox(mock)).at(-1), 'midnight there is 05:00Z').toMatchObject({
      at: '2026-11-29T05:30:00.000Z',
      notices: [{ code: '98', releaseDate: '2026-11-29' }],
    })
  })
})

describe('a cancellation', () => {
  it('is referred, then the entry is cancelled and nothing else follows', async () => {
    const mock = await filed('HAWB1', 1)
    expect(await rulings(await file(mock, 'M-2', filing('D', 1, 'X')))).toEqual(['04'])
    mock.seconds(20)
    expect(times(await mailbox(mock))).toEqual(['1: SO50 93, SO60 90', '2: SO60 23'])
    expect(await entry(mock, 1)).toMatchObject({ status: 'cancelled', onFile: true })
  })

  it('ends the wait for a document', async () => {
    const mock = await filed('SIMDOC1', 2)
    await file(mock, 'M-2', filing('D', 1, 'X'))
    mock.seconds(9)
    expect(codes(await mailbox(mock))).toEqual(['SO60 96', 'SO60 23'])
  })

  it('is refused without a reason that exists, and for an unknown entry', async () => {
    const mock = await filed('SIMSIL1', 1)
    const cancel = (reason: string, sequence = 1) =>
      filing('D', sequence, 'X', { cancellation: { reason } })
    expect(await rulings(await file(mock, 'M-2', cancel('12')))).toEqual(['01 Z16'])
    const silent = filing('D', 1, 'X', { cancellation: undefined })
    expect(await rulings(await file(mock, 'M-3', silent))).toEqual(['01 Z16'])
    expect(await rulings(await file(mock, 'M-4', cancel('11', 2)))).toEqual(['01 008'])
    expect(await rulings(await file(mock, 'M-5', cancel('11')))).toEqual(['04'])
  })

  it('leaves a number that is never used again', async () => {
    const mock = await filed('SIMSIL1', 1)
    await file(mock, 'M-2', filing('D', 1, 'X'))
    mock.seconds(9)
    expect(await rulings(await file(mock, 'M-3', filing('A', 1, 'SIMREL1')))).toEqual(['01 007'])
    expect(await rulings(await file(mock, 'M-4', filing('R', 1, 'SIMREL1')))).toEqual(['01 008'])
  })
})
