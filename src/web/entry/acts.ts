/**
 * What may be asked of an entry, and why not the rest.
 * @module
 */
import { html } from 'hono/html'
import type { PresentedEntry } from '../../gateway/present.ts'
import type { Desk, Html } from '../page.ts'
import { postForm } from '../parts.ts'
import { versionField } from './ask.ts'
import { addressOf } from './frame.ts'

/** Each with its reason where it is not allowed. */
export function acts({ c, caller }: Desk, entry: PresentedEntry): Html {
  const { can, status } = entry
  const writes = caller.scopes.includes('entries:write')
  const operates = caller.scopes.includes('ops')
  const why = (of: keyof typeof can, may: boolean, scope: string) =>
    may ? can[of].reason : `Your key lacks the scope ${scope}.`
  const amend = why('amend', writes, 'entries:write')
  const cancel = why('cancel', writes, 'entries:write')
  const resend = why('resend', operates, 'ops')
  const answer = why('answer', writes, 'entries:write')
  const off = (name: string, reason: string) =>
    html`<button type="button" disabled aria-describedby="no-${name}">${name}</button>
      <span class="hint" id="no-${name}">${reason}</span>`
  return html`<h2 class="unseen">What you can do</h2>
    <ul class="acts">
      ${
        status === 'discrepancy'
          ? html`<li>
              <a class="button main" href="/discrepancies/${entry.entryNumber}">Settle it</a>
            </li>`
          : ''
      }
      <li>
        ${answer === null ? html`<a class="button" href="#answer">Answer</a>` : off('Answer', answer)}
      </li>
      <li>
        ${
          amend === null
            ? html`<a class="button" href="${addressOf(entry, '/amend')}">Amend</a>`
            : off('Amend', amend)
        }
      </li>
      <li>
        ${
          cancel === null
            ? html`<a class="button" href="${addressOf(entry, '/cancel')}">Cancel</a>`
            : off('Cancel', cancel)
        }
      </li>
      <li>
        ${
          resend === null
            ? postForm(
                c,
                addressOf(entry, '/resend'),
                html`${versionField(entry)}<button>Send again now</button>`,
              )
            : off('Resend', resend)
        }
      </li>
    </ul>`
}
