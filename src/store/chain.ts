/**
 * The hash chain of a journal: every event carries a SHA-256 over the hash of the event before it
 * and over all that it says. Text in, text out, so that anybody can compute it again.
 * @module
 */
import { sha256 } from '@noble/hashes/sha2.js'
import { bytesToHex, utf8ToBytes } from '@noble/hashes/utils.js'

/** SHA-256 of text as UTF-8, in hexadecimal. */
export type Digest = (text: string) => string

/** Runs everywhere, and at once: an append is decided and written without a pause in between. */
export const digest: Digest = (text) => bytesToHex(sha256(utf8ToBytes(text)))

/** SHA-256 of bytes that come in pieces; the runtimes' own wants them all at once. */
export function runningDigest() {
  const hash = sha256.create()
  return {
    update: (bytes: Uint8Array) => void hash.update(bytes),
    digest: () => bytesToHex(hash.digest()),
  }
}

/** What an event adds to what happened: who, on which raw message, after which event. */
export type Link = {
  /** A key's id, `cbp` for what CBP said, or `gateway`. */
  readonly by: string
  /** SHA-256 of the raw message behind the event, where there is one. */
  readonly source: string | null
  /** The hash of the event before; `null` begins a chain. */
  readonly previous: string | null
}

export type Chained = Omit<Link, 'previous'> & {
  readonly entryId: string
  readonly seq: number
  readonly type: string
  readonly at: string
  readonly data: string
}

/** Lines, none of which but the last can hold a line break, so that two events never read alike. */
export const eventText = (previous: string | null, event: Chained): string =>
  [
    'gate321 event', previous ?? '-', event.entryId, event.seq, event.type, event.at, event.by,
    event.source ?? '-', event.data,
  ].join('\n') // prettier-ignore

export type SealedHead = readonly [entryId: string, seq: number, hash: string]

export const headLine = ([entryId, seq, hash]: SealedHead): string => `${entryId} ${seq} ${hash}\n`

/** `heads` are the head lines, in the order of the ids. */
export const sealText = (
  seal: { readonly n: number; readonly at: string; readonly previous: string | null },
  heads: string,
): string => ['gate321 seal', seal.previous ?? '-', seal.n, seal.at, heads].join('\n')
