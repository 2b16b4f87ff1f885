/**
 * When what came from CBP cannot be used, and under which name it goes into the log. A batch that
 * lacks its end is cut; everything else that is wrong makes it malformed.
 * @module
 */
import type { Unreadable } from '../reading.ts'
import { envelopeFaults, unknown } from './batch.ts'
import type { Batch } from './batch.ts'
import type { Fault } from './fault.ts'
import { columns } from './layout.ts'

/** Every fault is one: of what CBP writes nothing is mended. */
export function unreadable(batches: readonly Batch[]): Unreadable | undefined {
  const found = batches.flatMap(faultsOf)
  const [first] = found
  if (!first) return undefined
  const cut = batches[0]?.header !== undefined && isCut(batches.at(-1))
  return {
    ok: false,
    fault: cut ? 'cbp_truncated' : 'cbp_malformed',
    detail: said(first),
    faults: found.map(({ line, column, message }) => ({
      path: placeOf(line, column),
      why: message,
    })),
  }
}

/** A trailer that is too short may be the beginning of one. */
function isCut(last: Batch | undefined): boolean {
  const trailer = last?.trailer
  return (
    trailer === undefined || (trailer === last?.records.at(-1) && trailer.text.length < columns)
  )
}

/** Of the envelope, of each record's fields, and records that are in no table. */
export const faultsOf = (batch: Batch): Fault[] => [
  ...envelopeFaults(batch),
  ...batch.blocks.flatMap(({ records }) =>
    records.flatMap((record) => (record.layout ? record.faults : [unknown(record)])),
  ),
]

const placeOf = (line: number, column: number) =>
  column === 0 ? `line ${line}` : `line ${line}, column ${column}`

export const said = ({ line, column, message }: Fault): string =>
  `${placeOf(line, column)}: ${message}`
