/**
 * An answer that has all its headers from the start. To add one to a `Response` makes objects of
 * those that it has, on Node 10 us, and each filing gets two more.
 * @module
 */
import type { Asking } from './request.ts'

/** On every answer, so that nobody takes it for CBP's. */
export const simulated = 'gate321 mock-cbp'

/** What an answer says, for a home that can do without a `Response`. */
export type Whole = { readonly text: string; readonly headers: Readonly<Record<string, string>> }

const wholes = new WeakMap<Response, Whole>()

/** Of an answer that is 200 and was made here. */
export const wholeOf = (response: Response): Whole | undefined => wholes.get(response)

export function answerWith(asking: Asking, text: string, mediaType: string): Response {
  // Small letters, in order: as `Headers` has them.
  const headers = { 'content-type': mediaType, 'x-request-id': asking.id, 'x-simulated': simulated }
  const response = new Response(text, { headers })
  asking.replyText = text
  asking.whole = { response, mediaType }
  wholes.set(response, { text, headers })
  return response
}
