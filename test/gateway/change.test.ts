import { describe, expect, it, vi } from 'vitest'
import type { Shipment } from '../../src/domain/shipment.ts'
import { wireNames } from '../../src/domain/wire.ts'
import { file, filer, heldByCbp, live, parcel, statusOf, world } from './world.ts'
import type { World } from './world.ts'

const unrecorded = () => []

const amend = ({ gateway }: World, id: string, draft: Shipment) =>
  gateway.amend(filer, id, { draft, problems: [] }, {}, unrecorded)
const cancel = ({ gateway }: World, id: string) =>
  gateway.cancel(filer, id, { reason: '01' }, unrecorded)

/** Action code of the filing that was sent last (SE10 5). */
async function lastSent({ gateway }: World, id: string) {
  const sent = (await gateway.messages(filer, id))?.findLast(({ kind }) => kind === 'filing')
  return /<actionCode>(.)<|^SE10(.)/m
    .exec(sent?.body ?? '')
    ?.slice(1)
    .find(Boolean)
}

const pdf = new TextEncoder().encode('%PDF-1.7 a commercial invoice')
const invoice = { type: 'CBP01', name: 'invoice.pdf', mediaType: 'application/pdf', bytes: pdf }

describe.each(wireNames)('amending on %s', (wire) => {
  it('before it is sent changes what is sent', async () => {
    const w = await world({ wire })
    const { id } = await file(w.gateway, parcel('HAWB1'))
    await amend(w, id, parcel('HAWB1', { packageQuantity: 7 }))
    await w.gateway.tick()
    const messages = await w.gateway.messages(filer, id)
    expect(messages?.filter(({ kind }) => kind === 'filing')).toHaveLength(1)
    expect(messages?.[0]?.body).toMatch(/<packageQuantity>7<|^SE15H.{54}00000007/m)
  })

  it('after a rejection files the same number again', async () => {
    const w = await world({ wire })
    const { id } = await file(w.gateway, parcel('SIMREJ282'))
    await live(w, w.gateway, 2)
    expect(await statusOf(w.gateway, id)).toBe('rejected')

    const changed = await amend(
      w,
      id,
      parcel('SIMREJ282', { bill: { masterBill: '172-12345675', houseBill: 'HAWB1' } }),
    )
    expect(changed).toMatchObject({ kind: 'changed', entry: { status: 'queued', version: 2 } })
    await live(w, w.gateway, 8)
    expect(await statusOf(w.gateway, id)).toBe('released')
    expect(await heldByCbp(w)).toMatchObject([
      { entryNumber: 'ZZ9-0000001-1', effectiveFilings: 1 },
    ])
  })

  it('on file of the transport alone is an update that settles a quantity discrepancy', async () => {
    const w = await world({ wire })
    const { id } = await file(w.gateway, parcel('SIMQTY1', { packageQuantity: 9 }))
    await live(w, w.gateway, 10)
    expect(await statusOf(w.gateway, id)).toBe('discrepancy')

    await amend(w, id, parcel('SIMQTY1', { packageQuantity: 1 }))
    await w.gateway.tick()
    expect(await lastSent(w, id)).toBe('U')
    expect((await w.gateway.get(filer, id))?.can.amend.allowed).toBe(true)
    await live(w, w.gateway, 30)
    expect(await statusOf(w.gateway, id)).toBe('released')
  })

  it('on file of the goods is a correction that CBP reviews', async () => {
    const w = await world({ wire })
    const { id } = await file(w.gateway, parcel('SIMSIL1'))
    await live(w, w.gateway, 2)
    const { lines } = parcel('SIMSIL1')
    const described = lines.map((line) => ({ ...line, description: `${line.description}, blue` }))
    await amend(w, id, parcel('SIMSIL1', { lines: described }))
    await w.gateway.tick()
    expect(await lastSent(w, id)).toBe('R')
    expect((await w.gateway.get(filer, id))?.can.amend.reason).toContain('reviewing the correction')
    await live(w, w.gateway, 30)
    expect((await w.gateway.get(filer, id))?.disposition?.code).toBe('88')
  })
})

describe.each(wireNames)('cancelling on %s', (wire) => {
  it('before it is sent sends nothing at all', async () => {
    const w = await world({ wire })
    const { id } = await file(w.gateway, parcel('HAWB1'))
    await cancel(w, id)
    await live(w, w.gateway, 3)
    expect(await statusOf(w.gateway, id)).toBe('cancelled')
    expect(await heldByCbp(w)).toEqual([])
  })

  it('on file is cancelled when CBP says so', async () => {
    const w = await world({ wire })
    const { id } = await file(w.gateway, parcel('SIMSIL1'))
    await live(w, w.gateway, 2)
    const asked = await cancel(w, id)
    expect(asked).toMatchObject({ kind: 'changed', entry: { status: 'submitted' } })
    await live(w, w.gateway, 30)
    expect(await statusOf(w.gateway, id)).toBe('cancelled')
  })

  it('is refused once the goods are released', async () => {
    const w = await world({ wire })
    const { id } = await file(w.gateway, parcel('HAWB1'))
    await live(w, w.gateway, 8)
    expect(await cancel(w, id)).toMatchObject({
      kind: 'refused',
      problems: [{ code: 'state_conflict' }],
    })
  })
})

describe.each(wireNames)('answering on %s', (wire) => {
  it('with the document that CBP asked for leads to release', async () => {
    const w = await world({ wire })
    const { id } = await file(w.gateway, parcel('SIMDOC1'))
    await live(w, w.gateway, 6)
    expect(await w.gateway.get(filer, id)).toMatchObject({
      status: 'discrepancy',
      disposition: { code: '96', documentType: 'CBP01' },
      next: { owner: 'filer', action: 'Send the document as an answer.', due: '2026-12-16' },
    })

    await w.gateway.answer(
      filer,
      id,
      { text: 'Invoice attached', documents: [invoice] },
      unrecorded,
    )
    await live(w, w.gateway, 30)
    expect(await statusOf(w.gateway, id)).toBe('released')
    const messages = await w.gateway.messages(filer, id)
    const sent = JSON.parse(
      messages?.find(({ kind }) => kind === 'document')?.body ?? '{}',
    ) as object
    expect(sent).toEqual({
      entryNumber: 'ZZ9-0000001-1',
      text: 'Invoice attached',
      documents: [
        {
          type: 'CBP01',
          name: 'invoice.pdf',
          mediaType: 'application/pdf',
          content: btoa('%PDF-1.7 a commercial invoice'),
        },
      ],
    })
  })

  it('is refused while CBP asks for nothing', async () => {
    const w = await world({ wire })
    const { id } = await file(w.gateway, parcel('SIMSIL1'))
    await live(w, w.gateway, 2)
    const refused = await w.gateway.answer(filer, id, { documents: [invoice] }, unrecorded)
    expect(refused).toMatchObject({ kind: 'refused', problems: [{ code: 'state_conflict' }] })
  })

  it('survives a lost reply: the document is filed once', async () => {
    const w = await world({ wire })
    const { id } = await file(w.gateway, parcel('SIMDOC1'))
    await live(w, w.gateway, 6)
    w.line(async (request) => {
      const response = await w.cbp(request)
      if (!request.url.endsWith('/ace/documents')) return response
      throw new TypeError('fetch failed')
    })
    await w.gateway.answer(filer, id, { documents: [invoice] }, unrecorded)
    await w.gateway.tick()
    w.line()
    await live(w, w.gateway, 40)
    expect(await statusOf(w.gateway, id)).toBe('released')
  })
})

describe('what is asked of the version that the asker saw', () => {
  const answering = ({ gateway }: World, id: string, version: number) =>
    gateway.answer(filer, id, { text: 'As asked.', documents: [] }, unrecorded, 'key', { version })
  const cancelling = ({ gateway }: World, id: string, version: number) =>
    gateway.cancel(filer, id, { reason: '01' }, unrecorded, 'key', { version })

  it.each([
    ['a cancellation', cancelling, 'HAWB1'],
    ['an answer', answering, 'SIMDOC1'],
  ] as const)('%s loses to an amendment between its look and its write', async (_, ask, bill) => {
    const w = await world()
    const { id } = await file(w.gateway, parcel(bill))
    if (bill === 'SIMDOC1') await live(w, w.gateway, 6)
    const write = w.db.write.bind(w.db)
    vi.spyOn(w.db, 'write').mockImplementationOnce(async (statements) => {
      await amend(w, id, parcel(bill, { packageQuantity: 7 }))
      return write(statements)
    })
    expect(await ask(w, id, 1)).toEqual({ kind: 'version_mismatch', version: 2 })
    expect((await w.gateway.events(filer, id))?.at(-1)).toMatchObject({ type: 'amended' })
  })

  it('is done where that is the one there is', async () => {
    const w = await world()
    const { id } = await file(w.gateway, parcel('HAWB1'))
    expect(await cancelling(w, id, 2)).toEqual({ kind: 'version_mismatch', version: 1 })
    expect(await cancelling(w, id, 1)).toMatchObject({ kind: 'changed' })
  })
})
