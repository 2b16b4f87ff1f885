/**
 * Running numbers: each name counts up from 1 and never gives a number twice. Numbers are taken in
 * blocks, so that concurrent filings do not wait for one row; a crash leaves a gap, never a repeat.
 * @module
 */
import { sql } from './db.ts'
import type { Db, Statement } from './db.ts'

export type Numbers = {
  readonly next: (name: string) => Promise<number>
  /** The rest of every block is left, because the sequences themselves have been moved. */
  readonly forget: () => void
}

/** At least to `least`, and on by `margin`: for numbers that somebody else may have given out. */
export const skipNumbers = (name: string, least: number, margin: number): Statement =>
  sql`insert into sequence (name, value) values (${name}, ${least + margin})
    on conflict (name) do update set value = ${margin} +
      case when sequence.value < ${least} then ${least} else sequence.value end`

type Block = { next: number; end: number }

export function numbers(db: Db, blockSize: number): Numbers {
  const blocks = new Map<string, Block>()
  const refills = new Map<string, Promise<Block>>()

  const refill = async (name: string): Promise<Block> => {
    const [, [row] = []] = await db.write([
      sql`insert into sequence (name, value) values (${name}, 0) on conflict (name) do nothing`,
      sql`update sequence set value = value + ${blockSize} where name = ${name} returning value`,
    ])
    const end = Number(row?.['value'])
    const block = { next: end - blockSize + 1, end }
    blocks.set(name, block)
    refills.delete(name)
    return block
  }

  const next = async (name: string): Promise<number> => {
    const block = blocks.get(name)
    if (block && block.next <= block.end) return block.next++
    const pending = refills.get(name) ?? refill(name)
    refills.set(name, pending)
    try {
      await pending
    } catch (error) {
      refills.delete(name)
      throw error
    }
    return next(name)
  }

  return { next, forget: () => blocks.clear() }
}
