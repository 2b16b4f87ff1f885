/**
 * Shipments as a file that a batch takes: the columns in our own order, a row for each line.
 * @module
 */
import { columns } from '../../batch/columns.ts'
import type { Column } from '../../batch/columns.ts'
import { csvLine } from '../../batch/csv.ts'
import { guarded } from '../../batch/guard.ts'

export const shipmentsFile = (shipments: readonly object[]): string =>
  [
    columns.map(({ name }) => name),
    ...shipments.flatMap((shipment) =>
      linesOf(shipment).map((line) => columns.map((column) => cell(column, shipment, line))),
    ),
  ]
    .map((cells) => csvLine(cells.map(guarded), ','))
    .join('')

const linesOf = (shipment: object): readonly unknown[] =>
  'lines' in shipment && Array.isArray(shipment.lines) ? shipment.lines : []

function cell({ ofLine, path, kind }: Column, shipment: object, line: unknown): string {
  const value = path.reduce<unknown>(
    (part, key) =>
      typeof part === 'object' && part !== null && Object.hasOwn(part, key)
        ? Reflect.get(part, key)
        : undefined,
    ofLine ? line : shipment,
  )
  if (value === undefined || value === null) return ''
  return kind === 'list' && Array.isArray(value) ? value.join('|') : String(value)
}
