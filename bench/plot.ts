/**
 * Bars as SVG, for the page on performance: figures beside each other, and what they are to reach.
 * @module
 */

export type Bar = { readonly name: string; readonly value: number; readonly ours?: boolean }

export type Plot = {
  /** Of its file. */
  readonly file: string
  readonly title: string
  readonly unit: string
  readonly bars: readonly Bar[]
  /** A line across. */
  readonly goal?: number
}

const [width, right, top, step, thick] = [860, 90, 46, 26, 16]
/** The widest a letter of a name is on average, and the least that names are given. */
const [letter, leastLeft] = [7, 290]

const escaped = (text: string) =>
  text.replaceAll('&', '&amp;').replaceAll('<', '&lt;').replaceAll('"', '&quot;')

const written = (value: number) =>
  value < 10 ? value.toFixed(value < 1 ? 2 : 1) : Math.round(value).toLocaleString('en-US')

export function svg({ title, unit, bars, goal }: Plot): string {
  const shown = bars.filter(({ value }) => Number.isFinite(value))
  const most = Math.max(...shown.map(({ value }) => value), goal ?? 0, Number.MIN_VALUE)
  const left = Math.max(leastLeft, 16 + letter * Math.max(...shown.map(({ name }) => name.length)))
  const height = top + shown.length * step + 14
  const long = (value: number) => (value / most) * (width - left - right)
  const text = (x: number, y: number, said: string, more = '') =>
    `  <text x="${x.toFixed(1)}" y="${y}"${more}>${escaped(said)}</text>`
  const rows = shown.flatMap(({ name, value, ours }, index) => {
    const y = top + index * step
    return [
      text(left - 8, y + 13, name, ' text-anchor="end"'),
      `  <rect x="${left}" y="${y}" width="${Math.max(long(value), 1).toFixed(1)}" height="${thick}" fill="${ours === false ? '#9aa5b1' : '#1f6f8b'}"/>`,
      text(left + long(value) + 6, y + 13, written(value)),
    ]
  })
  const x = left + long(goal ?? 0)
  const line =
    goal === undefined
      ? []
      : [
          `  <line x1="${x.toFixed(1)}" y1="${top - 8}" x2="${x.toFixed(1)}" y2="${height - 10}" stroke="#b3402e" stroke-dasharray="4 3"/>`,
          text(x, top - 12, `goal ${written(goal)}`, ' text-anchor="middle" fill="#b3402e"'),
        ]
  return [
    `<svg xmlns="http://www.w3.org/2000/svg" viewBox="0 0 ${width} ${height}" width="${width}" height="${height}" font-family="system-ui, sans-serif" font-size="13" fill="#1d2733" role="img" aria-label="${escaped(title)}">`,
    `  <rect width="${width}" height="${height}" fill="#ffffff"/>`,
    text(12, 20, `${title}, ${unit}`, ' font-weight="600"'),
    ...rows,
    ...line,
    '</svg>',
    '',
  ].join('\n')
}
