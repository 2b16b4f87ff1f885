/**
 * An entry at a glance: what its status means, who acts next and by when, what may be asked, what
 * has happened, and what is in the parcel.
 * @module
 */
import { html } from 'hono/html'
import type { PresentedEntry } from '../../gateway/present.ts'
import { offers } from '../../print/papers.ts'
import { page } from '../page.ts'
import type { Desk, Desks, Html } from '../page.ts'
import { live, when } from '../parts.ts'
import { acts } from './acts.ts'
import { answerForm } from './answer.ts'
import { addressOf, entryPage, ofEntry } from './frame.ts'
import { shipmentPart } from './shipment.ts'
import { conditions, step } from './step.ts'
import { timeline } from './timeline.ts'

export function mountOverview(desks: Desks): void {
  page(
    desks,
    '/entries/:number',
    'entries:read',
    ofEntry(async (desk, entry) => {
      const { gateway, caller, query } = desk
      const events = (await gateway.events(caller.filer, entry.id)) ?? []
      const elsewhere =
        events.length > 0 ? undefined : await gateway.elsewhere(caller.filer, entry.id)
      const dossier = await gateway.desk.dossier.read(caller.filer, entry.id)
      return entryPage(
        entry,
        '',
        html`${live('next', html`${step(desk, entry)} ${conditions(entry)} ${acts(desk, entry)}`, entry.id)}
          ${live('answering', mayAnswer(desk, entry) ? answerForm(desk, entry) : html``, entry.id)}
          <div class="columns">
            ${live('happened', timeline(entry, events, query('order') === 'cbp', elsewhere), entry.id)}
            <div>
              ${live('sent', sent(entry, dossier?.answers ?? []), entry.id)} ${papers(entry)}
            </div>
          </div>
          ${live('goods', shipmentPart(entry), entry.id)}`,
      )
    }),
  )
}

const mayAnswer = ({ caller }: Desk, { can }: PresentedEntry) =>
  can.answer.allowed && caller.scopes.includes('entries:write')

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
