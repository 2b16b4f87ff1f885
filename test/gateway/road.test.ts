import { describe, expect, it } from 'vitest'
import { wireNames } from '../../src/domain/wire.ts'
import { wires } from '../../src/message/wire.ts'
import { file, filer, heldByCbp, live, parcel, statusOf, world } from './world.ts'

describe.each(wireNames)('the main road on %s', (wire) => {
  it('takes a shipment from filed to released, with an event and a message behind each step', async () => {
    const w = await world({ wire })
    const { gateway } = w
    const entry = await file(gateway, parcel('HAWB1'))
    expect(entry.status).toBe('queued')

    await live(w, gateway, 6)

    const events = await gateway.events(filer, entry.id)
    expect(events?.map(({ type, status }) => `${type} -> ${status}`)).toEqual([
      'filed -> queued',
      'transmitted -> queued',
      'accepted -> submitted',
      'notified -> under_review',
      'notified -> under_review',
      'notified -> released',
    ])
    const messages = (await gateway.messages(filer, entry.id)) ?? []
    expect(messages.map(({ direction, kind }) => `${direction} ${kind}`)).toEqual([
      'sent filing',
      'received reply',
      'received notification',
      'received notification',
      'received notification',
    ])
    expect(events?.slice(1).flatMap((event) => event.messages)).toEqual(
      messages.map(({ id }) => id),
    )
    expect(new Set(messages.map(({ format }) => format))).toEqual(new Set([wires[wire].mediaType]))
    expect(messages[0]?.body).toMatch(/<billNumber>HAWB1<|^SE15H    HAWB1 /m)
    expect(messages.at(-1)?.body).toMatch(/<narrative>RELEASED<|^SO60.{10}98RELEASED /m)
  })

  it('finds an entry by its number, with and without hyphens', async () => {
    const { gateway } = await world({ wire })
    const { id, entryNumber } = await file(gateway, parcel('HAWB1'))
    expect(entryNumber).toBe('ZZ9-0000001-1')
    expect((await gateway.get(filer, 'ZZ9-0000001-1'))?.id).toBe(id)
    expect((await gateway.get(filer, 'ZZ900000011'))?.id).toBe(id)
    expect(await gateway.get(filer, 'ZZ9-0000001-2')).toBeUndefined()
  })

  it('carries up to 999 entries in one transmission and the next one in another', async () => {
    const w = await world({ wire })
    for (let n = 0; n < 1000; n++) await file(w.gateway, parcel(`HAWB${n}`))

    await w.gateway.tick()

    const counts = await w.db.read<{ message_id: string; entries: number }>({
      sql: `select message_id, cast(count(*) as integer) as entries from transmission_entry
        group by message_id order by message_id`,
      values: [],
    })
    expect(counts).toEqual([
      { message_id: 'ZZ9-0-00000001', entries: 999 },
      { message_id: 'ZZ9-0-00000002', entries: 1 },
    ])
    const held = await heldByCbp(w)
    expect(held).toHaveLength(1000)
    expect(held.every(({ effectiveFilings }) => effectiveFilings === 1)).toBe(true)
  })

  it('shows the transmission of an entry that CBP has not answered', async () => {
    const w = await world({ wire })
    const { id } = await file(w.gateway, parcel('SIMLAT1'))
    await w.gateway.tick()
    expect((await w.gateway.get(filer, id))?.transmission).toEqual({
      messageId: 'ZZ9-0-00000001',
      inDoubt: true,
      attempts: 1,
      note: 'cbp_reply_pending',
    })
    await live(w, w.gateway, 20)
    expect(await statusOf(w.gateway, id)).toBe('released')
  })

  it.each([
    ['SIMREL1', 'released'],
    ['SIMEXM1', 'released'],
    ['SIMDOC1', 'discrepancy'],
    ['SIMHLD1', 'released'],
    ['SIMREJ282', 'rejected'],
    ['SIMDMM1', 'discrepancy'],
    ['SIMCTY1', 'discrepancy'],
    ['SIMSUS1', 'discrepancy'],
    ['SIMSIL1', 'submitted'],
    ['SIMLAT1', 'released'],
    ['SIMDUP1', 'released'],
    ['SIMORD1', 'released'],
    ['SIMQTY1', 'discrepancy'],
    ['HAWB1', 'released'],
  ])('ends %s in %s', async (bill, status) => {
    const w = await world({ wire })
    const { id } = await file(w.gateway, parcel(bill))
    await live(w, w.gateway, 40)
    expect(await statusOf(w.gateway, id)).toBe(status)
  })
})
