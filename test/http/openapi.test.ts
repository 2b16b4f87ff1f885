import { describe, expect, it } from 'vitest'
import { routesOf } from './contract.ts'
import { givenApp } from './given.ts'

type Operation = {
  readonly summary?: string
  readonly security: readonly object[]
  readonly requestBody?: { readonly content: Readonly<Record<string, { schema: object }>> }
  readonly responses: Readonly<Record<string, { description: string; content?: object }>>
  readonly parameters?: readonly { name: string; in: string; required?: boolean; schema: object }[]
}
type Document = {
  readonly openapi: string
  readonly info: { readonly title: string; readonly version: string }
  readonly paths: Readonly<Record<string, Readonly<Record<string, Operation>>>>
  readonly components: { schemas: Readonly<Record<string, object>>; securitySchemes: object }
}

const { app, get } = await givenApp()
const { json, status } = await get('/openapi.json', { key: null })
const document = json as unknown as Document

const operations = Object.entries(document.paths).flatMap(([path, methods]) =>
  Object.entries(methods).map(([method, operation]) => ({ path, method, operation })),
)

describe('GET /openapi.json', () => {
  it('is OpenAPI 3.1', () => {
    expect(status).toBe(200)
    expect(document.openapi).toMatch(/^3\.1\.\d+$/)
    expect(document.info).toMatchObject({ title: 'gate321', version: '1' })
    expect(document.components.securitySchemes).toEqual({ key: { type: 'http', scheme: 'bearer' } })
    for (const path of Object.keys(document.paths)) expect(path).toMatch(/^\//)
  })

  it.each(operations)('describes $method $path', ({ path, method, operation }) => {
    expect(operation.summary).toMatch(/^[A-Z].+[^.]$/)
    expect(Object.keys(operation.responses).length).toBeGreaterThan(0)
    for (const [code, { description }] of Object.entries(operation.responses)) {
      expect(code).toMatch(/^(2\d\d|default)$/)
      expect(description).not.toBe('')
    }
    const names = [...path.matchAll(/\{(\w+)\}/g)].map(([, name]) => name)
    const inPath = (operation.parameters ?? []).filter((one) => one.in === 'path')
    expect(inPath.map(({ name }) => name)).toEqual(names)
    expect(inPath.every(({ required }) => required)).toBe(true)
    const hasBody = path.startsWith('/v1/') && ['post', 'put', 'patch'].includes(method)
    expect(operation.requestBody !== undefined).toBe(hasBody)
  })

  it('refers to nothing that is not there, and keeps nothing that nobody refers to', () => {
    const text = JSON.stringify(document)
    const named = [...text.matchAll(/"#\/components\/schemas\/(\w+)"/g)].map(([, name]) => name)
    expect([...new Set(named)].sort()).toEqual(Object.keys(document.components.schemas).sort())
  })

  it('shows the same fields of a shipment that are taken', () => {
    const { Shipment } = document.components.schemas
    expect(Shipment).toMatchObject({ type: 'object', additionalProperties: false })
    expect((Shipment as { required: string[] }).required.sort()).toEqual(
      ['bill', 'consignee', 'estimatedArrivalDate', 'invoice', 'lines', 'modeOfTransportation', 'packageQuantity', 'portOfEntry', 'reference', 'seller'],
    )
  }) // prettier-ignore
})

describe('the routes', () => {
  /** What Hono really has, without the middleware and the doors of refusal. */
  const mounted = app.routes
    .filter(({ method }) => method !== 'ALL')
    .map(({ method, path }) => `${method} ${path.replace(/:(\w+)/g, '{$1}')}`)

  it('are declared, all of them, and nothing else is', () => {
    const routes = routesOf(app).map(({ method, path }) => `${method} ${path}`)
    expect([...new Set(mounted)].sort()).toEqual(routes.sort())
    const documented = operations.map(({ method, path }) => `${method.toUpperCase()} ${path}`)
    expect(documented.sort()).toEqual(routes.sort())
  })

  it('ask for a key exactly where they say so', async () => {
    for (const { path, method, operation } of operations) {
      const { call, db } = await givenApp()
      const answer = await call(method.toUpperCase(), path, { key: null })
      db.close()
      expect([path, answer.status === 401]).toEqual([path, operation.security.length > 0])
    }
  })
})
