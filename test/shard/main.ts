/**
 * `npm run scale`: the tables of docs/scale.md, from their seed, held against the page. `--write` puts
 * them into it, `--quick` runs a small town in place of the large one and leaves its table alone,
 * `--bytes` measures what an entry weighs on each engine.
 * @module
 */
import { readFileSync, writeFileSync } from 'node:fs'
import { parseArgs } from 'node:util'
import { courses, fullSize, isolationTable, smallSize } from './busy.ts'
import type { Course } from './busy.ts'
import { weighD1, weighPostgres, weighSqlite } from './bytes.ts'
import { quickTables } from './page.ts'
import { sweep } from './dying.ts'
import { section } from './print.ts'
import type { Table } from './print.ts'
import { differences, pageUrl, withTables } from './page.ts'

const { values } = parseArgs({
  options: {
    write: { type: 'boolean', default: false },
    quick: { type: 'boolean', default: false },
    bytes: { type: 'boolean', default: false },
    seed: { type: 'string', default: `${fullSize.seed}` },
  },
})

const say = (line: string) => process.stdout.write(`${line}\n`)

function broken(courses: readonly Course[]): string[] {
  return courses.flatMap(({ trouble, breaches }) => breaches.map((what) => `${trouble}: ${what}`))
}

async function measure(): Promise<number> {
  const runs = {
    'SQLite, 100 a transmission': () => weighSqlite(3000, 100),
    'SQLite, each alone': () => weighSqlite(600, 1),
    'PostgreSQL, 100 a transmission': () => weighPostgres(1500, 100),
    'D1, 100 a transmission': () => weighD1(200, 100),
    'D1, each alone': () => weighD1(60, 1),
  }
  for (const [name, run] of Object.entries(runs)) say(`${name}: ${JSON.stringify(await run())}`)
  return 0
}

async function main(): Promise<number> {
  if (values.bytes) return measure()
  const seed = Number(values.seed)
  const tables: Table[] = quickTables(seed)
  const ran = await courses({ ...(values.quick ? smallSize : fullSize), seed })
  const isolation = isolationTable(ran, 'isolation')
  for (const table of [...tables, isolation]) say(`${section(table)}\n`)
  const points = await sweep(values.quick ? 5 : 1)
  say(`a mover died at ${points} points of a move, and each move was ended by another`)
  const wrong = broken(ran)
  for (const line of wrong) say(line)
  if (values.seed !== `${fullSize.seed}`) return wrong.length > 0 ? 1 : 0
  const own = values.quick ? tables : [...tables, isolation]
  const page = readFileSync(pageUrl, 'utf8')
  if (values.write) writeFileSync(pageUrl, withTables(page, own))
  const stale = values.write ? [] : differences(page, own)
  for (const { name } of stale) say(`docs/scale.md has another table "${name}"; --write puts it in`)
  return wrong.length + stale.length > 0 ? 1 : 0
}

process.exitCode = await main()
