/**
 * The straight road of a notification: applied in the write that keeps it. What is not plain, or not
 * alone, goes by the inbox as ever.
 * @module
 */
import { describe, expect, it } from 'vitest'
import { wireNames } from '../../src/domain/wire.ts'
import { Conflict, sql, StoreUnavailable } from '../../src/store/db.ts'
import type { Db, Row, Statement } from '../../src/store/db.ts'
import { asideById } from '../../src/store/quarantine.ts'
import { mailbox, outcomes, said } from './notice.ts'
import { speech } from './speech.ts'
import { file, filer, parcel, statusOf, world } from './world.ts'

type Hook = (statements: readonly Statement[]) => Error | Promise<void> | undefined

/** A store whose writes are seen, and may be failed or come after somebody else's. */
function seen() {
  const writes: string[][] = []
  let before: Hook = () => undefined
  const wrap = (db: Db): Db => ({
    read: (statement) => db.read(statement),
    write: async (statements) => {
      const met = before(statements)
      if (met instanceof Error) throw met
      await met
      writes.push(statements.map(({ sql }) => sql))
      return db.write(statements)
    },
  })
  return { wrap, writes, before: (hook: Hook) => (before = hook) }
}

const keeps = (statements: readonly Statement[]) =>
  statements.some(({ sql }) => sql.startsWith('insert into inbox'))

const goesStraight = (statements: readonly Statement[]) =>
  keeps(statements) && statements.some(({ sql }) => sql.startsWith('insert into event'))

async function onFile(options: Parameters<typeof world>[0] = {}, entries = 1) {
  const w = await world(options)
  const ids: string[] = []
  for (let n = 0; n < entries; n++) ids.push((await file(w.gateway, parcel(`SIMSIL${n}`))).id)
  await w.gateway.tick()
  return { w, ids, id: ids[0] ?? '' }
}

const notified = async ({ gateway }: Awaited<ReturnType<typeof world>>, id: string) =>
  ((await gateway.events(filer, id)) ?? []).filter(({ type }) => type === 'notified')

const serials = ['00000011', '00000029', '00000037']

describe.each(wireNames)('a plain notification on %s', (wire) => {
  it('is kept and applied in one write, and its bytes are kept once', async () => {
    const store = seen()
    const { w, ids } = await onFile({ wire, wrap: store.wrap }, 3)
    const [a = '', b = '', c = ''] = serials
    const one = (id: string, minute: number, code: string, entryNumber: string) =>
      said(id, minute, code, { entryNumber })
    mailbox(w, speech[wire], [one('N1', 1, '90', a), one('N2', 1, '98', b), one('N3', 1, '98', c), one('N4', 2, '98', a)]) // prettier-ignore
    store.writes.length = 0
    const { collected, applied } = await w.gateway.carry()

    expect({ collected, applied }).toEqual({ collected: 4, applied: 4 })
    for (const id of ids) expect(await statusOf(w.gateway, id)).toBe('released')
    expect(await outcomes(w)).toEqual({ N1: 'applied', N2: 'applied', N3: 'applied', N4: 'applied' })
    const changing = store.writes.filter((write) => write.some((sql) => sql.includes('inbox')))
    expect(changing).toHaveLength(1)
    const updates = changing.flat().filter((sql) => sql.startsWith('update entry set state'))
    expect(updates).toHaveLength(3)

    const rows = await w.db.read<Row & { raw: string; body: string; entry_id: string }>(
      sql`select inbox.raw, message_part.body, inbox.entry_id from inbox
        join message_part on message_part.message_id = inbox.id order by inbox.id`,
    )
    expect(rows.map(({ raw }) => raw)).toEqual(['', '', '', ''])
    expect(rows.map((row) => row.entry_id)).toEqual([ids[0], ids[1], ids[2], ids[0]])
    for (const { body } of rows) expect(body).toMatch(/CODE 9[08]/)
    const shown = await asideById(w.db, filer, 'N1')
    expect(shown).toMatchObject({ outcome: 'applied', raw: rows[0]?.body })
  }) // prettier-ignore

  it('is put in the order of CBP within its page', async () => {
    const { w, id } = await onFile({ wire })
    mailbox(w, speech[wire], [said('N3', 3, '98'), said('N1', 1, '90'), said('N2', 2, '97')])
    await w.gateway.tick()
    expect(await outcomes(w)).toEqual({ N1: 'applied', N2: 'applied', N3: 'applied' })
    expect((await notified(w, id)).map(({ superseded }) => superseded)).toEqual([false, false, false]) // prettier-ignore
    expect(await statusOf(w.gateway, id)).toBe('released')
  })

  it('goes straight beside what is not plain, and each has its own outcome', async () => {
    const { w, ids } = await onFile({ wire }, 2)
    const [, b = '', c = ''] = serials
    const first = said('N1', 1, '90')
    const acknowledged = mailbox(w, speech[wire], [
      first, first, said('N1', 1, '98'), said('N2', 2, 'Q7', { entryNumber: b }),
      said('N3', 3, '98', { entryNumber: b }), said('N4', 4, '98', { entryNumber: c }), said('N5', 5, '98'),
    ]) // prettier-ignore
    const { applied } = await w.gateway.carry()
    const { N1, N2, N3, N4, N5, ...changed } = await outcomes(w)
    expect({ N1, N2, N3, N4, N5 }).toEqual({ N1: 'applied', N2: 'quarantined', N3: 'applied', N4: 'orphan', N5: 'applied' }) // prettier-ignore
    expect(Object.values(changed)).toEqual(['quarantined'])
    expect(applied).toBe(5)
    for (const id of ids) expect(await statusOf(w.gateway, id)).toBe('released')
    expect(acknowledged).toEqual([['N1', 'N2', 'N3', 'N4', 'N5']])
  })
})

describe('a notification behind another of its entry', () => {
  it('does not overtake one that is tried again later', async () => {
    const store = seen()
    const { w, id } = await onFile({ wrap: store.wrap })
    const poisoned = (statements: readonly Statement[]) =>
      statements.some(({ sql, values }) => sql.startsWith('insert into message ') && values[0] === 'N1')
        ? new Error('a mistake of ours')
        : undefined // prettier-ignore
    store.before(poisoned)
    mailbox(w, speech.xml, [said('N1', 1, '90')], [said('N2', 2, '98')])
    await w.gateway.tick()
    expect(await outcomes(w)).toEqual({ N1: 'pending' })
    store.before(() => undefined)
    store.writes.length = 0
    await w.gateway.tick()
    const kept = store.writes.filter((write) => write.some((sql) => sql.startsWith('insert into inbox'))) // prettier-ignore
    expect(kept.map(({ length }) => length)).toEqual([1])
    w.clock.advance(60_000)
    await w.gateway.tick()
    expect((await outcomes(w))['N2']).toBe('applied')
    expect(await notified(w, id)).toHaveLength(2)
    expect(await statusOf(w.gateway, id)).toBe('released')
  })

  it('goes by the inbox while its own filing is not answered', async () => {
    const w = await world()
    const { id } = await file(w.gateway, parcel('SIMSIL1'))
    const pages = [[said('N1', 1, '90')], [said('N2', 2, '98')]]
    w.line((request) => {
      if (request.method === 'POST' && request.url.endsWith('/ace/transmissions'))
        return new Response('oops', { status: 500 })
      if (request.url.includes('/ace/mailbox?')) return speech.xml.page(pages.shift() ?? [])
      return w.cbp(request)
    })
    await w.gateway.tick()
    await w.gateway.tick()
    expect(await outcomes(w)).toEqual({ N1: 'waiting', N2: 'waiting' })
    w.line()
    for (let second = 0; second < 30; second++) {
      w.clock.advance(1000)
      await w.gateway.tick()
    }
    expect(await outcomes(w)).toEqual({ N1: 'applied', N2: 'applied' })
    expect(await statusOf(w.gateway, id)).toBe('released')
  })
})

describe('the write of a straight road', () => {
  it('that is lost keeps the page as ever, and it is applied from the inbox', async () => {
    const store = seen()
    const { w, id } = await onFile({ wrap: store.wrap })
    store.before((statements) => (goesStraight(statements) ? new Conflict('event') : undefined))
    const acknowledged = mailbox(w, speech.xml, [said('N1', 1, '90'), said('N2', 2, '98')])
    await w.gateway.tick()
    expect(await outcomes(w)).toEqual({ N1: 'applied', N2: 'applied' })
    expect(await notified(w, id)).toHaveLength(2)
    expect(acknowledged).toEqual([['N1', 'N2']])
  })

  it('loses to another node that kept the same page a moment before, and each is applied once', async () => {
    const store = seen()
    const { w, id } = await onFile({ wrap: store.wrap })
    const other = w.restart()
    const page = [said('N1', 1, '90'), said('N2', 2, '98')]
    mailbox(w, speech.xml, page, page)
    let first = true
    store.before((statements) => {
      if (!first || !goesStraight(statements)) return undefined
      first = false
      return other.tick().then(() => undefined)
    })
    await w.gateway.tick()
    expect(first).toBe(false)
    expect(await outcomes(w)).toEqual({ N1: 'applied', N2: 'applied' })
    expect(await notified(w, id)).toHaveLength(2)
  })

  it('waits for a store that is down, with nothing acknowledged, and the page comes again', async () => {
    const store = seen()
    const { w, id } = await onFile({ wrap: store.wrap })
    store.before((statements) => (keeps(statements) ? new StoreUnavailable('full') : undefined))
    const page = [said('N1', 1, '98')]
    const acknowledged = mailbox(w, speech.xml, page, page)
    await expect(w.gateway.tick()).rejects.toMatchObject({ reason: 'full' })
    expect(acknowledged).toEqual([])
    expect(await outcomes(w)).toEqual({})
    store.before(() => undefined)
    await w.gateway.tick()
    expect(acknowledged).toEqual([['N1']])
    expect(await statusOf(w.gateway, id)).toBe('released')
  })

  it('is there when the process dies before it acknowledges: the page comes again, and nothing is applied twice', async () => {
    const { w, id } = await onFile()
    const page = speech.xml.print([said('N1', 1, '90'), said('N2', 2, '98')])
    let dying = true
    w.line((request) => {
      if (request.url.includes('/ace/mailbox?')) return speech.xml.answer(page)
      if (!request.url.endsWith('/acknowledgements')) return w.cbp(request)
      if (dying) throw new Error('killed')
      return Response.json({ removed: 2 })
    })
    await w.gateway.tick()
    dying = false
    await w.restart().tick()
    expect(await outcomes(w)).toEqual({ N1: 'applied', N2: 'applied' })
    expect(await notified(w, id)).toHaveLength(2)
  })
})

describe('what CBP says three times of fifty entries, all of it at hand', () => {
  it.each([
    ['on the straight road', () => undefined],
    ['from the inbox', (all: readonly Statement[]) => goesStraight(all) ? new Conflict('event') : undefined],
  ])('changes each of them once, %s', async (_, hook: Hook) => {
    const store = seen()
    const { w, ids } = await onFile({ wrap: store.wrap }, 50)
    const numbers = await w.db.read<Row & { n: string }>(sql`select entry_number as n from entry order by id`)
    const serialOf = (n: string) => n.slice('ZZ9-'.length).replace('-', '')
    const page = [['90', 1], ['97', 2], ['98', 3]].flatMap(([code, minute]) =>
      numbers.map(({ n }) => said(`${n}-${minute}`, Number(minute), `${code}`, { entryNumber: serialOf(n) })),
    )
    mailbox(w, speech.xml, page)
    store.before(hook)
    store.writes.length = 0
    await w.gateway.tick()
    for (const id of ids) {
      expect(await statusOf(w.gateway, id)).toBe('released')
      expect(await notified(w, id)).toHaveLength(3)
    }
    const changes = store.writes.map((write) => write.filter((sql) => sql.startsWith('update entry set state')).length)
    // 41 of them have 123 notifications, of which one write has 125.
    expect(changes.filter((n) => n > 0)).toEqual([41, 9])
    w.close()
  })
}) // prettier-ignore
