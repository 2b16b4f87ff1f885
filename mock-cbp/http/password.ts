/**
 * The communication password of a batch (CATAIR A 9-14) is taken out before anything hashes, keeps
 * or shows the body: a resend under a new password is the same message, and no journal has it.
 * @module
 */
import { mediaType as catair } from '../../src/message/catair/release.ts'

const from = 8
const to = 14

export function withoutPassword(
  request: Request,
  body: Uint8Array<ArrayBuffer> | Response,
): Uint8Array<ArrayBuffer> | Response {
  const isBatch = request.headers.get('Content-Type')?.trim().toLowerCase().startsWith(catair)
  if (body instanceof Response || !isBatch) return body
  const line = body.slice(0, to)
  // A record that ends before these columns is no header, and has none to hide.
  if (line.some((byte) => byte === 0x0a || byte === 0x0d)) return body
  const without = body.slice()
  without.fill(0x20, from, Math.min(to, without.length))
  return without
}
