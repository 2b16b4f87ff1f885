/**
 * `gate321/mock-cbp/msw`: the simulated CBP behind a base URL in anybody's test suite.
 *
 * @example
 * const server = setupServer(...handlers('https://cbp.test'))
 * @module
 */
import { http } from 'msw'
import type { HttpHandler } from 'msw'
import { createMockCbp } from './index.ts'
import type { MockCbp, MockOptions } from './index.ts'

export function handlers(baseUrl: string, options: Partial<MockOptions> = {}): HttpHandler[] {
  return mockHandlers(createMockCbp(options), baseUrl)
}

/** For a mock that the test wants to hold in its hands, to move its clock. */
export function mockHandlers(mock: MockCbp, baseUrl: string): HttpHandler[] {
  const base = new URL(baseUrl).href.replace(/\/$/, '')
  const { origin } = new URL(base)
  return [
    http.all(`${base}/*`, ({ request }) =>
      mock.fetch(new Request(origin + request.url.slice(base.length), request)),
    ),
  ]
}
