import fc from 'fast-check'
import { describe, expect, it } from 'vitest'
import { after, hour } from '../../src/domain/day.ts'
import { deliveries } from '../../src/gateway/deliver.ts'
import { schedule } from '../../src/gateway/schedule.ts'
import { webhooks } from '../../src/gateway/webhooks.ts'
import { releaseDeliveries } from '../../src/store/deliveries.ts'
import { announce } from '../../src/store/feed.ts'
import { runs, within } from '../conformance/engine.ts'
import { answers, breaks, hangs, receiving, verified } from './receiver.ts'
import type { Behaviour } from './receiver.ts'
import { filer, handClock, world } from './world.ts'

/** How receivers answer in one round, and what the specification makes of it. */
const behaviours: Readonly<Record<string, Behaviour>> = {
  ok: answers(200),
  failing: answers(500),
  redirecting: answers(302, null, { Location: 'http://127.0.0.1/' }),
  gone: answers(410),
  later: answers(429, null, { 'Retry-After': '7200' }),
  broken: breaks,
}

const step = fc.oneof(
  { weight: 5, arbitrary: fc.record({ do: fc.constant('announce' as const), entry: fc.nat({ max: 2 }) }) },
  { weight: 8, arbitrary: fc.record({ do: fc.constant('round' as const), behaviour: fc.constantFrom(...Object.keys(behaviours)) }) },
  { weight: 8, arbitrary: fc.record({ do: fc.constant('pass' as const), millis: fc.constantFrom(1000, 4000, 5500, 60_000, 270_000, 330_000, 25 * 60_000, 11 * hour, 27 * hour, -hour) }) },
  { weight: 2, arbitrary: fc.record({ do: fc.constant('crash' as const), recover: fc.boolean() }) },
  { weight: 1, arbitrary: fc.record({ do: fc.constant('register' as const) }) },
  { weight: 1, arbitrary: fc.record({ do: fc.constant('delete' as const), which: fc.nat() }) },
  { weight: 1, arbitrary: fc.record({ do: fc.constant('switch' as const), which: fc.nat(), enabled: fc.boolean() }) },
  { weight: 1, arbitrary: fc.record({ do: fc.constant('rotate' as const), which: fc.nat() }) },
  { weight: 2, arbitrary: fc.record({ do: fc.constant('redeliver' as const), which: fc.nat(), message: fc.nat() }) },
) // prettier-ignore
type Step = typeof step extends fc.Arbitrary<infer T> ? T : never

/** What the model knows of one announcement to one webhook. */
type Known = { tries: number; notBefore: string; acknowledged: boolean; body: string | undefined }

type Receiver = {
  readonly id: string
  readonly host: string
  secrets: string[]
  live: boolean
  enabled: boolean
  readonly messages: Map<string, Known>
}

async function run(steps: readonly Step[]): Promise<void> {
  const clock = handClock()
  const made = receiving(clock)
  const around = await world({ receivers: made.receivers })
  const deps = { ...around.deps, clock }
  const manage = webhooks(deps)
  let node = deliveries(deps)
  const known: Receiver[] = []
  const seqs = [0, 0, 0]
  const pick = (which: number) => {
    const live = known.filter(({ live }) => live)
    return live[which % live.length]
  }

  const register = async () => {
    const host = `r${known.length}.example.com`
    const created = await manage.create(filer, { url: `https://${host}/`, description: '', types: null, enabled: true })
    if (created.kind !== 'created') return
    known.push({ id: created.webhook.id, host, secrets: [created.secret], live: true, enabled: true, messages: new Map() })
  } // prettier-ignore

  /** Holds everything heard in this round against what the model allows. */
  const judge = (from: number, behaviour: string, begunAt: string) => {
    for (const heard of made.heard.slice(from)) {
      const receiver = known.find(({ host }) => heard.url.includes(host))
      const message = receiver?.messages.get(heard.headers['webhook-id'] ?? '')
      if (!receiver || !message) throw new Error(`nobody was to be told ${heard.headers['webhook-id']}`)
      expect(receiver.live, 'told after it was deleted').toBe(true)
      expect(receiver.enabled, 'told while it was disabled').toBe(true)
      expect(begunAt >= message.notBefore, `told at ${begunAt}, before ${message.notBefore}`).toBe(true)
      for (const secret of receiver.secrets) verified(heard, secret)
      expect(heard.body).toBe(message.body ?? heard.body)
      message.body = heard.body
      message.tries++
      if (behaviour === 'ok') message.acknowledged = true
      if (behaviour === 'crash') message.notBefore = after(begunAt, 60_000)
      else message.notBefore = after(begunAt, schedule[message.tries] ?? 0)
    }
  } // prettier-ignore

  const round = async (behaviour: string) => {
    for (const { host } of known) made.behave(host, behaviours[behaviour] ?? hangs)
    const from = made.heard.length
    const begunAt = clock.now()
    await (
      await node()
    ).done
    judge(from, behaviour, begunAt)
    // One that fails for good disables its webhook, while others of the same round are under way.
    for (const each of known) {
      const now = each.live ? await manage.read(filer, each.id) : undefined
      if (now) each.enabled = now.enabled
    }
  }

  await register()
  for (const each of steps) {
    switch (each.do) {
      case 'announce': {
        const entryId = `E${each.entry}`
        const seq = (seqs[each.entry] = (seqs[each.entry] ?? 0) + 1)
        await around.db.write(announce(filer, [{ entryId, seq, type: 'entry.updated', at: clock.now(), entryNumber: 'ZZ9-0000001-1', reference: 'R', status: 'queued', version: 1 }]))
        const fresh: Known = { tries: 0, notBefore: clock.now(), acknowledged: false, body: undefined }
        for (const { live, messages } of known) if (live) messages.set(`msg_${entryId}_${seq}`, { ...fresh })
        break
      }
      case 'round':
        await round(each.behaviour)
        break
      case 'pass':
        clock.advance(each.millis)
        break
      case 'crash': {
        for (const { host } of known) made.behave(host, hangs)
        const from = made.heard.length
        const begunAt = clock.now()
        await node()
        // A round of the event loop is a write in memory; so many are enough for all that begins.
        for (let turn = 0; turn < 30; turn++) {
          await around.db.settled?.()
          await new Promise((resume) => setImmediate(resume))
        }
        judge(from, 'crash', begunAt)
        node = deliveries(deps)
        if (each.recover) {
          await around.db.write([releaseDeliveries(clock.now())])
          for (const { messages } of known) {
            for (const message of messages.values()) {
              if (message.notBefore > clock.now()) message.notBefore = clock.now()
            }
          }
        }
        break
      }
      case 'register':
        if (known.length < 3) await register()
        break
      case 'delete': {
        const found = pick(each.which)
        if (!found) break
        expect(await manage.remove(filer, found.id)).toBe(true)
        found.live = false
        break
      }
      case 'switch': {
        const found = pick(each.which)
        if (!found) break
        await manage.change(filer, found.id, { enabled: each.enabled })
        found.enabled = each.enabled
        break
      }
      case 'rotate': {
        const found = pick(each.which)
        const rotated = found && (await manage.rotate(filer, found.id, 100_000))
        if (found && rotated) found.secrets = [...found.secrets.slice(-1), rotated.secret]
        break
      }
      case 'redeliver': {
        const found = pick(each.which)
        const ids = [...(found?.messages.keys() ?? [])]
        const id = ids[each.message % ids.length]
        if (!found || id === undefined) break
        await manage.redeliver(filer, found.id, id)
        const message = found.messages.get(id)
        if (message) Object.assign(message, { tries: 0, notBefore: '', acknowledged: false })
        break
      }
    }
  } // prettier-ignore

  // Once everybody is well again, everything is told, or listed as failed.
  for (const { id, live } of known) if (live) await manage.change(filer, id, { enabled: true })
  for (const each of known) each.enabled = true
  for (let rounds = 0; rounds < 12; rounds++) {
    clock.advance(30 * hour)
    await round('ok')
  }
  for (const { id, live, messages } of known) {
    if (!live) continue
    const found = (await manage.deliveries(filer, id, undefined, { limit: 200 })) ?? []
    expect(found.map(({ messageId }) => messageId).sort()).toEqual([...messages.keys()].sort())
    for (const { messageId, state } of found) {
      expect([messageId, state === 'due']).toEqual([messageId, false])
      if (state === 'delivered') expect(messages.get(messageId)?.acknowledged).toBe(true)
    }
  }
  around.close()
}

/** More of them by hand: GATE321_RUNS=5000. */
const wanted = runs(Number(process.env['GATE321_RUNS'] ?? 200))

describe('webhooks, whatever happens', () => {
  it(
    'tell at least once, under one id, never too early, and nothing to who is gone',
    within(60_000 + 200 * wanted),
    async () => {
      await fc.assert(fc.asyncProperty(fc.array(step, { minLength: 5, maxLength: 40 }), run), {
        numRuns: wanted,
        seed: 321,
      })
    },
  )
})
