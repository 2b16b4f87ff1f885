/**
 * What reading a document gives: its typed value, or the fault that makes it unreadable.
 * @module
 */
import { fromNode, sentTwice } from './element.ts'
import type { ElementFault, Fields, Group, Infer } from './element.ts'
import type { XmlFault } from './fault.ts'
import { plainReader } from './reader.ts'
import { readXml } from './xml.ts'

export type Unreadable = {
  readonly ok: false
  readonly fault: XmlFault
  readonly detail: string
  readonly faults: readonly ElementFault[]
}

export type Reading<T> =
  { readonly ok: true; readonly value: T; readonly unknown: number } | Unreadable

/** Reads documents of one root into the type of their table, or says why that cannot be. */
export function documentReader<F extends Fields>(
  root: string,
  table: Group<F>,
  mostElements?: number,
): (bytes: Uint8Array) => Reading<Infer<Group<F>>> {
  const readPlain = plainReader(root, table, mostElements)
  return (bytes) => {
    const plain = readPlain(bytes)
    return plain
      ? { ok: true, value: plain.value, unknown: 0 }
      : readDocument(bytes, root, table, mostElements)
  }
}

/** The same by the parser alone, which judges every document. */
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
