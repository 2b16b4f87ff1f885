/**
 * What the pages of one entry share: whose it is, how it stands, and the way between them.
 * @module
 */
import { html } from 'hono/html'
import type { PresentedEntry } from '../../gateway/present.ts'
import { nothingHere } from '../page.ts'
import type { Desk, Html, Page } from '../page.ts'
import { badge, billLink, live, when } from '../parts.ts'

const tabs = [
  ['', 'Overview'],
  ['/messages', 'Messages'],
  ['/law', 'Law and cost'],
  ['/versions', 'Versions'],
] as const

export type Tab = (typeof tabs)[number][0]

export const addressOf = ({ entryNumber }: Pick<PresentedEntry, 'entryNumber'>, below = '') =>
  `/entries/${entryNumber}${below}`

/** The page of an entry of the filer's, or that there is none. */
export const ofEntry =
  (show: (desk: Desk, entry: PresentedEntry) => Promise<Page | Response>) =>
  async (desk: Desk): Promise<Page | Response> => {
    const entry = await desk.gateway.get(desk.caller.filer, desk.param('number'))
    return entry ? show(desk, entry) : noEntry
  }

export const noEntry = nothingHere(
  'There is no such entry, or it is not yours. Look for it under Entries by any of its references.',
)

export const entryPage = (
  entry: PresentedEntry,
  tab: Tab | undefined,
  body: Html,
  title = entry.entryNumber,
): Page => ({ title, body: html`${top(entry, tab)} ${body}` })

function top(entry: PresentedEntry, tab: Tab | undefined): Html {
  const { masterBill, houseBill, regularBill } = entry.shipment.bill
  return html`${live(
      'standing',
      html`<div class="head">
          <h1><span class="number">${entry.entryNumber}</span></h1>
          ${badge(entry.status)}
        </div>
        <p class="quiet">
          ${entry.reference} · type ${entry.entryType} · version ${entry.version} ·
          ${masterBill === undefined ? '' : html`${billLink(masterBill)} · `}<span class="number"
            >${houseBill ?? regularBill}</span
          >
        </p>
        ${acceptances(entry)}`,
      entry.id,
    )}
    <nav class="tabs" aria-label="This entry">
      <ul>
        ${tabs.map(
          ([path, name]) =>
            html`<li>
              <a href="${addressOf(entry, path)}" ${path === tab ? html`aria-current="page"` : ''}
                >${name}</a
              >
            </li>`,
        )}
      </ul>
    </nav>`
}

/** Two facts, never one. */
const acceptances = ({ gateway, cbp, admissible, status, disposition }: PresentedEntry): Html =>
  html`<div class="two">
    <div><span class="quiet">gate321 accepted it</span><b>${when(gateway.at)}</b></div>
    <div>
      <span class="quiet">CBP accepted it</span
      ><b
        >${cbp.at === null ? (status === 'rejected' ? 'no, refused' : 'not yet') : when(cbp.at)}</b
      >
    </div>
    <div>
      <span class="quiet">CBP's last word</span
      ><b>${disposition === null ? 'none yet' : `${disposition.code} ${disposition.text}`}</b>
      ${disposition === null ? '' : html`<span class="quiet">${when(disposition.at)}</span>`}
      ${
        admissible && status !== 'released'
          ? html`<span class="quiet"> Admissible is not released.</span>`
          : ''
      }
    </div>
  </div>`
