/**
 * The stream without its breaks: a connection that is lost is taken up where it broke.
 * @module
 */
import { GatewayProblem } from '../client.ts'
import type { Announcement, Client } from '../client.ts'
import { reasonOf } from './connect.ts'

export type Heard =
  | { readonly kind: 'opened' }
  | { readonly kind: 'told'; readonly announcement: Announcement }
  | { readonly kind: 'lost'; readonly why: string }
  /** What was missed is no longer kept: look at everything again. */
  | { readonly kind: 'missed' }

export type Listening = {
  readonly after?: number | undefined
  readonly signal: AbortSignal
  /** Waits, or less when it is aborted. */
  readonly rest: (millis: number, signal: AbortSignal) => Promise<void>
}

const longestRestMillis = 10_000

/** The first connection has to be made; after that it is tried until it is aborted. */
export async function* heard(
  client: Client,
  { after, signal, rest }: Listening,
): AsyncGenerator<Heard, void, undefined> {
  let position = after
  let everOpened = false
  let tries = 0
  while (!signal.aborted) {
    try {
      for await (const item of once(client, position, signal)) {
        if (typeof item === 'number') {
          position = item
          everOpened = true
          tries = 0
          yield { kind: 'opened' }
        } else {
          position = item.data.position
          yield { kind: 'told', announcement: item }
        }
      }
      if (!signal.aborted) yield { kind: 'lost', why: 'the gateway ended it' }
    } catch (error) {
      if (signal.aborted) return
      if (error instanceof GatewayProblem && error.code === 'position_gone' && everOpened) {
        position = undefined
        yield { kind: 'missed' }
        continue
      }
      if (!everOpened || !passing(error)) throw error
      yield { kind: 'lost', why: reasonOf(error) }
    }
    await rest(Math.min(500 * 2 ** tries, longestRestMillis), signal)
    tries += 1
  }
}

/** Where it begins, then what is told; the two arrive on different ways. */
async function* once(client: Client, after: number | undefined, signal: AbortSignal) {
  let began: (position: number) => void = () => undefined
  const opened = new Promise<number>((resolve) => (began = resolve))
  const told = client.stream({ after, signal, opened: began })
  const first = told.next()
  const place = await Promise.race([opened, first.then(() => undefined)])
  if (place !== undefined) yield place
  for (let next = await first; !next.done; next = await told.next()) yield next.value
}

/** A revoked key stays revoked; a full or a restarting gateway does not stay so. */
const passing = (error: unknown) =>
  !(error instanceof GatewayProblem) || error.status >= 500 || error.status === 429
