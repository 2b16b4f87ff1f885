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

type Block = { next: number; readonly end: number; readonly size: number }

/**
 * The first block has `blockSize` numbers, and each next one twice as many up to `largest`: a gap is
 * never larger than what was given. Before a large block is used up the next one is fetched.
 */
export function numbers(db: Db, blockSize: number, largest = blockSize): Numbers {
  const blocks = new Map<string, Block>()
  const refills = new Map<string, Promise<Block>>()
  let moved = 0

  const fetched = async (name: string, size: number): Promise<Block> => {
    const [, [row] = []] = await db.write([
      sql`insert into sequence (name, value) values (${name}, 0) on conflict (name) do nothing`,
      sql`update sequence set value = value + ${size} where name = ${name} returning value`,
    ])
    const end = Number(row?.['value'])
    return { next: end - size + 1, end, size }
  }

  const refill = (name: string): Promise<Block> => {
    const known = refills.get(name)
    if (known) return known
    const size = Math.min(largest, (blocks.get(name)?.size ?? blockSize / 2) * 2)
    const coming = fetched(name, size)
    refills.set(name, coming)
    // Whoever needs it meets the failure, and the one after that asks anew.
    coming.catch(() => {
      if (refills.get(name) === coming) refills.delete(name)
    })
    return coming
  }

  const next = async (name: string): Promise<number> => {
    const block = blocks.get(name)
    if (block && block.next <= block.end) {
      const left = block.end - block.next
      if (block.size > blockSize && left === block.size >> 1) refill(name)
      return block.next++
    }
    const [coming, before] = [refill(name), moved]
    const fresh = await coming
    if (moved === before && refills.get(name) === coming) {
      refills.delete(name)
      blocks.set(name, fresh)
    }
    return next(name)
  }

  return {
    next,
    forget: () => {
      moved++
      blocks.clear()
      refills.clear()
    },
  }
}
