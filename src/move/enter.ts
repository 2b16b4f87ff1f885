/**
 * A house file carried into an empty house, and the house compared with the file: every table by its
 * hash, every journal by its chain and its seals. What was interrupted goes on when it is run again.
 * @module
 */
import { nodeDigest } from '../record/file.ts'
import { Refused } from '../record/refused.ts'
import { damageText } from '../record/damage.ts'
import { verify } from '../record/verify.ts'
import type { Verified } from '../record/verify.ts'
import { chainLines } from './chains.ts'
import type { House, Values } from './house.ts'
import { contentHash, pagesOf } from './leave.ts'
import { houseLines, isMarked, lookOver, pieces } from './read.ts'
import type { Contents } from './read.ts'
import { carried } from './tables.ts'

/** How much of a table goes in one write. */
export type Load = { readonly rows: number; readonly characters: number }

export type Entered = Verified & {
  readonly rows: number
  readonly documents: number
  readonly missing: number
}

export async function enterHouse(path: string, house: House, load: Load): Promise<Entered> {
  const contents = await lookOver(path)
  const { schema, entering, empty } = await house.head()
  expectSchema(contents.house.schema, schema)
  const { id, epoch } = contents.house
  if (entering !== id || empty) await house.enter(id, epoch)
  await carryIn(path, house, load)
  const rows = await expectSame(contents, house)
  const verified = await verify(chainLines(house), { hashOf: nodeDigest })
  const [first] = verified.damage
  if (first) throw new Refused(`What was carried in does not verify: ${damageText(first)}.`)
  await house.settle()
  const { documents, missing } = contents
  return { ...verified, rows, documents, missing }
}

function expectSchema(wanted: readonly number[], has: readonly number[]): void {
  if (String(wanted) === String(has)) return
  throw new Refused(
    `The file is of a gate321 with other tables (newest ${wanted.at(-1)}) than this one (newest ${has.at(-1)}). Start the older of the two gateways once with the newer release, and carry it then.`,
  )
}

async function carryIn(path: string, house: House, { rows: most, characters }: Load) {
  let columns: readonly string[] = []
  let rows: Values[] = []
  let [table, size] = ['', 0]
  let document = pieces()
  const flush = async () => {
    if (rows.length > 0) await house.put(table, { columns, rows })
    rows = []
    size = 0
  }
  const keep = async () => {
    if (document.wanted) await house.keep(document.wanted.sha256, new Uint8Array(document.whole()))
    document = pieces()
  }
  for await (const line of houseLines(path)) {
    if (typeof line === 'string') document.take(line)
    else if (!isMarked(line)) {
      await keep()
      const weight = weightOf(line)
      if (rows.length >= most || size + weight > characters) await flush()
      rows.push(line)
      size += weight
    } else {
      await keep()
      if (line.kind === 'document') document = pieces(line)
      if (line.kind === 'rows') await flush()
      if (line.kind === 'table') [table, columns] = [line.name, line.columns]
    }
  }
}

const weightOf = (row: Values): number =>
  row.reduce<number>((sum, value) => sum + (typeof value === 'string' ? value.length : 8), 0)

/** The house as it is read back says the same as the file. Returns the number of rows. */
async function expectSame({ tables }: Contents, house: House): Promise<number> {
  let rows = 0
  for (const table of carried) {
    const content = contentHash()
    for await (const page of pagesOf(house, table)) {
      content.begin(page.columns)
      content.take(page.rows)
    }
    const [found, wanted] = [content.end(), tables.get(table.name)]
    if (found.rows !== wanted?.rows || found.sha256 !== wanted.sha256) {
      throw new Refused(`The table ${table.name} is not what the file says: ${found.rows} rows for ${wanted?.rows ?? 0}. Sending stays paused; begin again with an empty database.`) // prettier-ignore
    }
    rows += found.rows
  }
  return rows
}
