/**
 * `/v1/stops`: the operator's switch that stops a filer's filing, for a key that leaked. What waits
 * is not put into transmissions either; reading goes on.
 * @module
 */
import { createRoute, z } from '@hono/zod-openapi'
import { parseFilerCode } from '../domain/number.ts'
import { textProblems } from '../domain/text.ts'
import type { Gateway } from '../gateway/gateway.ts'
import { entryCap, readJsonBody } from './body.ts'
import { invalid, Refusal } from './errors.ts'
import { json, mount } from './route.ts'
import type { App } from './route.ts'
import { shape } from './shape.ts'

const stop = z
  .strictObject({ filer: z.string().openapi({ example: 'ZZ9' }), at: z.string(), why: z.string() })
  .openapi('Stop')
const wanted = z
  .strictObject({ why: z.string().openapi({ example: 'a key leaked' }) })
  .openapi('WantedStop')
const params = z.object({ filer: z.string() })

export function mountStops(app: App, gateway: Gateway): void {
  const filerOf = (text: string | undefined) => {
    const filer = parseFilerCode(text ?? '')
    if (!filer) throw new Refusal(404, 'filer_not_found', 'That is no filer code.')
    return filer
  }

  mount(
    app,
    createRoute({
      method: 'get',
      path: '/v1/stops',
      summary: 'The filers that are stopped',
      responses: { 200: json(z.strictObject({ items: z.array(stop) }), 'Stops') },
    }),
    'ops',
    async (c) => c.json({ items: await gateway.stops.list() }),
  )

  mount(
    app,
    createRoute({
      method: 'put',
      path: '/v1/stops/{filer}',
      summary: 'Stop the filing of a filer',
      request: { params, body: json(wanted, 'Why') },
      responses: { 200: json(stop, 'The stop') },
    }),
    'ops',
    async (c) => {
      const filer = filerOf(c.req.param('filer'))
      const { draft, problems } = shape<{ why: string }>(wanted, await readJsonBody(c, entryCap))
      const found = draft.why === undefined ? problems : [...problems, ...textProblems(draft.why, '/why', 200)]
      if (found.length > 0) throw invalid('stop_invalid', found)
      return c.json(await gateway.stops.put(filer, draft.why))
    },
  ) // prettier-ignore

  mount(
    app,
    createRoute({
      method: 'delete',
      path: '/v1/stops/{filer}',
      summary: 'Let a filer file again',
      request: { params },
      responses: { 204: { description: 'It files again' } },
    }),
    'ops',
    async (c) => {
      const lifted = await gateway.stops.lift(filerOf(c.req.param('filer')))
      if (!lifted) throw new Refusal(404, 'stop_not_found', 'This filer is not stopped.')
      return c.body(null, 204)
    },
  )
}
