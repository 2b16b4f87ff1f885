/**
 * Splitting off what is held: the chosen entries are amended, each by itself, to travel under
 * another master bill; or their shipments come as a file for a new batch.
 * @module
 */
import { html } from 'hono/html'
import type { Context } from 'hono'
import type { Changed } from '../../gateway/gateway.ts'
import type { MasterBill } from '../../gateway/bills.ts'
import type { PresentedEntry } from '../../gateway/present.ts'
import type { Env } from '../../http/auth.ts'
import { readShipment } from '../../http/shipment.ts'
import type { Desk, Fields, Html, Page } from '../page.ts'
import { count, entryLink, postForm, table } from '../parts.ts'
import { put } from '../shipment/draft.ts'
import { onPage, pathOf } from './one.ts'

/** What changes of a shipment that travels another way, by the fields of the form. */
const moves = [
  ['masterBill', '/bill/masterBill', 'New master bill'],
  ['arrival', '/estimatedArrivalDate', 'Arrives on'],
  ['carrier', '/conveyance/carrier', 'Carrier'],
  ['flight', '/conveyance/flight', 'Flight'],
] as const

export const splitForm = (c: Context<Env>, bill: MasterBill, rows: Html): Html =>
  postForm(
    c,
    `${pathOf(bill)}/split`,
    html`${rows}
      <fieldset class="card split">
        <legend>Split off the chosen ones</legend>
        <p class="quiet">
          “Move” amends each chosen entry: same entry number, same house bill, another master bill.
          CBP decides on a correction of what it has on file; a rejected one is sent again.
          “Download” sends nothing: it gives the chosen shipments as a CSV under the new bill, each
          reference with “-2” behind it, to file as a batch once the old entries are cancelled.
        </p>
        <div class="fields">
          ${moves.map(
            ([name, , label]) =>
              html`<div>
                <label for="${name}"
                  >${label}${name === 'masterBill' ? '' : html`<span class="hint">Empty: as it is</span>`}</label
                >
                <input
                  id="${name}"
                  name="${name}"
                  ${name === 'arrival' && html`type="date"`}
                  maxlength="50"
                />
              </div>`,
          )}
        </div>
        <p class="row">
          <button class="main">Move the chosen ones</button>
          <button formaction="${pathOf(bill)}/split.csv">Download as a batch</button>
        </p>
      </fieldset>`,
  )

/** The chosen entries as they would be. */
export type Moved = { readonly entry: PresentedEntry; readonly value: object }

export async function chosen({ gateway, caller }: Desk, fields: Fields): Promise<Moved[]> {
  const moved: Moved[] = []
  for (const number of [...new Set(fields.all('entry'))].slice(0, onPage)) {
    const entry = await gateway.get(caller.filer, number)
    if (!entry) continue
    const value: Record<string, unknown> = structuredClone({ ...entry.shipment })
    for (const [name, pointer] of moves) {
      if (fields.text(name) !== '') put(value, pointer, fields.text(name))
    }
    moved.push({ entry, value })
  }
  return moved
}

/** Why nothing can be done with what was sent. */
export function refusal(fields: Fields): string | undefined {
  if (fields.all('entry').length === 0) return 'Choose at least one house bill.'
  return fields.text('masterBill') === '' ? 'Write the new master bill.' : undefined
}

export async function split(desk: Desk, bill: MasterBill, fields: Fields): Promise<Page> {
  const { gateway, caller } = desk
  const { filer, keyId } = caller
  const outcomes: (readonly [PresentedEntry, string, boolean])[] = []
  for (const { entry, value } of await chosen(desk, fields)) {
    if (JSON.stringify(value) === JSON.stringify(entry.shipment)) {
      outcomes.push([entry, 'It travels so already.', true])
      continue
    }
    const reading = readShipment({ value, problems: [] })
    const { version } = entry
    const change = await gateway.amend(filer, entry.id, reading, { version }, () => [], keyId)
    outcomes.push([entry, said(change), change.kind === 'changed'])
  }
  const done = outcomes.filter(([, , well]) => well).length
  const to = fields.text('masterBill')
  const body = html`<p class="quiet">
      <a href="${pathOf(bill)}">Master bill ${bill.masterBill}</a>
    </p>
    <h1>Split off</h1>
    <p class="note ${done === outcomes.length ? 'good' : 'look'}" role="status">
      ${count(done, 'entry', 'entries')} of ${outcomes.length} to travel under
      <a class="number" href="${pathOf({ masterBill: to })}">${to}</a>.
    </p>
    ${table(
      'What became of each',
      [['Entry'], ['House bill'], ['Outcome', 'wide']],
      outcomes.map(([entry, text]) => [
        entryLink(entry),
        html`<span class="number">${entry.shipment.bill.houseBill ?? ''}</span>`,
        text,
      ]),
    )}`
  return { title: 'Split off', body }
}

function said(change: Changed): string {
  switch (change.kind) {
    case 'changed':
      return 'Amended; the correction is on its way to CBP.'
    case 'version_mismatch':
      return 'Somebody amended it meanwhile; nothing was sent.'
    case 'refused':
      return change.problems.map(({ message }) => message).join(' ')
    default:
      return 'It is gone.'
  }
}
