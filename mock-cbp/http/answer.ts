/**
 * An answer that has all its headers from the start. To add one to a `Response` makes objects of
 * those that it has, on Node 10 us, and each filing gets two more.
 * @module
 */
import type { Asking } from './request.ts'

/** On every answer, so that nobody takes it for CBP's. */
export const simulated = 'gate321 mock-cbp'

export function answerWith(asking: Asking, text: string, mediaType: string): Response {
  // Small letters, in order: as `Headers` has them.
  const headers = { 'content-type': mediaType, 'x-request-id': asking.id, 'x-simulated': simulated }
  const response = new Response(text, { headers })
  asking.replyText = text
  asking.whole = { response, mediaType }
  return response
}
