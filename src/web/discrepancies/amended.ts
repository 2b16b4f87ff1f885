/**
 * The shipment as the page's fields would have it: what was declared, with what was typed beside it.
 * @module
 */
import { valueAt } from '../../domain/discrepancy/compare.ts'
import type { Discrepancy } from '../../gateway/discrepancy.ts'
import type { Reading } from '../../gateway/examine.ts'
import { readShipment } from '../../http/shipment.ts'
import type { Fields } from '../page.ts'
import { put } from '../shipment/draft.ts'

const settled = new Set(['/entryType', '/lines', '/bill'])

const isLeaf = (value: unknown) => value === undefined || value === null || typeof value !== 'object' // prettier-ignore

/** Another name or another day would hide what was found, and mend nothing. */
const noMatterOfSpelling = new Set(['SO60 30', 'SO60 34'])

/** Where a code points at a field that a person can type into, each once. */
export function editable({ entry, compared, correction }: Discrepancy): string[] {
  const open = compared.filter(({ record, code }) => !noMatterOfSpelling.has(`${record} ${code}`))
  const pointers = [
    ...open.map(({ pointer }) => pointer),
    ...(correction?.operations ?? []).map(({ pointer }) => pointer),
  ]
  return [...new Set(pointers)].filter(
    (pointer) => !settled.has(pointer) && isLeaf(valueAt(entry.shipment, pointer)),
  )
}

/** What the field of a pointer begins with: what is suggested, otherwise what was declared. */
export function startsWith({ entry, correction }: Discrepancy, pointer: string): string {
  const suggested = correction?.operations.find((operation) => operation.pointer === pointer)?.to
  return String(suggested ?? valueAt(entry.shipment, pointer) ?? '')
}

export type Amended = { readonly reading: Reading; readonly changed: readonly string[] }

export function amended(discrepancy: Discrepancy, fields: Fields): Amended {
  const { shipment } = discrepancy.entry
  const value: Record<string, unknown> = structuredClone({ ...shipment })
  const changed = editable(discrepancy).filter((pointer) => {
    const [typed] = fields.all(pointer)
    return typed !== undefined && typed.trim() !== String(valueAt(shipment, pointer) ?? '')
  })
  for (const pointer of changed) put(value, pointer, fields.text(pointer))
  return { reading: readShipment({ value, problems: [] }), changed }
}
