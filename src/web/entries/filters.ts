/**
 * The form above the list. It asks by the address, so that what it shows can be kept and passed on.
 * @module
 */
import { html } from 'hono/html'
import { statuses } from '../../domain/status.ts'
import type { Html } from '../page.ts'
import { statusName } from '../parts.ts'
import { types } from './ask.ts'
import type { Asked } from './ask.ts'
import { columnNames, columns } from './columns.ts'
import type { ColumnName } from './columns.ts'

export const filters = (asked: Asked, chosen: readonly ColumnName[]): Html =>
  html`<form class="filters" action="/entries" role="search">
    <div class="row">
      <div class="search">
        <label for="q">Any reference</label>
        <input
          id="q"
          name="q"
          type="search"
          value="${asked.q}"
          maxlength="100"
          autocomplete="off"
          spellcheck="false"
          aria-describedby="q-hint"
        />
      </div>
      <div class="go"><button class="main">Find</button></div>
    </div>
    <p class="hint" id="q-hint">
      Yours, the entry number with or without hyphens, house or master bill, consignee, order; whole,
      or how it begins.
    </p>
    <div class="row">
      ${choice('status', 'Status', asked.status, statuses.map((status) => [status, statusName(status)]))}
      ${choice('type', 'Entry type', asked.type, types.map((type) => [type, type]))}
      ${dayField('from', 'Filed from', asked.from)} ${dayField('to', 'Filed to', asked.to)}
      ${tick('needs', 'me', 'Needs you', asked.needs)}
      ${tick('overdue', 'true', 'CBP is silent', asked.overdue)}
    </div>
    <details class="fold">
      <summary>Columns</summary>
      <fieldset>
        <legend class="unseen">Columns to show</legend>
        ${columnNames.map((name) => tick('column', name, columns[name].name, chosen.includes(name)))}
      </fieldset>
      <button>Show these</button>
    </details>
  </form>` // prettier-ignore

type Choices = readonly (readonly [value: string, name: string])[]

const choice = (name: string, label: string, value: string, choices: Choices): Html =>
  html`<div>
    <label for="${name}">${label}</label>
    <select id="${name}" name="${name}">
      <option value="">any</option>
      ${choices.map(
        ([each, said]) =>
          html`<option value="${each}" ${each === value ? html`selected` : ''}>${said}</option>`,
      )}
    </select>
  </div>`

const dayField = (name: string, label: string, value: string): Html =>
  html`<div>
    <label for="${name}">${label}</label>
    <input id="${name}" name="${name}" type="date" value="${value}" />
  </div>`

const tick = (name: string, value: string, label: string, on: boolean): Html =>
  html`<label class="tick">
    <input type="checkbox" name="${name}" value="${value}" ${on ? html`checked` : ''} />
    ${label}
  </label>`
