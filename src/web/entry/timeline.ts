/**
 * What happened to an entry and why, in the order in which it arrived here, or in CBP's.
 * @module
 */
import { html } from 'hono/html'
import type { HistoryItem } from '../../gateway/history.ts'
import type { PresentedEntry } from '../../gateway/present.ts'
import type { Html } from '../page.ts'
import { badge, when } from '../parts.ts'
import { addressOf } from './frame.ts'

export function timeline(
  entry: PresentedEntry,
  events: readonly HistoryItem[],
  byCbp: boolean,
  elsewhere?: { readonly name: string; readonly madeAt: string },
): Html {
  if (elsewhere) return archived(elsewhere)
  const inOrder = byCbp
    ? events.toSorted((a, b) =>
        timeOf(a) < timeOf(b) ? -1 : timeOf(a) > timeOf(b) ? 1 : a.seq - b.seq,
      )
    : events
  return html`<section class="card" aria-labelledby="happened-title">
    <h2 id="happened-title">What happened</h2>
    <p class="quiet">
      ${byCbp
        ? html`In CBP's order. <a href="${addressOf(entry)}">As it arrived here</a>`
        : html`As it arrived here. <a href="${addressOf(entry, '?order=cbp')}">In CBP's order</a>`}
    </p>
    <ol class="timeline">
      ${inOrder.map((event, index) => item(entry, event, inOrder[index - 1]))}
    </ol>
  </section>` // prettier-ignore
}

const archived = ({ name, madeAt }: { readonly name: string; readonly madeAt: string }): Html =>
  html`<section class="card" aria-labelledby="happened-title">
    <h2 id="happened-title">What happened</h2>
    <p>
      The journal of this entry, its messages and its documents are in an archive since
      ${when(madeAt)}: <code>${name}</code>. Whoever keeps the archives can read it to you.
    </p>
  </section>` // prettier-ignore

const timeOf = ({ cbpAt, at }: HistoryItem) => cbpAt ?? at

/** The status is said where it changed. */
function item(entry: PresentedEntry, event: HistoryItem, before: HistoryItem | undefined): Html {
  const { seq, at, cbpAt, reason, superseded, status, by, messages } = event
  return html`<li class="${superseded ? 'superseded' : ''}">
    <p class="quiet">
      ${when(at)}
      ${cbpAt === null ? '' : html`<br />by CBP's clock ${cbpAt.slice(0, 10)}, ${cbpAt.slice(11, 19)}`}
    </p>
    <div>
      <p>
        ${status === before?.status ? '' : badge(status)}
        ${superseded ? html`<b>superseded</b>` : ''} <span class="said">${reason}</span>
      </p>
      <p class="quiet">
        ${seq}${by === null ? '' : html` · ${by}`}
        ${messages.map(
          (id) =>
            html` ·
              <a href="${addressOf(entry, `/messages/${encodeURIComponent(id)}`)}"><code>${id}</code></a>`,
        )}
      </p>
    </div>
  </li>` // prettier-ignore
}
