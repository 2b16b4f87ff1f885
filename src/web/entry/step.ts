/**
 * The next step of an entry as a card, and what CBP's reply said of it.
 * @module
 */
import { html } from 'hono/html'
import { dayIn, daysBetween } from '../../domain/day.ts'
import { zoneOf } from '../../domain/port.ts'
import type { PresentedEntry } from '../../gateway/present.ts'
import { ownerName } from '../entries/columns.ts'
import type { Desk, Html } from '../page.ts'
import { day, facts, when } from '../parts.ts'

/** The next step: meaning, who acts, what they do, by when, and what comes of waiting. */
export function step(
  { gateway }: Desk,
  { next, transmission, shipment, status }: PresentedEntry,
): Html {
  const today = dayIn(zoneOf(shipment.portOfEntry), gateway.now())
  const late = next.due !== null && daysBetween(today, next.due) < 0
  return html`<section class="card step ${next.owner}" aria-labelledby="next-title">
    <h2 id="next-title">${next.meaning}</h2>
    ${facts([
      ['Who acts', ownerName[next.owner]],
      ['What next', next.action],
      ...(next.due === null
        ? []
        : [
            [
              'By',
              html`${day(next.due)} ${late ? html`<b class="late">overdue</b>` : ''}<br /><span
                  class="quiet"
                  >${missed(status)}</span
                >`,
            ] as const,
          ]),
      ...(next.overdue === null
        ? []
        : [
            [
              'CBP is silent',
              html`<b class="late">since ${when(next.overdue.since)}</b>, over ${next.overdue.hours}
                h on the ${next.overdue.word}`,
            ] as const,
          ]),
      ...(transmission === null
        ? []
        : [
            [
              'On its way',
              html`<code>${transmission.messageId}</code>, ${transmission.attempts} attempt(s)
                ${
                  transmission.inDoubt
                    ? html`<b class="late">in doubt: CBP may or may not have it</b>`
                    : ''
                }
                ${transmission.note === null ? '' : html`<span class="quiet">${transmission.note}</span>`}`,
            ] as const,
          ]),
    ])}
  </section>`
}

/** What happens if the day passes (19 CFR 4.37, 122.50). */
const missed = (status: string): string =>
  status === 'rejected'
    ? 'Then the goods arrive without an entry.'
    : 'Then the goods may go to general order, 15 days after arrival (19 CFR 4.37, 122.50).'

export const conditions = ({ conditions }: PresentedEntry): Html =>
  conditions.length === 0
    ? html``
    : html`<section class="card" aria-labelledby="conditions-title">
        <h2 id="conditions-title">What CBP's reply said</h2>
        <ul>
          ${conditions.map(
            ({ conditionCode, narrative }) =>
              html`<li><code>${conditionCode}</code> ${narrative}</li>`,
          )}
        </ul>
      </section>`
