/**
 * Files a parcel and watches how the client tells its story, to the end or to the end of patience.
 * @module
 */
import { after, millisBetween } from '../../src/domain/day.ts'
import type { Instant } from '../../src/domain/day.ts'
import type { MockWorld } from '../world/handle.ts'
import type { Check } from './check.ts'
import { ClientFailed } from './client.ts'
import type { Client, Parcel } from './client.ts'
import type { Said } from './evidence.ts'
import { onBook, standingOf } from './holding.ts'
import { lastPosition, linesSince } from './journal.ts'

export type Watching = {
  readonly mock: MockWorld
  readonly client: Client
  readonly patienceMillis: number
}

export type Watched = {
  readonly said: readonly Said[]
  readonly told: number | undefined
  /** Why there was nothing to watch. */
  readonly trouble: string | undefined
}

export async function watch(watching: Watching, check: Check, parcel: Parcel): Promise<Watched> {
  const { mock, client, patienceMillis } = watching
  const said: Said[] = []
  try {
    const since = await lastPosition(mock)
    const id = await client.file(parcel)
    const begin = await mock.clock.now()
    let toAnswer = check.asks === 'document' ? client.answer : undefined
    let end: Instant | undefined
    for (
      let now = begin;
      millisBetween(begin, now) < patienceMillis;
      now = await mock.clock.now()
    ) {
      const { status, text } = await client.status(id)
      if (said.at(-1)?.status !== status) said.push({ at: now, status, text })
      if (toAnswer && status === 'discrepancy') {
        await toAnswer(id)
        toAnswer = undefined
      }
      const ended = check.ends === undefined || status === check.ends
      if (!ended || toAnswer || !(await isOver(mock, parcel, since))) end = undefined
      else end ??= after(now, (check.lingerSeconds ?? 1) * 1000)
      if (end !== undefined && now >= end) break
      await client.pass()
    }
    return { said, told: await client.told?.(id), trouble: undefined }
  } catch (error) {
    if (error instanceof ClientFailed) return { said, told: undefined, trouble: error.message }
    throw error
  }
}

/** CBP has no more to say, and the client has looked twice since it said the last. */
async function isOver(mock: MockWorld, parcel: Parcel, since: number): Promise<boolean> {
  const held = await onBook(mock, parcel)
  const lines = await linesSince(mock, since)
  // What is not on file has nothing to wait for but its answer.
  if (!held || held.status === 'rejected') {
    return lines.some(({ method, path }) => method === 'POST' && path === '/ace/transmissions')
  }
  const { notices, next, waitsFor } = await standingOf(mock, held.entryNumber)
  if (next.length > 0 || waitsFor !== null) return false
  const last = notices.map(({ due }) => due).reduce((a, b) => (a > b ? a : b), '')
  const looks = lines.filter(
    ({ path, at, fault }) => /^\/ace\/mailbox(\?|$)/.test(path) && at >= last && fault === null,
  )
  return looks.length >= 2
}
