/**
 * The first page.
 * @module
 */
import { html } from 'hono/html'
import { page } from './page.ts'
import type { Desks } from './page.ts'

export function mountToday(desks: Desks): void {
  page(desks, '/', 'entries:read', async () => ({ title: 'Today', body: html`<h1>Today</h1>` }))
}
