/**
 * `/batches/{id}/entries`: what became entries, in the order of the file.
 * @module
 */
import { html } from 'hono/html'
import { statuses } from '../../domain/status.ts'
import { printCursor, readCursor } from '../../http/cursor.ts'
import { badge, entryLink, link, live, more, statusName, table } from '../parts.ts'
import { nothingHere, page } from '../page.ts'
import type { Desks, Html } from '../page.ts'
import { nameOf } from './shelf.ts'

const size = 50

export function mountBatchEntries(desks: Desks): void {
  page(desks, '/batches/:id/entries', 'entries:read', async ({ c, gateway, caller, param, query }) => {
    const id = param('id')
    const status = statuses.find((one) => one === query('status'))
    const scope = ['desk', caller.filer, id, 'entries', status ?? '']
    const cursor = query('cursor')
    const after = cursor === undefined ? 0 : Number(await readCursor(scope, cursor))
    const [batch, found] = await Promise.all([
      gateway.batches.get(caller.filer, id),
      gateway.batches.entries(caller.filer, id, status, { limit: size + 1, after }),
    ])
    if (!batch || !found) return nothingHere('There is no such batch.')
    const items = found.slice(0, size)
    const last = items.at(-1)
    const next = found.length > size && last && (await printCursor(scope, String(last.row)))
    const list = table(
      'Entries in the order of the file',
      [['Entry'], ['Row', 'right'], ['Reference'], ['House bill'], ['Consignee'], ['Status', 'tight'], ['CBP', 'tight'], ['Next']],
      items.map(({ row, entry }) => [
        entryLink(entry),
        row.toLocaleString('en-US'),
        short(entry.reference),
        short(entry.shipment.bill.houseBill ?? entry.shipment.bill.regularBill ?? '–'),
        entry.shipment.consignee.name,
        badge(entry.status),
        entry.cbp.accepted === true ? 'accepted' : entry.cbp.accepted === false ? 'refused' : 'no answer yet',
        entry.next.action,
      ]),
    )
    return {
      title: `Entries of ${nameOf(batch)}`,
      body: html`<p class="quiet">
          <a href="/batches">Batches</a> · <a href="/batches/${id}">${nameOf(batch)}</a>
        </p>
        <h1>Entries of ${nameOf(batch)}</h1>
        <nav aria-label="By status" class="statuses">
          <a href="${link(c, { status: '', cursor: '' })}" ${status === undefined && html`aria-current="true"`}>all ${batch.counts.accepted.toLocaleString('en-US')}</a>
          ${statuses
            .filter((one) => batch.counts[one] > 0 || one === status)
            .map(
              (one) =>
                html`<a href="${link(c, { status: one, cursor: '' })}" ${one === status && html`aria-current="true"`}>${statusName(one)} ${batch.counts[one].toLocaleString('en-US')}</a>`,
            )}
        </nav>
        ${live('list', items.length === 0 ? html`<p class="empty">None.</p>` : list)}
        ${next ? more(link(c, { cursor: next }), 'More of them') : ''}`,
    }
  })
} // prettier-ignore

/** Numbers stay whole in a narrow column, as long as they are short. */
const short = (text: string): Html | string =>
  text.length > 20 ? text : html`<span class="number">${text}</span>`
