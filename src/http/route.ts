/**
 * A route is declared once: its path and schemas make the OpenAPI document, and the same schemas
 * judge what comes in. Bodies have readers of their own, so that all problems are found at once.
 * @module
 */
import type { OpenAPIHono, RouteConfig } from '@hono/zod-openapi'
import { z } from '@hono/zod-openapi'
import type { Context } from 'hono'
import type { Scope } from '../gateway/keys.ts'
import { requireScope } from './auth.ts'
import type { Env } from './auth.ts'
import { Refusal } from './errors.ts'
import { problemSchema } from './model.ts'

export type App = OpenAPIHono<Env>
export type Handler = (c: Context<Env>) => Response | Promise<Response>

/** `scope` is what the caller's key must hold; without it the path is public. */
export function mount(
  app: App,
  route: RouteConfig,
  scope: Scope | undefined,
  handler: Handler,
): void {
  app.openAPIRegistry.registerPath({
    ...route,
    security: scope === undefined ? [] : [{ key: [scope] }],
    responses: { ...route.responses, default: problemResponse },
  })
  const path = route.path.replace(/\{(\w+)\}/g, ':$1')
  const mediaTypes = mediaTypesOf(route)
  app.on(route.method.toUpperCase(), path, async (c) => {
    c.set('route', route.path)
    if (scope !== undefined) {
      requireScope(c.get('caller'), scope)
      if (!route.request?.query) readQuery(c, noQuery)
    }
    expectAcceptable(c, mediaTypes)
    return handler(c)
  })
}

/** Every path answers 405 with Allow to the methods it does not have, and 404 is for no path. */
export function refuseOtherMethods(app: App): void {
  const methods = Map.groupBy(app.openAPIRegistry.definitions.flatMap(routesOf), ({ path }) => path)
  for (const [path, routes] of methods) {
    const allow = [...new Set(routes.map(({ method }) => method.toUpperCase()))]
    if (allow.includes('GET')) allow.push('HEAD')
    app.all(path.replace(/\{(\w+)\}/g, ':$1'), (c) => {
      throw new Refusal(405, 'method_not_allowed', `${c.req.method} is not possible here.`, {
        headers: { Allow: allow.join(', ') },
      })
    })
  }
}

type Definition = App['openAPIRegistry']['definitions'][number]

const routesOf = (definition: Definition) => (definition.type === 'route' ? [definition.route] : [])

/** What a route answers with beside what all of them do. */
const mediaTypesOf = ({ responses }: RouteConfig): string[] =>
  Object.values(responses).flatMap((response) =>
    'content' in response ? Object.keys(response.content ?? {}) : [],
  )

function expectAcceptable(c: Context<Env>, mediaTypes: readonly string[]): void {
  const accept = c.req.header('Accept') ?? ''
  if (mediaTypes.some((mediaType) => accept.toLowerCase().includes(mediaType))) return
  const acceptable = /\*\/\*|application\/(\*|json|problem\+json)|text\/(html|css|event-stream|\*)/i
  if (accept.trim() === '' || acceptable.test(accept)) return
  throw new Refusal(406, 'not_acceptable', 'Only application/json is available here.')
}

const noQuery = z.object({})

/** The query, each parameter once, none that the schema does not know. */
export function readQuery<S extends z.ZodObject>(c: Context<Env>, schema: S): z.infer<S> {
  const { searchParams } = new URL(c.req.url)
  const invalid = (name: string, why: string) =>
    new Refusal(400, 'query_invalid', `The parameter "${name}" ${why}.`)
  for (const name of searchParams.keys()) {
    if (!Object.hasOwn(schema.shape, name)) {
      throw new Refusal(400, 'query_unknown', `There is no parameter "${name.slice(0, 80)}" here.`)
    }
    const { length } = searchParams.getAll(name)
    if (length > 1) throw invalid(name, `was sent ${length} times`)
  }
  const parsed = schema.safeParse(Object.fromEntries(searchParams))
  if (parsed.success) return parsed.data
  const [issue] = parsed.error.issues
  const name = String(issue?.path[0] ?? '')
  if (issue?.code === 'too_big') {
    const detail = `The parameter "${name}" is longer than ${issue.maximum} characters.`
    throw new Refusal(422, 'query_too_long', detail)
  }
  throw invalid(name, `is not valid: ${issue?.message}`)
}

export const json = <S extends z.ZodType>(schema: S, description: string) => ({
  description,
  content: { 'application/json': { schema } },
})

const problemResponse = {
  description:
    'A problem (RFC 9457): branch on its code, show its detail. 429: your own share is used up (rate_limited, too_many_at_once, daily_cap, login_limited). 503: no room just now (overloaded, storage_full, storage_busy, sending_paused). Both say when to come again.',
  headers: {
    'Retry-After': {
      description: 'Seconds, with 429 and 503',
      schema: { type: 'integer' as const },
    },
  },
  content: { 'application/problem+json': { schema: problemSchema } },
}
