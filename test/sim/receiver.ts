/**
 * Receivers of the filers' webhooks. They fail by seed; what they have said yes to they remember, and
 * a repeat under the same id has to be the same bytes.
 * @module
 */
import { Webhook as Signer } from 'standardwebhooks'
import type { Receivers } from '../../src/gateway/deps.ts'
import type { Webhook } from '../../src/store/webhooks.ts'
import type { Faults } from './plan.ts'
import { Dead } from './store.ts'
import type { Life } from './store.ts'
import type { Oracle } from './told.ts'

/** Of every thing that is announced; the same secret for all of them, so that nothing is drawn. */
export const hookOf = (filer: string, n: number, at: string): Webhook => ({
  id: `whk_${filer}${n}`,
  ...{ filer, url: `https://${filer.toLowerCase()}${n}.example.com/hook`, description: '' },
  ...{ types: null, enabled: true, disabledAt: null, disabledReason: null },
  ...{ secret: `whsec_${btoa('s'.repeat(32))}`, previousSecret: null, previousUntil: null },
  ...{ createdAt: at, updatedAt: at },
})

type Failure = { readonly name: string; readonly odds: number; readonly answer: () => Response }

const answers =
  (status: number, headers: Record<string, string> = {}) =>
  () =>
    new Response('no', { status, headers })

const failures: readonly Failure[] = [
  { name: 'fails', odds: 0.15, answer: answers(500) },
  { name: 'cannot be reached', odds: 0.1, answer: () => { throw new TypeError('fetch failed') } },
  { name: 'asks to wait', odds: 0.05, answer: answers(429, { 'Retry-After': '3600' }) },
  { name: 'has moved', odds: 0.03, answer: answers(301, { Location: 'http://127.0.0.1/' }) },
  { name: 'wants nothing more', odds: 0.0005, answer: answers(410) },
] // prettier-ignore

const deaths = { before: 0.008, after: 0.012 }

type Options = {
  readonly node: string
  readonly now: () => string
  readonly life: Life
  readonly faults: Faults
  readonly oracle: Oracle
  readonly hooks: ReadonlyMap<string, Webhook>
  readonly say: (who: string, what: string) => void
}

export function receiversOf(options: Options): Receivers {
  const { node, now, life, faults, oracle, hooks, say } = options
  let calls = 0
  const hear = (hook: Webhook, { headers }: Request, body: string) => {
    const id = headers.get('webhook-id') ?? ''
    const at = new Date(Number(headers.get('webhook-timestamp')) * 1000)
    const signed = new Signer(hook.secret).sign(id, at, body)
    const before = oracle.bodies.get(`${hook.id} ${id}`)
    oracle.bodies.set(`${hook.id} ${id}`, body)
    const wrong = [
      ...(headers.get('webhook-signature') === signed ? [] : ['is not signed by its secret']),
      ...(before === undefined || before === body ? [] : ['says something else than before']),
    ]
    for (const what of wrong) oracle.breaches.push({ invariant: 'I7', what: `${id} ${what}` })
    return id
  }
  const die = (): never => {
    life.dead = true
    throw new Dead()
  }
  return {
    clock: { now },
    refuse: async () => undefined,
    send: async (request) => {
      if (life.dead) throw new Dead()
      const hook = hooks.get(request.url)
      if (!hook) throw new Error(`nobody listens at ${request.url}`)
      const at = `${node} hook ${++calls}`
      if (faults.strikes(`${at}=dies before`, deaths.before)) die()
      const id = hear(hook, request, await request.text())
      const failure = failures.find(({ name, odds }) => faults.strikes(`${at}=${name}`, odds))
      say(node, `tells ${hook.id} ${id}: ${failure?.name ?? 'heard'}`)
      if (failure) return failure.answer()
      oracle.heard.add(`${hook.id} ${id}`)
      if (faults.strikes(`${at}=dies after`, deaths.after)) die()
      return new Response(null, { status: 204 })
    },
  }
}
