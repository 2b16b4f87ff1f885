/**
 * Cancelling an entry: why, and what stands in its place.
 * @module
 */
import { html } from 'hono/html'
import { replacements } from '../../domain/replacement.ts'
import type { Replacement } from '../../domain/replacement.ts'
import type { PresentedEntry } from '../../gateway/present.ts'
import { cancellationReasons } from '../../gateway/reasons.ts'
import { form, page } from '../page.ts'
import type { Desk, Desks, Fields, Html, Page } from '../page.ts'
import { postForm } from '../parts.ts'
import { isSeen, outcome, seenOther, versionField } from './ask.ts'
import { addressOf, entryPage, noEntry, ofEntry } from './frame.ts'

const fieldNames: Readonly<Record<keyof Replacement, string>> = {
  replacementInBondNumber: 'In-bond number (reason 02)',
  replacementEntryNumber: 'The other entry (reason 03)',
  replacementZoneAdmission: 'Zone admission (reason 04)',
}

export function mountCancel(desks: Desks): void {
  page(
    desks,
    '/entries/:number/cancel',
    'entries:write',
    ofEntry(async (desk, entry) => cancelPage(desk, entry)),
  )

  form(desks, '/entries/:number/cancel', 'entries:write', async (desk, fields) => {
    const { gateway, caller, param } = desk
    const entry = await gateway.get(caller.filer, param('number'))
    if (!entry) return noEntry
    const again = (wrong: Html, status: 409 | 422): Page => ({
      ...cancelPage(desk, entry, fields, wrong),
      status,
    })
    if (!isSeen(entry, fields)) return again(seenOther(entry), 409)
    const named = replacements
      .map(({ field }) => [field, fields.text(field)] as const)
      .filter(([, text]) => text !== '')
    const cancel = { reason: fields.text('reason'), ...Object.fromEntries(named) }
    const { version } = entry
    const changed = await gateway.cancel(caller.filer, entry.id, cancel, () => [], caller.keyId, {
      version,
    })
    return outcome(entry, changed, 'cancelled', again)
  })
}

function cancelPage(
  { c }: Desk,
  entry: PresentedEntry,
  written?: Fields,
  wrong: Html | '' = '',
): Page {
  const { allowed, reason } = entry.can.cancel
  return entryPage(
    entry,
    undefined,
    html`<h2>Cancel this entry</h2>
      ${wrong}
      ${
        allowed
          ? postForm(
              c,
              addressOf(entry, '/cancel'),
              html`${versionField(entry)}
                <label for="reason">Why</label>
                <select id="reason" name="reason" required>
                  <option value="">Choose a reason</option>
                  ${cancellationReasons.map(
                    ([code, meaning]) =>
                      html`<option value="${code}" ${chosen(written, code)}>
                        ${code} ${meaning}
                      </option>`,
                  )}
                </select>
                <div class="fields">
                  ${replacements.map(
                    ({ field, because }) =>
                      html`<div>
                        <label for="${field}">${fieldNames[field]}</label>
                        <input
                          id="${field}"
                          name="${field}"
                          value="${written?.text(field) ?? ''}"
                          maxlength="50"
                          autocomplete="off"
                        />
                        <span class="hint">Only where it is ${because}.</span>
                      </div>`,
                  )}
                </div>
                <p>CBP decides on it; until then the entry stands.</p>
                <p class="row">
                  <button class="grave">Cancel the entry</button>
                  <a href="${addressOf(entry)}">Keep it</a>
                </p>`,
              'card',
            )
          : html`<div class="note look"><p>${reason}</p></div>
              <p><a href="${addressOf(entry)}">Back to the entry</a></p>`
      }`,
    `Cancel ${entry.entryNumber}`,
  )
}

const chosen = (written: Fields | undefined, code: string) =>
  written?.text('reason') === code ? html`selected` : ''
