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
  const steps = [
    async () => (await gateway.fileBatches()).dealt,
    async () => {
      // What is only fetched again, because CBP did not hear that we have it, moves nothing.
      const { assembled, answered, applied } = await gateway.carry()
      return assembled + answered + applied
    },
    async () => (await gateway.deliver()).done,
  ]
  // Each begins in its turn, so that the first of them cannot use up every round.
  let turn = 0

  return () =>
    asRound(async () => {
      const first = turn++ % steps.length
      let moved = 0
      for (const step of [...steps.slice(first), ...steps.slice(0, first)]) moved += await step()
      return { moved, queries: asked() }
    })
}
