/**
 * The page where nothing is.
 * @module
 */
import { html } from 'hono/html'
import { link } from './view.ts'
import type { Page, View } from './view.ts'

export const nothingHere = (view: View): Page => ({
  title: 'Nothing is here',
  body: html`<h1>Nothing is here</h1>
    <p>
      This world, <b>${view.world.name}</b>, has nothing at this address. It may have been reset, or
      the entry is in another world.
    </p>
    <p><a href="${link(view, '/_mock')}">To the overview</a></p>`,
})
