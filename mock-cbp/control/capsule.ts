/**
 * `/_mock/capsule`: the world in one file, to be replayed elsewhere. Personal data never leaves by
 * it, whoever asks. What redacts it also reads rule files, and is loaded when somebody asks.
 * @module
 */
import type { Hono } from 'hono'
import { problem } from '../http/problem.ts'
import { route } from '../http/request.ts'
import type { Env } from '../http/request.ts'

export function capsuleRoutes(app: Hono<Env>): void {
  route(app, '/_mock/capsule', {
    GET: async (context) => {
      const { exportCapsule } = await import('../capsule/export.ts')
      const exported = await exportCapsule(context.env.world)
      return exported.ok
        ? context.body(exported.text, 200, { 'Content-Type': 'application/json' })
        : problem('capsule_incomplete', exported.why)
    },
  })
}
