/**
 * One master bill: one live bar of all its house bills, then the house bills page by page, those that
 * need somebody first; of those that are held, the way to split them off.
 * @module
 */
import { html } from 'hono/html'
import type { MasterBill, Rank } from '../../gateway/bills.ts'
import type { PresentedEntry } from '../../gateway/present.ts'
import { printPlace, readPlace } from '../../http/place.ts'
import { nothingHere } from '../page.ts'
import type { Desk, Html, Page } from '../page.ts'
import { badge, count, day, entryLink, facts, link, live, statusBar } from '../parts.ts'
import { countWords } from './list.ts'
import { splitForm } from './split.ts'
import { countIn, viewOf, views } from './views.ts'
import type { View } from './views.ts'

/** As many as one form can amend within a thousand queries. */
export const onPage = 50

export async function billPage(desk: Desk): Promise<Page> {
  const { c, gateway, caller, param, query } = desk
  const masterBill = param('masterBill').slice(0, 50)
  const bill = await gateway.bills.get(caller.filer, masterBill)
  if (!bill) return nothingHere('Nothing of yours is filed under this master bill.')
  const view = viewOf(query('show'))
  const scope = [caller.filer, 'bill', bill.masterBill, view.name]
  const after = await readPlace<Rank>(scope, query('cursor'))
  const page = { limit: onPage, after, statuses: view.statuses }
  const { items, next } = await gateway.bills.houseBills(caller.filer, bill.masterBill, page)
  const cursor = next && (await printPlace(scope, next))
  const rows = items.length === 0 ? nothing : houseBills(items, view.name === 'held')
  const choosing = view.name === 'held' && items.length > 0
  const list = html`${choice(bill, view)} ${choosing ? splitForm(c, bill, rows) : rows}
  ${
    cursor
      ? html`<p class="pager">
          <a class="button" href="${link(c, { cursor })}" rel="next">More house bills</a>
        </p>`
      : ''
  }`
  const body = html`<p class="quiet"><a href="/bills">Master bills</a></p>
    <h1>Master bill <span class="number">${bill.masterBill}</span></h1>
    ${live('standing', standing(bill, items))}
    <p class="row">
      <a class="button" href="${pathOf(bill)}/manifest.pdf">Manifest as PDF</a>
      <a class="button" href="${pathOf(bill)}/manifest">Manifest to print</a>
    </p>
    <h2 id="house-bills">House bills</h2>
    ${view.name === 'held' ? still(list) : live('list', list)}`
  return { title: `Master bill ${bill.masterBill}`, body }
}

/** What was chosen and typed stays, whatever happens meanwhile; the bar above goes on. */
const still = (list: Html): Html => html`<div>${list}</div>`

export const pathOf = ({ masterBill }: Pick<MasterBill, 'masterBill'>) =>
  `/bills/${encodeURIComponent(masterBill)}`

const nothing = html`<p class="empty">No house bill of this bill stands so.</p>`

/** What brings them is the same for all, as far as those on this page say. */
function standing({ counts, total }: MasterBill, items: readonly PresentedEntry[]): Html {
  const days = [...new Set(items.map(({ shipment }) => shipment.estimatedArrivalDate))].sort()
  const ports = [...new Set(items.map(({ shipment }) => shipment.portOfEntry))].sort()
  const flights = new Set(
    items.flatMap(({ shipment: { conveyance } }) =>
      conveyance ? [`${conveyance.carrier} ${conveyance.flight}`] : [],
    ),
  )
  const [first = '', last = first] = [days[0], days.at(-1)]
  const released = counts.released ?? 0
  return html`<p>
      <b>${count(total, 'house bill')}</b>, ${released.toLocaleString('en-US')} released
      (${Math.floor((released / total) * 100)}%).
    </p>
    ${statusBar(counts)} ${countWords(counts)}
    ${facts([
      ['Arrives', first === '' ? '–' : first === last ? day(first) : html`${day(first)} to ${day(last)}`],
      ['Flight or conveyance', [...flights].join(', ') || 'not declared; the manifest has it'],
      ['Port of entry', ports.join(', ') || '–'],
    ])}` // prettier-ignore
}

const choice = (bill: MasterBill, chosen: View): Html =>
  html`<nav aria-label="Which house bills">
    <ul class="views">
      ${views.map((view) => {
        const n = countIn(view, bill.counts)
        if (n === 0 && view.name !== chosen.name && view.name !== '') return ''
        const href = `${pathOf(bill)}${view.name === '' ? '' : `?show=${view.name}`}`
        return html`<li>
          <a href="${href}" ${view.name === chosen.name && html`aria-current="page"`}
            >${view.title} <span class="quiet">${n.toLocaleString('en-US')}</span></a
          >
        </li>`
      })}
    </ul>
  </nav>`

/** With a box to choose each that can be moved. */
function houseBills(items: readonly PresentedEntry[], choosing: boolean): Html {
  return html`<table class="cards">
    <caption class="unseen">
      House bills
    </caption>
    <thead>
      <tr>
        ${choosing ? html`<th scope="col" class="tight">Choose</th>` : ''}
        <th scope="col">House bill</th>
        <th scope="col" class="tight">Entry</th>
        <th scope="col" class="tight">Status</th>
        <th scope="col">Consignee</th>
        <th scope="col">What next</th>
      </tr>
    </thead>
    <tbody>
      ${items.map((entry) => {
        const { shipment, status, next, admissible } = entry
        const name = shipment.bill.houseBill ?? shipment.bill.masterBill ?? ''
        return html`<tr>
          ${choosing ? html`<td data-label="Choose"><span>${box(entry, name)}</span></td>` : ''}
          <th scope="row"><span class="number">${name}</span></th>
          <td data-label="Entry"><span>${entryLink(entry)}</span></td>
          <td data-label="Status">
            <span
              >${badge(status)}
              ${admissible && status !== 'released' ? html`<span class="quiet">admissible</span>` : ''}</span
            >
          </td>
          <td data-label="Consignee"><span>${shipment.consignee.name}</span></td>
          <td data-label="What next"><span>${next.action} ${toMend(entry)}</span></td>
        </tr>`
      })}
    </tbody>
  </table>`
}

const toMend = ({ entryNumber, next }: PresentedEntry) =>
  next.owner === 'filer' ? html`<a href="/discrepancies/${entryNumber}">Settle it</a>` : ''

const box = ({ entryNumber, can }: PresentedEntry, name: string): Html =>
  can.amend.allowed
    ? html`<input
        type="checkbox"
        name="entry"
        value="${entryNumber}"
        aria-label="Choose ${name}"
      />`
    : html`<span class="quiet">${can.amend.reason}</span>`
