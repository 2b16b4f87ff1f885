/**
 * `/v1/keys`: the API keys of the caller's own filer.
 * @module
 */
import { createRoute, z } from '@hono/zod-openapi'
import { after, hour, parseDay, parseInstant } from '../domain/day.ts'
import type { Instant } from '../domain/day.ts'
import { scopes } from '../gateway/keys.ts'
import type { Scope } from '../gateway/keys.ts'
import type { Gateway } from '../gateway/gateway.ts'
import { problem } from '../domain/problem.ts'
import type { Problem } from '../domain/problem.ts'
import { textProblems } from '../domain/text.ts'
import { requireScope } from './auth.ts'
import { entryCap, readJsonBody } from './body.ts'
import { invalid, Refusal } from './errors.ts'
import { keySchema, newKeySchema } from './model.ts'
import { json, mount } from './route.ts'
import type { App } from './route.ts'
import { shape } from './shape.ts'

const wanted = z
  .strictObject({
    name: z.string().openapi({ example: 'warehouse' }),
    scopes: z.array(z.enum(scopes)).min(1).nullish(),
    expiresAt: z
      .string()
      .nullish()
      .openapi({ example: '2027-11-20', description: 'Within 365 days; without it in 365 days' }),
  })
  .openapi('WantedKey')

/** A key that nobody renews is a key that nobody looks after. */
const mostDays = 365
const day = 24 * hour

export function mountKeys(app: App, gateway: Gateway): void {
  mount(
    app,
    createRoute({
      method: 'post',
      path: '/v1/keys',
      summary: 'Make a key; its secret is shown once',
      request: { body: json(wanted, 'Name, scopes, end') },
      responses: { 201: json(newKeySchema, 'The key') },
    }),
    'keys',
    async (c) => {
      const body = await readJsonBody(c, entryCap)
      const { draft, problems } = shape<{ name: string; scopes?: Scope[]; expiresAt?: string }>(
        wanted,
        body,
      )
      const { expiresAt, problems: wrong } = judgeKey(gateway.now(), draft)
      const found = [...problems, ...wrong]
      if (found.length > 0) throw invalid('key_invalid', found)
      const caller = c.get('caller')
      const given = [...new Set(draft.scopes ?? caller.scopes)]
      // A key that could give more than it has would have everything.
      for (const scope of given) requireScope(caller, scope)
      const key = await gateway.keys.create(caller.filer, {
        name: draft.name,
        scopes: given,
        expiresAt,
      })
      return c.json(key, 201)
    },
  )

  mount(
    app,
    createRoute({
      method: 'get',
      path: '/v1/keys',
      summary: 'Your keys, without their secrets',
      responses: { 200: json(z.strictObject({ items: z.array(keySchema) }), 'Keys') },
    }),
    'keys',
    async (c) => c.json({ items: await gateway.keys.list(c.get('caller').filer) }),
  )

  mount(
    app,
    createRoute({
      method: 'delete',
      path: '/v1/keys/{id}',
      summary: 'Revoke a key',
      request: { params: z.object({ id: z.string() }) },
      responses: { 204: { description: 'Revoked' } },
    }),
    'keys',
    async (c) => {
      const revoked = await gateway.keys.revoke(c.get('caller').filer, c.req.param('id') ?? '')
      if (!revoked)
        throw new Refusal(404, 'key_not_found', 'There is no such key, or it is revoked.')
      return c.body(null, 204)
    },
  )
}

/** Until when a key of this name may be good, and what is wrong with what was asked for. */
export function judgeKey(
  now: Instant,
  { name, expiresAt: asked }: { readonly name?: string; readonly expiresAt?: string },
): { readonly expiresAt: Instant; readonly problems: readonly Problem[] } {
  const latest = after(now, mostDays * day)
  const expiresAt = asked === undefined ? latest : instantOf(asked)
  const problems: Problem[] = []
  if (expiresAt === undefined) {
    problems.push(problem('date_invalid', '/expiresAt', { found: asked ?? '' }))
  } else if (expiresAt <= now || expiresAt > latest) {
    problems.push(
      problem('expiry_range', '/expiresAt', { days: String(mostDays), found: expiresAt }),
    )
  }
  if (name !== undefined) problems.push(...textProblems(name, '/name', 100))
  return { expiresAt: expiresAt ?? latest, problems }
}

const instantOf = (text: string) => (parseDay(text) ? `${text}T00:00:00.000Z` : parseInstant(text))
