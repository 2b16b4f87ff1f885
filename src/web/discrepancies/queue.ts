/**
 * The queue: whatever waits for the filer, the most urgent first.
 * @module
 */
import { html } from 'hono/html'
import type { Question, Waiting } from '../../gateway/discrepancy.ts'
import { printPlace, readPlace } from '../../http/place.ts'
import type { Desk, Html, Page } from '../page.ts'
import { badge, day, link, live, table } from '../parts.ts'
import { summaryOf } from './said.ts'

const onPage = 50

export async function queuePage(desk: Desk): Promise<Page> {
  const { c, gateway, caller, query } = desk
  const scope = [caller.filer, 'discrepancies']
  const after = await readPlace<Question>(scope, query('cursor'))
  const found = await gateway.discrepancies.list(caller.filer, { limit: onPage + 1, after })
  const items = found.slice(0, onPage)
  const last = items.at(-1)?.question
  const next = found.length > onPage && last ? await printPlace(scope, last) : undefined
  const body = html`<h1>Discrepancies</h1>
    <p class="lead">
      What CBP found wrong or missing and what it rejected, by the day until which it must be
      settled. What is on its way to CBP waits for CBP's reply and is not here.
    </p>
    ${live(
      'queue',
      html`${items.length === 0 ? nothing(after !== undefined) : rows(items, today(gateway.now()))}
      ${next === undefined ? '' : later(link(c, { cursor: next }))}`,
    )}`
  return { title: 'Discrepancies', body }
}

const today = (now: string) => now.slice(0, 10)

const later = (href: string) =>
  html`<p class="pager">
    <a class="button" href="${href}" rel="next">Due later</a>
  </p>`

const nothing = (behind: boolean): Html =>
  html`<p class="empty">
    ${
      behind
        ? 'Nothing more waits for you.'
        : 'Nothing waits for you. When CBP asks or refuses, it stands here.'
    }
  </p>`

const rows = (items: readonly Waiting[], now: string): Html =>
  table(
    'What waits for you, by due day',
    [['Entry'], ['Due', 'tight'], ['Status', 'tight'], ['What CBP says', 'wide'], ['What to do', 'wide'], ['Shipment']],
    items.map(({ entry, findings }) => [
      html`<a class="number" href="/discrepancies/${entry.entryNumber}">${entry.entryNumber}</a>`,
      due(entry.next.due, now),
      badge(entry.status),
      summaryOf(findings),
      entry.next.action,
      html`${entry.reference}<br /><span class="quiet">${entry.shipment.consignee.name}</span>`,
    ]),
  ) // prettier-ignore

/** Said in words too: late must be seen without colour. */
export const due = (by: string | null, now: string): Html => {
  if (by === null) return html`<span class="quiet">no day</span>`
  const late = by < now ? 'overdue' : by === now ? 'today' : ''
  return html`${day(by)}${late === '' ? '' : html` <b class="late">${late}</b>`}`
}
