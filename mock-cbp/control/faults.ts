/**
 * `/_mock/faults`: the faults there are, the ones that were ordered, and the bad days.
 * @module
 */
import type { Hono } from 'hono'
import { z } from 'zod'
import { badDays } from '../fault/days.ts'
import { faultNamed, faultNames, faultTable, notHere } from '../fault/fault.ts'
import { pointless } from '../fault/plan.ts'
import { problem } from '../http/problem.ts'
import { bodyOf, route } from '../http/request.ts'
import type { Asked, Env } from '../http/request.ts'
import { nearest } from '../scenario/nearest.ts'
import { keepSettings, plannedFault } from '../world/settings.ts'

/** Of an unknown fault only the name is looked at, so that it is what is told. */
const named = z.looseObject({ fault: z.string() })

export function faultRoutes(app: Hono<Env>): void {
  route(app, '/_mock/faults', {
    GET: ({ env, json }) => {
      const { kept, settings } = env.world
      const days = Object.entries(badDays).map(([name, day]) => ({ name, ...day }))
      const items = faultTable()
      return json({ items, planned: kept.faults, badDay: settings.badDay, badDays: days, notHere })
    },
    POST: order,
    DELETE: ({ env, json }) => {
      const { world } = env
      const { kept } = world
      const settings = { ...kept.settings, badDay: null }
      world.effects.push(...keepSettings(world, { ...kept, settings, faults: [] }))
      return json({ removed: kept.faults.length, badDay: null })
    },
  })
}

/** Behind what was ordered before. */
function order(context: Asked): Response {
  const { world } = context.env
  const name = bodyOf(context, named, 'command_invalid')
  if (name instanceof Response) return name
  if (!faultNamed(name.fault)) {
    const meant = nearest(name.fault, faultNames)
    const detail = `/fault: there is no fault "${name.fault.slice(0, 60)}"${meant}`
    return problem('fault_unknown', `${detail}; GET /_mock/faults lists them`)
  }
  const read = bodyOf(context, plannedFault, 'command_invalid')
  if (read instanceof Response) return read
  const never = pointless(read)
  if (never !== undefined) return problem('command_invalid', `/on: ${never}`)
  const planned = [...world.kept.faults, read]
  world.effects.push(...keepSettings(world, { ...world.kept, faults: planned }))
  return context.json({ planned }, 201)
}
