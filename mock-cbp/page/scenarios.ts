/**
 * The rules of the world in the order in which they are tried, the language, and a place to add some.
 * @module
 */
import { html } from 'hono/html'
import { conditionsForm } from '../scenario/rule.ts'
import type { Conditions, Rule } from '../scenario/rule.ts'
import { sayings, settings } from '../scenario/words.ts'
import type { Word } from '../scenario/words.ts'
import { hidden, post } from './parts.ts'
import { table } from './table.ts'
import type { Row } from './table.ts'
import { inline } from './tell.ts'
import { filledIn } from './view.ts'
import type { Html, Render, View } from './view.ts'

const example = `- id: TOYS
  title: Toys of a certain seller are examined
  match:
    seller: hanoi
    htsNumber: ['9503']
  not:
    portOfEntry: '4701'
  steps: review, exam after 2h, release`

export const scenariosPage: Render = async (view) => ({
  title: 'Scenarios',
  body: html`<h1>Scenarios</h1>
    <p class="lead">
      The first rule that matches an entry decides what CBP says of it. Rules added here stand in
      front of all others.
    </p>
    <div class="columns even">
      <section aria-labelledby="add">
        <h2 id="add">Add rules</h2>
        ${post(
          view,
          'rules',
          html`<label for="rules">A list of rules, as YAML or JSON</label>
            <div id="rule-mistakes" data-live="answer">${mistakes(view)}</div>
            <textarea
              id="rules"
              name="rules"
              rows="10"
              required
              spellcheck="false"
              autocapitalize="off"
              aria-describedby="rule-mistakes"
              ${view.refused?.form === 'rules' ? html`aria-invalid="true"` : ''}
            >
${filledIn(view, 'rules', 'rules')}</textarea>
            <button class="primary">Add in front</button>`,
        )}
      </section>
      <section aria-labelledby="like">
        <h2 id="like">A rule looks like this</h2>
        <pre tabindex="0" aria-labelledby="like">${example}</pre>
        <p class="quiet">
          What a rule can ask of an entry:
          ${Object.keys(conditionsForm.shape).map((name) => html`<code>${name}</code> `)}
        </p>
      </section>
    </div>
    <h2>Rules, as they are tried</h2>
    ${table({
      caption: 'Rules in the order in which they are tried',
      columns: ['Rule', 'What for', 'Steps', ''],
      rows: view.world.rules.map((rule) => row(view, rule)),
      live: 'rule-rows',
      empty: 'There are no rules.',
    })}
    <h2>The language</h2>
    <p class="quiet">
      Steps follow each other, an hour apart unless they say <code>after 3h</code>,
      <code>on arrival</code> or <code>on departure</code>; <code>a + b</code> is said in one
      notification.
    </p>
    <div class="columns even">
      ${language('What CBP says', sayings)} ${language('How it goes on', settings)}
    </div>`,
})

/** `rules.yaml:7:5: text` of a refusal, a line each. */
function mistakes({ refused }: View): Html | '' {
  if (refused?.form !== 'rules') return ''
  return html`<ul class="mistakes">
    ${refused.detail.split('\n').map((text) => {
      const [, line, column, message] = /^[^:]+:(\d+):(\d+): ([^]*)$/.exec(text) ?? []
      return html`<li ${line === undefined ? '' : html`data-line="${line}"`}>
        ${line === undefined ? text : html`<b>Line ${line}, column ${column}:</b> ${message}`}
      </li>`
    })}
  </ul>`
}

function row(view: View, rule: Rule): Row {
  const { id, title, match, not, steps, builtIn } = rule
  const added = view.world.kept.rules.some((form) => idOf(form) === id)
  const origin = builtIn ? 'built in' : added ? 'added here' : 'of the rule file'
  return {
    id: `rule-${id}`,
    mark: builtIn ? '' : 'mine',
    cells: [
      html`<code class="scenario">${id}</code> <span class="badge ${builtIn ? 'plain' : 'mine'}">${origin}</span>`,
      html`${title}<span class="line quiet">${asked(match)}${not ? html`, and not ${asked(not)}` : ''}</span>`,
      html`<code class="steps">${steps.join(', ')}</code>`,
      added && !builtIn
        ? post(view, 'remove-rule', html`${hidden('rule', id)}<button id="remove-${id}">Remove<span class="unseen"> ${id}</span></button>`)
        : '',
    ],
  } // prettier-ignore
}

const idOf = (form: unknown) =>
  typeof form === 'object' && form !== null && 'id' in form ? String(form.id) : undefined

function asked(conditions: Conditions): string {
  const parts = Object.entries(conditions).map(([name, value]) =>
    value === true ? name : `${name} ${Array.isArray(value) ? value.join(' or ') : String(value)}`,
  )
  return parts.length === 0 ? 'any entry' : parts.join(', ')
}

const language = (title: string, words: Readonly<Record<string, Word>>): Html =>
  html`<section>
    <h3>${title}</h3>
    <dl class="words">
      ${Object.entries(words).map(
        ([word, { takes, means }]) =>
          html`<div>
            <dt>
              <code>${word}</code> ${takes.map((name) => html`<span class="quiet">${name} </span>`)}
            </dt>
            <dd>${inline(means)}</dd>
          </div>`,
      )}
    </dl>
  </section>`
