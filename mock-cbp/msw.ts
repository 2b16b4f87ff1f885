/**
 * `gate321/mock-cbp/msw`: the simulated CBP behind a base URL in anybody's test suite.
 *
 * @example
 * const cbp = createMockCbp({ pace: 'manual' })
 * const server = setupServer(...handlers('https://cbp.test', cbp))
 * @module
 */
import { http, HttpResponse } from 'msw'
import type { HttpHandler } from 'msw'
import { isLineFault } from './fault/elsewhere.ts'
import { createMockCbp } from './index.ts'
import type { MockOptions } from './index.ts'
import type { Fetch } from './world/handle.ts'

/** `mock` is one that the test holds in its hands, or how to make one, or left out. */
export function handlers(
  baseUrl: string,
  mock: Partial<MockOptions> | { readonly fetch: Fetch } = {},
): HttpHandler[] {
  const { fetch } = 'fetch' in mock ? mock : createMockCbp(mock)
  const base = new URL(baseUrl).href.replace(/\/$/, '')
  const { origin } = new URL(base)
  return [
    http.all(`${base}/*`, ({ request }) =>
      fetch(new Request(origin + request.url.slice(base.length), request)).catch(broken),
    ),
  ]
}

/** Where a fault breaks the line, msw breaks it too: its word for that is an answer. */
function broken(error: unknown): Response {
  if (isLineFault(error)) return HttpResponse.error()
  throw error
}
