/**
 * Documents in Cloudflare R2, by shape.
 * @module
 */
import type { Files } from './files.ts'

export type R2Like = {
  put: (key: string, bytes: Uint8Array) => Promise<unknown>
  get: (key: string) => Promise<{ arrayBuffer: () => Promise<ArrayBuffer> } | null>
}

export function r2Files(bucket: R2Like): Files {
  return {
    put: async (key, bytes) => {
      await bucket.put(key, bytes)
    },
    get: async (key) => {
      const found = await bucket.get(key)
      return found ? new Uint8Array(await found.arrayBuffer()) : undefined
    },
  }
}
