/**
 * What the guards keep: notifications put aside, what people did by hand, silence on an entry, and
 * transmissions as operators see them.
 * @module
 */
import { describe, expect, it } from 'vitest'
import type { Db } from '../../src/store/db.ts'
import { insertEntry, updateEntry } from '../../src/store/entries.ts'
import { handsOn, noteHand } from '../../src/store/hands.ts'
import { orphansDue, pendingInbox, receive, retryInbox, reviveOrphans } from '../../src/store/inbox.ts' // prettier-ignore
import type { InboxOutcome } from '../../src/store/inbox.ts'
import { beginAttempt, endAttempt, openTransmission, settle } from '../../src/store/outbox.ts'
import { asideById, dismissAside, listAside, replayAside } from '../../src/store/quarantine.ts'
import { countSilent, passLimit } from '../../src/store/silence.ts'
import { attemptsAt, dueNow, listTransmissions, replaceParked, transmissionById } from '../../src/store/transmissions.ts' // prettier-ignore
import { atOnce, freshStore } from './contract.ts'
import type { Factory } from './contract.ts'
import { at, entryWith, filing, number, view } from './example.ts'

export function guardsContract(factory: Factory): void {
  quarantineContract(factory)
  handsContract(factory)
  silenceContract(factory)
  transmissionsContract(factory)
}

const put = (id: string, outcome: InboxOutcome, minutes = 1, filer = 'ZZ9') =>
  receive({
    ...{ id, filer, outcome, entryNumber: number(1), raw: `raw ${id}`, sha256: `hash ${id}` },
    ...{ cbpAt: at(1), sequence: 1, receivedAt: at(minutes), detail: `why ${id}` },
  })

const wonBy = (rows: PromiseSettledResult<unknown[][]>[]) =>
  rows.filter((row) => row.status === 'fulfilled' && row.value[0]?.length === 1)

function quarantineContract(factory: Factory): void {
  describe('the quarantine', () => {
    const db = freshStore(factory)
    const ids = async (...rest: Parameters<typeof listAside> extends [Db, ...infer R] ? R : never) =>
      (await listAside(db, ...rest)).map(({ id }) => id) // prettier-ignore

    it("lists what was put aside, one kind of one filer's, the oldest first, page by page", async () => {
      await db.write([put('C', 'quarantined', 2), put('B', 'quarantined', 1), put('A', 'quarantined', 1)])
      await db.write([put('O', 'orphan'), put('P', 'pending'), put('X', 'quarantined', 1, 'AB1')])
      expect(await ids('ZZ9', 'quarantined', 9)).toEqual(['A', 'B', 'C'])
      expect(await ids('ZZ9', 'quarantined', 1)).toEqual(['A'])
      expect(await ids('ZZ9', 'quarantined', 9, { receivedAt: at(1), id: 'A' })).toEqual(['B', 'C'])
      expect(await ids('ZZ9', 'orphan', 9)).toEqual(['O'])
    }) // prettier-ignore

    it('shows one with its raw text, and to its filer alone', async () => {
      await db.write([put('A', 'quarantined')])
      expect(await asideById(db, 'ZZ9', 'A')).toEqual({
        ...{ id: 'A', filer: 'ZZ9', entryNumber: number(1), outcome: 'quarantined', why: 'why A' },
        ...{ tries: 0, receivedAt: at(1), retryAt: null, raw: 'raw A', sha256: 'hash A' },
      })
      expect(await asideById(db, 'AB1', 'A')).toBeUndefined()
      expect((await db.write([replayAside('AB1', 'A')]))[0]).toEqual([])
    })

    it('gives one back to the inbox once, of many who ask at once, with all its tries', async () => {
      await db.write([put('A', 'pending')])
      for (const _ of [1, 2, 3]) await db.write([retryInbox('A', 'pending', 'no', at(3))])
      await db.write([retryInbox('A', 'quarantined', 'no more', at(3))])
      expect(await asideById(db, 'ZZ9', 'A')).toMatchObject({ outcome: 'quarantined', tries: 4 })
      const asked = await atOnce(5, () => db.write([replayAside('ZZ9', 'A')]))
      expect(wonBy(asked as PromiseSettledResult<unknown[][]>[])).toHaveLength(1)
      expect(await pendingInbox(db, 9, at(0))).toMatchObject([{ id: 'A', tries: 0 }])
    })

    it('dismisses one for good, and nothing that is under way or done', async () => {
      await db.write([put('A', 'quarantined'), put('B', 'pending'), put('C', 'applied')])
      for (const id of ['A', 'B', 'C']) await db.write([dismissAside('ZZ9', id, 'seen')])
      expect(await asideById(db, 'ZZ9', 'A')).toMatchObject({ outcome: 'dismissed', why: 'seen' })
      expect(await asideById(db, 'ZZ9', 'B')).toMatchObject({ outcome: 'pending' })
      expect(await asideById(db, 'ZZ9', 'C')).toMatchObject({ outcome: 'applied' })
      expect((await db.write([replayAside('ZZ9', 'A')]))[0]).toEqual([])
    })

    it('tries orphans again when their time has come, each by one node', async () => {
      await db.write([put('A', 'pending'), put('B', 'pending'), put('C', 'orphan')])
      await db.write([retryInbox('A', 'orphan', 'nobody', at(5)), retryInbox('B', 'orphan', 'nobody', at(9))]) // prettier-ignore
      expect([await orphansDue(db, at(4)), await orphansDue(db, at(5))]).toEqual([false, true])
      const revived = await atOnce(4, () => db.write([reviveOrphans(at(6), 9)]))
      expect(wonBy(revived as PromiseSettledResult<unknown[][]>[])).toHaveLength(1)
      expect(await pendingInbox(db, 9, at(6))).toMatchObject([{ id: 'A', tries: 1 }])
      expect(await asideById(db, 'ZZ9', 'C')).toMatchObject({ outcome: 'orphan', retryAt: null })
    })
  })
}

function handsContract(factory: Factory): void {
  describe('what people did by hand', () => {
    const db = freshStore(factory)
    const hand = (minutes: number, action: string, why: string | null = null) => ({ at: at(minutes), action, by: 'KEY1', why }) // prettier-ignore

    it('is told in its order, of one thing of one filer', async () => {
      await db.write([noteHand('ZZ9', 'N1', hand(2, 'dismiss', 'seen')), noteHand('ZZ9', 'N1', hand(1, 'replay'))]) // prettier-ignore
      await db.write([noteHand('ZZ9', 'N2', hand(1, 'replay')), noteHand('AB1', 'N1', hand(1, 'replay'))]) // prettier-ignore
      expect(await handsOn(db, 'ZZ9', 'N1')).toEqual([
        hand(1, 'replay'),
        hand(2, 'dismiss', 'seen'),
      ])
    })

    it('is kept as it was first said', async () => {
      await db.write([noteHand('ZZ9', 'N1', hand(1, 'replay', 'first'))])
      await db.write([noteHand('ZZ9', 'N1', hand(1, 'replay', 'second'))])
      expect(await handsOn(db, 'ZZ9', 'N1')).toEqual([hand(1, 'replay', 'first')])
    })
  })
}

function silenceContract(factory: Factory): void {
  describe('the silence on entries', () => {
    const db = freshStore(factory)
    const reply = (since: string) => ({ word: 'reply', since }) as const
    const begin = async (...serials: number[]) => {
      for (const serial of serials) {
        await db.write([
          ...insertEntry(`E${serial}`, entryWith(serial), null, { awaited: reply(at(serial)) }),
        ])
      }
    }
    const passed = async (limit: number, since: string, most = 9) =>
      (await passLimit(db, limit, since, most)).map(({ id }) => id).sort()

    it('passes each limit once, one after the other', async () => {
      await begin(1, 2, 3)
      expect(await passed(1, at(2))).toEqual(['E1', 'E2'])
      expect(await passed(1, at(2))).toEqual([])
      expect(await passed(2, at(1))).toEqual(['E1'])
      expect(await passed(3, at(0))).toEqual([])
      expect(await countSilent(db, [1, 4, 24])).toEqual([
        { word: 'reply', hours: 1, entries: 1 },
        { word: 'reply', hours: 4, entries: 1 },
      ])
    })

    it('passes so many at a time, and each by one node', async () => {
      await begin(1, 2, 3, 4, 5)
      expect(await passed(1, at(9), 2)).toHaveLength(2)
      const nodes = await atOnce(4, () => passed(1, at(9)))
      const found = nodes.flatMap((node) => (node.status === 'fulfilled' ? node.value : []))
      expect(found).toHaveLength(3)
      expect(await countSilent(db, [1, 4, 24])).toEqual([{ word: 'reply', hours: 1, entries: 5 }])
    })

    it('begins anew with another word, goes on with the same, and ends', async () => {
      await begin(1, 2)
      await passed(1, at(9))
      const [one, two] = [entryWith(1), entryWith(2)]
      await db.write([...updateEntry('E1', view(one, reply(at(1))), view(one, reply(at(1))))])
      expect(await countSilent(db, [1, 4, 24])).toMatchObject([{ entries: 2 }])
      const status = { word: 'status', since: at(1) } as const
      await db.write([...updateEntry('E1', view(one, reply(at(1))), view(one, status))])
      expect(await countSilent(db, [1, 4, 24])).toMatchObject([{ entries: 1 }])
      expect(await passLimit(db, 1, at(9), 9)).toEqual([{ id: 'E1', filer: 'ZZ9', word: 'status' }])
      await db.write([
        ...updateEntry('E1', view(one, status), view(one)),
        ...updateEntry('E2', view(two, reply(at(2))), view(two)),
      ])
      expect(await countSilent(db, [1, 4, 24])).toEqual([])
      expect(await passed(1, at(99))).toEqual([])
    })
  })
}

function transmissionsContract(factory: Factory): void {
  describe('transmissions as operators see them', () => {
    const db = freshStore(factory)
    const to = (state: 'due' | 'parked' | 'answered') => ({ state, inDoubt: false, dueAt: at(9), note: 'why' }) // prettier-ignore
    const open = async (id: string, state?: 'parked' | 'answered') => {
      await db.write([openTransmission(filing(id), at(1)), ...beginAttempt(id, 1, at(1), at(2))])
      if (state) await db.write([endAttempt(id, 1, at(2), state, ''), settle(id, 1, at(2), to(state))]) // prettier-ignore
    }

    it('are listed by state, the newest first, page by page, and to their filer alone', async () => {
      for (const id of ['M1', 'M2', 'M3']) await open(id, 'parked')
      await open('M4', 'answered')
      const ids = async (limit: number, before?: string) =>
        (await listTransmissions(db, 'ZZ9', 'parked', limit, before)).map((one) => one.messageId)
      expect([await ids(2), await ids(2, 'M2')]).toEqual([['M3', 'M2'], ['M1']])
      expect(await listTransmissions(db, 'AB1', 'parked', 9)).toEqual([])
      expect(await transmissionById(db, 'AB1', 'M1')).toBeUndefined()
      expect(await transmissionById(db, 'ZZ9', 'M4')).toMatchObject({ state: 'answered', attempts: 1, answeredAt: at(2) }) // prettier-ignore
    })

    it('show their attempts in order', async () => {
      await open('M1')
      await db.write([endAttempt('M1', 1, at(2), 'again', 'cbp_empty')])
      await db.write(beginAttempt('M1', 2, at(3), at(4)))
      expect(await attemptsAt(db, 'M1')).toEqual([
        { n: 1, startedAt: at(1), finishedAt: at(2), outcome: 'again', detail: 'cbp_empty' },
        { n: 2, startedAt: at(3), finishedAt: null, outcome: null, detail: null },
      ])
    })

    it('are due at once by hand, and not while an attempt has its lease', async () => {
      await open('M1')
      expect((await db.write([dueNow('M1', at(1))]))[0]).toEqual([])
      expect((await db.write([dueNow('M1', at(3))]))[0]).toHaveLength(1)
      await open('M2', 'parked')
      expect((await db.write([dueNow('M2', at(3))]))[0]).toEqual([])
    })

    it('are replaced once, of many who ask at once, and only when they are parked', async () => {
      await open('M1', 'parked')
      await open('M2')
      const asked = await atOnce(5, () => db.write([replaceParked('M1', 'split')]))
      expect(wonBy(asked as PromiseSettledResult<unknown[][]>[])).toHaveLength(1)
      expect((await db.write([replaceParked('M2', 'split')]))[0]).toEqual([])
      expect(await transmissionById(db, 'ZZ9', 'M1')).toMatchObject({ state: 'replaced', note: 'split' }) // prettier-ignore
    })
  })
}
