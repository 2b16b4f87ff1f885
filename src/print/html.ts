/**
 * A paper as a page: read on a screen of any width, or printed from the browser. It is made piece by
 * piece, so that a long table is never whole in memory.
 * @module
 */
import { html } from 'hono/html'
import { author, simulated } from './paper.ts'
import type { Block, Column, Field, Paper, Row, Table } from './paper.ts'
import { moment } from './said.ts'
import { widthOf } from './style.ts'

export const styleAddress = '/docs/paper.css'

/** So many characters a piece: rows are small, and each piece has its price. */
const pieceLength = 16_384

export async function* htmlPieces(paper: Paper): AsyncGenerator<string> {
  let piece = ''
  for await (const part of parts(paper)) {
    piece += part
    if (piece.length < pieceLength) continue
    yield piece
    piece = ''
  }
  yield piece
}

export async function htmlText(paper: Paper): Promise<string> {
  let text = ''
  for await (const piece of htmlPieces(paper)) text += piece
  return text
}

/** A template is written whole, and cut where what it holds is to come: nobody's text has the tag. */
function around(template: unknown, close: string): readonly [before: string, after: string] {
  const text = String(template)
  const at = text.indexOf(close)
  return [text.slice(0, at), text.slice(at)]
}

async function* parts(paper: Paper): AsyncGenerator<string> {
  const [before, after] = around(page(paper), '</main>')
  yield before
  for await (const block of paper.blocks) yield* blockParts(block)
  yield after
}

function page(paper: Paper) {
  const { title, subject, asOf, wide } = paper
  return html`<!doctype html>
    <html lang="en">
      <head>
        <meta charset="utf-8" />
        <meta name="viewport" content="width=device-width, initial-scale=1" />
        <meta name="author" content="${author(paper)}" />
        <title>${title}, ${subject}, simulated</title>
        <link rel="stylesheet" href="${styleAddress}" />
      </head>
      <body class="${wide ? 'wide' : 'tall'}">
        <header>
          <p class="simulated">${simulated}</p>
          <h1>${title}</h1>
          <p class="subject">${subject}</p>
        </header>
        <main></main>
        <footer>
          <p>${title}, ${subject}, as it stood on ${moment(asOf)}. ${author(paper)}.</p>
          <p>${simulated}</p>
        </footer>
      </body>
    </html>`
}

async function* blockParts(block: Block): AsyncGenerator<string> {
  switch (block.kind) {
    case 'heading':
      yield String(html`<h2>${block.text}</h2>`)
      return
    case 'fields':
      yield String(html`<dl>${block.fields.map(field)}</dl>`)
      return
    case 'notes':
      yield String(html`<ul class="notes">${block.notes.map((note) => html`<li>${note}</li>`)}</ul>`) // prettier-ignore
      return
    case 'table':
      yield* tableParts(block)
  }
}

const field = ({ label, value }: Field) => {
  const lines = typeof value === 'string' ? [value] : value
  return html`<div>
    <dt>${label}</dt>
    ${lines.map((line) => html`<dd dir="auto">${line}</dd>`)}
  </div>`
}

async function* tableParts({ caption, columns, rows, totals }: Table): AsyncGenerator<string> {
  const [before, after] = around(tableAround(caption, columns), '</tbody>')
  yield before
  for await (const row of rows) yield rowText(columns, row)
  const [bodyEnd, end] = around(after, '</table>')
  yield bodyEnd
  if (totals) yield `<tfoot role="rowgroup">${rowText(columns, totals())}</tfoot>`
  yield end
}

/** Browsers drop the roles of a table that is laid out as cards, so they are written out. */
function tableAround(caption: string, columns: readonly Column[]) {
  const shares = columns.reduce((all, { share }) => all + share, 0)
  const look = ({ share, align }: Column) => `${align ?? 'left'} w${widthOf(share, shares)}`
  return html`<table role="table">
    <caption>
      ${caption}
    </caption>
    <thead role="rowgroup">
      <tr role="row">
        ${columns.map(
          (column) =>
            html`<th role="columnheader" scope="col" class="${look(column)}">${column.head}</th>`,
        )}
      </tr>
    </thead>
    <tbody role="rowgroup"></tbody>
  </table>`
}

const rowText = (columns: readonly Column[], row: Row) =>
  String(
    html`<tr role="row">
      ${columns.map(
        ({ head, align = 'left' }, index) =>
          html`<td role="cell" class="${align}" data-label="${head}">${row[index] ?? ''}</td>`,
      )}
    </tr>`,
  )
