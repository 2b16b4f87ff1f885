/**
 * The first page: what CBP holds, what goes over the line, and what just missed.
 * @module
 */
import { html } from 'hono/html'
import { readJournal } from '../world/journal.ts'
import type { Line } from '../world/journal.ts'
import { exchangeLink, lineTable, missed } from './lines.ts'
import { viewRoot } from './link.ts'
import { entryTable } from './summary.ts'
import { time } from './tell.ts'
import { link } from './view.ts'
import type { Html, Render, View } from './view.ts'

const entriesShown = 12
/** Of which looks that repeat are one line. */
const linesRead = 150
const linesShown = 25
const missesShown = 5

type Metrics = {
  readonly entries: number
  readonly transmissions: number
  readonly requests: number
  readonly mailbox: { readonly due: number; readonly later: number; readonly acknowledged: number }
}

export const overview: Render = async (view) => {
  const metrics = (await view.ask('/_mock/metrics')) as Metrics
  const lines = (await readJournal(view.world, linesRead)).reverse()
  const { html: entries } = await entryTable(view, entriesShown, noEntry(view))
  const { name } = view.world
  return {
    title: 'Overview',
    body: html`<h1>
        ${name === 'main' ? 'What CBP sees' : html`What CBP sees in <span class="path">${name}</span>`}
      </h1>
      <dl id="counts" class="counts" data-live>
        ${count('Entries', metrics.entries)} ${count('Transmissions', metrics.transmissions)}
        ${count('Notices to collect', metrics.mailbox.due)}
        ${count('Notices to come', metrics.mailbox.later)} ${count('Requests', metrics.requests)}
      </dl>
      <div class="heading">
        <h2>Entries</h2>
        <a href="${link(view, `${viewRoot}/entries`)}">All entries</a>
      </div>
      ${entries}
      <div class="heading">
        <h2>Traffic</h2>
        <a href="${link(view, `${viewRoot}/journal`)}">All traffic</a>
      </div>
      ${lineTable(view, { lines, empty: 'Nothing went over the line yet.', most: linesShown })}
      <div class="heading"><h2>Near misses</h2></div>
      <p class="quiet">
        Rules that somebody wrote and an entry did not meet, and the first reason why.
      </p>
      <div id="misses" data-live>${misses(view, lines)}</div>`,
  }
}

const count = (name: string, value: number): Html =>
  html`<div><dt>${name}</dt><dd>${value}</dd></div>` // prettier-ignore

const noEntry = ({ origin }: View): Html =>
  html`CBP holds nothing in this world yet. Send a filing to
    <code>POST ${origin}/ace/transmissions</code> as any filer, such as <code>ZZ9</code> with the
    password <code>mock</code>, and it appears here.`

function misses(view: View, lines: readonly Line[]): Html {
  const found = lines
    .flatMap((line) => missed(line).map((met) => ({ line, met })))
    .slice(0, missesShown)
  if (found.length === 0) return html`<p class="empty">None among the last requests.</p>`
  return html`<ul class="met">
    ${found.map(
      ({ line, met: { bill, scenario, misses } }) =>
        html`<li id="miss-${line.position}-${bill}">
          ${exchangeLink(view, line.position, html`<code>${bill}</code>`)}
          <span class="quiet">${time(line.at, view.world.now)}</span>
          ${scenario === null ? html`met no rule` : html`met <code class="scenario">${scenario}</code>`}
          <ul>
            ${misses.map(({ rule, because }) => html`<li>not <code>${rule}</code>, because ${because}</li>`)}
          </ul>
        </li>`,
    )}
  </ul>`
}
