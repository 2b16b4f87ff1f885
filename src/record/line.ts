/**
 * The five-year record as lines: seals, raw messages, and every entry with its journal. The same
 * lines are written as NDJSON and read back by the verifier.
 * @module
 */
import type { SealedHead } from '../store/chain.ts'

/** 2 brought the archives; what is of 1 has none. */
export const recordVersion = 2

export type SealLine = {
  readonly kind: 'seal'
  readonly n: number
  readonly at: string
  readonly previous: string | null
  readonly hash: string
  readonly heads: readonly SealedHead[]
}

export type MessageLine = {
  readonly kind: 'message'
  readonly id: string
  readonly filer: string
  readonly direction: string
  readonly what: string
  readonly format: string
  readonly at: string
  /** Of the bytes as they went over the wire. */
  readonly sha256: string
  readonly body: string
}

export type EntryLine = {
  readonly kind: 'entry'
  readonly id: string
  readonly filer: string
  readonly entryNumber: string
  /** The end of the journal, as the view of the entry knows it. */
  readonly seq: number
  readonly head: string | null
}

export type EventLine = {
  readonly kind: 'event'
  readonly entryId: string
  readonly seq: number
  readonly type: string
  readonly at: string
  /** `null`, with the hash, in journals older than the chain. */
  readonly by: string | null
  readonly source: string | null
  readonly hash: string | null
  readonly messages: readonly string[]
  /** The event, as the text that was hashed. */
  readonly data: string
}

/** Behind its entry: the first events are in an archive, and the journal goes on from there. */
export type ArchivedLine = {
  readonly kind: 'archived'
  readonly entryId: string
  readonly seq: number
  readonly head: string
  /** The name of the file. */
  readonly name: string
}

/** The first line of an archive; `seal` stands for all that was sealed before it was made. */
export type ArchiveLine = {
  readonly kind: 'archive'
  readonly version: number
  readonly n: number
  readonly at: string
  /** Its entries were silent since. */
  readonly before: string
  /** Of the archive before: what its last line says. */
  readonly previous: string | null
  readonly seal: { readonly n: number; readonly at: string; readonly hash: string } | null
}

/** A document that an answer of the archive names. */
export type DocumentLine = {
  readonly kind: 'document'
  readonly sha256: string
  readonly bytes: number
  readonly base64: string
}

export type RecordLine =
  | { readonly kind: 'record'; readonly version: number; readonly at: string }
  | SealLine
  | MessageLine
  | EntryLine
  | EventLine
  | ArchivedLine
  | ArchiveLine
  | DocumentLine
  /** Last: over every line before it, so that a record that was cut short is no record. */
  | { readonly kind: 'end'; readonly lines: number; readonly sha256: string }

const fields: Readonly<Record<RecordLine['kind'], Readonly<Record<string, string>>>> = {
  record: { version: 'number', at: 'string' },
  seal: { n: 'number', at: 'string', previous: 'text', hash: 'string', heads: 'list' },
  message: {
    id: 'string', filer: 'string', direction: 'string', what: 'string', format: 'string',
    at: 'string', sha256: 'string', body: 'string',
  },
  entry: { id: 'string', filer: 'string', entryNumber: 'string', seq: 'number', head: 'text' },
  event: {
    entryId: 'string', seq: 'number', type: 'string', at: 'string', by: 'text', source: 'text',
    hash: 'text', messages: 'list', data: 'string',
  },
  archived: { entryId: 'string', seq: 'number', head: 'string', name: 'string' },
  archive: { version: 'number', n: 'number', at: 'string', before: 'string', previous: 'text' },
  document: { sha256: 'string', bytes: 'number', base64: 'string' },
  end: { lines: 'number', sha256: 'string' },
} // prettier-ignore

const fits: Readonly<Record<string, (value: unknown) => boolean>> = {
  string: (value) => typeof value === 'string',
  number: (value) => typeof value === 'number',
  text: (value) => value === null || typeof value === 'string',
  list: Array.isArray,
}

/** `undefined` for what is no line of a record. */
export function parseLine(text: string): RecordLine | undefined {
  let value: unknown
  try {
    value = JSON.parse(text)
  } catch {
    return undefined
  }
  if (typeof value !== 'object' || value === null || !('kind' in value)) return undefined
  const wanted =
    Object.hasOwn(fields, String(value.kind)) && fields[value.kind as RecordLine['kind']]
  if (!wanted) return undefined
  const given = value as Record<string, unknown>
  const sound = Object.entries(wanted).every(([name, type]) => fits[type]?.(given[name]))
  return sound ? (value as RecordLine) : undefined
}
