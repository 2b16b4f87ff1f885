/**
 * What the filer itself has to do, due first.
 * @module
 */
import { html } from 'hono/html'
import { daysBetween } from '../../domain/day.ts'
import type { Day } from '../../domain/day.ts'
import type { PresentedEntry } from '../../gateway/present.ts'
import type { Today } from '../../gateway/today.ts'
import type { Html } from '../page.ts'
import { badge, day, entryLink, table } from '../parts.ts'
import type { Column } from '../parts.ts'
import { upTo } from './say.ts'

const columns: readonly Column[] = [
  ['Entry'],
  ['Due', 'tight'],
  ['Status'],
  ['What it is'],
  ['What to do'],
]

export function needs({ needs, needing, day: today }: Today): Html {
  const title = html`<h2 id="needs-title">
    Needs you${needing === 0 ? '' : html` <span class="quiet">${upTo(needing)}</span>`}
  </h2>`
  if (needs.length === 0) {
    return html`<section aria-labelledby="needs-title">
      ${title}
      <p class="empty">
        Nothing waits for you. <a href="/new">New shipment</a> ·
        <a href="/batches">Drop a file</a>
      </p>
    </section>`
  }
  return html`<section aria-labelledby="needs-title">
    ${title}
    ${table(
      'What needs you, due first',
      columns,
      needs.map((entry) => [
        html`${entryLink(entry)}<br /><span class="quiet">${entry.reference}</span>`,
        dueText(entry.next.due, today),
        html`${badge(entry.status)} ${code(entry)}`,
        entry.next.meaning,
        html`${entry.next.action}
        ${
          entry.status === 'discrepancy'
            ? html`<a href="/discrepancies/${entry.entryNumber}">Settle it</a>`
            : html`<a href="/entries/${entry.entryNumber}">Open it</a>`
        }`,
      ]),
    )}
    ${
      needing > needs.length
        ? html`<p class="pager">
            <a class="button" href="/entries?needs=me">All that need you, ${upTo(needing)}</a>
          </p>`
        : ''
    }
  </section>`
}

const code = ({ disposition, conditions, status }: PresentedEntry): Html | string => {
  const said =
    status === 'rejected'
      ? conditions.map(({ conditionCode }) => conditionCode).join(', ')
      : disposition?.code
  return said === undefined || said === '' ? '' : html`<span class="quiet">${said}</span>`
}

/** The day, and in words how near it is. */
export function dueText(due: Day | null, today: Day): Html | string {
  if (due === null) return '–'
  const ahead = daysBetween(today, due)
  const said =
    ahead < 0
      ? html`<b class="late">overdue</b>`
      : ahead === 0
        ? html`<b class="late">today</b>`
        : ahead === 1
          ? 'tomorrow'
          : `in ${ahead} days`
  return html`${day(due)}<br /><span class="quiet">${said}</span>`
}
