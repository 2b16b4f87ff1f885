/**
 * `/batches`: where files are dropped, and those that came, the newest first.
 * @module
 */
import { html } from 'hono/html'
import type { Batch } from '../../gateway/batches.ts'
import { printCursor, readCursor } from '../../http/cursor.ts'
import { count, link, live, more, statusBar, table, ticking, when } from '../parts.ts'
import type { Desk, Html, Page } from '../page.ts'

const size = 25

export async function shelf(desk: Desk, above: Html | '', status?: 409 | 422): Promise<Page> {
  const { gateway, caller, query, c } = desk
  const scope = ['desk', caller.filer, 'batches']
  const cursor = query('cursor')
  const before = cursor === undefined ? undefined : await readCursor(scope, cursor)
  const found = await gateway.batches.list(caller.filer, { limit: size + 1, before })
  const items = found.slice(0, size)
  const last = items.at(-1)
  const older = found.length > size && last && (await printCursor(scope, last.id))
  const list = items.length === 0 ? html`<p class="empty">No file has come yet.</p>` : rows(items)
  const busy = items.some(({ state }) => state !== 'done')
  return {
    title: 'Batches',
    ...(status === undefined ? {} : { status }),
    body: html`<h1>Batches</h1>
      ${above}
      <h2>Files that came</h2>
      ${busy ? ticking('shelf', list) : live('shelf', list)}
      ${older ? more(link(c, { cursor: older })) : ''}
      <script src="/assets/upload.js" defer></script>`,
  }
}

const rows = (items: readonly Batch[]): Html =>
  table(
    'Batches, newest first',
    [['File'], ['Came', 'tight'], ['State', 'tight'], ['Shipments', 'right'], ['Refused', 'right'], ['Where its entries stand']],
    items.map((batch) => [
      html`<a href="/batches/${batch.id}">${nameOf(batch)}</a>`,
      when(batch.createdAt),
      stateOf(batch),
      batch.counts.received.toLocaleString('en-US'),
      batch.counts.refused.toLocaleString('en-US'),
      standing(batch),
    ]),
  ) // prettier-ignore

export const nameOf = ({ name, id }: Batch): string => name ?? id

const states = {
  receiving: ['submitted', 'coming in'],
  filing: ['submitted', 'filing'],
  done: ['done', 'done'],
} as const

export const stateOf = ({ state, waits }: Batch): Html => {
  const [look, word] = states[state]
  return html`<span class="badge ${look}">${word}</span>${
      waits === null ? '' : html` <span class="quiet">waits</span>`
    }`
}

const standing = (batch: Batch): Html => {
  const counts = statusCounts(batch)
  const said = Object.entries(counts).filter(([, n]) => n > 0)
  return html`${said.map(([status, n]) => count(n, status.replace('_', ' '), status.replace('_', ' '))).join(', ')}
    ${said.length > 0 ? statusBar(counts) : ''}` // prettier-ignore
}

/** Without what is no status: the bar is of entries. */
export function statusCounts({ counts }: Batch): Readonly<Record<string, number>> {
  const { received, accepted, refused, ...statuses } = counts
  return statuses
}
