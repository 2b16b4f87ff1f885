/**
 * What every answer of every route must be: the declared code and schema, or a problem, and the
 * same headers everywhere.
 * @module
 */
import { expect } from 'vitest'
import type { z } from '@hono/zod-openapi'
import type { App } from '../../src/http/route.ts'
import { problemSchema } from '../../src/http/model.ts'

export type Route = { readonly method: string; readonly path: string; readonly public: boolean }

/** The routes as they are declared. */
export const declared = (app: App) =>
  app.openAPIRegistry.definitions.flatMap((definition) =>
    definition.type === 'route' ? [definition.route] : [],
  )

export const routesOf = (app: App): Route[] =>
  declared(app).map(({ method, path, security }) => ({
    method: method.toUpperCase(),
    path,
    public: security?.length === 0,
  }))

const formOf = (path: string) => new RegExp(`^${path.replace(/\{\w+\}/g, '[^/]+')}$`)

type Responses = Readonly<Record<string, { content?: Record<string, { schema?: z.ZodType }> }>>

/** The schema that a route declares for its JSON answer with this HTTP code. */
function schemaOf(app: App, method: string, path: string, status: number) {
  const route = declared(app).find(
    (route) => route.method === method.toLowerCase() && formOf(route.path).test(path),
  )
  const responses = route?.responses as Responses | undefined
  expect(responses, `${method} ${path} answers ${status}`).toHaveProperty(String(status))
  return responses?.[status]?.content?.['application/json']?.schema
}

export function expectContract(app: App, request: Request, response: Response, text: string): void {
  const { status, headers } = response
  const { pathname } = new URL(request.url)
  const where = `${request.method} ${pathname} answered ${status} ${text.slice(0, 300)}`
  expect(headers.get('X-Simulated'), where).toBe('gate321')
  expect(headers.get('X-Content-Type-Options'), where).toBe('nosniff')
  expect(headers.get('X-Request-Id'), where).toMatch(/^[\w-]{1,64}$/)
  if (request.method === 'HEAD') {
    expect(text, where).toBe('')
  } else if (status >= 400) {
    expect(headers.get('Content-Type'), where).toBe('application/problem+json')
    expect(problemSchema.safeParse(JSON.parse(text)).error, where).toBeUndefined()
    expect(JSON.parse(text), where).toMatchObject({ status })
  } else {
    const schema = schemaOf(app, request.method, decodeURI(pathname), status)
    if (!schema) return
    expect(headers.get('Content-Type'), where).toBe('application/json')
    expect(schema.safeParse(JSON.parse(text)).error, where).toBeUndefined()
  }
}
