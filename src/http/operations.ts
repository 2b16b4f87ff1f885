/**
 * `/healthz`: the process is up, and nothing else is asked. `/readyz`: whether it should get
 * traffic, check by check.
 * @module
 */
import { createRoute, z } from '@hono/zod-openapi'
import type { Gateway } from '../gateway/gateway.ts'
import type { OwnChecks } from '../gateway/health.ts'
import { Refusal } from './errors.ts'
import { checkOfHealth } from './model.ts'
import { json, mount } from './route.ts'
import type { App } from './route.ts'

const health = z.strictObject({ status: z.literal('ok') }).openapi('Health')
const readiness = z
  .strictObject({ status: z.enum(['ok', 'warn']), checks: z.array(checkOfHealth) })
  .openapi('Readiness')

export function mountOperations(app: App, gateway: Gateway, ownChecks: OwnChecks = () => []): void {
  mount(
    app,
    createRoute({
      method: 'get',
      path: '/healthz',
      summary: 'The process is up',
      responses: { 200: json(health, 'It is') },
    }),
    undefined,
    (c) => c.json({ status: 'ok' }),
  )

  mount(
    app,
    createRoute({
      method: 'get',
      path: '/readyz',
      summary: 'Whether it should get traffic, check by check',
      responses: { 200: json(readiness, 'It should; a warning is for people') },
    }),
    undefined,
    async (c) => {
      const checks = [...(await gateway.health()), ...(await ownChecks())]
      const failed = checks.filter(({ state }) => state === 'failed')
      if (failed.length > 0) {
        const names = failed.map(({ name }) => name).join(', ')
        const refusal = new Refusal(503, 'not_ready', `Not ready: ${names}.`, {
          headers: { 'Retry-After': '5' },
          more: { checks },
        })
        refusal.cause = new Error(failed.map(({ name, detail }) => `${name}: ${detail}`).join('; '))
        throw refusal
      }
      const status = checks.some(({ state }) => state === 'warn') ? 'warn' : 'ok'
      return c.json({ status, checks })
    },
  )
}
