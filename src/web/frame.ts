/**
 * What stands around every page: what this is not, where to go, whose desk it is.
 * @module
 */
import { html } from 'hono/html'
import type { Context } from 'hono'
import type { Env } from '../http/auth.ts'
import { doneTexts } from './done.ts'
import type { Desk, Html, Page } from './page.ts'
import { places } from './place.ts'

const icon =
  "data:image/svg+xml,%3Csvg xmlns='http://www.w3.org/2000/svg' viewBox='0 0 16 16'%3E%3Crect width='16' height='16' rx='4' fill='%231f5c57'/%3E%3Cpath d='M4 5h8M4 8h5M4 11h7' stroke='%23fff' stroke-width='1.5' fill='none'/%3E%3C/svg%3E"

/** No inline style, no code from attributes: the content security policy would refuse both. */
const settings = JSON.stringify({
  includeIndicatorStyles: false,
  allowEval: false,
  selfRequestsOnly: true,
  historyCacheSize: 0,
  defaultSettleDelay: 0,
  timeout: 30_000,
})

export const bare = async (title: string, body: Html, banner: Html | '' = ''): Promise<Html> =>
  html`<!doctype html>
    <html lang="en">
      <head>
        <meta charset="utf-8" />
        <meta name="viewport" content="width=device-width, initial-scale=1" />
        <meta name="color-scheme" content="light dark" />
        <meta name="htmx-config" content="${settings}" />
        <title>${title} · gate321, a simulation</title>
        <link rel="icon" href="${icon}" />
        <link rel="stylesheet" href="/assets/desk.css" />
        <script src="/assets/htmx.js" defer></script>
        <script src="/assets/idiomorph.js" defer></script>
        <script src="/assets/desk.js" defer></script>
      </head>
      <body hx-ext="morph">
        <a class="skip" href="#main">Skip to the content</a>
        <header>
          <p class="banner"><b>A simulation, not CBP.</b> Nothing filed here reaches CBP.</p>
          ${banner}
        </header>
        <main id="main" tabindex="-1">${body}</main>
      </body>
    </html>`

export async function frame(desk: Desk, { title, body }: Page): Promise<Html> {
  const { c, caller, mockUrl } = desk
  const here = new URL(c.req.url).pathname
  const token = c.get('token') ?? ''
  const bar = html`<div class="top">
    <a class="brand" href="/">gate321</a>
    <nav aria-label="Desk">
      <ul>
        ${places.map(([path, name]) => html`<li>${place(here, path, name)}</li>`)}
        ${mockUrl === undefined ? '' : html`<li><a href="${mockUrl}/_mock" rel="noopener">Mock CBP</a></li>`}
      </ul>
    </nav>
    <form method="post" action="/sign-out" class="who">
      <input type="hidden" name="token" value="${token}" />
      <span class="quiet">Filer <b>${caller.filer}</b></span>
      <button class="plain">Sign out</button>
    </form>
  </div>`
  const inside = html`<div id="desk" data-token="${token}" data-live="/live">
    ${said(desk.query('done'))} ${body}
  </div>`
  return bare(title, inside, bar)
}

function place(here: string, path: string, name: string): Html {
  const current = here === path ? 'page' : path !== '/' && here.startsWith(`${path}/`) && 'true'
  return html`<a href="${path}" ${current && html`aria-current="${current}"`}>${name}</a>`
}

function said(done = ''): Html | '' {
  const text = Object.hasOwn(doneTexts, done) ? doneTexts[done] : undefined
  return text === undefined ? '' : html`<p class="note good" role="status">${text}</p>`
}

/** The token that the page in hand carries in its forms. */
export const tokenField = (c: Context<Env>): Html =>
  html`<input type="hidden" name="token" value="${c.get('token') ?? ''}" />`
