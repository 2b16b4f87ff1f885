/**
 * Webhooks of a filer: registered, changed, tested, their secrets replaced, their deliveries listed
 * and asked for again.
 * @module
 */
import { after, hour } from '../domain/day.ts'
import type { Instant } from '../domain/day.ts'
import type { FilerCode } from '../domain/number.ts'
import { problem } from '../domain/problem.ts'
import type { Problem } from '../domain/problem.ts'
import { deliveryById, insertTest, listDeliveries, openDeliveries, redeliver, redeliverRange } from '../store/deliveries.ts' // prettier-ignore
import type { Delivery, DeliveryState } from '../store/deliveries.ts'
import { feedBounds, positionBefore } from '../store/feed.ts'
import { deleteWebhook, insertWebhook, rotateSecret, updateWebhook, webhookOf, webhooksOf } from '../store/webhooks.ts' // prettier-ignore
import type { Webhook } from '../store/webhooks.ts'
import type { AnnouncedType } from './announce.ts'
import type { Deps } from './deps.ts'
import { random } from './keys.ts'
import { newSecret } from './sign.ts'

export type ListedWebhook = Omit<Webhook, 'filer' | 'secret' | 'previousSecret'> & {
  readonly deliveries: { readonly due: number; readonly failed: number }
}

export type WantedWebhook = {
  readonly url: string
  readonly description: string
  /** `null`: all there are, and those to come. */
  readonly types: readonly AnnouncedType[] | null
  readonly enabled: boolean
}

export type Refused = { readonly kind: 'refused'; readonly problems: readonly Problem[] }
export type NotFound = { readonly kind: 'not_found' }

export type ShownDelivery = Delivery

/** A position of the feed, or a moment. */
export type Bound = number | Instant

export type Webhooks = {
  readonly create: (
    filer: FilerCode,
    wanted: WantedWebhook,
  ) => Promise<
    | { readonly kind: 'created'; readonly webhook: ListedWebhook; readonly secret: string }
    | { readonly kind: 'too_many'; readonly most: number }
    | Refused
  >
  readonly list: (filer: FilerCode) => Promise<ListedWebhook[]>
  readonly read: (filer: FilerCode, id: string) => Promise<ListedWebhook | undefined>
  readonly change: (
    filer: FilerCode,
    id: string,
    changes: Partial<WantedWebhook>,
  ) => Promise<{ readonly kind: 'changed'; readonly webhook: ListedWebhook } | Refused | NotFound>
  readonly remove: (filer: FilerCode, id: string) => Promise<boolean>
  /** The new secret; the old one signs too for so many hours more. */
  readonly rotate: (
    filer: FilerCode,
    id: string,
    overlapHours: number,
  ) => Promise<{ readonly secret: string; readonly previousUntil: Instant } | undefined>
  readonly test: (
    filer: FilerCode,
    id: string,
  ) => Promise<
    | { readonly kind: 'sent'; readonly delivery: Delivery }
    | { readonly kind: 'disabled' }
    | NotFound
  >
  /** `undefined`: there is no such webhook. */
  readonly deliveries: (
    filer: FilerCode,
    id: string,
    state: DeliveryState | undefined,
    page: { readonly limit: number; readonly before?: readonly [at: string, messageId: string] },
  ) => Promise<Delivery[] | undefined>
  readonly redeliver: (
    filer: FilerCode,
    id: string,
    messageId: string,
  ) => Promise<Delivery | undefined>
  /** How many were put in again: from the one bound to the other, both included. */
  readonly redeliverRange: (
    filer: FilerCode,
    id: string,
    from: Bound,
    to: Bound | undefined,
  ) => Promise<number | undefined>
}

const mostWebhooks = 20
/** Positions in one write: a range may be a month of announcements. */
const rangeSize = 1000

const listed = (
  { filer, secret, previousSecret, ...shown }: Webhook,
  count: (id: string, state: DeliveryState) => number = () => 0,
): ListedWebhook => ({
  ...shown,
  deliveries: { due: count(shown.id, 'due'), failed: count(shown.id, 'failed') },
})

export function webhooks({ db, clock, receivers, wake }: Deps): Webhooks {
  /** Asked when it is said, and again at each attempt. */
  const urlProblems = async (url: string): Promise<Problem[]> => {
    const why = receivers
      ? await receivers.refuse(url)
      : 'this installation has no way to send webhooks'
    const found = url.slice(0, 80)
    return why === undefined ? [] : [problem('webhook_url', '/url', { found, why })]
  }

  const read = async (filer: FilerCode, id: string) => {
    const found = await webhookOf(db, filer, id)
    return found && listed(found, await openDeliveries(db, filer))
  }

  const bound = (filer: FilerCode, at: Bound) =>
    typeof at === 'number' ? at - 1 : positionBefore(db, filer, at)

  return {
    create: async (filer, wanted) => {
      const problems = await urlProblems(wanted.url)
      if (problems.length > 0) return { kind: 'refused', problems }
      if ((await webhooksOf(db, filer)).length >= mostWebhooks) {
        return { kind: 'too_many', most: mostWebhooks }
      }
      const at = clock.now()
      const made: Webhook = {
        ...wanted,
        id: `whk_${random(16)}`,
        filer,
        url: new URL(wanted.url).href,
        ...switched(wanted.enabled, at),
        secret: newSecret(),
        previousSecret: null,
        previousUntil: null,
        createdAt: at,
        updatedAt: at,
      }
      await db.write([insertWebhook(made)])
      return { kind: 'created', webhook: listed(made), secret: made.secret }
    },

    list: async (filer) => {
      const count = await openDeliveries(db, filer)
      return (await webhooksOf(db, filer)).map((each) => listed(each, count))
    },

    read,

    change: async (filer, id, changes) => {
      const found = await webhookOf(db, filer, id)
      if (!found) return { kind: 'not_found' }
      const { url, enabled } = changes
      const problems = url === undefined ? [] : await urlProblems(url)
      if (problems.length > 0) return { kind: 'refused', problems }
      const at = clock.now()
      const to = {
        ...found,
        ...changes,
        ...(url === undefined ? {} : { url: new URL(url).href }),
        ...(enabled === undefined || enabled === found.enabled ? {} : switched(enabled, at)),
      }
      await db.write([updateWebhook(filer, id, to, at)])
      wake()
      const webhook = await read(filer, id)
      return webhook ? { kind: 'changed', webhook } : { kind: 'not_found' }
    },

    remove: async (filer, id) => {
      const rows = await db.write(deleteWebhook(filer, id))
      return (rows.at(-1)?.length ?? 0) > 0
    },

    rotate: async (filer, id, overlapHours) => {
      const secret = newSecret()
      const at = clock.now()
      // Signing goes by the true time; on a shifted clock the overlap would last for months.
      const until = after((receivers?.clock ?? clock).now(), overlapHours * hour)
      const [rows] = await db.write([rotateSecret(filer, id, secret, until, at)])
      return rows?.length ? { secret, previousUntil: until } : undefined
    },

    test: async (filer, id) => {
      const found = await webhookOf(db, filer, id)
      if (!found) return { kind: 'not_found' }
      if (!found.enabled) return { kind: 'disabled' }
      const messageId = `msg_test_${random(16)}`
      await db.write([insertTest(id, messageId, clock.now())])
      wake()
      const delivery = await deliveryById(db, id, messageId)
      return delivery ? { kind: 'sent', delivery } : { kind: 'not_found' }
    },

    deliveries: async (filer, id, state, page) =>
      (await webhookOf(db, filer, id)) && listDeliveries(db, id, state, page),

    redeliver: async (filer, id, messageId) => {
      if (!(await webhookOf(db, filer, id))) return undefined
      await db.write([redeliver(id, messageId, clock.now())])
      wake()
      return deliveryById(db, id, messageId)
    },

    redeliverRange: async (filer, id, from, to) => {
      if (!(await webhookOf(db, filer, id))) return undefined
      const { newest } = await feedBounds(db, filer)
      const last = to === undefined ? newest : Math.min(newest, await upTo(filer, to))
      let count = 0
      for (let at = await bound(filer, from); at < last; at += rangeSize) {
        const range = { after: at, upTo: Math.min(at + rangeSize, last) }
        const [rows] = await db.write([redeliverRange(id, range, clock.now())])
        count += rows?.length ?? 0
      }
      wake()
      return count
    },
  }

  /** The last position of a bound: a moment stands for everything that happened up to it. */
  async function upTo(filer: FilerCode, to: Bound): Promise<number> {
    return typeof to === 'number' ? to : positionBefore(db, filer, after(to, 1))
  }
}

const switched = (enabled: boolean, at: Instant) =>
  enabled
    ? { enabled, disabledAt: null, disabledReason: null }
    : { enabled, disabledAt: at, disabledReason: 'Switched off by its owner.' }
