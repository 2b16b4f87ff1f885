/**
 * The day in pictures, drawn by the server: each with its name and its gist for whoever does not see
 * it, and its figures as a table.
 * @module
 */
import { html } from 'hono/html'
import type { Today } from '../../gateway/today.ts'
import type { Html } from '../page.ts'
import { count, table } from '../parts.ts'
import type { Column } from '../parts.ts'
import { spanText } from './say.ts'

type Hours = Today['hours']
type Pace = Today['pace']

const width = 480
const height = 120
/** Few columns are no wider than many. */
const fewest = 12

type Plot = {
  readonly id: string
  readonly title: string
  /** What it shows, in a sentence. */
  readonly gist: string
  readonly drawing: Html
  /** What stands below it from left to right, and what its height means. */
  readonly axis: readonly string[]
  readonly figures: { readonly columns: readonly Column[]; readonly rows: readonly string[][] }
}

const figure = ({ id, title, gist, drawing, axis, figures }: Plot): Html =>
  html`<figure class="card plot">
    <figcaption><b>${title}</b><br /><span class="quiet">${gist}</span></figcaption>
    <svg
      viewBox="0 0 ${width} ${height}"
      preserveAspectRatio="none"
      role="img"
      aria-labelledby="${id}-title ${id}-gist"
    >
      <title id="${id}-title">${title}</title>
      <desc id="${id}-gist">${gist}</desc>
      ${drawing}
      <line class="axis" x1="0" y1="${height}" x2="${width}" y2="${height}"></line>
    </svg>
    <p class="axis quiet">${axis.map((text) => html`<span>${text}</span>`)}</p>
    <details>
      <summary>The figures</summary>
      ${table(title, figures.columns, figures.rows)}
    </details>
  </figure>`

const bars = (values: readonly number[]): Html => {
  const most = Math.max(1, ...values)
  const step = width / Math.max(fewest, values.length)
  return html`${values.map((value, at) => {
    // What is little is still to be seen.
    const tall = value === 0 ? 0 : Math.max(2, (value / most) * (height - 4))
    return html`<rect
      class="column"
      x="${(at * step + step * 0.12).toFixed(1)}"
      y="${(height - tall).toFixed(1)}"
      width="${(step * 0.76).toFixed(1)}"
      height="${tall.toFixed(1)}"
    ></rect>`
  })}`
}

const hourText = (hour: string) => `${hour.slice(11, 13)}:00`

export function throughputFigure(hours: Hours): Html {
  const filed = hours.map((each) => each.filed)
  const all = filed.reduce((sum, n) => sum + n, 0)
  const most = Math.max(...filed)
  return figure({
    id: 'filed',
    title: 'Entries filed an hour',
    gist: `${count(all, 'entry', 'entries')} in 24 hours; at most ${count(most, 'entry', 'entries')} in one.`,
    drawing: bars(filed),
    axis: [hourText(hours[0]?.hour ?? ''), `up to ${most.toLocaleString('en-US')}`, 'now, UTC'],
    figures: {
      columns: [['Hour, UTC'], ['Filed', 'right']],
      rows: hours.map((each) => [hourText(each.hour), each.filed.toLocaleString('en-US')]),
    },
  })
}

export function paceFigure(hours: Hours, pace: Pace): Html {
  const most = Math.max(1, ...hours.map(({ p90 }) => p90 ?? 0))
  const step = width / hours.length
  const marks = (name: 'median' | 'p90') =>
    hours.flatMap((each, at) => {
      const seconds = each[name]
      if (seconds === null) return []
      return [[(at + 0.5) * step, height - 4 - (seconds / most) * (height - 12)] as const]
    })
  const path = (name: 'median' | 'p90') =>
    html`<polyline
        class="${name}"
        points="${marks(name)
          .map(([x, y]) => `${x.toFixed(1)},${y.toFixed(1)}`)
          .join(' ')}"
      ></polyline>
      ${marks(name).map(
        ([x, y]) =>
          html`<line
            class="dot ${name}"
            x1="${x.toFixed(1)}"
            y1="${y.toFixed(1)}"
            x2="${x.toFixed(1)}"
            y2="${y.toFixed(1)}"
          ></line>`,
      )}`
  return figure({
    id: 'pace',
    title: 'Time to release, by the hour',
    gist:
      pace.median === null || pace.p90 === null
        ? 'Nothing was released in these hours.'
        : `From CBP's acceptance to release: half within ${spanText(pace.median)} (solid), nine of ten within ${spanText(pace.p90)} (dashed), right to a tenth.`,
    drawing: html`${path('median')} ${path('p90')}`,
    axis: [hourText(hours[0]?.hour ?? ''), `up to ${spanText(most)}`, 'now, UTC'],
    figures: {
      columns: [
        ['Hour, UTC'],
        ['Released', 'right'],
        ['Median', 'right'],
        ['Nine of ten', 'right'],
      ],
      rows: hours.map((each) => [
        hourText(each.hour),
        each.released.toLocaleString('en-US'),
        each.median === null ? '–' : spanText(each.median),
        each.p90 === null ? '–' : spanText(each.p90),
      ]),
    },
  })
}

export function spansFigure({ released, spans }: Pace): Html {
  if (spans.length === 0) return html``
  const most = spans.reduce((best, each) => (each.n > best.n ? each : best))
  return figure({
    id: 'spans',
    title: 'How long releases took',
    gist: `${count(released, 'release')}; most often between ${spanText(most.seconds / 2)} and ${spanText(most.seconds)}.`,
    drawing: bars(spans.map(({ n }) => n)),
    axis: [
      `The first column: up to ${spanText(spans[0]?.seconds ?? 0)}; each further one twice as long.`,
    ],
    figures: {
      columns: [['Within'], ['Releases', 'right']],
      rows: spans.map(({ seconds, n }) => [spanText(seconds), n.toLocaleString('en-US')]),
    },
  })
}
