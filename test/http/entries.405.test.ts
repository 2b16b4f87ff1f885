import { describe, expect, it } from 'vitest'
import { routesOf } from './contract.ts'
import { givenApp, refusal } from './given.ts'

const { app, call } = await givenApp()
const all = ['GET', 'HEAD', 'POST', 'PUT', 'PATCH', 'DELETE', 'OPTIONS', 'PROPFIND']
const paths = Map.groupBy(routesOf(app), ({ path }) => path)

const rows = [...paths].flatMap(([path, routes]) => {
  const methods = routes.map(({ method }) => method)
  const allowed = methods.includes('GET') ? [...methods, 'HEAD'] : methods
  return all
    .filter((method) => !allowed.includes(method))
    .map((method) => ({ method, path, allowed }))
})

describe('405', () => {
  it.each(rows)('$method $path', async ({ method, path, allowed }) => {
    const answer = await call(method, path.replace('{id}', 'x'))
    expect(answer.status).toBe(405)
    expect(answer.headers.get('Allow')?.split(', ').sort()).toEqual(allowed.sort())
    if (method !== 'HEAD') expect(refusal(answer)).toBe('405 method_not_allowed')
  })

  it('looks at every path', () => {
    expect(paths.size).toBeGreaterThanOrEqual(14)
    expect(rows.length).toBeGreaterThan(70)
  })

  it('comes after the key', async () => {
    expect(refusal(await call('DELETE', '/v1/entries', { key: null }))).toBe('401 auth_missing')
  })
})

describe('HEAD', () => {
  it.each(['/v1/entries', '/v1/keys', '/healthz', '/docs'])('is GET without a body: %s', async (path) => {
    expect(await call('HEAD', path)).toMatchObject({ status: 200, text: '' })
  }) // prettier-ignore
})
