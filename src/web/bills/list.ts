/**
 * Master bills, the latest arrival first, each with one bar of how its house bills stand.
 * @module
 */
import { html } from 'hono/html'
import type { BillPlace, BillStanding, Counts } from '../../gateway/bills.ts'
import { printPlace, readPlace } from '../../http/place.ts'
import type { Desk, Html, Page } from '../page.ts'
import { badge, billLink, count, day, link, live, statusBar, table } from '../parts.ts'

const onPage = 25

export async function billsPage(desk: Desk): Promise<Page> {
  const { c, gateway, caller, query } = desk
  const scope = [caller.filer, 'bills']
  const before = await readPlace<BillPlace>(scope, query('cursor'))
  const { items, next } = await gateway.bills.list(caller.filer, { limit: onPage, before })
  const cursor = next && (await printPlace(scope, next))
  const rows = items.length === 0 ? nothing : bills(items)
  const body = html`<h1>Master bills</h1>
    <p class="lead">
      The latest arrival first. A bill whose house bills arrive on several days stands under each of
      them.
    </p>
    <form action="/bills" method="get" class="filters">
      <div class="row">
        <div>
          <label for="number">Open a master bill</label>
          <input id="number" name="number" maxlength="50" />
        </div>
        <div class="go"><button>Open</button></div>
      </div>
    </form>
    ${live(
      'bills',
      html`${rows}
      ${
        cursor
          ? html`<p class="pager">
              <a class="button" href="${link(c, { cursor })}" rel="next">Earlier arrivals</a>
            </p>`
          : ''
      }`,
    )}`
  return { title: 'Master bills', body }
}

const nothing = html`<p class="empty">
  Nothing is filed under a master bill here. <a href="/new">File a shipment</a> or
  <a href="/batches">a batch of them</a>.
</p>`

const totalOf = (counts: Counts) => Object.values(counts).reduce((sum, n) => sum + n, 0)

/** In words what the bar shows. */
export const countWords = (counts: Counts): Html =>
  html`<span class="counts"
    >${Object.entries(counts).map(
      ([status, n]) => html`<span>${badge(status)} ${n.toLocaleString('en-US')}</span> `,
    )}</span
  >`

const bills = (items: readonly BillStanding[]): Html =>
  table(
    'Master bills by arrival',
    [['Master bill', 'tight'], ['Arrives', 'tight'], ['House bills', 'tight'], ['How they stand', 'wide']],
    items.map(({ masterBill, arrivalDay, counts }) => [
      billLink(masterBill),
      day(arrivalDay),
      count(totalOf(counts), 'house bill'),
      html`${statusBar(counts)}${countWords(counts)}`,
    ]),
  ) // prettier-ignore
