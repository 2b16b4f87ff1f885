/**
 * `/healthz` and `/readyz`: is the process up, and does the store take writes.
 * @module
 */
import { createRoute, z } from '@hono/zod-openapi'
import type { Gateway } from '../gateway/gateway.ts'
import { Refusal } from './errors.ts'
import { json, mount } from './route.ts'
import type { App } from './route.ts'

const status = z.strictObject({ status: z.string() }).openapi('Health')

export function mountOperations(app: App, gateway: Gateway): void {
  const probe = (path: string, summary: string, check: () => Promise<void>) =>
    mount(
      app,
      createRoute({ method: 'get', path, summary, responses: { 200: json(status, summary) } }),
      undefined,
      async (c) => {
        await check()
        return c.json({ status: 'ok' })
      },
    )

  probe('/healthz', 'The process is up', async () => undefined)
  probe('/readyz', 'The store takes writes', async () => {
    try {
      await gateway.ready()
    } catch (cause) {
      const refusal = new Refusal(503, 'not_ready', 'The store does not take writes.', {
        headers: { 'Retry-After': '5' },
      })
      refusal.cause = cause
      throw refusal
    }
  })
}
