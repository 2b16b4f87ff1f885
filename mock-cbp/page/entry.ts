/**
 * One entry: where it stands, what was said and is to come, and CBP's hand on it.
 * @module
 */
import { html } from 'hono/html'
import { parseEntryNumber } from '../../src/domain/number.ts'
import { readHeld } from '../book/book.ts'
import { documentsOf } from '../control/book.ts'
import { shown } from '../control/entries.ts'
import { handsOf } from './hand.ts'
import { lineTable } from './lines.ts'
import { viewRoot } from './link.ts'
import { acknowledgedOf, trafficOf } from './read.ts'
import { nextOf, statusBadge } from './summary.ts'
import { table } from './table.ts'
import { time } from './tell.ts'
import { meaning, timeline } from './timeline.ts'
import { link } from './view.ts'
import type { Html, Render } from './view.ts'

export const entryPage: Render = async (view, named) => {
  const { world } = view
  const entryNumber = parseEntryNumber(named)
  if (!entryNumber) return undefined
  const lines = await trafficOf(world, entryNumber)
  const held = (await readHeld(world, [entryNumber])).get(entryNumber)
  if (!held && lines.length === 0) return undefined
  const traffic = html`<h2>Its traffic</h2>
    ${lineTable(view, { lines, empty: 'Nothing went over the line about it.' })}`
  const crumbs = html`<p class="crumbs">
    <a href="${link(view, `${viewRoot}/entries`)}">Entries</a>
  </p>`
  if (!held) {
    return {
      title: entryNumber,
      body: html`${crumbs}
        <h1 class="number">${entryNumber}</h1>
        <p class="lead">CBP refused this entry. It is not on file; a new add may follow.</p>
        ${traffic}`,
    }
  }
  const entry = shown(held, world)
  const { declared } = held
  const acknowledged = await acknowledgedOf(world, entryNumber)
  const documents = await documentsOf(world, entryNumber)
  return {
    title: entryNumber,
    body: html`${crumbs}
      <h1 class="number">${entryNumber}</h1>
      <div id="standing" class="standing" data-live>
        <p>${statusBadge(entry, world)} ${nextOf(entry, world)}</p>
        <p class="quiet">${meaning(entry, world.now)}</p>
      </div>
      <dl class="facts">
        ${fact('Bill', html`<code>${entry.billNumber}</code>`)} ${fact('Filer', entry.filer)}
        ${fact('Entry type', declared.entryType)}
        ${declared.portOfEntry === undefined ? '' : fact('Port', declared.portOfEntry)}
        ${entry.flight === null ? '' : fact('Flight', html`<a href="${link(view, `${viewRoot}/flights`)}">${entry.flight}</a>`)}
        ${declared.arrivalDay === undefined ? '' : fact('Arrival declared', declared.arrivalDay)}
        ${declared.valueUsd === undefined ? '' : fact('Value', `$${declared.valueUsd}`)}
        ${fact('Scenario', html`<code>${entry.scenario}</code>`)}
      </dl>
      <div class="columns">
        <section aria-labelledby="told">
          <h2 id="told">What CBP says</h2>
          <ol id="timeline" class="timeline" data-live>
            ${timeline(entry, world.now, acknowledged)}
          </ol>
        </section>
        ${handsOf(view, entry)}
      </div>
      <h2>Documents that came</h2>
      ${table({
        caption: 'Documents that came for this entry',
        columns: ['Document', 'Type', 'Came', 'Size'],
        rows: documents.map(({ name, type, at, bytes, mediaType, messageId }, index) => ({
          id: `document-${messageId}-${index}`,
          cells: [
            name,
            html`<code>${type}</code>`,
            time(at, world.now),
            `${bytes} bytes, ${mediaType}`,
          ],
        })),
        live: 'documents',
        empty: 'None came yet. An answer in words alone shows in the traffic below.',
      })}
      ${traffic}`,
  }
}

const fact = (name: string, value: Html | string): Html =>
  html`<div><dt>${name}</dt><dd>${value}</dd></div>` // prettier-ignore
