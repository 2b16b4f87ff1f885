/**
 * `/_mock/clock`: the hands of the world's clock.
 * @module
 */
import type { Hono } from 'hono'
import { z } from 'zod'
import { problem } from '../http/problem.ts'
import { bodyOf, route } from '../http/request.ts'
import type { Asked, Env } from '../http/request.ts'
import { ClockRefused, moveClock, nextDue } from '../world/clock.ts'
import type { WorldTime } from '../world/clock.ts'

const command = z.union([
  z.strictObject({ advance: z.string() }),
  z.strictObject({ set: z.string() }),
  z.strictObject({ freeze: z.literal(true) }),
  z.strictObject({ run: z.literal(true) }),
  z.strictObject({ jump: z.literal(true) }),
])

export function clockRoutes(app: Hono<Env>): void {
  const show = async ({ env, json }: Asked, time: WorldTime) => {
    const { world } = env
    const next = await nextDue({ ...world, now: time.now })
    return json({ ...time, pace: world.settings.pace, next })
  }

  route(app, '/_mock/clock', {
    GET: (context) => {
      const { now, move } = context.env.world
      return show(context, { now, frozen: move.frozen })
    },
    POST: async (context) => {
      const read = bodyOf(context, command)
      if (read instanceof Response) {
        return problem('clock_invalid', 'one of advance, set, freeze, run, jump as JSON')
      }
      try {
        return await show(context, await moveClock(context.env.world, read))
      } catch (error) {
        if (error instanceof ClockRefused) return problem(error.code, error.message)
        throw error
      }
    },
  })
}
