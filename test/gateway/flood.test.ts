import { expect, it, vi } from 'vitest'
import type { Entry } from '../../src/domain/entry.ts'
import { replay } from '../../src/domain/evolve.ts'
import type { Notified } from '../../src/domain/event.ts'
import { mostReread } from '../../src/domain/recent.ts'
import { entryById } from '../../src/store/entries.ts'
import { readJournal } from '../../src/store/journal.ts'
import { within } from '../conformance/engine.ts'
import { mailbox, outcomes, said } from './notice.ts'
import { speech } from './speech.ts'
import { file, filer, parcel, statusOf, world } from './world.ts'

const stateOf = async ({ db }: Awaited<ReturnType<typeof world>>, id: string) =>
  JSON.stringify((await entryById(db, id))?.entry)

const noticeAt = (minute: number, code: string) =>
  said(`N${minute}`, 0, code, {
    sequence: minute,
    at: new Date(Date.parse('2026-11-23T14:10:00.000Z') + minute * 60_000).toISOString(),
  })

it.each(['xml', 'catair'] as const)(
  'hundreds of notices on one entry and late ones among them are each put in their place, on %s',
  within(60_000),
  async (wire) => {
    const w = await world({ wire })
    const { id } = await file(w.gateway, parcel('HAWB1'))
    await w.gateway.tick()
    const one = noticeAt
    const flood = Array.from({ length: 120 }, (_, n) => one(n + 100, n % 2 ? '90' : '97'))
    const pages = [flood.slice(0, 99), flood.slice(99), [one(1, '98')], [one(50, '99')], [one(401, '90')]] // prettier-ignore
    mailbox(w, speech[wire], ...pages)
    const statuses: unknown[] = []
    for (const _ of pages.slice()) {
      await w.gateway.tick()
      statuses.push(await statusOf(w.gateway, id))
    }
    // The release of long ago stands before all holds, and its suspension before most of them.
    expect(statuses).toEqual(['under_review', 'under_review', 'released', 'under_review', 'under_review']) // prettier-ignore
    const journal = (await readJournal(w.db, id)).map(({ event }) => event)
    const heard = journal.filter((event): event is Notified => event.type === 'notified')
    expect(heard).toHaveLength(123)
    expect(heard.slice(-3).map(({ superseded }) => superseded)).toEqual([true, true, false])
    expect(new Set(Object.values(await outcomes(w)))).toEqual(new Set(['applied', 'superseded']))
    const state = await stateOf(w, id)
    expect(JSON.parse(state) as Entry).toEqual(JSON.parse(JSON.stringify(replay(journal))))
    expect(state.length).toBeLessThan(10_000)
    const told = await w.gateway.events(filer, id)
    expect(told).toHaveLength(journal.length)
    w.close()
  },
)

it('late notices on an entry of more than a thousand are put aside unread, until a person wants them', { timeout: 60_000 }, async () => {
  const w = await world()
  const { id } = await file(w.gateway, parcel('HAWB1'))
  await w.gateway.tick()
  const flood = Array.from({ length: mostReread }, (_, n) => noticeAt(n + 100, '90'))
  const late = [noticeAt(1, '98'), noticeAt(2, '99')]
  mailbox(w, speech.xml, flood)
  await w.gateway.tick()
  mailbox(w, speech.xml, late)
  const read = vi.spyOn(w.db, 'read')
  await w.gateway.tick()
  const journals = read.mock.calls.filter(([{ sql }]) => /select seq, data from event/.test(sql))
  expect(journals).toEqual([])
  expect(await outcomes(w)).toMatchObject({ N1: 'quarantined', N2: 'quarantined', N100: 'applied' })
  const [aside] = await w.gateway.quarantine.list(filer, 'quarantined', { limit: 10 })
  expect(aside?.why).toMatch(/^it is older than the newest of 1\d{3} events; a replay by hand reads/)
  expect(await statusOf(w.gateway, id)).toBe('under_review')

  await w.gateway.quarantine.replay(filer, 'N1', 'key', 'the release counts')
  expect(await outcomes(w)).toMatchObject({ N1: 'superseded', N2: 'quarantined' })
  expect(await statusOf(w.gateway, id)).toBe('released')
  const journal = (await readJournal(w.db, id)).map(({ event }) => event)
  expect(JSON.parse(await stateOf(w, id))).toEqual(JSON.parse(JSON.stringify(replay(journal))))
  w.close()
}) // prettier-ignore
