/**
 * How many entries stand where, in all and by what is arriving.
 * @module
 */
import { html } from 'hono/html'
import { daysBetween } from '../../domain/day.ts'
import { statuses, steps } from '../../domain/status.ts'
import type { Flight, Today } from '../../gateway/today.ts'
import type { Html } from '../page.ts'
import { badge, billLink, day, statusBar, statusName, table } from '../parts.ts'

const sum = (counts: Readonly<Record<string, number>>) =>
  Object.values(counts).reduce((all, n) => all + n, 0)

/** In the order of an entry's life. */
const inOrder = (counts: Readonly<Record<string, number>>) =>
  Object.fromEntries(statuses.map((status) => [status, counts[status] ?? 0]))

export const statusCard = (counts: Readonly<Record<string, number>>): Html =>
  html`<section class="card" aria-labelledby="counts-title">
    <h2 id="counts-title">
      Entries by status <span class="quiet">${sum(counts).toLocaleString('en-US')}</span>
    </h2>
    ${statusBar(inOrder(counts))}
    <ul class="counts">
      ${statuses.map(
        (status) =>
          html`<li>
            <a href="/entries?status=${status}" title="${steps[status].meaning}"
              >${badge(status)} <b>${(counts[status] ?? 0).toLocaleString('en-US')}</b></a
            >
          </li>`,
      )}
    </ul>
  </section>`

export function arrivals({ flights, moreFlights, day: today }: Today): Html {
  const title = html`<h2 id="arrivals-title">Arriving today and soon</h2>`
  if (flights.length === 0) {
    return html`<section aria-labelledby="arrivals-title">
      ${title}
      <p class="empty">Nothing that is filed arrives today or in the three days after.</p>
    </section>`
  }
  return html`<section aria-labelledby="arrivals-title">
    ${title}
    ${table(
      'Master bills by their day of arrival',
      [['Master bill'], ['Arrives', 'tight'], ['Entries', 'right'], ['How they stand']],
      flights.map((flight) => [
        flight.masterBill === '' ? 'Regular bills' : billLink(flight.masterBill),
        html`${day(flight.day)}<br /><span class="quiet">${nearness(flight, today)}</span>`,
        sum(flight.counts).toLocaleString('en-US'),
        html`${statusBar(inOrder(flight.counts))}<span class="quiet">${inWords(flight)}</span>`,
      ]),
    )}
    ${
      moreFlights
        ? html`<p class="pager"><a class="button" href="/bills">All master bills</a></p>`
        : ''
    }
  </section>`
}

const nearness = ({ day }: Flight, today: string): string => {
  const ahead = daysBetween(today, day)
  return ahead === 0 ? 'today' : ahead === 1 ? 'tomorrow' : `in ${ahead} days`
}

const inWords = ({ counts }: Flight): string =>
  statuses
    .filter((status) => (counts[status] ?? 0) > 0)
    .map((status) => `${(counts[status] ?? 0).toLocaleString('en-US')} ${statusName(status)}`)
    .join(', ')
