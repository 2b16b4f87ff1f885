/**
 * Trouble: bad days and faults, what a good client does about each, and buttons to have them.
 * @module
 */
import { html } from 'hono/html'
import { badDays } from '../fault/days.ts'
import type { BadDay } from '../fault/days.ts'
import { faultTable } from '../fault/fault.ts'
import { targets } from '../world/settings.ts'
import { hidden, post } from './parts.ts'
import { table } from './table.ts'
import { plural } from './tell.ts'
import { filledIn } from './view.ts'
import type { Html, Render, View } from './view.ts'

type Shown = ReturnType<typeof faultTable>[number]

export const troublePage: Render = async (view) => {
  const faults = faultTable()
  return {
    title: 'Trouble',
    body: html`<h1>Trouble</h1>
      <p class="lead">
        Everything here is seeded: with the same seed the same requests meet the same trouble.
        Beside each stands what a good client does about it.
      </p>
      <h2>Plan a fault</h2>
      ${plan(view, faults)}
      <div id="plan" data-live>${planned(view)}</div>
      <h2>Bad days</h2>
      ${table({
        caption: 'Bad days',
        columns: ['Bad day', 'What it is', 'A good client', ''],
        rows: Object.entries(badDays).map(([name, day]) => bad(view, name, day)),
        live: 'day-rows',
        empty: 'There are none.',
      })}
      ${kinds.map(([kind, title]) => {
        const rows = faults.filter((fault) => fault.kind === kind).map((fault) => row(view, fault))
        return html`<details id="${kind}">
          <summary><h2>${title} (${rows.length})</h2></summary>
          ${table({
            caption: title,
            columns: ['Fault', 'What it does', 'On', 'A good client', ''],
            rows,
            empty: 'There are none.',
          })}
        </details>`
      })}`,
  }
}

const kinds = [
  ['transport', 'Faults of the line'],
  ['protocol', 'Faults of what CBP says'],
] as const

const plan = (view: View, faults: readonly Shown[]): Html =>
  post(
    view,
    'plan',
    html`<label for="fault">Fault</label>
      <select id="fault" name="fault">
        ${faults.map(({ name }) => html`<option ${filledIn(view, 'plan', 'fault') === name ? 'selected' : ''}>${name}</option>`)}
      </select>
      <label for="on">on</label>
      <select id="on" name="on">
        ${targets.map((name) => html`<option ${(filledIn(view, 'plan', 'on') || 'any') === name ? 'selected' : ''}>${name}</option>`)}
      </select>
      <label for="skip">after</label>
      <input
        id="skip"
        name="skip"
        inputmode="numeric"
        size="4"
        value="${filledIn(view, 'plan', 'skip') || '0'}"
      />
      <label for="times">requests, times</label>
      <input
        id="times"
        name="times"
        inputmode="numeric"
        size="4"
        value="${filledIn(view, 'plan', 'times') || '1'}"
      />
      <button class="primary">Plan it</button>`,
    'row',
  )

function planned(view: View): Html {
  const { faults } = view.world.kept
  if (faults.length === 0) return html`<p class="quiet">Nothing is planned.</p>`
  return html`<ul>
    ${faults.map(
      ({ fault, on, skip, times }) =>
        html`<li>
          <code>${fault}</code> on ${on === 'any' ? 'any call' : on},
          ${plural(times, 'time')}${skip === 0 ? '' : `, after ${plural(skip, 'more request')}`}
        </li>`,
    )}
  </ul> `
}

function bad(view: View, name: string, { title, after, goodClient }: BadDay) {
  const isNow = view.world.settings.badDay === name
  return {
    id: `bad-${name}`,
    mark: isNow ? 'mine' : '',
    cells: [
      html`<code class="scenario">${name}</code>`,
      html`${title}<span class="line quiet">${after}</span>`,
      html`<ul class="plain">
        ${goodClient.map((line) => html`<li>${line}</li>`)}
      </ul>`,
      post(
        view,
        'settings',
        html`${hidden('badDay', isNow ? 'none' : name)}<button
            id="have-${name}"
            class="${isNow ? 'primary' : ''}"
          >
            ${isNow ? 'End' : 'Begin'}<span class="unseen"> ${name}</span>
          </button>`,
      ),
    ],
  }
}

const wire = { xml: 'XML alone', catair: 'CATAIR alone' } as const

const row = (view: View, { name, does, on, wires, goodClient }: Shown) => ({
  id: `fault-${name}`,
  cells: [
    html`<code class="scenario">${name}</code>`,
    does,
    html`${on.length > 3 ? 'any call' : on.join(', ')}${wires.length > 1 ? '' : wires.map((only) => html`<span class="line quiet">${wire[only]}</span>`)}`,
    goodClient,
    post(
      view,
      'plan',
      html`${hidden('fault', name)}${hidden('on', 'any')}${hidden('skip', '0')}${hidden('times', '1')}<button
          id="plan-${name}"
        >
          Once<span class="unseen"> ${name}</span>
        </button>`,
    ),
  ],
})
