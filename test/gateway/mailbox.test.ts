import { describe, expect, it } from 'vitest'
import { wireNames } from '../../src/domain/wire.ts'
import { sha256 } from '../../src/gateway/digest.ts'
import { bodyOf } from '../../src/store/messages.ts'
import { speech } from './speech.ts'
import { mailbox, outcomes, said } from './notice.ts'
import { file, filer, live, parcel, statusOf, world } from './world.ts'

describe.each(wireNames)('the mailbox on %s', (wire) => {
  it('is kept raw before it is acknowledged, and each notification has one outcome', async () => {
    const w = await world({ wire })
    const { id } = await file(w.gateway, parcel('SIMSIL1'))
    await w.gateway.tick()
    const acknowledged = mailbox(w, speech[wire], [said('N1', 1, '90'), said('N2', 2, '98')])
    await w.gateway.tick()

    expect(await statusOf(w.gateway, id)).toBe('released')
    expect(await outcomes(w)).toEqual({ N1: 'applied', N2: 'applied' })
    expect(acknowledged).toEqual([['N1', 'N2']])
  })

  it('goes by the time and sequence of CBP, not by arrival', async () => {
    const w = await world({ wire })
    const { id } = await file(w.gateway, parcel('SIMSIL1'))
    await w.gateway.tick()
    mailbox(w, speech[wire], [said('N2', 2, '98')], [said('N1', 1, '90')])
    await w.gateway.tick()
    await w.gateway.tick()

    expect(await statusOf(w.gateway, id)).toBe('released')
    expect(await outcomes(w)).toEqual({ N1: 'superseded', N2: 'applied' })
    const events = await w.gateway.events(filer, id)
    expect(events?.slice(3).map(({ superseded }) => superseded)).toEqual([false, true])
  })

  it('hears a repeat once: the same id, and the same content under a new id', async () => {
    const w = await world({ wire })
    const { id } = await file(w.gateway, parcel('SIMSIL1'))
    await w.gateway.tick()
    const first = said('N1', 1, '90')
    mailbox(w, speech[wire], [first, first], [first, { ...first, notificationId: 'N9' }])
    await w.gateway.tick()
    await w.gateway.tick()

    expect(await outcomes(w)).toEqual({ N1: 'applied', N9: 'duplicate' })
    expect(
      (await w.gateway.events(filer, id))?.filter(({ type }) => type === 'notified'),
    ).toHaveLength(1)
  })

  it('puts aside a known id with other bytes, and alarms', async () => {
    const w = await world({ wire })
    const { id } = await file(w.gateway, parcel('SIMSIL1'))
    await w.gateway.tick()
    mailbox(w, speech[wire], [said('N1', 1, '90')], [said('N1', 1, '98')])
    await w.gateway.tick()
    await w.gateway.tick()

    expect(await statusOf(w.gateway, id)).toBe('under_review')
    expect(Object.values(await outcomes(w)).toSorted()).toEqual(['applied', 'quarantined'])
    expect(w.logged.map(({ event }) => event)).toContain('notification_changed')
  })

  it('puts aside a changed repeat that comes in the same page, and says so', async () => {
    const w = await world({ wire })
    const { id } = await file(w.gateway, parcel('SIMSIL1'))
    await w.gateway.tick()
    mailbox(w, speech[wire], [said('N1', 1, '90'), said('N1', 1, '98')])
    for (let n = 0; n < 2; n++) await w.gateway.tick()

    expect(await statusOf(w.gateway, id)).toBe('under_review')
    expect(Object.values(await outcomes(w)).toSorted()).toEqual(['applied', 'quarantined'])
    expect(w.logged.map(({ event }) => event)).toContain('notification_changed')
  })

  it('puts aside an unknown code and an unreadable notification; those behind them are applied', async () => {
    const w = await world({ wire })
    const { id } = await file(w.gateway, parcel('SIMSIL1'))
    await w.gateway.tick()
    const broken = speech[wire].broken(speech[wire].print([said('N2', 2, '90')]))
    const acknowledged = mailbox(w, speech[wire], [said('N1', 1, 'Q7')], broken, [
      said('N3', 3, '98'),
    ])
    for (let n = 0; n < 3; n++) await w.gateway.tick()

    expect(await statusOf(w.gateway, id)).toBe('released')
    expect(Object.values(await outcomes(w)).toSorted()).toEqual([
      'applied',
      'quarantined',
      'quarantined',
    ])
    expect(acknowledged).toEqual([['N1'], ['N2'], ['N3']])
  })

  it('keeps a notification for an entry it does not have', async () => {
    const w = await world({ wire })
    await file(w.gateway, parcel('SIMSIL1'))
    await w.gateway.tick()
    mailbox(w, speech[wire], [said('N1', 1, '98', { entryNumber: '00000029' })])
    await w.gateway.tick()
    expect(await outcomes(w)).toEqual({ N1: 'orphan' })
  })

  it('holds a notification back until the reply to its filing is known', async () => {
    const w = await world({ wire })
    const { id } = await file(w.gateway, parcel('SIMSIL1'))
    w.line((request) =>
      request.method === 'POST' && request.url.endsWith('/ace/transmissions')
        ? new Response('oops', { status: 500 })
        : request.url.includes('/ace/mailbox?')
          ? speech[wire].page([said('N1', 1, '98')])
          : w.cbp(request),
    )
    await w.gateway.tick()
    expect(await statusOf(w.gateway, id)).toBe('queued')
    expect(await outcomes(w)).toEqual({ N1: 'waiting' })

    w.line()
    await live(w, w.gateway, 30)
    expect(await statusOf(w.gateway, id)).toBe('released')
    expect(await outcomes(w)).toEqual({ N1: 'applied' })
  })

  it('survives an acknowledgement that is lost', async () => {
    const w = await world({ wire })
    const { id } = await file(w.gateway, parcel('HAWB1'))
    w.line((request) =>
      request.url.endsWith('/acknowledgements')
        ? new Response('no', { status: 500 })
        : w.cbp(request),
    )
    await live(w, w.gateway, 8)
    expect(await statusOf(w.gateway, id)).toBe('released')
    expect(
      (await w.gateway.events(filer, id))?.filter(({ type }) => type === 'notified'),
    ).toHaveLength(3)
  })

  it.each([429, 503])('is left alone as long as %i says', async (status) => {
    const w = await world({ wire })
    const { id } = await file(w.gateway, parcel('SIMREL1'))
    await w.gateway.tick()
    const looks: string[] = []
    w.line((request) => {
      if (!request.url.includes('/ace/mailbox?')) return w.cbp(request)
      looks.push(w.clock.now())
      return looks.length > 1
        ? w.cbp(request)
        : new Response('later', { status, headers: { 'Retry-After': '5' } })
    })
    await live(w, w.gateway, 6)
    expect(looks.slice(0, 2)).toEqual(['2026-11-23T14:00:00.000Z', '2026-11-23T14:00:05.000Z'])
    expect(await statusOf(w.gateway, id)).toBe('released')
  })

  it('leaves an unreadable page where it is and alarms', async () => {
    const w = await world({ wire })
    await file(w.gateway, parcel('SIMSIL1'))
    await w.gateway.tick()
    const acknowledged = mailbox(
      w,
      speech[wire],
      speech[wire].print([said('N1', 1, '98')]).slice(0, -100),
    )
    await w.gateway.tick()
    expect(acknowledged).toEqual([])
    expect(w.logged.map(({ event }) => event)).toContain('mailbox_unreadable')
  })

  it('puts aside a late release of a cancelled entry whose day is taken, and goes on', async () => {
    const w = await world({ wire })
    const [line] = parcel('x').lines
    const full = { lines: line ? [{ ...line, fairRetailValue: '800.00' }] : [] }
    const { id } = await file(w.gateway, parcel('SIMSIL1', full))
    await w.gateway.tick()
    mailbox(
      w,
      speech[wire],
      [said('N1', 5, '23')],
      [said('N2', 4, '98'), said('N3', 9, '98', { entryNumber: '00000029' })],
    )
    await w.gateway.tick()
    expect(await statusOf(w.gateway, id)).toBe('cancelled')
    const { consignee } = parcel('SIMSIL1')
    const other = await file(w.gateway, parcel('SIMSIL2', { ...full, consignee }))
    await w.gateway.tick()

    await w.gateway.tick()
    expect(await statusOf(w.gateway, id)).toBe('cancelled')
    expect(await statusOf(w.gateway, other.id)).toBe('released')
    expect(await outcomes(w)).toEqual({ N1: 'applied', N2: 'quarantined', N3: 'applied' })
  })
})

describe('a notification that is too long for a row', () => {
  it('is kept whole, put aside with its reason, and holds up nobody', async () => {
    const w = await world()
    const { id } = await file(w.gateway, parcel('HAWB1'))
    await w.gateway.tick()
    // What is unknown in a document is passed by, so it can be read, however long it is.
    const remarks = `<remark>${'é'.repeat(20_000)}</remark>`.repeat(30)
    const page = (...more: ReturnType<typeof said>[]) =>
      speech.xml
        .print([said('LONG', 1, '97'), ...more])
        .replace('</statusNotification>', `${remarks}</statusNotification>`)
    const acknowledged = mailbox(w, speech.xml, page(said('N1', 2, '98')), page())
    await w.gateway.tick()
    await w.gateway.tick()
    expect(acknowledged.flat()).toEqual(['LONG', 'N1', 'LONG'])
    expect(await outcomes(w)).toEqual({ LONG: 'quarantined', N1: 'applied' })
    expect(await statusOf(w.gateway, id)).toBe('released')

    const shown = await w.gateway.quarantine.show(filer, 'LONG')
    expect(shown?.why).toMatch(/^it is 12\d{5} bytes long, .* all of it is kept as message LONG$/)
    expect(shown?.raw).toHaveLength(10_000)
    const whole = await bodyOf(w.db, 'LONG')
    expect(whole).toContain(remarks)
    expect(await sha256(whole)).toBe(shown?.sha256)
  })
})

describe('a page that is too long to be taken', () => {
  const limitOf = (request: Request) => Number(new URL(request.url).searchParams.get('limit'))
  const remark = (bytes: number) => `<remark>${'x'.repeat(bytes)}</remark>`

  it.each([
    ['has more bytes than are read', remark(60_000).repeat(3)],
    ['has more elements than are read', remark(1).repeat(900)],
  ])('%s is asked for in smaller pages, and is as ever when it fits', async (_, more) => {
    const w = await world()
    const { id } = await file(w.gateway, parcel('SIMSIL1'))
    await w.gateway.tick()
    const noticeOf = (n: number) =>
      speech.xml
        .print([said(`N${n}`, 0, '90', { sequence: n, at: `2026-11-23T15:00:00.${100 + n}Z` })])
        .replace('</statusNotification>', `${more}</statusNotification>`)
    const [head = '', tail = ''] = noticeOf(0).split(
      /<statusNotification>.*<\/statusNotification>/s,
    )
    let waiting = Array.from({ length: 60 }, (_, n) => n)
    const asked: number[] = []
    w.line(async (request) => {
      if (request.url.includes('/ace/mailbox?')) {
        asked.push(limitOf(request))
        const some = waiting.slice(0, limitOf(request)).map(noticeOf)
        return speech.xml.answer(`${head}${some.map((one) => one.slice(head.length, one.length - tail.length)).join('')}${tail}`) // prettier-ignore
      }
      if (!request.url.endsWith('/acknowledgements')) return w.cbp(request)
      const { ids } = (await request.json()) as { ids: string[] }
      waiting = waiting.filter((n) => !ids.includes(`N${n}`))
      return Response.json({ removed: ids.length })
    })
    await w.gateway.tick()
    expect(asked).toEqual([500, 50])
    expect(waiting).toHaveLength(10)
    await w.gateway.tick()
    expect(asked).toEqual([500, 50, 500])
    expect(waiting).toEqual([])
    const events = (await w.gateway.events(filer, id)) ?? []
    expect(events.filter(({ type }) => type === 'notified')).toHaveLength(60)
    expect(w.logged.filter(({ event }) => event.startsWith('mailbox'))).toEqual([])
    w.close()
  })
})
