/**
 * Near misses by rule: which rules were tried on the last entries and not met, and why.
 * @module
 */
import { html } from 'hono/html'
import { nearest } from '../scenario/nearest.ts'
import type { Line } from '../world/journal.ts'
import { exchangeLink, metOf } from './lines.ts'
import { table } from './table.ts'
import { plural, time } from './tell.ts'
import type { Html, View } from './view.ts'

type Missed = {
  readonly rule: string
  readonly line: Line
  readonly bill: string
  readonly because: string
}

const builtIn = 'built in'

/** `lines` with the newest first. */
export function missTable(view: View, lines: readonly Line[]): Html {
  const own = Map.groupBy(missesIn(view, lines), ({ rule }) => rule)
  return table({
    caption: 'Rules that were tried and not met',
    columns: ['Rule', 'Not met by', 'The last one', 'Because'],
    rows: [...own].flatMap(([rule, found]) =>
      found.slice(0, 1).map(({ line, bill, because }) => ({
        id: `miss-${rule}`,
        cells: [
          html`<code class="scenario">${rule}</code>`,
          plural(found.length, 'entry', 'entries'),
          html`${exchangeLink(view, line.position, bill)}
            <span class="quiet">${time(line.at, view.world.now)}</span>`,
          because,
        ],
      })),
    ),
    live: 'misses',
    empty: 'None: no rule of yours was tried on the last entries.',
  })
}

/** A bill that looks like one of the built-in names and is none misses all of them at once. */
function missesIn(view: View, lines: readonly Line[]): Missed[] {
  const names = view.world.rules.filter((rule) => rule.builtIn).map(({ id }) => id)
  return lines.flatMap((line) =>
    metOf(line).flatMap(({ bill, misses }) => {
      const strayed = misses.some(({ rule }) => names.includes(rule))
      const meant = nearest(bill.slice(0, 6), names)
      const all = { rule: builtIn, line, bill, because: `it begins with none of their names${meant}` } // prettier-ignore
      return [
        ...misses.filter(({ rule }) => !names.includes(rule)).map((miss) => ({ ...miss, line, bill })), // prettier-ignore
        ...(strayed ? [all] : []),
      ]
    }),
  )
}
