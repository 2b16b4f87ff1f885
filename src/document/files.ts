/**
 * The port to stored documents: bytes by key. A key is never written twice with other bytes.
 * @module
 */
export type Files = {
  readonly put: (key: string, bytes: Uint8Array) => Promise<void>
  readonly get: (key: string) => Promise<Uint8Array | undefined>
  /** Where documents may be moved away; nothing happens where there is none. */
  readonly remove?: (key: string) => Promise<void>
}
