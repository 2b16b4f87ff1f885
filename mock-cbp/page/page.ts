/**
 * `/_mock`: the mock as a page, for people. Rendered here and complete without script; the script
 * only brings what changed.
 * @module
 */
import type { Hono } from 'hono'
import { route } from '../http/request.ts'
import type { Asked, Env } from '../http/request.ts'
import { sha256Of } from '../world/sha256.ts'
import { entriesPage } from './entries.ts'
import { entryPage } from './entry.ts'
import { exchangePage, sentBytes } from './exchange.ts'
import { flightsPage } from './flights.ts'
import { frame } from './frame.ts'
import { linkIn, viewRoot } from './link.ts'
import { nothingHere } from './nothing.ts'
import { overview } from './overview.ts'
import { scenariosPage } from './scenarios.ts'
import { script } from './script.ts'
import { style } from './style.ts'
import { submit } from './submit.ts'
import type { Showing } from './submit.ts'
import { trafficPage } from './traffic.ts'
import { troublePage } from './trouble.ts'
import type { Render, View } from './view.ts'
import { worldsPage } from './worlds.ts'

const pages: readonly (readonly [path: string, render: Render])[] = [
  ['/_mock', overview],
  [`${viewRoot}/entries`, entriesPage],
  [`${viewRoot}/entries/:named`, entryPage],
  [`${viewRoot}/journal`, trafficPage],
  [`${viewRoot}/journal/:named`, exchangePage],
  [`${viewRoot}/scenarios`, scenariosPage],
  [`${viewRoot}/trouble`, troublePage],
  [`${viewRoot}/flights`, flightsPage],
  [`${viewRoot}/worlds`, worldsPage],
]

const assets = [
  ['page.css', 'text/css; charset=utf-8', style],
  ['page.js', 'text/javascript; charset=utf-8', script],
] as const

const guarded = {
  'Content-Security-Policy':
    "default-src 'none'; style-src 'self'; script-src 'self'; connect-src 'self'; img-src 'self' data:; form-action 'self'; base-uri 'none'; frame-ancestors 'none'",
  'X-Content-Type-Options': 'nosniff',
  'Referrer-Policy': 'same-origin',
  'Cross-Origin-Resource-Policy': 'same-origin',
  'Cache-Control': 'no-cache',
}

export function pageRoutes(app: Hono<Env>): void {
  const show = (render: Render) => async (context: Asked) => {
    const view = viewOf(app, context)
    const page = await render(view, context.req.param('named') ?? '')
    const text = String(await frame(view, page ?? nothingHere(view)))
    const status = view.refused?.status ?? (page ? 200 : 404)
    return tagged(context, text, 'text/html; charset=utf-8', status)
  }
  for (const [path, render] of pages) route(app, path, { GET: show(render) })
  for (const [name, mediaType, text] of assets) {
    route(app, `${viewRoot}/${name}`, { GET: (context) => tagged(context, text, mediaType) })
  }
  route(app, `${viewRoot}/journal/:position/request`, { GET: sentBytes })
  route(app, `${viewRoot}/do/:form`, {
    // Where a browser without script looks again after a form was refused.
    GET: ({ env }) =>
      new Response(null, { status: 303, headers: { Location: linkIn(env.world.name, '/_mock') } }),
    POST: submit(app),
  })
  app.get(
    `${viewRoot}/*`,
    show(async () => undefined),
  )
}

function viewOf(app: Hono<Env>, { env, req }: Asked): View {
  const { origin, pathname, search } = new URL(req.url)
  return {
    ...{ origin, world: env.world, refused: (env as Showing).refused },
    address: pathname + search.replace(/([?&])did=[^&]*&?/, '$1').replace(/[?&]$/, ''),
    query: (name) => req.query(name),
    ask: async (path) => (await app.fetch(new Request(new URL(path, req.url)), env)).json(),
  }
}

/** What the reader has already is not sent again. */
async function tagged({ req }: Asked, text: string, mediaType: string, status = 200) {
  const sha256 = await sha256Of(new TextEncoder().encode(text))
  const headers = { ...guarded, ETag: `"${sha256.slice(0, 32)}"` }
  if (status === 200 && req.header('If-None-Match') === headers.ETag) {
    return new Response(null, { status: 304, headers })
  }
  return new Response(text, { status, headers: { ...headers, 'Content-Type': mediaType } })
}
