/**
 * Pieces that pages share.
 * @module
 */
import { html } from 'hono/html'
import { viewRoot } from './link.ts'
import { link } from './view.ts'
import type { Html, View } from './view.ts'

/** A form of `forms.ts`; it comes back to the page that it stands on. */
export const post = (view: View, form: string, inside: Html, look = ''): Html =>
  html`<form method="post" action="${link(view, `${viewRoot}/do/${form}`)}" class="${look}">
    <input type="hidden" name="from" value="${view.address}" />
    ${inside}
  </form>`

export const hidden = (name: string, value: string): Html =>
  html`<input type="hidden" name="${name}" value="${value}" />`

export const entryLink = (view: View, entryNumber: string): Html =>
  html`<a class="number" href="${link(view, `${viewRoot}/entries/${entryNumber}`)}"
    >${entryNumber}</a
  >`
