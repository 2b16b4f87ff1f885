/**
 * Announcements to their receivers. Each webhook has a lane of its own: however long one takes, the
 * others are not kept waiting.
 * @module
 */
import { after } from '../domain/day.ts'
import type { Instant } from '../domain/day.ts'
import { beginDelivery, disableAfter, dueDeliveries, endDelivery, freeDelivery } from '../store/deliveries.ts' // prettier-ignore
import type { Attempted, Delivery, Told } from '../store/deliveries.ts'
import { webhookById, webhooksDue } from '../store/webhooks.ts'
import type { Webhook } from '../store/webhooks.ts'
import { delivered } from './announce.ts'
import { inChunks } from './chunks.ts'
import type { Deps } from './deps.ts'
import { readStart } from './excerpt.ts'
import { forgetting } from './forgetting.ts'
import { nextAttempt, retryAfterMillis, schedule } from './schedule.ts'
import { signatureHeaders } from './sign.ts'

/** What began; `done` is the number of attempts that were made, once all of them have ended. */
export type Begun = { readonly started: number; readonly done: Promise<number> }

/** A lane works on so many of its deliveries in one go, and so many of them at once. */
const laneSize = 20
const laneWidth = 4
/** As long as all of them may take one after the other, 15 s each. */
const laneMillis = 300_000
/** Lanes at once: each has at most `laneWidth` sockets. */
const mostLanes = 200
/** A lane asks the store as much as so many entries; a delivery is some five queries. */
const entriesALane = 5

/** Longer than an attempt may take (15 s), so that a lease that ended means a sender that died. */
const leaseMillis = 60_000

export function deliveries(deps: Deps): () => Promise<Begun> {
  const { db, clock, log } = deps
  /** Lanes at work, and until when: a Worker may be stopped in the middle of one. */
  const busy = new Map<string, Instant>()
  const forget = forgetting(deps)

  const lane = async (id: string): Promise<number> => {
    try {
      return await workOff(deps, id)
    } catch (error) {
      const why = error instanceof Error ? error.message : String(error)
      log('alarm', 'delivery_failed', { webhook: id, why })
      return 0
    } finally {
      busy.delete(id)
    }
  }

  return async () => {
    if (!deps.receivers) return { started: 0, done: Promise.resolve(0) }
    const now = clock.now()
    await forget()
    const free = (await webhooksDue(db, now)).filter((id) => (busy.get(id) ?? '') <= now)
    const most = Math.min(mostLanes, Math.floor((deps.room?.() ?? Infinity) / entriesALane))
    const begun = free.slice(0, Math.max(0, most - busy.size)).map((id) => {
      busy.set(id, after(now, laneMillis))
      return lane(id)
    })
    const done = Promise.all(begun).then((made) => made.reduce((sum, each) => sum + each, 0))
    return { started: begun.length, done }
  }
}

/** Entries side by side, the announcements of one entry behind each other. */
async function workOff(deps: Deps, webhookId: string): Promise<number> {
  const due = await dueDeliveries(deps.db, webhookId, deps.clock.now(), laneSize)
  const byEntry = Map.groupBy(due, ({ about, messageId }) => about?.entryId ?? messageId)
  const made = await inChunks([...byEntry.values()], laneWidth, async (ofEntry) => {
    let attempts = 0
    for (const delivery of ofEntry) attempts += (await attempt(deps, delivery)) ? 1 : 0
    return attempts
  })
  return made.reduce((sum, each) => sum + each, 0)
}

/** Whether it was ours to send: another node may have taken it, and webhooks go away. */
async function attempt(deps: Deps, delivery: Delivery): Promise<boolean> {
  const { db, clock, log } = deps
  const { webhookId, messageId } = delivery
  const begunAt = clock.now()
  const leaseUntil = after(begunAt, leaseMillis)
  const [taken] = await db.write([beginDelivery(delivery, begunAt, leaseUntil)])
  // Read after the lease, so that a new address or secret is never passed over.
  const webhook = taken?.length ? await webhookById(db, webhookId) : undefined
  if (!webhook) return false
  const attempted: Attempted = { webhookId, messageId, n: delivery.attempts + 1, leaseUntil }
  const answer = await ask(deps, webhook, delivery)
  const told = conclude(answer, attempted.n, clock.now(), deps.chance())
  const reason = disabling(answer, told, attempted.n)
  const [disabled] = await db.write([
    ...(reason === undefined ? [] : [disableAfter(attempted, reason, told.at)]),
    endDelivery(attempted, told),
    freeDelivery(attempted, told.at),
  ])
  if (reason !== undefined && disabled?.length) {
    log('alarm', 'webhook_disabled', { webhook: webhookId, filer: webhook.filer, why: reason })
  }
  return true
}

type Answer = {
  /** `null`: there was none. */
  readonly status: number | null
  readonly note: string
  readonly retryAfter: number
}

async function ask(deps: Deps, webhook: Webhook, delivery: Delivery): Promise<Answer> {
  const { receivers } = deps
  if (!receivers) throw new Error('there is no way to receivers')
  const now = receivers.clock.now()
  const body = delivered(delivery)
  try {
    const response = await receivers.send(
      new Request(webhook.url, {
        method: 'POST',
        headers: {
          'Content-Type': 'application/json',
          'User-Agent': 'gate321',
          'X-Simulated': 'gate321',
          ...signatureHeaders(webhook, delivery.messageId, body, now),
        },
        body,
        redirect: 'manual',
      }),
    )
    return {
      status: response.status,
      note: await readStart(response.body),
      retryAfter: retryAfterMillis(response.headers.get('Retry-After'), now),
    }
  } catch (error) {
    return { status: null, note: whyOf(error), retryAfter: 0 }
  }
}

/** The outermost error of a fetch says only that it failed; its cause says why. */
function whyOf(error: unknown): string {
  const cause = error instanceof Error && error.cause instanceof Error ? error.cause : error
  return (cause instanceof Error ? cause.message || cause.name : String(cause)).slice(0, 256)
}

const isSuccess = ({ status }: Answer) => status !== null && status >= 200 && status < 300
const isGone = ({ status }: Answer) => status === 410

function conclude(answer: Answer, n: number, at: string, chance: number): Told {
  const told = { at, status: answer.status, note: answer.note }
  if (isSuccess(answer)) return { ...told, state: 'delivered', dueAt: at }
  const next = isGone(answer) ? undefined : nextAttempt(n, at, chance, answer.retryAfter)
  return next === undefined
    ? { ...told, state: 'failed', dueAt: at }
    : { ...told, state: 'due', dueAt: next }
}

/** Why the webhook is disabled by this, if it is. */
function disabling(answer: Answer, { state }: Told, n: number): string | undefined {
  if (state !== 'failed') return undefined
  if (isGone(answer)) return 'The receiver answered 410: it wants nothing more.'
  const last = answer.status === null ? answer.note : `HTTP ${answer.status}`
  return `${Math.max(n, schedule.length)} attempts at one announcement failed, the last with: ${last}`
}
