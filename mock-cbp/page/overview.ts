/**
 * The first page: what CBP holds, what goes over the line, and what just missed.
 * @module
 */
import { html } from 'hono/html'
import { readJournal } from '../world/journal.ts'
import { exampleForm } from './example.ts'
import { lineTable } from './lines.ts'
import { missTable } from './misses.ts'
import { viewRoot } from './link.ts'
import { entryTable } from './summary.ts'
import { link } from './view.ts'
import type { Html, Render, View } from './view.ts'

const entriesShown = 12
/** Of which looks that repeat are one line. */
const linesRead = 150
const linesShown = 25

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
      ${entries} ${await exampleForm(view)}
      <div class="heading">
        <h2>Traffic</h2>
        <a href="${link(view, `${viewRoot}/journal`)}">All traffic</a>
      </div>
      ${lineTable(view, { lines, empty: 'Nothing went over the line yet.', most: linesShown })}
      <h2>Near misses</h2>
      <p class="quiet">Rules that were tried in the traffic above and not met, and why.</p>
      ${missTable(view, lines)}`,
  }
}

const count = (name: string, value: number): Html =>
  html`<div><dt>${name}</dt><dd>${value}</dd></div>` // prettier-ignore

const noEntry = ({ origin }: View): Html =>
  html`CBP holds nothing in this world yet. Send a filing to
    <code>POST ${origin}/ace/transmissions</code>, as filer <code>ZZ9</code> with the password
    <code>mock</code> for one, or file an example below.`
