/**
 * The list of entries: one box for any reference, filters, columns of choice, page after page.
 * @module
 */
import { html } from 'hono/html'
import { printCursor, readCursor } from '../../http/cursor.ts'
import type { Found } from '../../gateway/search.ts'
import { page } from '../page.ts'
import type { Desk, Desks, Html } from '../page.ts'
import { entryLink, live, table } from '../parts.ts'
import { addressOf, askedQuery, readAsked, soughtBy } from './ask.ts'
import type { Asked } from './ask.ts'
import { cells, chosenColumns, headings } from './columns.ts'
import type { ColumnName } from './columns.ts'
import { exportCsv } from './export.ts'
import { filters } from './filters.ts'

const pageSize = 50

export function mountEntriesList(desks: Desks): void {
  page(desks, '/entries/export.csv', 'entries:read', async (desk) => exportCsv(desk))

  page(desks, '/entries', 'entries:read', async (desk) => {
    const asked = readAsked(desk)
    const chosen = chosenColumns(desk)
    const { found, next } = await read(desk, asked)
    return {
      title: asked.q === '' ? 'Entries' : `${asked.q} · Entries`,
      body: html`<div class="head">
          <h1>Entries</h1>
          <a href="${addressOf('/entries/export.csv', askedQuery(asked))}">Export as CSV</a>
        </div>
        ${filters(asked, chosen)}
        ${live('list', list(found, asked, chosen, next === null ? null : older(asked, next)))}`,
    }
  })
}

async function read({ gateway, caller, query }: Desk, asked: Asked) {
  const { filer } = caller
  const scope = [filer, 'desk', asked]
  const cursor = query('cursor')
  const before = cursor === undefined ? undefined : await readCursor(scope, cursor)
  const found = await gateway.desk.search(filer, soughtBy(asked), { limit: pageSize + 1, before })
  const items = found.items.slice(0, pageSize)
  const last = found.items.length > pageSize ? items.at(-1) : undefined
  const next = last ? await printCursor(scope, last.id) : null
  return { found: { ...found, items }, next }
}

const older = (asked: Asked, cursor: string) =>
  addressOf('/entries', { ...askedQuery(asked), cursor })

function list(
  { items, beginning }: Found,
  asked: Asked,
  chosen: readonly ColumnName[],
  next: string | null,
): Html {
  if (items.length === 0) return nothing(asked)
  return html`${
    beginning === null
      ? ''
      : html`<p class="quiet">
          No reference is exactly <b>${asked.q}</b>; these begin with it, at most ${beginning} of
          each kind.
        </p>`
  }
  ${table(
    'Entries, newest first',
    headings(chosen),
    items.map((entry) => [
      html`${entryLink(entry)}<br /><span class="quiet">${entry.reference}</span>`,
      ...cells(entry, chosen),
    ]),
  )}
  ${
    next === null
      ? ''
      : html`<p class="pager"><a class="button" href="${next}" rel="next">Older</a></p>`
  }`
}

function nothing(asked: Asked): Html {
  const { q, ...rest } = askedQuery(asked)
  const filtered = Object.values(rest).some((value) => value !== '')
  if (q === '' && !filtered) {
    return html`<p class="empty">
      No entries yet. <a href="/new">New shipment</a> · <a href="/batches">Drop a file</a>
    </p>`
  }
  return html`<p class="empty">
    Nothing fits${q === '' ? '' : html` <b>${q}</b>`}${filtered ? ' and these filters' : ''}.
    ${
      filtered && q !== ''
        ? html`<a href="${addressOf('/entries', { q: q ?? '' })}">Look without the filters</a> ·`
        : ''
    }
    <a href="/entries">All entries</a>
  </p>`
}
