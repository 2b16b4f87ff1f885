/**
 * The hash of bytes as hexadecimal text.
 * @module
 */
/** A runtime with a quicker way than WebCrypto hands in its own. */
export type Hash = (bytes: Uint8Array<ArrayBuffer>) => string | Promise<string>

export async function sha256Of(bytes: Uint8Array<ArrayBuffer>): Promise<string> {
  const digest = await crypto.subtle.digest('SHA-256', bytes)
  return [...new Uint8Array(digest)].map((byte) => byte.toString(16).padStart(2, '0')).join('')
}
