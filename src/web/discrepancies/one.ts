/**
 * One entry at the workbench: what CBP holds against it, what may mend it, and what was said.
 * @module
 */
import { html } from 'hono/html'
import type { Discrepancy, Preview } from '../../gateway/discrepancy.ts'
import type { Ledger } from '../../gateway/account.ts'
import type { Desk, Html, Page } from '../page.ts'
import { badge, billLink, dollars, facts, live, table, when } from '../parts.ts'
import { comparison, suggestion } from './compared.ts'
import { due } from './queue.ts'
import { findingList } from './said.ts'
import { answerForm, talk } from './talk.ts'

export type Beside = {
  readonly status?: Page['status']
  /** What went wrong with a form of this page. */
  readonly said?: Html
  readonly preview?: Preview
  readonly typed?: (pointer: string) => string | undefined
}

export function onePage(desk: Desk, found: Discrepancy, beside: Beside = {}): Page {
  const { c } = desk
  const { entry } = found
  const { said = '', preview, typed = () => undefined, status } = beside
  const body = html`<p class="quiet"><a href="/discrepancies">Discrepancies</a></p>
    <h1><span class="number">${entry.entryNumber}</span></h1>
    ${said} ${live('standing', standing(desk, found), entry.id)} ${suggestion(c, found)}
    <h2>Declared and found</h2>
    ${live('compared', comparison(c, found, typed, preview), entry.id)} ${otherLane(found)}
    ${found.day && found.day.shipments.length > 0 ? counted(found.day) : ''}
    <h2>Conversation with CBP</h2>
    ${live('talk', talk(found.conversation), entry.id)}
    <h2>Answer</h2>
    ${live('answer', answerForm(c, entry, found.conversation), entry.id)}`
  return { title: `Discrepancy ${entry.entryNumber}`, body, ...(status ? { status } : {}) }
}

function standing({ gateway }: Desk, { entry, findings }: Discrepancy): Html {
  const { bill, consignee } = entry.shipment
  return html`<p>
      ${badge(entry.status)} ${entry.next.meaning}
      <b>${entry.next.action}</b>
    </p>
    ${facts([
      ['Due', due(entry.next.due, gateway.now().slice(0, 10))],
      ['Reference', entry.reference],
      ['Consignee', consignee.name],
      [
        'Bill',
        html`${bill.masterBill === undefined ? '' : billLink(bill.masterBill)}
          <span class="number">${bill.houseBill ?? bill.regularBill ?? ''}</span>`,
      ],
      ['Accepted by gate321', when(entry.gateway.at)],
      ['Accepted by CBP', entry.cbp.at === null ? 'not accepted' : when(entry.cbp.at)],
      ['Whole entry', html`<a href="/entries/${entry.entryNumber}">History, messages, papers</a>`],
    ])}
    ${findings.length === 0 ? settled : findingList(findings, entry.next.meaning)}`
}

const settled = html`<p class="note">CBP holds nothing against this entry just now.</p>`

const closing = new Set(['SO60 30', 'SO60 33', 'SO60 34', 'SO60 71', 'SE90 318', 'SE90 Z01', 'SE90 Z18']) // prettier-ignore

/** An entry keeps its type, so another lane is another entry. */
function otherLane({ entry, findings }: Discrepancy): Html | '' {
  if (!findings.some(({ record, code }) => closing.has(`${record} ${code}`))) return ''
  const { entryNumber } = entry
  return html`<p class="note look">
    If what is declared is right, no amendment opens entry type 86 to these goods. Cancel this entry
    and file them in another lane:
    <a href="/new?from=${entryNumber}&amp;entryType=11">file a copy as type 11</a>, or
    <a href="/new?from=${entryNumber}&amp;entryType=01">as type 01</a>.
  </p>`
}

const counted = ({ day, ceiling, before, after, shipments }: Ledger): Html =>
  html`<h2>What else counts on ${day}</h2>
    <p>
      ${dollars(before)} of other goods of yours to this person arrive on that day,
      ${dollars(after)} with this entry; the ceiling is ${dollars(ceiling)} (19 USC 1321(a)(2)(C)).
      CBP also counts what other filers declare.
    </p>
    ${table(
      `Shipments that count on ${day}`,
      [['Entry'], ['Reference'], ['Value', 'right'], ['Name'], ['Street']],
      shipments.map(({ entryNumber, reference, value, name, street }) => [
        html`<a class="number" href="/entries/${entryNumber}">${entryNumber}</a>`,
        ...[reference, dollars(value), name, street],
      ]),
    )}`
