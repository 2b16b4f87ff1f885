/**
 * `/settings/session`: who sits here, with what key, and how to get up.
 * @module
 */
import { html } from 'hono/html'
import { tokenField } from '../frame.ts'
import { facts } from '../parts.ts'
import { page } from '../page.ts'
import type { Desks } from '../page.ts'
import { room } from './room.ts'
import { scopeSentences } from './sentences.ts'

const path = '/settings/session'

export function mountSession(desks: Desks): void {
  page(desks, path, undefined, async ({ c, caller }) =>
    room(
      path,
      'This session',
      html`${facts([
          ['Filer', html`<b>${caller.filer}</b>`],
          ['Signed in with the key', html`<code>${caller.keyId}</code>`],
        ])}
        <h2>What it may do</h2>
        <ul>
          ${caller.scopes.map(
            (scope) => html`<li><code>${scope}</code>: ${scopeSentences[scope]}</li>`,
          )}
        </ul>
        <p class="quiet">
          A session ends after half an hour without a click, after twelve hours, and when its key is
          revoked.
        </p>
        <form method="post" action="/sign-out">
          ${tokenField(c)}
          <button>Sign out</button>
        </form>`,
    ),
  )
}
