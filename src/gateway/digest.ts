/**
 * SHA-256 in hexadecimal, of text as UTF-8 or of bytes.
 * @module
 */
export { runningDigest } from '../store/chain.ts'

export async function sha256(content: string | Uint8Array): Promise<string> {
  const bytes = typeof content === 'string' ? new TextEncoder().encode(content) : content
  const digest = await crypto.subtle.digest('SHA-256', new Uint8Array(bytes))
  return [...new Uint8Array(digest)].map((byte) => byte.toString(16).padStart(2, '0')).join('')
}
