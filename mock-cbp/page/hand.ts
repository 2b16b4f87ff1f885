/**
 * CBP's hand on one entry: decide what waits, say something now, or set what happens from now on.
 * @module
 */
import { html } from 'hono/html'
import { sayings } from '../scenario/words.ts'
import { hidden, post } from './parts.ts'
import { reviewWord } from './summary.ts'
import type { Shown } from './summary.ts'
import { filledIn } from './view.ts'
import type { Html, View } from './view.ts'

/** What is said most; the rest is behind the list of all words. */
const usual = ['admit', 'release', 'hold', 'unhold', 'document', 'exam', 'suspend', 'withhold']

export const handsOf = (view: View, entry: Shown): Html =>
  html`<section class="hand" aria-labelledby="hand">
    <h2 id="hand">CBP's hand</h2>
    <div id="decision" data-live>${decisionOf(view, entry)}</div>
    <h3>Say it now</h3>
    <p class="quiet">Beside the scenario, which goes on as it would have.</p>
    ${post(
      view,
      'say',
      html`${hidden('entry', entry.entryNumber)}
      ${usual.map((word) => html`<button name="say" value="${word}" title="${sayings[word]?.means ?? ''}">${word}</button> `)}`,
      'row',
    )}
    ${post(
      view,
      'say',
      html`${hidden('entry', entry.entryNumber)}
        <label for="word">Any word</label>
        <select id="word" name="say">
          ${Object.entries(sayings)
            .filter(([word]) => word !== 'say')
            .map(
              ([word, { means }]) =>
                html`<option
                  value="${word}"
                  ${filledIn(view, 'say', 'say') === word ? 'selected' : ''}
                >
                  ${word}: ${means}
                </option>`,
            )}
        </select>
        <button>Say it</button>`,
      'row',
    )}
    <h3>From now on</h3>
    ${post(
      view,
      'steer',
      html`${hidden('entry', entry.entryNumber)}
        <label for="steps">Steps, in place of what was to come</label>
        <input
          id="steps"
          name="steps"
          required
          autocomplete="off"
          spellcheck="false"
          placeholder="hold 2h, document CBP01, release"
          value="${filledIn(view, 'steer', 'steps')}"
        />
        <button>Set</button>`,
      'row',
    )}
  </section>`

function decisionOf(view: View, { entryNumber, review }: Shown): Html | '' {
  if (!review) return ''
  const word = reviewWord(review.action)
  return post(
    view,
    'decide',
    html`<h3>A ${word} waits for you</h3>
      ${hidden('entry', entryNumber)}
      <p class="row">
        <button id="grant" name="decision" value="grant" class="primary">Grant the ${word}</button>
      </p>
      <p class="row">
        <label for="reason">Reason, 1 to 17</label>
        <input id="reason" name="reason" inputmode="numeric" size="3" value="13" />
        <button id="refuse" name="decision" value="refuse">Refuse</button>
      </p>
      <p class="row">
        <label for="documentType">Document</label>
        <input id="documentType" name="documentType" size="7" value="CBP01" />
        <button id="ask" name="decision" value="ask">Ask for it first</button>
      </p>`,
    'decision',
  )
}
