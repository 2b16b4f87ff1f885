/**
 * Batches of CATAIR set out for reading: record by record, its name, its fields with what they mean,
 * and what is wrong with it. Everything is escaped; batches come from strangers.
 * @module
 */
import { html } from 'hono/html'
import { explain } from '../../src/message/catair/explain.ts'
import type { ExplainedField, ExplainedLine } from '../../src/message/catair/explain.ts'
import { place } from '../../src/message/catair/record.ts'
import type { Html } from './view.ts'

/** More are a page that nobody reads; the bytes are below it. */
const mostLines = 500

/** `undefined` where no line is a record. */
export function recordsOf(text: string, label: string): Html | undefined {
  const { lines } = explain(new TextEncoder().encode(text))
  if (lines.length > mostLines || !lines.some(({ record }) => record)) return undefined
  return html`<div class="records" tabindex="0" role="region" aria-label="${label}">
    <ol>
      ${lines.map(lineOf)}
    </ol>
  </div>`
}

const lineOf = ({ line, text, record, title, fields, faults }: ExplainedLine): Html =>
  html`<li value="${line}" class="${faults.length > 0 ? 'wrong' : ''}">
    <p class="record"><b>${record ?? text.slice(0, 4)}</b> ${title ?? 'in no chapter'}</p>
    ${
      record === undefined
        ? html`<pre>${text}</pre>`
        : fields.length === 0
          ? ''
          : html`<dl>${fields.map(fieldOf)}</dl>`
    }
    ${faults.map(({ message }) => html`<p class="wrong">${message}</p>`)}
  </li>`

const fieldOf = ({ from, to, name, label, value, meaning }: ExplainedField): Html =>
  html`<div title="${place({ from, to })} ${name}">
    <dt>${label} <span>${place({ from, to })}</span></dt>
    <dd>
      <code>${value}</code>
      ${meaning === undefined ? '' : html`<span class="quiet">${meaning}</span>`}
    </dd>
  </div>`
