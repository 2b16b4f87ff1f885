/**
 * All entries of a world, to look through and to search.
 * @module
 */
import { html } from 'hono/html'
import { viewRoot } from './link.ts'
import { entryTable } from './summary.ts'
import { link } from './view.ts'
import type { Render } from './view.ts'

const perPage = 50

export const entriesPage: Render = async (view) => {
  const find = (view.query('find') ?? '').trim().toUpperCase()
  const before = view.query('before') ?? ''
  const none = find === '' ? 'CBP holds no entry in this world yet.' : `No entry or bill begins with ${find}.` // prettier-ignore
  const { html: list, older } = await entryTable(view, perPage, none, { find, before })
  return {
    title: 'Entries',
    body: html`<h1>Entries</h1>
      <form class="row find" method="get" action="${viewRoot}/entries" role="search">
        <input type="hidden" name="world" value="${view.world.name}" />
        <label for="find">Number or bill begins with</label>
        <input id="find" name="find" value="${find}" autocomplete="off" />
        <button>Search</button>
      </form>
      ${list}
      ${older === undefined ? '' : html`<p><a href="${link(view, `${viewRoot}/entries`, { find, before: older })}">Older entries</a></p>`}`,
  }
}
