/**
 * `/_mock/settings`: what the world is told to be.
 * @module
 */
import type { Hono } from 'hono'
import { problem } from '../http/problem.ts'
import { parseJson, route } from '../http/request.ts'
import type { Env } from '../http/request.ts'
import { keepSettings, settingsForm } from '../world/settings.ts'

const change = settingsForm.partial()

export function settingRoutes(app: Hono<Env>): void {
  route(app, '/_mock/settings', {
    GET: ({ env, json }) => json(env.world.settings),
    /** What is left out stays as it is. */
    POST: ({ env, json }) => {
      const { world, body } = env
      if (body instanceof Response) return body
      const read = parseJson(body, change)
      if (typeof read === 'string') return problem('settings_invalid', read)
      const settings = { ...world.kept.settings, ...read }
      world.effects.push(...keepSettings(world, { ...world.kept, settings }))
      return json({ ...world.settings, ...read })
    },
  })
}
