/**
 * Taking up a transmission now: CBP is asked first, and only what it does not know is sent again.
 * @module
 */
import { html } from 'hono/html'
import { form } from '../page.ts'
import type { Desks } from '../page.ts'
import { addressOf, entryPage, noEntry } from './frame.ts'

export function mountResend(desks: Desks): void {
  form(desks, '/entries/:number/resend', 'ops', async ({ gateway, caller, param }) => {
    const { filer, keyId } = caller
    const entry = await gateway.get(filer, param('number'))
    if (!entry) return noEntry
    const refused = (why: string) => ({
      ...entryPage(
        entry,
        undefined,
        html`<div class="note bad" role="alert"><p>${why} Nothing was sent.</p></div>
          <p><a href="${addressOf(entry)}">Back to the entry</a></p>`,
        'Send again',
      ),
      status: 409 as const,
    })
    if (entry.transmission === null) return refused('Nothing sent is waiting for an answer.')
    const { messageId } = entry.transmission
    const why = `from the page of entry ${entry.entryNumber}`
    const moved = await gateway.transmissions.resend(filer, messageId, keyId, why)
    if (moved.kind === 'refused') return refused(moved.why)
    return moved.kind === 'not_found' ? noEntry : { done: `${addressOf(entry)}?done=resent` }
  })
}
