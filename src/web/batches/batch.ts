/**
 * `/batches/{id}`: how far a file is, where its entries stand, and what was refused and why.
 * @module
 */
import { html } from 'hono/html'
import type { Batch } from '../../gateway/batches.ts'
import { printCursor, readCursor } from '../../http/cursor.ts'
import { giveBack } from '../../http/returned.ts'
import { badge, billLink, count, facts, link, live, more, statusBar, table, ticking, when } from '../parts.ts' // prettier-ignore
import { nothingHere, page } from '../page.ts'
import type { Desk, Desks, Html } from '../page.ts'
import { nameOf, stateOf, statusCounts } from './shelf.ts'

const size = 25
const noBatch = () => nothingHere('There is no such batch.')

export function mountBatch(desks: Desks): void {
  page(desks, '/batches/:id', 'entries:read', async (desk) => {
    const { gateway, caller, param } = desk
    const batch = await gateway.batches.get(caller.filer, param('id'))
    if (!batch) return noBatch()
    const moving = html`${far(batch)} ${standing(batch)} ${await refusedOf(desk, batch)}
    ${await billsOf(desk, batch)} ${about(batch)}`
    return {
      title: nameOf(batch),
      body: html`<p class="quiet"><a href="/batches">Batches</a></p>
        <h1>${nameOf(batch)}</h1>
        ${batch.state === 'done' ? live('far', moving) : ticking('far', moving)}`,
    }
  })

  for (const name of ['errors.csv', 'errors.ndjson']) {
    page(desks, `/batches/:id/${name}`, 'entries:read', ({ c, gateway }) =>
      giveBack(c, gateway, name),
    )
  }
}

const waitings: Readonly<Record<string, string>> = {
  queue_full: 'CBP has much to answer; it goes on by itself as soon as there is room.',
  daily_cap: 'The cap of the day is reached; it goes on by itself tomorrow.',
  filing_stopped: 'Filing is stopped for your filer; an operator opens it again.',
}

const n = (value: number) => value.toLocaleString('en-US')

function far({ state, counts, waits }: Batch): Html {
  const { received, accepted, refused } = counts
  const dealt = accepted + refused
  const done = html`<p class="far">
    <b>${count(accepted, 'shipment')} filed, ${n(refused)} refused</b> of ${n(received)}.
  </p>`
  const progress = html`<progress
      max="${Math.max(received, 1)}"
      value="${dealt}"
      aria-label="Shipments that are filed or refused"
    ></progress>
    ${done}`
  const why = waits === null ? '' : html`<p class="note look">It waits. ${waitings[waits] ?? ''}</p>` // prettier-ignore
  if (state === 'receiving') return html`<p class="far">The file is coming in.</p>`
  return html`<div role="status">${state === 'done' ? done : progress}</div>
    ${why}`
}

function standing(batch: Batch): Html | '' {
  const counts = statusCounts(batch)
  const said = Object.entries(counts).filter(([, entries]) => entries > 0)
  if (said.length === 0) return ''
  return html`<div class="card">
    ${statusBar(counts)}
    <ul class="counts">
      ${said.map(
        ([status, entries]) =>
          html`<li>
            <a href="/batches/${batch.id}/entries?status=${status}">${badge(status)}</a>
            <b>${n(entries)}</b>
          </li>`,
      )}
    </ul>
    <p class="pager"><a href="/batches/${batch.id}/entries">All of its entries</a></p>
  </div>`
}

async function refusedOf(desk: Desk, batch: Batch): Promise<Html | ''> {
  const { gateway, caller, c, query } = desk
  if (batch.counts.refused === 0) return ''
  const scope = ['desk', caller.filer, batch.id, 'refused']
  const cursor = query('cursor')
  const after = cursor === undefined ? 0 : Number(await readCursor(scope, cursor))
  const found = (await gateway.batches.rows(caller.filer, batch.id, 'refused', { limit: size + 1, after })) ?? [] // prettier-ignore
  const items = found.slice(0, size)
  const last = items.at(-1)
  const next = found.length > size && last && (await printCursor(scope, String(last.row)))
  const file = batch.columns === null ? 'errors.ndjson' : 'errors.csv'
  return html`<div class="head">
      <h2>Refused</h2>
      <p>
        <a class="button" href="/batches/${batch.id}/${file}" download
          >Download the ${n(batch.counts.refused)} refused</a
        >
      </p>
    </div>
    <p class="lead">
      Mend them in the file that you download, where the reasons stand in the last columns, and send
      it again as it is: only these are in it.
    </p>
    ${table(
      'Refused shipments with their reasons',
      [['Row'], ['Reference'], ['What is wrong']],
      items.map(({ row, reference, problems }) => [
        n(row),
        reference ?? '–',
        html`<ul class="reasons">
          ${problems.map(
            ({ column, pointer, message }) =>
              html`<li><code>${column ?? pointer}</code> ${message}</li>`,
          )}
        </ul>`,
      ]),
    )}
    ${next ? more(link(c, { cursor: next }), 'More of them') : ''}`
}

async function billsOf({ gateway, caller }: Desk, batch: Batch): Promise<Html | ''> {
  const bills = await gateway.batches.masterBills(caller.filer, batch.id)
  if (bills.length === 0) return ''
  return html`<h2>Master bills</h2>
    <ul>
      ${bills.map(
        ({ masterBill, entries }) =>
          html`<li>
            ${billLink(masterBill)}, ${count(entries, 'entry', 'entries')} of this file
          </li>`,
      )}
    </ul>`
}

const about = (batch: Batch): Html =>
  html`<h2>About the file</h2>
    ${facts([
      ['State', stateOf(batch)],
      ['Came', when(batch.createdAt)],
      ['Done', batch.doneAt === null ? 'not yet' : when(batch.doneAt)],
      ['Rows', n(batch.rows)],
      ['Size', `${n(Math.ceil(batch.bytes / 1024))} KiB`],
      ['Id', html`<code>${batch.id}</code>`],
      ['SHA-256', html`<code>${batch.sha256 ?? '–'}</code>`],
    ])}
    ${
      batch.columns === null
        ? ''
        : html`<details>
            <summary>How its headings were read</summary>
            ${table(
              'Headings and columns',
              [['Heading'], ['Read as']],
              batch.columns.map(({ heading, column }) => [heading, column ?? 'not read']),
            )}
          </details>`
    }`
