/**
 * What reading a document gives: its typed value, or the fault that makes it unreadable.
 * @module
 */
import { fromNode, sentTwice } from './element.ts'
import type { ElementFault, Fields, Group, Infer } from './element.ts'
import { readXml } from './xml.ts'
import type { XmlFault } from './fault.ts'

export type Unreadable = {
  readonly ok: false
  readonly fault: XmlFault
  readonly detail: string
  readonly faults: readonly ElementFault[]
}

export type Reading<T> =
  { readonly ok: true; readonly value: T; readonly unknown: number } | Unreadable

/** Reads a document of one root into the type of its table, or says why it cannot be. */
export function readDocument<F extends Fields>(
  bytes: Uint8Array,
  root: string,
  table: Group<F>,
  mostElements?: number,
): Reading<Infer<Group<F>>> {
  const reading = readXml(bytes, root, mostElements)
  if (!reading.ok) return { ...reading, faults: [] }
  const { value, faults, unknown } = fromNode(reading.root, table)
  if (value === undefined) {
    const detail = faults.map(({ path, why }) => `${path}: ${why}`).join('; ')
    const ambiguous = faults.some(({ why }) => why === sentTwice)
    return { ok: false, fault: ambiguous ? 'cbp_ambiguous' : 'cbp_malformed', detail, faults }
  }
  return { ok: true, value, unknown }
}
