/**
 * An entry at a glance: what its status means, who acts next and by when, what may be asked, what
 * has happened, and what is in the parcel.
 * @module
 */
import { html } from 'hono/html'
import { daysBetween, dayIn } from '../../domain/day.ts'
import { zoneOf } from '../../domain/port.ts'
import type { PresentedEntry } from '../../gateway/present.ts'
import { offers } from '../../print/papers.ts'
import { page } from '../page.ts'
import type { Desk, Desks, Html } from '../page.ts'
import { day, facts, live, postForm, when } from '../parts.ts'
import { ownerName } from '../entries/columns.ts'
import { versionField } from './ask.ts'
import { answerForm } from './answer.ts'
import { addressOf, entryPage, ofEntry } from './frame.ts'
import { shipmentPart } from './shipment.ts'
import { timeline } from './timeline.ts'

export function mountOverview(desks: Desks): void {
  page(
    desks,
    '/entries/:number',
    'entries:read',
    ofEntry(async (desk, entry) => {
      const { gateway, caller, query } = desk
      const events = (await gateway.events(caller.filer, entry.id)) ?? []
      const dossier = await gateway.desk.dossier.read(caller.filer, entry.id)
      return entryPage(
        entry,
        '',
        html`${live('next', html`${step(desk, entry)} ${conditions(entry)} ${acts(desk, entry)}`, entry.id)}
          ${live('answering', entry.can.answer.allowed ? answerForm(desk, entry) : html``, entry.id)}
          <div class="columns">
            ${live('happened', timeline(entry, events, query('order') === 'cbp'), entry.id)}
            <div>
              ${live('sent', sent(entry, dossier?.answers ?? []), entry.id)} ${papers(entry)}
            </div>
          </div>
          ${live('goods', shipmentPart(entry), entry.id)}`,
      )
    }),
  )
}

/** The next step: meaning, who acts, what they do, by when, and what comes of waiting. */
function step({ gateway }: Desk, { next, transmission, shipment, status }: PresentedEntry): Html {
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

const conditions = ({ conditions }: PresentedEntry): Html =>
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

/** Each with its reason where it is not allowed. */
function acts({ c, caller }: Desk, entry: PresentedEntry): Html {
  const { can, status } = entry
  const writes = caller.scopes.includes('entries:write')
  const operates = caller.scopes.includes('ops')
  const why = (of: keyof typeof can, may: boolean, scope: string) =>
    may ? can[of].reason : `Your key lacks the scope ${scope}.`
  const amend = why('amend', writes, 'entries:write')
  const cancel = why('cancel', writes, 'entries:write')
  const resend = why('resend', operates, 'ops')
  const answer = why('answer', writes, 'entries:write')
  const off = (name: string, reason: string) =>
    html`<button type="button" disabled aria-describedby="no-${name}">${name}</button>
      <span class="hint" id="no-${name}">${reason}</span>`
  return html`<h2 class="unseen">What you can do</h2>
    <ul class="acts">
      ${
        status === 'discrepancy'
          ? html`<li>
              <a class="button main" href="/discrepancies/${entry.entryNumber}">Settle it</a>
            </li>`
          : ''
      }
      <li>
        ${answer === null ? html`<a class="button" href="#answer">Answer</a>` : off('Answer', answer)}
      </li>
      <li>
        ${
          amend === null
            ? html`<a class="button" href="${addressOf(entry, '/amend')}">Amend</a>`
            : off('Amend', amend)
        }
      </li>
      <li>
        ${
          cancel === null
            ? html`<a class="button" href="${addressOf(entry, '/cancel')}">Cancel</a>`
            : off('Cancel', cancel)
        }
      </li>
      <li>
        ${
          resend === null
            ? postForm(
                c,
                addressOf(entry, '/resend'),
                html`${versionField(entry)}<button>Send again now</button>`,
              )
            : off('Resend', resend)
        }
      </li>
    </ul>`
}

type Answers = NonNullable<
  Awaited<ReturnType<Desk['gateway']['desk']['dossier']['read']>>
>['answers']

const sent = (entry: PresentedEntry, answers: Answers): Html =>
  answers.length === 0
    ? html``
    : html`<section class="card" aria-labelledby="sent-title">
        <h2 id="sent-title">Answers that were sent</h2>
        ${answers.map(
          ({ at, text, documents }) =>
            html`<div class="ground">
              <p class="quiet">${when(at)}</p>
              ${text === null ? '' : html`<p>${text}</p>`}
              <ul>
                ${documents.map(
                  ({ type, name, sha256, bytes }) =>
                    html`<li>
                      <a href="${addressOf(entry, `/documents/${sha256}`)}">${name}</a>
                      <span class="quiet">${type}, ${Math.ceil(bytes / 1024)} KB</span>
                    </li>`,
                )}
              </ul>
            </div>`,
        )}
      </section>`

const papers = (entry: PresentedEntry): Html =>
  html`<section class="card" aria-labelledby="papers-title">
    <h2 id="papers-title">Papers to print</h2>
    <ul>
      ${offers(entry).map(({ paper, title, available, reason }) =>
        available
          ? html`<li>
              <a href="${addressOf(entry, `/papers/${paper}.pdf`)}">${title}, PDF</a> ·
              <a href="${addressOf(entry, `/papers/${paper}.html`)}">page</a>
            </li>`
          : html`<li>${title} <span class="quiet">${reason}</span></li>`,
      )}
    </ul>
  </section>`
