/**
 * One round of an invocation: some of what waits is filed, sent, collected and told, within what one
 * invocation may ask of its store. What is left is for the next one.
 * @module
 */
import type { Gateway } from '../gateway/asked.ts'
import { asked, asRound } from './invocation.ts'

/** `moved`: entries, or announcements of them; nothing moved means that nothing is due. */
export type Round = { readonly moved: number; readonly queries: number }

export function rounds(gateway: Gateway): () => Promise<Round> {
  const file = async () => (await gateway.fileBatches()).dealt
  const carry = async () => {
    // What is only fetched again, because CBP did not hear that we have it, moves nothing.
    const { assembled, answered, applied } = await gateway.carry()
    return assembled + answered + applied
  }
  const deliver = async () => (await gateway.deliver()).done
  // Each order in its turn: a long file must not keep what is filed from being sent, nor the reverse.
  const orders = [[file, carry, deliver] as const, [carry, deliver, file] as const]
  let turn = 0

  return () =>
    asRound(async () => {
      let moved = 0
      for (const step of orders[turn++ % 2] ?? []) moved += await step()
      return { moved, queries: asked() }
    })
}
