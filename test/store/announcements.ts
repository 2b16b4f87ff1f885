/**
 * The feed, webhooks and their deliveries.
 * @module
 */
import { describe, expect, it } from 'vitest'
import { after } from '../../src/domain/day.ts'
import { sql } from '../../src/store/db.ts'
import type { Db } from '../../src/store/db.ts'
import { beginDelivery, deliveryById, disableAfter, dueDeliveries, endDelivery, forgetAnnouncements, freeDelivery, insertTest, listDeliveries, openDeliveries, redeliver, redeliverRange, releaseDeliveries } from '../../src/store/deliveries.ts' // prettier-ignore
import type { Attempted } from '../../src/store/deliveries.ts'
import {
  announce as announceAll,
  feedAfter,
  feedBounds,
  positionBefore,
} from '../../src/store/feed.ts'
import type { Announcement } from '../../src/store/feed.ts'
import { deleteWebhook, insertWebhook, rotateSecret, updateWebhook, webhookById, webhookOf, webhooksDue, webhooksOf } from '../../src/store/webhooks.ts' // prettier-ignore
import type { Webhook } from '../../src/store/webhooks.ts'
import { atOnce, count, freshStore } from './contract.ts'
import type { Factory } from './contract.ts'
import { at } from './example.ts'

type Said = Announcement & { readonly filer: string }

const announce = ({ filer, ...said }: Said) => announceAll(filer, [said])

const said = (entryId: string, seq: number, changes: Partial<Said> = {}): Said => ({
  filer: 'ZZ9',
  entryId,
  seq,
  type: seq === 1 ? 'entry.queued' : 'entry.updated',
  at: at(seq),
  entryNumber: 'ZZ9-0000001-1',
  reference: 'SHP-1',
  status: 'queued',
  version: 1,
  ...changes,
})

const webhook = (id: string, changes: Partial<Webhook> = {}): Webhook => ({
  id,
  filer: 'ZZ9',
  url: 'https://shop.example.com/hook',
  description: '',
  types: null,
  enabled: true,
  disabledAt: null,
  disabledReason: null,
  secret: 'whsec_AAAA',
  previousSecret: null,
  previousUntil: null,
  createdAt: at(0),
  updatedAt: at(0),
  ...changes,
})

const messagesOf = async (db: Db, id: string) =>
  (await listDeliveries(db, id, undefined, { limit: 100 })).map(({ messageId }) => messageId)

/** Takes the attempt that is due, as a node does before it sends. */
async function begun(db: Db, id: string, now: string): Promise<Attempted> {
  const [due] = await dueDeliveries(db, id, now, 1)
  if (!due) throw new Error('nothing is due')
  const leaseUntil = after(now, 60_000)
  const [rows] = await db.write([beginDelivery(due, now, leaseUntil)])
  expect(rows).toHaveLength(1)
  return { webhookId: id, messageId: due.messageId, n: due.attempts + 1, leaseUntil }
}

const told = (changes: object = {}) => ({
  state: 'delivered' as const,
  dueAt: at(9),
  at: at(9),
  status: 200,
  note: 'ok',
  ...changes,
})

export function announcementsContract(factory: Factory): void {
  describe('the feed', () => {
    const db = freshStore(factory)

    it('counts for each filer from one, without a hole, whoever comes at once', async () => {
      await atOnce(20, (n) => db.write(announce(said(`E${n}`, 1))))
      await db.write(announce(said('other', 1, { filer: 'ABC' })))
      const rows = await feedAfter(db, 'ZZ9', 0, 100)
      expect(rows.map(({ position }) => position)).toEqual(Array.from({ length: 20 }, (_, n) => n + 1))
      expect(await feedBounds(db, 'ZZ9')).toEqual({ oldest: 1, newest: 20 })
      expect(await feedBounds(db, 'ABC')).toEqual({ oldest: 1, newest: 1 })
      expect(await feedBounds(db, 'NEW')).toEqual({ oldest: 1, newest: 0 })
    }) // prettier-ignore

    it('gives what is told together places behind each other, in its order', async () => {
      await db.write(announce(said('E0', 1)))
      const { filer, ...first } = said('E1', 1)
      await db.write(announceAll(filer, [first, { ...first, entryId: 'E2' }, { ...first, seq: 2 }]))
      const rows = await feedAfter(db, 'ZZ9', 0, 10)
      expect(rows.map(({ position, entryId, seq }) => [position, entryId, seq])).toEqual([
        [1, 'E0', 1],
        [2, 'E1', 1],
        [3, 'E2', 1],
        [4, 'E1', 2],
      ])
    })

    it('leaves no hole where a write fails', async () => {
      await db.write(announce(said('E1', 1)))
      await expect(db.write(announce(said('E1', 1)))).rejects.toMatchObject({ table: 'feed' })
      await db.write(announce(said('E1', 2)))
      const { filer, ...row } = said('E1', 2)
      expect(await feedAfter(db, 'ZZ9', 1, 10)).toEqual([{ ...row, position: 2 }])
    })

    it('is read in pages, and from a moment on', async () => {
      for (const seq of [1, 2, 3, 4]) await db.write(announce(said('E1', seq)))
      const page = await feedAfter(db, 'ZZ9', 1, 2)
      expect(page.map(({ position }) => position)).toEqual([2, 3])
      expect(await positionBefore(db, 'ZZ9', at(3))).toBe(2)
      expect(await positionBefore(db, 'ZZ9', at(0))).toBe(0)
      expect(await positionBefore(db, 'ZZ9', at(9))).toBe(4)
    })
  })

  describe('an event', () => {
    const db = freshStore(factory)

    it('has one delivery for every webhook of its filer that wants its type', async () => {
      await db.write([
        insertWebhook(webhook('all')),
        insertWebhook(webhook('released', { types: ['entry.released', 'entry.rejected'] })),
        insertWebhook(webhook('off', { enabled: false })),
        insertWebhook(webhook('theirs', { filer: 'ABC' })),
      ])
      await db.write(announce(said('E1', 1)))
      await db.write(announce(said('E1', 2, { type: 'entry.released', status: 'released' })))
      expect(await messagesOf(db, 'all')).toEqual(['msg_E1_2', 'msg_E1_1'])
      expect(await messagesOf(db, 'released')).toEqual(['msg_E1_2'])
      expect(await messagesOf(db, 'off')).toHaveLength(2)
      expect(await messagesOf(db, 'theirs')).toEqual([])
    })

    it('that is told together with others is delivered with them, each knowing the one before', async () => {
      await db.write([insertWebhook(webhook('all'))])
      await db.write(announce(said('E1', 1)))
      const { filer, ...second } = said('E1', 2)
      await db.write(
        announceAll(filer, [second, { ...second, seq: 3 }, { ...second, entryId: 'E2' }]),
      )
      const deliveries = await listDeliveries(db, 'all', undefined, { limit: 9 })
      const about = deliveries.map(({ messageId, about }) => [messageId, about?.previousSeq])
      expect(about.sort()).toEqual([
        ['msg_E1_1', null],
        ['msg_E1_2', 1],
        ['msg_E1_3', 2],
        ['msg_E2_2', null],
      ])
    })

    it('is never without its deliveries: both are written, or neither', async () => {
      await db.write([insertWebhook(webhook('all'))])
      const failing = sql`insert into webhook (id) values (null)`
      await expect(db.write([...announce(said('E1', 1)), failing])).rejects.toThrow()
      expect([await count(db, 'feed'), await count(db, 'delivery')]).toEqual([0, 0])
    })

    it('knows the one before it that the same webhook was told of', async () => {
      await db.write([insertWebhook(webhook('all')), insertWebhook(webhook('some', { types: ['entry.updated'] }))])
      await db.write(announce(said('E1', 1)))
      await db.write(announce(said('E1', 2)))
      await db.write(announce(said('E1', 3, { type: 'entry.released' })))
      await db.write(announce(said('E1', 4)))
      const previous = async (id: string) =>
        (await listDeliveries(db, id, undefined, { limit: 9 })).map(({ about }) => [about?.seq, about?.previousSeq])
      expect(await previous('all')).toEqual([[4, 3], [3, 2], [2, 1], [1, null]])
      expect(await previous('some')).toEqual([[4, 2], [2, null]])
    }) // prettier-ignore
  })

  describe('a webhook', () => {
    const db = freshStore(factory)

    it('is read back as it was written, by its filer alone', async () => {
      const made = webhook('one', { types: ['entry.released'], previousSecret: 'whsec_BB', previousUntil: at(5) })
      await db.write([insertWebhook(made)])
      expect(await webhookOf(db, 'ZZ9', 'one')).toEqual(made)
      expect(await webhookById(db, 'one')).toEqual(made)
      expect(await webhookOf(db, 'ABC', 'one')).toBeUndefined()
      expect(await webhooksOf(db, 'ABC')).toEqual([])
    }) // prettier-ignore

    it('is changed, and its secret replaced, by its filer alone', async () => {
      await db.write([insertWebhook(webhook('one'))])
      const to = { ...webhook('one'), url: 'https://b.example.com/', types: ['entry.queued'] }
      expect(await db.write([updateWebhook('ABC', 'one', to, at(2))])).toEqual([[]])
      expect(await db.write([rotateSecret('ABC', 'one', 'x', at(9), at(2))])).toEqual([[]])
      await db.write([updateWebhook('ZZ9', 'one', to, at(2))])
      await db.write([rotateSecret('ZZ9', 'one', 'whsec_NEW', at(9), at(3))])
      expect(await webhookById(db, 'one')).toEqual({
        ...to,
        secret: 'whsec_NEW',
        previousSecret: 'whsec_AAAA',
        previousUntil: at(9),
        updatedAt: at(3),
      })
    })

    it('takes its deliveries along when it is deleted, by its filer alone', async () => {
      await db.write([insertWebhook(webhook('one')), insertWebhook(webhook('two'))])
      await db.write(announce(said('E1', 1)))
      expect((await db.write(deleteWebhook('ABC', 'one'))).at(-1)).toEqual([])
      expect(await count(db, 'delivery')).toBe(2)
      expect((await db.write(deleteWebhook('ZZ9', 'one'))).at(-1)).toEqual([{ id: 'one' }])
      expect(await messagesOf(db, 'one')).toEqual([])
      expect(await messagesOf(db, 'two')).toHaveLength(1)
    })
  })

  describe('a delivery', () => {
    const db = freshStore(factory)
    const given = async () => {
      await db.write([insertWebhook(webhook('one'))])
      await db.write(announce(said('E1', 1)))
    }

    it('is due at once, with what is to be said', async () => {
      await given()
      expect(await webhooksDue(db, at(0))).toEqual([])
      expect(await webhooksDue(db, at(1))).toEqual(['one'])
      expect(await dueDeliveries(db, 'one', at(1), 5)).toMatchObject([
        {
          messageId: 'msg_E1_1',
          attempts: 0,
          about: { position: 1, reference: 'SHP-1', entryNumber: 'ZZ9-0000001-1', version: 1 },
        },
      ])
    })

    it('is taken by one of many nodes at once', async () => {
      await given()
      const [due] = await dueDeliveries(db, 'one', at(1), 1)
      if (!due) throw new Error('nothing is due')
      const rivals = await atOnce(20, () => db.write([beginDelivery(due, at(1), at(5))]))
      const won = rivals.filter((one) => one.status === 'fulfilled' && one.value[0]?.length === 1)
      expect(won).toHaveLength(1)
      expect(await webhooksDue(db, at(4))).toEqual([])
      expect(await webhooksDue(db, at(5))).toEqual(['one'])
    })

    it('is not taken once its webhook is disabled or deleted', async () => {
      await given()
      const [due] = await dueDeliveries(db, 'one', at(1), 1)
      if (!due) throw new Error('nothing is due')
      await db.write([updateWebhook('ZZ9', 'one', { ...webhook('one'), enabled: false }, at(1))])
      expect(await webhooksDue(db, at(1))).toEqual([])
      expect(await db.write([beginDelivery(due, at(1), at(5))])).toEqual([[]])
      await db.write(deleteWebhook('ZZ9', 'one'))
      expect(await db.write([beginDelivery(due, at(1), at(5))])).toEqual([[]])
    })

    it('is ended by the attempt that holds it, and by no earlier one', async () => {
      await given()
      const first = await begun(db, 'one', at(1))
      const second = await begun(db, 'one', after(at(1), 60_000))
      await db.write([disableAfter(first, 'late', at(9)), endDelivery(first, told({ status: 500, state: 'failed' }))])
      expect(await deliveryById(db, 'one', 'msg_E1_1')).toMatchObject({ state: 'due', lastStatus: null })
      expect((await webhookById(db, 'one'))?.enabled).toBe(true)
      await db.write([endDelivery(second, told())])
      expect(await deliveryById(db, 'one', 'msg_E1_1')).toMatchObject({ state: 'delivered', attempts: 2, lastStatus: 200, lastNote: 'ok' })
    }) // prettier-ignore

    it('that fails for good disables its webhook in the same write', async () => {
      await given()
      const attempted = await begun(db, 'one', at(1))
      const rows = await db.write([
        disableAfter(attempted, 'gone', at(9)),
        endDelivery(attempted, told({ state: 'failed', status: 410 })),
      ])
      expect(rows[0]).toEqual([{ id: 'one' }])
      expect(await webhookById(db, 'one')).toMatchObject({ enabled: false, disabledReason: 'gone' })
      const open = await openDeliveries(db, 'ZZ9')
      expect([open('one', 'due'), open('one', 'failed')]).toEqual([0, 1])
    })

    it('that a dead process left is due again at the start of the next', async () => {
      await given()
      await begun(db, 'one', at(1))
      expect(await webhooksDue(db, at(1))).toEqual([])
      await db.write([releaseDeliveries(at(1))])
      expect(await webhooksDue(db, at(1))).toEqual(['one'])
    })

    it('asked for again begins anew, but waits for the attempt under way', async () => {
      await given()
      const attempted = await begun(db, 'one', at(1))
      await db.write([redeliver('one', 'msg_E1_1', at(1))])
      expect(await webhooksDue(db, after(at(1), 59_999))).toEqual([])
      await db.write([endDelivery(attempted, told()), freeDelivery(attempted, at(2))])
      expect(await deliveryById(db, 'one', 'msg_E1_1')).toMatchObject({ state: 'due', attempts: 0 })
      const again = await begun(db, 'one', at(2))
      await db.write([endDelivery(again, told())])
      await db.write([redeliver('one', 'msg_E1_1', at(5))])
      expect(await dueDeliveries(db, 'one', at(5), 5)).toMatchObject([{ messageId: 'msg_E1_1' }])
    })

    it('of a range comes again, and is made where there was none', async () => {
      await db.write(announce(said('E1', 1)))
      await db.write([insertWebhook(webhook('one', { types: ['entry.queued', 'entry.updated'] }))])
      await db.write(announce(said('E1', 2)))
      await db.write(announce(said('E1', 3, { type: 'entry.released' })))
      await db.write(announce(said('ours-not', 1, { filer: 'ABC' })))
      const range = { after: 0, upTo: 3 }
      const [rows] = await db.write([redeliverRange('one', range, at(5))])
      expect(rows).toHaveLength(2)
      expect(await messagesOf(db, 'one')).toEqual(['msg_E1_2', 'msg_E1_1'])
      expect(await dueDeliveries(db, 'one', at(4), 5)).toEqual([])
      expect(await dueDeliveries(db, 'one', at(5), 5)).toHaveLength(2)
    })

    it('of a test is about no entry', async () => {
      await db.write([insertWebhook(webhook('one')), insertTest('one', 'msg_test_1', at(1))])
      expect(await dueDeliveries(db, 'one', at(1), 5)).toMatchObject([{ type: 'webhook.test', about: null }])
    }) // prettier-ignore

    it('is listed newest first, page after page, by state', async () => {
      await db.write([insertWebhook(webhook('one'))])
      for (const n of [1, 2, 3]) {
        await db.write(announce(said('A', n)))
        await db.write(announce(said('B', n)))
      }
      const first = await listDeliveries(db, 'one', 'due', { limit: 3 })
      const last = first.at(-1)
      if (!last) throw new Error('nothing is listed')
      const before = [last.at, last.messageId] as const
      const second = await listDeliveries(db, 'one', 'due', { limit: 9, before })
      expect([...first, ...second].map(({ messageId }) => messageId)).toEqual([
        ...['msg_B_3', 'msg_A_3', 'msg_B_2', 'msg_A_2', 'msg_B_1', 'msg_A_1'],
      ])
      expect(await listDeliveries(db, 'one', 'failed', { limit: 9 })).toEqual([])
    })

    it('that is done with is forgotten in time; one that is due never is', async () => {
      await given()
      await db.write(announce(said('E1', 2)))
      const attempted = await begun(db, 'one', at(1))
      await db.write([endDelivery(attempted, told())])
      await db.write(forgetAnnouncements(['ZZ9'], at(9), 100))
      expect(await messagesOf(db, 'one')).toEqual(['msg_E1_2'])
      expect(await feedBounds(db, 'ZZ9')).toEqual({ oldest: 2, newest: 2 })
    })

    it('is forgotten some at a time, and says how much that was', async () => {
      await db.write([insertWebhook(webhook('one'))])
      for (const n of [1, 2, 3]) await db.write(announce(said('A', n)))
      for (const n of [1, 2, 3]) {
        const attempted = await begun(db, 'one', at(n))
        await db.write([endDelivery(attempted, told())])
      }
      const step = async () =>
        (await db.write(forgetAnnouncements(['ZZ9'], at(9), 2))).map((gone) => gone.length)
      expect(await step()).toEqual([2, 2])
      expect(await step()).toEqual([1, 1])
      expect(await step()).toEqual([0, 0])
      expect(await messagesOf(db, 'one')).toEqual([])
    })
  })
}
