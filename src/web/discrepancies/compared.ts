/**
 * Declared beside found, with a field beside each where it may be corrected; and the correction that
 * is suggested, to be taken with one click.
 * @module
 */
import { html } from 'hono/html'
import type { Context } from 'hono'
import { fieldName } from '../../domain/field.ts'
import type { Discrepancy, Preview } from '../../gateway/discrepancy.ts'
import type { Env } from '../../http/auth.ts'
import type { Html } from '../page.ts'
import { count, postForm } from '../parts.ts'
import { idOf } from '../shipment/draft.ts'
import { editable, startsWith } from './amended.ts'

type Typed = (pointer: string) => string | undefined

/** `typed`: what stood in the fields when the page was sent. */
export function comparison(
  c: Context<Env>,
  found: Discrepancy,
  typed: Typed,
  preview?: Preview,
): Html {
  const { entry, compared } = found
  const { amend } = entry.can
  const fields = editable(found)
  if (compared.length === 0 && fields.length === 0) {
    return html`<p class="note">
      Nothing that CBP says names a field of the shipment. What it asks is answered below; or
      <a href="/entries/${entry.entryNumber}">open the entry</a> to amend or cancel it.
    </p>`
  }
  const shown = new Set<string>()
  const rows = compared.map((row) => {
    const free = amend.allowed && fields.includes(row.pointer) && !shown.has(row.pointer)
    shown.add(row.pointer)
    return { ...row, free }
  })
  const body = html`<input type="hidden" name="version" value="${entry.version}" />
    <table class="cards">
      <caption class="unseen">
        What was declared beside what CBP found
      </caption>
      <thead>
        <tr>
          <th scope="col">Field</th>
          <th scope="col">Declared</th>
          <th scope="col">Found</th>
          <th scope="col">Corrected</th>
        </tr>
      </thead>
      <tbody>
        ${rows.map(
          ({ pointer, name, declared, found: said, record, code, free }) =>
            html`<tr>
              <th scope="row">
                ${name} <span class="quiet"><span class="number">${record} ${code}</span></span>
              </th>
              <td data-label="Declared"><span>${declared ?? nothing('not declared')}</span></td>
              <td data-label="Found"><span>${said ?? nothing('not said')}</span></td>
              <td data-label="Corrected">
                <span
                  >${
                    free
                      ? html`<input
                          id="${idOf(pointer)}"
                          name="${pointer}"
                          aria-label="${name}, corrected"
                          value="${typed(pointer) ?? startsWith(found, pointer)}"
                        />`
                      : ''
                  }</span
                >
              </td>
            </tr>`,
        )}
      </tbody>
    </table>
    ${
      fields.length === 0
        ? ''
        : amend.allowed
          ? html`<p class="row">
              <button
                formaction="/discrepancies/${entry.entryNumber}/preview"
                hx-post="/discrepancies/${entry.entryNumber}/preview"
                hx-select="#preview"
                hx-target="#preview"
                hx-swap="outerHTML"
              >
                Preview the outcome
              </button>
              <button class="main">Amend the entry so</button>
            </p>`
          : html`<p class="note">${amend.reason}</p>`
    }
    ${previewBox(preview)}`
  return postForm(c, `/discrepancies/${entry.entryNumber}/amend`, body, 'correct')
}

const nothing = (text: string) => html`<span class="quiet">${text}</span>`

const previewBox = (preview: Preview | undefined): Html =>
  html`<div id="preview" role="status">${preview ? outcome(preview) : ''}</div>`

const words: Readonly<Record<string, string>> = {
  ALLOW: 'allowed',
  DENY: 'denied',
  REFER: 'a person decides',
}

const decided = (decision: string) => words[decision] ?? decision

export const outcome = ({ accepted, problems, statutory, enforced }: Preview): Html =>
  html`<div class="note ${accepted ? 'good' : 'bad'}">
    <p>
      <b
        >${
          accepted
            ? 'gate321 would take this and send it to CBP.'
            : `gate321 would refuse this: ${count(problems.length, 'thing')} to put right.`
        }</b
      >
      ${accepted ? 'What CBP makes of it, CBP says.' : ''}
    </p>
    ${
      problems.length === 0
        ? ''
        : html`<ul class="problems">
            ${problems.map(
              ({ pointer, message }) =>
                html`<li>
                  ${pointer === '' ? '' : html`<b>${fieldName(pointer)}:</b> `}${message}
                </li>`,
            )}
          </ul>`
    }
    <p class="quiet">
      As the statute reads: ${decided(statutory)}. As CBP enforces it: ${decided(enforced)}.
    </p>
  </div>`

/** One click; the version says that this is what was looked at. */
export function suggestion(c: Context<Env>, { entry, correction }: Discrepancy): Html | '' {
  if (!correction) return ''
  const { operations, patch, preview } = correction
  return html`<h2>Suggested correction</h2>
    <div class="card">
      <ul>
        ${operations.map(
          ({ pointer, from, to, reason }) =>
            html`<li>
              <b>${fieldName(pointer)}</b>: <s>${from ?? 'nothing'}</s> → <b>${to}</b> <br /><span
                class="quiet"
                >${reason}</span
              >
            </li>`,
        )}
      </ul>
      ${outcome(preview)}
      <details>
        <summary>As a JSON merge patch</summary>
        <pre tabindex="0" aria-label="JSON merge patch">${JSON.stringify(patch, null, 2)}</pre>
      </details>
      ${
        entry.can.amend.allowed && preview.accepted
          ? postForm(
              c,
              `/discrepancies/${entry.entryNumber}/amend`,
              html`<input type="hidden" name="version" value="${entry.version}" />
                ${operations.map(
                  ({ pointer, to }) =>
                    html`<input type="hidden" name="${pointer}" value="${to}" />`,
                )}
                <button class="main">Amend with this</button>`,
            )
          : ''
      }
    </div>`
}
