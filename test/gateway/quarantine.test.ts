import { describe, expect, it } from 'vitest'
import { after } from '../../src/domain/day.ts'
import { createGateway } from '../../src/gateway/gateway.ts'
import type { Db } from '../../src/store/db.ts'
import { within } from '../conformance/engine.ts'
import { mailbox, outcomes, said } from './notice.ts'
import { speech } from './speech.ts'
import { file, filer, live, parcel, start, statusOf, world } from './world.ts'
import type { World } from './world.ts'

const { xml } = speech

/** Two entries on file, of which CBP has said nothing yet. */
async function given(wrap?: (db: Db) => Db) {
  const w = await world(wrap ? { wrap } : {})
  const first = await file(w.gateway, parcel('SIMSIL1'))
  const second = await file(w.gateway, parcel('SIMSIL2'))
  await w.gateway.tick()
  return { w, first: first.id, second: second.id }
}

const alarms = ({ logged }: World, event: string) => logged.filter((line) => line.event === event)

/** While `broken` says so, nothing that concerns this entry can be read. */
function poisoned(broken: () => boolean) {
  return (db: Db): Db => ({
    ...db,
    read: (statement) => {
      if (broken() && statement.values.includes('ZZ9-0000002-9')) throw new Error('poison')
      return db.read(statement)
    },
  })
}

describe('M9: a poison notification', () => {
  it('is tried five times, over restarts too, while those behind it flow', async () => {
    let broken = false
    const { w, first, second } = await given(poisoned(() => broken))
    broken = true
    mailbox(w, xml, [
      said('P1', 1, '98', { entryNumber: '00000029' }),
      said('N1', 2, '90'),
      said('N2', 3, '98'),
    ])
    for (let restart = 0; restart < 3; restart++) await live(w, createGateway(w.deps), 3)
    expect(await statusOf(w.gateway, first)).toBe('released')
    expect(await outcomes(w)).toMatchObject({ P1: 'pending', N1: 'applied', N2: 'applied' })
    await live(w, createGateway(w.deps), 60)
    expect(await outcomes(w)).toMatchObject({ P1: 'quarantined' })
    expect(alarms(w, 'notification_again')).toHaveLength(4)
    expect(await w.gateway.quarantine.show(filer, 'P1')).toMatchObject({
      why: 'could not be applied: poison',
      entryNumber: 'ZZ9-0000002-9',
      raw: expect.stringContaining('P1'),
    })

    broken = false
    const replayed = await w.gateway.quarantine.replay(filer, 'P1', 'key', 'mended')
    expect(replayed).toMatchObject({
      kind: 'done',
      item: { outcome: 'applied', hands: [{ action: 'replay', by: 'key', why: 'mended' }] },
    })
    expect(await statusOf(w.gateway, second)).toBe('released')
  })
})

describe('M7: a notification for an entry that is not here', () => {
  it('is applied by itself once the entry is here', async () => {
    const { w } = await given()
    mailbox(w, xml, [said('N1', 1, '98', { entryNumber: '00000037' })])
    await w.gateway.tick()
    expect(await outcomes(w)).toEqual({ N1: 'orphan' })
    const { id } = await file(w.gateway, parcel('SIMSIL3'))
    await live(w, w.gateway, 61)
    expect(await statusOf(w.gateway, id)).toBe('released')
  })

  it('is tried for 24 h, alarmed of at its start and its end, and never dropped', async () => {
    const { w } = await given()
    mailbox(w, xml, [said('N1', 1, '98', { entryNumber: '00000045' })])
    for (let hour = 0; hour < 30; hour++) {
      await w.gateway.tick()
      w.clock.advance(3_600_000)
    }
    expect(await outcomes(w)).toEqual({ N1: 'orphan' })
    expect(alarms(w, 'notification_orphan')).toHaveLength(2)
    expect(await w.gateway.quarantine.list(filer, 'orphan', { limit: 9 })).toMatchObject([
      { id: 'N1', retryAt: null, why: 'no entry has this number, nor had for 24 h' },
    ])
  })
})

describe('what was put aside', () => {
  it('M2: a changed repeat is replayed by hand, and then counts', async () => {
    const { w, first } = await given()
    mailbox(w, xml, [said('N1', 1, '90')], [said('N1', 1, '98')])
    for (let n = 0; n < 2; n++) await w.gateway.tick()
    const [aside] = await w.gateway.quarantine.list(filer, 'quarantined', { limit: 9 })
    expect(aside?.why).toBe('the same id came before with other bytes')
    await w.gateway.quarantine.replay(filer, aside?.id ?? '', 'key', 'CBP says the second is right')
    expect(await statusOf(w.gateway, first)).toBe('released')
  })

  it('M8: an unknown code stays aside when nobody knows it better, until it is dismissed', async () => {
    const { w, first } = await given()
    mailbox(w, xml, [said('N1', 1, 'Q7')])
    await w.gateway.tick()
    const again = await w.gateway.quarantine.replay(filer, 'N1', 'key', 'to see')
    expect(again).toMatchObject({ kind: 'done', item: { outcome: 'quarantined' } })
    const dismissed = await w.gateway.quarantine.dismiss(filer, 'N1', 'key', 'CBP took it back')
    expect(dismissed).toMatchObject({
      item: { outcome: 'dismissed', why: 'CBP took it back', raw: expect.stringContaining('Q7') },
    })
    expect(await w.gateway.quarantine.replay(filer, 'N1', 'key', 'x')).toEqual({
      kind: 'settled',
      outcome: 'dismissed',
    })
    expect(await statusOf(w.gateway, first)).toBe('submitted')
  })

  it("is not seen by another filer, nor is anything else's", async () => {
    const { w } = await given()
    mailbox(w, xml, [said('N1', 1, 'Q7')])
    await w.gateway.tick()
    const other = 'AB1' as typeof filer
    expect(await w.gateway.quarantine.show(other, 'N1')).toBeUndefined()
    expect(await w.gateway.quarantine.replay(other, 'N1', 'key', 'x')).toEqual({ kind: 'not_found' }) // prettier-ignore
    expect(await w.gateway.quarantine.list(other, 'quarantined', { limit: 9 })).toEqual([])
  })
})

describe('M12: a release and a document request of the same time and sequence', () => {
  it.each([
    ['98', '96'],
    ['96', '98'],
  ])('%s and %s are a discrepancy, which a person decides', async (one, other) => {
    const { w, first } = await given()
    const documentType = { documentType: 'CBP01' }
    const notices = [one, other].map((code) => ({ record: 'SO60', code, narrative: code, ...(code === '96' ? documentType : {}) }) as const) // prettier-ignore
    mailbox(w, xml, notices.map((notice, n) => said(`N${n}`, 5, notice.code, { notices: [notice] }))) // prettier-ignore
    await w.gateway.tick()
    expect(await w.gateway.get(filer, first)).toMatchObject({
      status: 'discrepancy',
      next: { owner: 'filer' },
    })
  })
})

describe('M10: ten thousand messages that wait', () => {
  it(
    'come in bounded pages, each once',
    async () => {
      const { w, first, second } = await given()
      const ids = [first, second]
      for (let n = 3; n <= 100; n++) ids.push((await file(w.gateway, parcel(`SIMSIL${n}`))).id)
      await w.gateway.tick()
      const numbers = await Promise.all(
        ids.map(async (id) =>
          (await w.gateway.get(filer, id))?.entryNumber.slice(4).replace('-', ''),
        ),
      )
      const all = Array.from({ length: 10_000 }, (_, n) =>
        said(`N${n}`, 1, '90', {
          ...{ sequence: n, at: after(start, 1000 * n), entryNumber: numbers[n % 100] ?? '' },
        }),
      )
      const sizes: number[] = []
      w.line(async (request) => {
        const url = new URL(request.url)
        if (url.pathname === '/ace/mailbox') {
          const page = all.slice(0, Number(url.searchParams.get('limit')))
          sizes.push(page.length)
          return xml.page(page)
        }
        if (!url.pathname.endsWith('/acknowledgements')) return w.cbp(request)
        const { ids } = (await request.json()) as { ids: string[] }
        all.splice(0, ids.length)
        return Response.json({ removed: ids.length })
      })
      const { collected, applied } = await w.gateway.tick()
      expect({ collected, applied, left: all.length }).toEqual({
        ...{ collected: 4000, applied: 4000, left: 6000 },
      })
      expect(new Set(sizes)).toEqual(new Set([500]))
      expect(await statusOf(w.gateway, first)).toBe('under_review')
    },
    within(120_000).timeout,
  )
})
