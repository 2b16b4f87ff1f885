/**
 * Pieces that pages share.
 * @module
 */
import { html } from 'hono/html'
import type { Context } from 'hono'
import type { Status } from '../domain/status.ts'
import type { Problem } from '../domain/problem.ts'
import type { Env } from '../http/auth.ts'
import { tokenField } from './frame.ts'
import type { Html } from './page.ts'

export const statusName = (status: string): string => status.replaceAll('_', ' ')

export const badge = (status: Status | string): Html =>
  html`<span class="badge ${status}">${statusName(status)}</span>`

const months = ['Jan', 'Feb', 'Mar', 'Apr', 'May', 'Jun', 'Jul', 'Aug', 'Sep', 'Oct', 'Nov', 'Dec']

/** `2026-11-23` as `23 Nov 2026`. */
export const dayText = (day: string): string =>
  `${Number(day.slice(8, 10))} ${months[Number(day.slice(5, 7)) - 1] ?? ''} ${day.slice(0, 4)}`

export const day = (value: string): Html => html`<time datetime="${value}">${dayText(value)}</time>`

/** An instant, to the minute, in UTC as everywhere here. */
export const when = (instant: string): Html =>
  html`<time datetime="${instant}" title="${instant}"
    >${dayText(instant)}, ${instant.slice(11, 16)} UTC</time
  >`

/** `1234.50` as `$1,234.50`; what is not known is a dash. */
export const dollars = (amount: string | null): string =>
  amount === null ? '–' : `$${amount.replace(/\B(?=(\d{3})+\b(?=\.|$))/g, ',')}`

export const count = (n: number, one: string, many = `${one}s`): string =>
  `${n.toLocaleString('en-US')} ${n === 1 ? one : many}`

export const entryLink = ({ entryNumber }: { readonly entryNumber: string }): Html =>
  html`<a class="number" href="/entries/${entryNumber}">${entryNumber}</a>`

export const billLink = (masterBill: string): Html =>
  html`<a class="number" href="/bills/${encodeURIComponent(masterBill)}">${masterBill}</a>`

/**
 * A part of a page that follows what happens: it asks its own page again whenever something of this
 * filer changed, or only this entry. What has the focus or is open stays so.
 */
export function live(id: string, body: Html, entryId?: string): Html {
  const told = entryId === undefined ? ['changed'] : [`changed-${entryId}`, 'changed-all']
  return html`<div
    id="${id}"
    hx-get=""
    hx-select="#${id}"
    hx-swap="morph"
    hx-sync="this:drop"
    hx-trigger="${told.map((name) => `${name} from:body`).join(', ')}"
  >
    ${body}
  </div>`
}

/** The same, each second, for what is no entry; a page leaves it out when there is nothing to wait for. */
export const ticking = (id: string, body: Html): Html =>
  html`<div
    id="${id}"
    hx-get=""
    hx-select="#${id}"
    hx-swap="morph"
    hx-sync="this:drop"
    hx-trigger="every 1s"
  >
    ${body}
  </div>`

/** A form that leads to another page when it is done. */
export const postForm = (c: Context<Env>, action: string, inside: Html, look = ''): Html =>
  html`<form method="post" action="${action}" enctype="multipart/form-data" class="${look}">
    ${tokenField(c)} ${inside}
  </form>`

export type Column = readonly [name: string, look?: 'right' | 'wide' | 'tight']

/** A table that becomes cards on a phone; each row is its cells, the first is the row's name. */
export const table = (
  caption: string,
  columns: readonly Column[],
  rows: readonly (readonly (Html | string)[])[],
): Html =>
  html`<table class="cards">
    <caption class="unseen">
      ${caption}
    </caption>
    <thead>
      <tr>
        ${columns.map(([name, look = '']) => html`<th scope="col" class="${look}">${name}</th>`)}
      </tr>
    </thead>
    <tbody>
      ${rows.map(
        ([first, ...rest]) =>
          html`<tr>
            <th scope="row">${first}</th>
            ${rest.map((cell, at) => {
              const [name, look = ''] = columns[at + 1] ?? ['']
              return html`<td class="${look}" data-label="${name}"><span>${cell}</span></td>`
            })}
          </tr>`,
      )}
    </tbody>
  </table>`

/** Names and values, side by side where there is room. */
export const facts = (rows: readonly (readonly [name: string, value: Html | string])[]): Html =>
  html`<dl class="facts">
    ${rows.map(
      ([name, value]) =>
        html`<div>
          <dt>${name}</dt>
          <dd>${value}</dd>
        </div>`,
    )}
  </dl>`

export const problemList = (problems: readonly Problem[]): Html =>
  html`<div class="note bad" role="alert">
    <p><b>${count(problems.length, 'thing')} to put right.</b> Nothing was sent.</p>
    <ul class="problems">
      ${problems.map(
        ({ pointer, message, citation }) =>
          html`<li>
            ${pointer === '' ? '' : html`<code>${pointer}</code> `}${message}
            ${citation === undefined ? '' : html`<span class="quiet">${citation}</span>`}
          </li>`,
      )}
    </ul>
  </div>`

/** How many of what, as one bar; said in words beside it. */
export const statusBar = (counts: Readonly<Record<string, number>>): Html => {
  const shown = Object.entries(counts).filter(([, n]) => n > 0)
  const all = shown.reduce((sum, [, n]) => sum + n, 0)
  let x = 0
  return html`<svg class="bar" viewBox="0 0 1000 12" preserveAspectRatio="none" aria-hidden="true">
    ${shown.map(([status, n]) => {
      const width = (n / all) * 1000
      x += width
      return html`<rect
        class="${status}"
        x="${(x - width).toFixed(2)}"
        width="${width.toFixed(2)}"
        height="12"
      ></rect>`
    })}
  </svg>`
}

export const more = (href: string, name = 'Older'): Html =>
  html`<p class="pager"><a class="button" href="${href}" rel="next">${name}</a></p>`

/** The address in hand with other values in its query; an empty value takes one away. */
export function link(c: Context<Env>, changes: Readonly<Record<string, string>>): string {
  const { pathname, searchParams } = new URL(c.req.url)
  searchParams.delete('done')
  for (const [name, value] of Object.entries(changes)) {
    if (value === '') searchParams.delete(name)
    else searchParams.set(name, value)
  }
  const query = searchParams.toString()
  return query === '' ? pathname : `${pathname}?${query}`
}
