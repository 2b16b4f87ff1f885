/**
 * One webhook against a model: when each announcement is told again, when the webhook is disabled,
 * and which secrets sign while one is replaced.
 * @module
 */
import fc from 'fast-check'
import { expect, it } from 'vitest'
import { after, hour, millisBetween } from '../../src/domain/day.ts'
import { announce } from '../../src/store/feed.ts'
import { answers, breaks, listened, verified } from '../gateway/receiver.ts'
import type { Behaviour } from '../gateway/receiver.ts'
import { filer } from '../gateway/world.ts'

const host = 'one.example.com'

/** Waits before each attempt as the documentation prints them, in seconds. */
const waits = [0, 5, 300, 1800, 7200, 18_000, 36_000, 50_400, 72_000, 86_400]
/** Half of the jitter of a tenth: the world's chance is one half. */
const jitter = 1.05

type Told = { tries: number; state: 'due' | 'delivered' | 'failed'; dueAt: string }
type Model = {
  readonly told: Map<string, Told>
  enabled: boolean
  secret: string
  previous: { readonly secret: string; readonly until: string } | null
}
type Real = Awaited<ReturnType<typeof listened>> & { readonly id: string }
type Command = fc.AsyncCommand<Model, Real>

type Fate = { readonly behaviour: Behaviour; readonly good?: true; readonly gone?: true; readonly wait?: number } // prettier-ignore

const fates: Readonly<Record<string, Fate>> = {
  '204': { behaviour: answers(204), good: true },
  '500': { behaviour: answers(500) },
  '302': { behaviour: answers(302, null, { Location: 'http://127.0.0.1/' }) },
  '410': { behaviour: answers(410), gone: true },
  '429': { behaviour: answers(429, null, { 'Retry-After': '7200' }), wait: 7200 },
  '429 for years': { behaviour: answers(429, null, { 'Retry-After': '999999999' }), wait: 86_400 },
  nothing: { behaviour: breaks },
}

const command = (name: string, run: (model: Model, real: Real) => Promise<void>): Command => ({
  check: () => true,
  toString: () => name,
  run: async (model, real) => {
    await run(model, real)
    const listed = (await real.gateway.webhooks.deliveries(filer, real.id, undefined, { limit: 100 })) ?? [] // prettier-ignore
    const stands = listed.map(({ messageId, state, attempts, dueAt }) => [messageId, state, attempts, state === 'due' ? dueAt : '']) // prettier-ignore
    const should = [...model.told].map(([id, { state, tries, dueAt }]) => [id, state, tries, state === 'due' ? dueAt : '']) // prettier-ignore
    expect(stands.sort()).toEqual(should.sort())
    expect((await real.gateway.webhooks.read(filer, real.id))?.enabled).toBe(model.enabled)
  },
})

/** All of one entry, so that they are told behind each other. */
const said = command('something happens', async ({ told }, { db, clock }) => {
  const seq = told.size + 1
  const at = clock.now()
  await db.write(announce(filer, [{ ...{ entryId: 'E', seq, at }, type: 'entry.updated', entryNumber: 'ZZ9-0000001-1', reference: 'R', status: 'queued', version: 1 }])) // prettier-ignore
  told.set(`msg_E_${seq}`, { tries: 0, state: 'due', dueAt: at })
})

function attempted(model: Model, one: Told, { good, gone, wait = 0 }: Fate, now: string): void {
  one.tries++
  const next = waits[one.tries]
  if (good) one.state = 'delivered'
  else if (gone || next === undefined) Object.assign(one, { state: 'failed' })
  else one.dueAt = after(now, Math.max(Math.round(next * jitter * 1000), wait * 1000))
  if (one.state === 'failed') model.enabled = false
}

const told = (name: string) =>
  command(`told, and the receiver says ${name}`, async (model, real) => {
    const fate = fates[name]
    if (!fate) throw new Error(`no such fate: ${name}`)
    const now = real.clock.now()
    const from = real.heard.length
    real.behave(host, fate.behaviour)
    const begun = await real.gateway.deliver()
    await begun.done
    const due = [...model.told.entries()]
      .filter(([, { state, dueAt }]) => state === 'due' && dueAt <= now)
      .sort(([, a], [, b]) => millisBetween(b.dueAt, a.dueAt))
    const ids: string[] = []
    for (const [id, one] of due) {
      if (!model.enabled) break
      ids.push(id)
      attempted(model, one, fate, now)
    }
    const heard = real.heard.slice(from)
    expect(heard.map(({ headers }) => headers['webhook-id'] ?? '').sort()).toEqual(ids.sort())
    const old = model.previous !== null && model.previous.until > now ? model.previous.secret : null
    for (const each of heard) {
      verified(each, model.secret)
      if (old !== null) verified(each, old)
      expect((each.headers['webhook-signature'] ?? '').split(' ')).toHaveLength(old === null ? 1 : 2) // prettier-ignore
    }
  })

const pass = (seconds: number) =>
  command(`${seconds} s pass`, async (_, real) => real.pass(seconds * 1000))

const rotate = (hours: number) =>
  command(`the secret is replaced, ${hours} h of both`, async (model, { gateway, clock, id }) => {
    const rotated = await gateway.webhooks.rotate(filer, id, hours)
    if (!rotated) throw new Error('the webhook is there')
    model.previous = { secret: model.secret, until: after(clock.now(), hours * hour) }
    model.secret = rotated.secret
  })

const switched = (enabled: boolean) =>
  command(`switched ${enabled ? 'on' : 'off'}`, async (model, { gateway, id }) => {
    await gateway.webhooks.change(filer, id, { enabled })
    model.enabled = enabled
  })

const again = (which: number) =>
  command(`number ${which} is asked for again`, async ({ told }, { gateway, clock, id }) => {
    const messageId = [...told.keys()][which % told.size]
    if (messageId === undefined) return
    await gateway.webhooks.redeliver(filer, id, messageId)
    told.set(messageId, { tries: 0, state: 'due', dueAt: clock.now() })
  })

it('a webhook is told, told again, disabled and signed for as its model says', { timeout: 120_000 }, async () => {
  const steps = [
    fc.constant(said),
    fc.constantFrom(...Object.keys(fates)).map(told),
    fc.constantFrom('500', 'nothing').map(told),
    fc.constantFrom(4, 6, 400, 2000, 8000, 20_000, 60_000, 95_000).map(pass),
    fc.constantFrom(95_000).map(pass),
    fc.constantFrom(1, 24).map(rotate),
    fc.boolean().map(switched),
    fc.nat({ max: 5 }).map(again),
  ]
  let disabled = 0
  await fc.assert(
    fc.asyncProperty(fc.commands(steps, { maxCommands: 20 }), async (commands) => {
      const made = await listened()
      const { id, secret } = await made.register(host)
      const model: Model = { told: new Map(), enabled: true, secret, previous: null }
      await fc.asyncModelRun(() => ({ model, real: { ...made, id } }), commands)
      if (!model.enabled) disabled++
      made.close()
    }),
    { seed: 321, numRuns: 120 },
  )
  expect(disabled).toBeGreaterThan(5)
}) // prettier-ignore

it('ten attempts over three days, and the webhook is disabled', async () => {
  const made = await listened()
  const { id, secret } = await made.register(host)
  const model: Model = { told: new Map(), enabled: true, secret, previous: null }
  const real = { ...made, id }
  await said.run(model, real)
  for (const wait of waits) {
    await pass(Math.ceil(wait * jitter)).run(model, real)
    await told('500').run(model, real)
  }
  expect(made.heard).toHaveLength(10)
  expect(model.enabled).toBe(false)
  made.close()
})
