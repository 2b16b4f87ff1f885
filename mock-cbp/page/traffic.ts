/**
 * The journal, page by page.
 * @module
 */
import { html } from 'hono/html'
import { readJournal } from '../world/journal.ts'
import { lineTable } from './lines.ts'
import { viewRoot } from './link.ts'
import { link } from './view.ts'
import type { Render } from './view.ts'

const perPage = 200

export const trafficPage: Render = async (view) => {
  const before = Number(/^\d{1,15}$/.exec(view.query('before') ?? '')?.[0] ?? 0)
  const lines = await readJournal(view.world, perPage, before === 0 ? undefined : before)
  const older = lines.length === perPage ? lines[0]?.position : undefined
  return {
    title: 'Traffic',
    body: html`<h1>Traffic</h1>
      <p class="lead">
        Every request to CBP and every move of the mock, as it was answered. Times are those of the
        world's clock.
      </p>
      ${lineTable(view, { lines: lines.reverse(), empty: 'Nothing went over the line in this world yet.' })}
      ${older === undefined ? '' : html`<p><a href="${link(view, `${viewRoot}/journal`, { before: older })}">Older traffic</a></p>`}`,
  }
}
