/**
 * Tables as the page on scale holds them.
 * @module
 */

export type Table = {
  /** By which the page marks where it stands. */
  readonly name: string
  readonly head: readonly string[]
  readonly rows: readonly (readonly string[])[]
}

const line = (cells: readonly string[]) => `| ${cells.join(' | ')} |`

export const print = ({ head, rows }: Table): string =>
  [line(head), `|${head.map((_, n) => (n === 0 ? '---' : '---:')).join('|')}|`, ...rows.map(line)].join('\n') // prettier-ignore

export const mark = ({ name }: Table) => [`<!-- ${name} -->`, `<!-- end of ${name} -->`] as const

export const section = (table: Table): string => {
  const [begin, end] = mark(table)
  return `${begin}\n\n${print(table)}\n\n${end}`
}

/** 1,234,567 */
export const whole = (n: number): string =>
  String(Math.round(n)).replace(/\B(?=(\d{3})+(?!\d))/g, ',')

/** Three figures, with the unit that fits. */
export function bytes(n: number): string {
  const units = ['B', 'KB', 'MB', 'GB', 'TB', 'PB']
  let at = 0
  for (; n >= 999.5 && at < units.length - 1; at++) n /= 1000
  return `${n >= 100 ? Math.round(n) : Number(n.toPrecision(3))} ${units[at]}`
}

export const dollars = (n: number): string =>
  n < 10 ? `$${n.toFixed(2)}` : `$${whole(n >= 1000 ? Number(n.toPrecision(3)) : n)}`
