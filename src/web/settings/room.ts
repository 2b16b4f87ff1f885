/**
 * What the pages of the settings share: their own navigation, and how a part is shown to a key that
 * may not touch it.
 * @module
 */
import { html } from 'hono/html'
import type { Scope } from '../../gateway/keys.ts'
import { postForm } from '../parts.ts'
import type { Desk, Html, Page } from '../page.ts'

export const rooms = [
  ['/settings', 'Policy and fees'],
  ['/settings/checks', 'Checks'],
  ['/settings/headings', 'Headings of files'],
  ['/settings/keys', 'API keys'],
  ['/settings/webhooks', 'Webhooks'],
  ['/settings/session', 'This session'],
] as const

export const may = ({ caller }: Desk, scope: Scope): boolean => caller.scopes.includes(scope)

/** `path` is the room that the page stands in. */
export const room = (
  path: (typeof rooms)[number][0],
  title: string,
  body: Html,
  status?: 404 | 409 | 422,
): Page => ({
  title: `${title} · Settings`,
  ...(status === undefined ? {} : { status }),
  body: html`<div class="settings">
    <nav aria-label="Settings">
      <ul>
        ${rooms.map(
          ([at, name]) =>
            html`<li><a href="${at}" ${at === path && html`aria-current="true"`}>${name}</a></li>`,
        )}
      </ul>
    </nav>
    <div>
      <h1>${title}</h1>
      ${body}
    </div>
  </div>`,
})

/** In the place of what a key may not see or do. */
export const notAllowed = (what: string, scope: Scope): Html =>
  html`<p class="note look">
    ${what} <b>Your key lacks the scope <code>${scope}</code>.</b> Whoever holds a key with it can
    give you one that has it too.
  </p>`

/** A button of its own, with what it does said before it is done. */
export const grave = (desk: Desk, action: string, name: string, warning: string): Html =>
  html`<details class="grave">
    <summary>${name}</summary>
    ${postForm(
      desk.c,
      action,
      html`<p>${warning}</p>
        <button class="grave">${name}</button>`,
    )}
  </details>`

/** Shown in the answer to the form that made it, and never again. */
export const secretOnce = (label: string, secret: string, after: Html): Html =>
  html`<div class="note good" role="status">
    <p><b>${label}</b> It is shown this once; keep it where secrets are kept.</p>
    <pre id="secret">${secret}</pre>
    <p><button type="button" data-copy="#secret">Copy</button></p>
    ${after}
  </div>`
