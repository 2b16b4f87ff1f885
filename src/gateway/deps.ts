/**
 * What the gateway is handed: everything that is not itself.
 * @module
 */
import type { Instant } from '../domain/day.ts'
import type { Policy } from '../domain/law/vocabulary.ts'
import type { WireName } from '../domain/wire.ts'
import type { Files } from '../document/files.ts'
import type { Contact } from '../message/declare.ts'
import type { Digest } from '../store/chain.ts'
import type { Db } from '../store/db.ts'
import type { Numbers } from '../store/numbers.ts'
import type { Meters } from './meters.ts'
import type { Trace } from './trace.ts'
import type { Breaker } from './breaker.ts'
import type { Seats } from './seats.ts'

export type Clock = { readonly now: () => Instant }

/** New identifiers for entries: unique, and sorted by the time they were made. */
export type Ids = { readonly entry: (at: Instant) => string }

/** The way to CBP: a fetch that gives up by its own deadline and follows no redirect. */
export type Send = (request: Request) => Response | Promise<Response>

/** One line of the log: an event's name and fields without personal data. */
export type Log = (
  level: 'info' | 'warn' | 'alarm',
  event: string,
  fields: Readonly<Record<string, string | number | boolean | null>>,
) => void

/** The way to the receivers of webhooks. */
export type Receivers = {
  /** Judges the address again, then is a fetch like `Send`, with a deadline of 15 s. */
  readonly send: Send
  /** Why a webhook cannot have this URL; `undefined` when it can. */
  readonly refuse: (url: string) => Promise<string | undefined>
  /** Receivers refuse a signature that is not of their own time, whatever day it is here. */
  readonly clock: Clock
}

/** How listeners of the stream wait for news. */
export type Streams = {
  /** Resolves after so many milliseconds, or as soon as `signal` aborts. */
  readonly pause: (millis: number, signal?: AbortSignal) => Promise<void>
  /** Other nodes may have written, so the store is asked again after so long. */
  readonly pollMillis: number
  /** A stream ends after so long, and its listener comes back. */
  readonly lifeMillis?: number
  /** Where one request cannot wait for what another does (Workers). */
  readonly apart?: boolean
}

export type Deps = {
  readonly db: Db
  readonly clock: Clock
  readonly ids: Ids
  /** Between 0 and 1, for jitter. */
  readonly chance: () => number
  readonly numbers: Numbers
  readonly send: Send
  readonly files: Files
  readonly log: Log
  readonly cbp: {
    readonly url: string
    readonly password: (filer: string) => string
  }
  /** For what is put into transmissions from now on; unset is the default, `xml`. */
  readonly wire?: WireName | undefined
  /** Whom CBP may call about a shipment that names nobody. */
  readonly contact: Contact
  /** Called when there is something new to transmit; a tick should follow soon. */
  readonly wake: () => void
  /** What the installation says; unset is the default, `statutory`. */
  readonly policy?: Policy | undefined
  /** File only by rules checked at most so many days ago; unset, old rules only warn. */
  readonly rulesMaxAgeDays?: number | undefined
  /** How much may wait and be filed in a day; unset, as much as comes. */
  readonly bounds?: { readonly waiting: number; readonly perDay: number } | undefined
  /** An older tick means a dead loop; unset where nobody knows who ticks next (Workers). */
  readonly mostTickMillis?: number
  readonly meters?: Meters | undefined
  readonly trace?: Trace | undefined
  /** Before the first send CBP is asked for our next message ids: an older database is not sent from. */
  readonly askBeforeSending?: boolean
  /** The runtime's own SHA-256, where it has one that answers at once; else it is computed here. */
  readonly digest?: Digest
  /** Lets what waits in this process go first; unset where each write does (D1). */
  readonly giveWay?: (() => Promise<void>) | undefined
  /** Unset, no webhook can be registered, and nothing is sent. */
  readonly receivers?: Receivers | undefined
  /** Unset, a stream tells what there is, and ends. */
  readonly streams?: Streams | undefined
  /** Entries in one transmission, at most 999. */
  readonly transmissionSize: number
  /** Entries that the round under way may still take up (Workers); unset, as many as there are. */
  readonly room?: (() => number) | undefined
  /** Entries an hour after an outage; unset is CBP's practical advice. */
  readonly drainAnHour?: number | undefined
  /** How CBP stands, as this process sees it; made by the gateway itself. */
  readonly breaker?: Breaker
  /** Where a store is one of several: whose entries this gateway carries. Unset, everybody's. */
  readonly seats?: Seats | undefined
}
