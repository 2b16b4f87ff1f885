/**
 * Tariff numbers for a line, found by everyday words: a list to choose from, that fills the number.
 * @module
 */
import { html } from 'hono/html'
import type { TariffHit } from '../../gateway/tariff.ts'
import type { Html } from '../page.ts'
import { idOf } from './draft.ts'

/** With script the list comes as one types, and a choice fills the field; without, by buttons. */
export const finder = (
  line: number,
  question: string,
  hits: readonly TariffHit[] | undefined,
): Html => {
  const description = idOf(`/lines/${line}/description`)
  return html`<details class="finder" ${hits && html`open`}>
    <summary>Find a tariff number<span class="unseen"> for line ${line + 1}</span></summary>
    <label for="find-${line}"
      >Words or the beginning of a number<span class="hint">Empty: the description</span></label
    >
    <div class="row">
      <input
        id="find-${line}"
        name="find-${line}"
        type="search"
        value="${question}"
        maxlength="200"
        autocomplete="off"
        hx-get="/new/tariff"
        hx-vals="${JSON.stringify({ line })}"
        hx-include="#${description}"
        hx-trigger="input changed delay:250ms, focus"
        hx-target="#found-${line}"
        hx-swap="outerHTML"
        hx-sync="this:queue last"
      />
      <button class="noscript" name="do" value="search" formaction="/new/lines">Search</button>
    </div>
    ${found(line, hits)}
  </details>`
}

export const found = (line: number, hits: readonly TariffHit[] | undefined): Html =>
  html`<div id="found-${line}" class="found">
    ${hits === undefined ? '' : hits.length === 0 ? nothing : choices(line, hits)}
  </div>`

const nothing = html`<p class="quiet" role="status">The tariff has nothing of these words.</p>`

const choices = (line: number, hits: readonly TariffHit[]): Html =>
  html`<fieldset>
    <legend>Choose one; it is put into line ${line + 1}</legend>
    ${hits.map(
      ({ htsNumber, dotted, description, path, general }) =>
        html`<label class="hit">
          <input
            type="radio"
            name="pick-${line}"
            value="${htsNumber}"
            data-fill="${idOf(`/lines/${line}/htsNumber`)}"
          />
          <span
            ><span class="number">${dotted}</span> <b>${description}</b>
            <span class="quiet"
              >${path.join(' › ')} · duty ${general === '' ? 'not told' : general}</span
            ></span
          >
        </label>`,
    )}
    <button class="noscript" name="do" value="pick-${line}" formaction="/new/lines">
      Use the chosen number
    </button>
  </fieldset>`
