/**
 * Times, codes and statuses in words for people.
 * @module
 */
import { html } from 'hono/html'
import { hour, millisBetween, minute } from '../../src/domain/day.ts'
import type { Instant } from '../../src/domain/day.ts'
import type { Html } from './view.ts'

const day = 24 * hour
const units = [
  [day, 'd'],
  [hour, 'h'],
  [minute, 'min'],
  [1000, 's'],
] as const

/** The two largest units: `1 h 30 min`. */
export function lasting(millis: number): string {
  const first = units.findIndex(([size]) => millis >= size)
  if (first === -1) return 'less than a second'
  let rest = millis
  const parts = units.slice(first, first + 2).map(([size, unit]) => {
    const count = Math.floor(rest / size)
    rest -= count * size
    return count === 0 ? '' : `${count} ${unit}`
  })
  return parts.filter((part) => part !== '').join(' ')
}

/** `in 1 h`, `2 min ago`, `now`. */
export function away(at: Instant, now: Instant): string {
  const millis = millisBetween(now, at)
  if (Math.abs(millis) < 1000) return 'now'
  return millis > 0 ? `in ${lasting(millis)}` : `${lasting(-millis)} ago`
}

/** The time of day; with its day where that is not the day of `now`. */
export function time(at: Instant, now: Instant): Html {
  const [date = '', rest = ''] = at.split('T')
  const clock = rest.slice(0, 8)
  const shown = date === now.slice(0, 10) ? clock : `${date} ${clock}`
  return html`<time datetime="${at}" title="${date} ${clock} UTC">${shown}</time>`
}

/** `DOCUMENT REQUIRED` -> `Document required`; abbreviations stay as they are. */
export function spoken(narrative: string): string {
  const lower = narrative
    .split(' ')
    .map((word) => (abbreviations.has(word) ? word : word.toLowerCase()))
    .join(' ')
  return lower.charAt(0).toUpperCase() + lower.slice(1)
}

const abbreviations = new Set(['CBP', 'ACAS', 'QTY', 'BOL', 'POE', 'CST', 'ET86', 'ONEUSG', 'DOC'])

type Saying = { readonly record: string; readonly code: string; readonly narrative: string }

export const saying = ({ record, code, narrative }: Saying): Html =>
  html`<span class="saying">${spoken(narrative)} <code>${record} ${code}</code></span>`

export const sayings = (notices: readonly Saying[]): Html =>
  html`${notices.map((notice, index) => [index === 0 ? '' : ', ', saying(notice)])}`

export const badge = (status: string): Html =>
  html`<span class="badge ${status}">${status.replaceAll('_', ' ')}</span>`

/** 0 is what the journal keeps of an exchange that a fault left without an answer. */
export const httpCode = (status: number): Html =>
  html`<span class="badge http${Math.floor(status / 100)}"
    >${status === 0 ? 'no answer' : status}</span
  >`

/** What stands between backticks is code. */
export const inline = (text: string): Html =>
  html`${text.split('`').map((part, index) => (index % 2 === 0 ? part : html`<code>${part}</code>`))}`

export const plural = (count: number, one: string, many = `${one}s`): string =>
  `${count} ${count === 1 ? one : many}`

export const shortened = (text: string, most: number): string =>
  text.length > most ? `${text.slice(0, most - 1)}…` : text
