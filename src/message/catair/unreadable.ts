/**
 * When what came from CBP cannot be used, and under which name it goes into the log. A batch that
 * lacks its end is cut; everything else that is wrong makes it malformed.
 * @module
 */
import type { Unreadable } from '../reading.ts'
import { envelopeFaults, unknown } from './batch.ts'
import type { Batch } from './batch.ts'
import type { Fault } from './fault.ts'
import type { CatairRecord } from './record.ts'
import { columns } from './layout.ts'

/** Every fault is one: of what CBP writes nothing is mended. */
export function unreadable(
  batches: readonly Batch[],
  judged: Judged = () => true,
): Unreadable | undefined {
  const found = batches.flatMap((batch) => faultsOf(batch, judged))
  const [first] = found
  if (!first) return undefined
  return {
    ok: false,
    fault: isCut(batches) ? 'cbp_truncated' : 'cbp_malformed',
    detail: said(first),
    faults: found.map(({ line, column, message }) => ({
      path: placeOf(line, column),
      why: message,
    })),
  }
}

/** A trailer that is too short may be the beginning of one; what never began is not cut. */
export function isCut(batches: readonly Batch[]): boolean {
  const last = batches.at(-1)
  const { trailer } = last ?? {}
  if (!last || !batches[0]?.header) return false
  return !trailer || (trailer === last.records.at(-1) && trailer.text.length < columns)
}

/** Whose fields are CBP's own: what it repeats of a filer may be what is wrong. */
export type Judged = (record: CatairRecord) => boolean

/** Of the envelope, of each record's fields, and records that are in no table. */
export const faultsOf = (batch: Batch, judged: Judged = () => true): Fault[] => [
  ...envelopeFaults(batch),
  ...batch.blocks.flatMap(({ records }) =>
    records.flatMap((record) => {
      if (!record.layout) return [unknown(record)]
      return judged(record) ? record.faults : []
    }),
  ),
]

const placeOf = (line: number, column: number) =>
  column === 0 ? `line ${line}` : `line ${line}, column ${column}`

export const said = ({ line, column, message }: Fault): string =>
  `${placeOf(line, column)}: ${message}`
