/**
 * Worlds: list, reset, remove; snapshots to keep and restore; a fork to try what would have been.
 * @module
 */
import type { Hono } from 'hono'
import { z } from 'zod'
import { sql } from '../../src/store/db.ts'
import { problem } from '../http/problem.ts'
import { bodyOf, limitOf, route } from '../http/request.ts'
import type { Asked, Env } from '../http/request.ts'
import { copyWorld, emptyWorld, isWorld, snapshotName } from '../world/copy.ts'
import { worldNameForm } from '../world/world.ts'

const named = z.strictObject({
  name: z.string().regex(worldNameForm, '1 to 64 letters, digits, dots, hyphens'),
})

export function worldRoutes(app: Hono<Env>): void {
  route(app, '/_mock/worlds', { GET: list })

  route(app, '/_mock/reset', {
    POST: ({ env, json }) => {
      env.unrecorded = true
      env.world.effects.push(...emptyWorld(env.world.name))
      return json({ reset: true, now: env.world.baseNow })
    },
  })

  route(app, '/_mock/fork', {
    POST: (context) =>
      withName(context, async (name) => {
        const { world } = context.env
        if (await isWorld(world.db, name)) {
          return problem('command_refused', `the world "${name}" is there already; reset it first`)
        }
        world.effects.push(...copyWorld(world.name, name))
        return context.json({ world: name, from: world.name }, 201)
      }),
  })

  route(app, '/_mock/snapshots', {
    GET: async ({ env, json }) => {
      const { db, name } = env.world
      const prefix = snapshotName(name, '')
      const rows = await db.read<{ world: string; created_at: string }>(
        sql`select world, created_at from mock_world where substr(world, 1, ${prefix.length}) = ${prefix} order by world`,
      )
      return json({ items: rows.map(({ world }) => ({ name: world.slice(prefix.length) })) })
    },
    /** Taken under a name that is there, it takes the place of that one. */
    POST: (context) =>
      withName(context, async (name) => {
        const { world } = context.env
        const kept = snapshotName(world.name, name)
        world.effects.push(...emptyWorld(kept), ...copyWorld(world.name, kept))
        return context.json({ snapshot: name, world: world.name }, 201)
      }),
  })

  route(app, '/_mock/snapshots/:name/restore', {
    POST: async (context) => {
      const { world } = context.env
      context.env.unrecorded = true
      const name = context.req.param('name') ?? ''
      const kept = snapshotName(world.name, name)
      if (!(await isWorld(world.db, kept))) {
        return problem('world_unknown', `this world has no snapshot "${name.slice(0, 64)}"`)
      }
      world.effects.push(...emptyWorld(world.name), ...copyWorld(kept, world.name))
      return context.json({ restored: name, world: world.name })
    },
  })
}

async function list(context: Asked): Promise<Response> {
  const limit = limitOf(context, 100, 10_000)
  if (limit instanceof Response) return limit
  const rows = await context.env.world.db.read<{ world: string; created_at: string; n: number }>(
    sql`select w.world, w.created_at,
        (select cast(count(*) as integer) from mock_entry e where e.world = w.world) as n
      from mock_world w where instr(w.world, '~') = 0 order by w.world limit ${limit}`,
  )
  const items = rows.map(({ world, created_at: createdAt, n }) => ({
    ...{ name: world, createdAt, entries: n },
  }))
  return context.json({ items })
}

/** What is done to other worlds is no part of this one's story. */
async function withName(
  context: Asked,
  answer: (name: string) => Promise<Response>,
): Promise<Response> {
  context.env.unrecorded = true
  const read = bodyOf(context, named, 'world_invalid')
  return read instanceof Response ? read : answer(read.name)
}
