/**
 * The first page: what needs a person, sorted by when it is due, and how the day goes.
 * @module
 */
import { html } from 'hono/html'
import type { Today } from '../../gateway/today.ts'
import { page } from '../page.ts'
import type { Desks, Html } from '../page.ts'
import { count, dayText, live, when } from '../parts.ts'
import { arrivals, statusCard } from './counts.ts'
import { needs } from './needs.ts'
import { upTo } from './say.ts'
import { paceFigure, spansFigure, throughputFigure } from './plots.ts'

export function mountToday(desks: Desks): void {
  page(desks, '/', 'entries:read', async ({ gateway, caller }) => {
    const today = await gateway.desk.today(caller.filer)
    return {
      title: 'Today',
      body: html`<h1>Today</h1>
        ${live('today', whole(today))}`,
    }
  })
}

const whole = (today: Today): Html =>
  html`${standing(today)} ${needs(today)}
    <div class="columns even">${statusCard(today.counts)} ${queueCard(today)}</div>
    ${arrivals(today)}
    <h2>The last 24 hours</h2>
    <div class="plots">
      ${throughputFigure(today.hours)} ${paceFigure(today.hours, today.pace)}
      ${spansFigure(today.pace)}
    </div>`

/** Whether CBP answers, said first when it does not. */
function standing({ cbp, at, day }: Today): Html {
  if (cbp.state === 'operational') {
    return html`<p class="quiet">
      CBP answers. It is ${dayText(day)} at the ports in the East; as of ${when(at)}.
    </p>`
  }
  const said =
    cbp.state === 'down'
      ? 'CBP does not answer.'
      : 'CBP refuses the credentials of this filer; nothing is sent until they are mended.'
  return html`<div class="note bad" role="alert">
    <p>
      <b>${said}</b> ${cbp.since === null ? '' : html`Since ${when(cbp.since)}.`}
      ${cbp.nextTryAt === null ? '' : html`Asked again at ${when(cbp.nextTryAt)}.`} Filings are
      taken and wait.
    </p>
    ${cbp.why === null ? '' : html`<p class="quiet">${cbp.why}</p>`}
  </div>`
}

function queueCard({ queue, doubt, overdue }: Today): Html {
  const rows: readonly (readonly [name: string, value: Html | string, look: string])[] = [
    [
      'Waiting to be sent',
      queue.oldestAt === null || queue.entries === 0
        ? 'none'
        : html`${upTo(queue.entries)}, the oldest since ${when(queue.oldestAt)}`,
      '',
    ],
    [
      'In doubt',
      doubt.transmissions === 0
        ? 'none'
        : html`${count(doubt.transmissions, 'transmission')} with
          ${count(doubt.entries, 'entry', 'entries')}: CBP may or may not have them; gate321 asks
          CBP and sends nothing twice`,
      doubt.transmissions === 0 ? '' : 'late',
    ],
    [
      'CBP is silent on',
      overdue === 0
        ? 'none'
        : html`<a href="/entries?overdue=true">${upTo(overdue)}</a>, for an hour or longer`,
      overdue === 0 ? '' : 'late',
    ],
  ]
  return html`<section class="card" aria-labelledby="queue-title">
    <h2 id="queue-title">On the way to CBP</h2>
    <dl class="queue">
      ${rows.map(
        ([name, value, look]) =>
          html`<div class="${look}">
            <dt>${name}</dt>
            <dd>${value}</dd>
          </div>`,
      )}
    </dl>
  </section>`
}
