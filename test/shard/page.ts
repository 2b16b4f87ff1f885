/**
 * The tables in docs/scale.md, each between two marks.
 * @module
 */
import { balanceTable, country, growthTable } from './country.ts'
import { figureTables } from './figures.ts'
import { mark, section } from './print.ts'
import type { Table } from './print.ts'

export const pageUrl = new URL('../../docs/scale.md', import.meta.url)

/** Those that take no gateway to compute. */
export const quickTables = (seed: number): Table[] => [
  ...figureTables(),
  balanceTable({ ...country, seed }),
  growthTable({ ...country, seed }),
]

/** From its first mark to its last; prettier pads the cells of a page, so spaces are not compared. */
function found(page: string, table: Table): string | undefined {
  const [begin, end] = mark(table)
  const [from, to] = [page.indexOf(begin), page.indexOf(end)]
  return from < 0 || to < from ? undefined : page.slice(from, to + end.length)
}

const bare = (text: string | undefined) => text?.replace(/-{3,}/g, '-').replace(/[ \n]+/g, ' ')

export const differences = (page: string, tables: readonly Table[]): Table[] =>
  tables.filter((table) => bare(found(page, table)) !== bare(section(table)))

export function withTables(page: string, tables: readonly Table[]): string {
  return tables.reduce((text, table) => {
    const old = found(text, table)
    if (old === undefined) throw new Error(`docs/scale.md has no marks for the table "${table.name}"`) // prettier-ignore
    return text.replace(old, () => section(table))
  }, page)
}
