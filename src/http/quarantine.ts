/**
 * `/v1/quarantine`: CBP's notifications that could not be applied, and the way back.
 * @module
 */
import { createRoute, z } from '@hono/zod-openapi'
import type { Gateway } from '../gateway/gateway.ts'
import { asideStates } from '../gateway/quarantine.ts'
import type { ByHand } from '../gateway/quarantine.ts'
import { printCursor, readCursor } from './cursor.ts'
import { Refusal } from './errors.ts'
import { hands, idParam, page, readReason, reasonSchema } from './hands.ts'
import { json, mount, readQuery } from './route.ts'
import type { App } from './route.ts'

const fields = {
  id: z.string(),
  entryNumber: z.string().openapi({ description: 'Empty where it could not be read' }),
  outcome: z.string(),
  why: z.string().nullable(),
  tries: z.int(),
  receivedAt: z.string(),
  retryAt: z.string().nullable().openapi({ description: 'When it is tried again by itself' }),
}
const item = z.strictObject(fields).openapi('Aside')
const whole = z
  .strictObject({ ...fields, sha256: z.string(), raw: z.string(), hands })
  .openapi('WholeAside')
const list = z
  .strictObject({ items: z.array(item), nextCursor: z.string().nullable() })
  .openapi('AsideList')

const query = z.object({
  state: z
    .enum(asideStates)
    .optional()
    .openapi({ description: 'quarantined (the default), or orphan: no entry has its number' }),
  ...page,
})

const notFound = () => new Refusal(404, 'notification_not_found', 'There is no such notification.')

/** Ids are CBP's; a cursor has one dot, and goes into an address as it is. */
const place = (receivedAt: string, id: string) =>
  encodeURIComponent(`${receivedAt} ${id}`)
    .replaceAll('~', '%7E')
    .replaceAll('.', '%2E')
    .replaceAll('%', '~')

function placeOf(text: string) {
  const [receivedAt = '', ...id] = decodeURIComponent(text.replaceAll('~', '%')).split(' ')
  return { receivedAt, id: id.join(' ') }
}

export function mountQuarantine(app: App, gateway: Gateway): void {
  mount(
    app,
    createRoute({
      method: 'get',
      path: '/v1/quarantine',
      summary: 'Notifications that were put aside, the oldest first',
      request: { query },
      responses: { 200: json(list, 'A page of them') },
    }),
    'entries:read',
    async (c) => {
      const { state = 'quarantined', limit = 50, cursor } = readQuery(c, query)
      const { filer } = c.get('caller')
      const scope = [filer, 'quarantine', state]
      const after = cursor === undefined ? undefined : placeOf(await readCursor(scope, cursor))
      const found = await gateway.quarantine.list(filer, state, { limit: limit + 1, after })
      const items = found.slice(0, limit)
      const last = found.length > limit ? items.at(-1) : undefined
      const nextCursor = last ? await printCursor(scope, place(last.receivedAt, last.id)) : null
      return c.json({ items, nextCursor })
    },
  )

  mount(
    app,
    createRoute({
      method: 'get',
      path: '/v1/quarantine/{id}',
      summary: 'One of them with its raw text, and what was done by hand',
      request: { params: idParam },
      responses: { 200: json(whole, 'The notification') },
    }),
    'entries:read',
    async (c) => {
      const found = await gateway.quarantine.show(c.get('caller').filer, c.req.param('id') ?? '')
      if (!found) throw notFound()
      return c.json(found)
    },
  )

  for (const [action, summary] of [
    ['replay', 'Apply it again, as it came'],
    ['dismiss', 'Put it away for good; it stays in the record'],
  ] as const) {
    mount(
      app,
      createRoute({
        method: 'post',
        path: `/v1/quarantine/{id}/${action}`,
        summary,
        request: { params: idParam, body: json(reasonSchema, 'Why') },
        responses: { 200: json(whole, 'What became of it') },
      }),
      'ops',
      async (c) => {
        const why = await readReason(c)
        const { filer, keyId } = c.get('caller')
        const id = c.req.param('id') ?? ''
        const done: ByHand = await gateway.quarantine[action](filer, id, keyId, why)
        if (done.kind === 'not_found') throw notFound()
        if (done.kind === 'settled') {
          throw new Refusal(409, 'notification_settled', `It is not aside: it is ${done.outcome}.`)
        }
        return c.json(done.item)
      },
    )
  }
}
