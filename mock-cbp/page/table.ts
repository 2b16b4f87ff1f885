/**
 * A table that becomes a list of cards where the screen is narrow. The roles are written out because
 * browsers drop them when a table is laid out as something else.
 * @module
 */
import { html } from 'hono/html'
import type { Html } from './view.ts'

export type Cell = Html | string | number

export type Row = {
  /** Of the row, so that what did not change stays as it is on the screen. */
  readonly id: string
  readonly cells: readonly Cell[]
  readonly mark?: string
}

type Table = {
  readonly caption: string
  readonly columns: readonly string[]
  readonly rows: readonly Row[]
  /** The id under which the rows are kept up to date. */
  readonly live?: string
  /** How its rows are laid out where the screen is narrow. */
  readonly look?: 'entries' | 'lines'
  /** What is said while there are no rows. */
  readonly empty: Html | string
}

/** The first cell is the heading of its row. */
export const table = ({ caption, columns, rows, live, look, empty }: Table): Html =>
  html`<div class="list">
    <p class="empty">${empty}</p>
    <table role="table" class="${look ?? ''}">
      <caption class="unseen">
        ${caption}
      </caption>
      <thead role="rowgroup">
        <tr role="row">
          ${columns.map((column) => html`<th role="columnheader" scope="col">${column}</th>`)}
        </tr>
      </thead>
      <tbody role="rowgroup" ${live === undefined ? '' : html`id="${live}" data-live`}>
        ${rows.map(
          ({ id, cells, mark = '' }) =>
            html`<tr role="row" id="${id}" class="${mark}">
              ${cells.map((cell, index) =>
                index === 0
                  ? html`<th role="rowheader" scope="row" data-label="${columns[0] ?? ''}">
                      ${cell}
                    </th>`
                  : html`<td role="cell" data-label="${columns[index] ?? ''}">
                      <span>${cell}</span>
                    </td>`,
              )}
            </tr>`,
        )}
      </tbody>
    </table>
  </div>`
