/**
 * WebCrypto hashes on a pool of threads, and which of two ends first is not in the seed. Here a hash
 * is done when it is asked for.
 * @module
 */
import { hash } from 'node:crypto'

type Digest = typeof crypto.subtle.digest

/** Gives back what puts the old one in its place. */
export function digestAtOnce(): () => void {
  const { digest } = crypto.subtle
  const atOnce: Digest = async (_, bytes) => {
    const whole = ArrayBuffer.isView(bytes)
      ? new Uint8Array(bytes.buffer, bytes.byteOffset, bytes.byteLength)
      : new Uint8Array(bytes)
    return new Uint8Array(hash('sha256', whole, 'buffer')).buffer
  }
  const put = (value: Digest) =>
    Object.defineProperty(crypto.subtle, 'digest', { value, configurable: true, writable: true })
  put(atOnce)
  return () => void put(digest)
}
