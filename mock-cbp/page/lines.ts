/**
 * The journal as a list for people: looks that follow each other unchanged are one line.
 * @module
 */
import { html } from 'hono/html'
import type { Met } from '../ace/near.ts'
import type { Line } from '../world/journal.ts'
import { viewRoot } from './link.ts'
import { table } from './table.ts'
import type { Row } from './table.ts'
import { httpCode, shortened, time } from './tell.ts'
import { link } from './view.ts'
import type { Html, View } from './view.ts'

export type Run = { readonly newest: Line; readonly oldest: Line; readonly count: number }

const isLook = ({ method, fault, messageId }: Line) =>
  method === 'GET' && fault === null && messageId === null

const isSame = (a: Line, b: Line) =>
  isLook(a) && isLook(b) && a.path === b.path && a.status === b.status && a.filer === b.filer

/** `lines` with the newest first. */
export function runsOf(lines: readonly Line[]): Run[] {
  const runs: Run[] = []
  for (const line of lines) {
    const last = runs.at(-1)
    if (last && isSame(last.oldest, line)) {
      runs[runs.length - 1] = { ...last, oldest: line, count: last.count + 1 }
    } else runs.push({ newest: line, oldest: line, count: 1 })
  }
  return runs
}

export const metOf = ({ why }: Line): readonly Met[] => (Array.isArray(why) ? (why as Met[]) : [])

export const exchangeLink = (view: View, position: number, text: Html | string): Html =>
  html`<a class="call" href="${link(view, `${viewRoot}/journal/${position}`)}">${text}</a>`

function about({ messageId, entries, filer, path }: Line): Html {
  const parts = [
    filer === null ? (path.startsWith('/_mock') ? 'the mock itself' : 'nobody') : filer,
    ...(entries === null ? [] : [entries === 1 ? '1 entry' : `${entries} entries`]),
  ]
  return html`${parts.join(', ')}${messageId === null ? '' : html` <code>${shortened(messageId, 40)}</code>`}`
}

function outcome(line: Line): Html {
  const scenarios = [...new Set(metOf(line).map(({ scenario }) => scenario ?? 'none'))]
  const named = scenarios.slice(0, 3).map((id) => html` <code class="scenario">${id}</code>`)
  const more = scenarios.length > 3 ? ` and ${scenarios.length - 3} more` : ''
  const fault = line.fault === null ? '' : html` <span class="badge fault">fault: ${line.fault}</span>` // prettier-ignore
  return html`${named}${more}${fault}`
}

function row(view: View, { newest, oldest, count }: Run): Row {
  const { now } = view.world
  const call = html`<b>${newest.method}</b> ${shortened(newest.path, 90)}`
  return {
    id: `line-${oldest.position}`,
    mark: newest.path.startsWith('/_mock') ? 'own' : '',
    cells: [
      exchangeLink(view, newest.position, call),
      html`${count === 1 ? '' : html`<span class="quiet">${count} times, last</span> `}${time(newest.at, now)}`,
      about(newest),
      httpCode(newest.status),
      outcome(newest),
    ],
  }
}

type LineTable = {
  /** The newest first. */
  readonly lines: readonly Line[]
  readonly empty: Html | string
  readonly most?: number
}

export const lineTable = (view: View, { lines, empty, most }: LineTable): Html =>
  table({
    caption: 'What went over the line, the newest first',
    columns: ['Call', 'When', 'Who and what', 'Code', 'Rule or fault'],
    rows: runsOf(lines)
      .slice(0, most)
      .map((run) => row(view, run)),
    ...{ empty, live: 'lines', look: 'lines' },
  })
