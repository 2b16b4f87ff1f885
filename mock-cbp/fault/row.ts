/**
 * What a row of the table of faults says, and how it is committed.
 * @module
 */
import type { Instant } from '../../src/domain/day.ts'
import { wireNames } from '../../src/domain/wire.ts'
import type { WireName } from '../../src/domain/wire.ts'
import type { Statement } from '../../src/store/db.ts'
import type { Act } from './act.ts'

/** The calls of `/ace` that faults tell apart. */
export const calls = ['transmissions', 'mailbox', 'acknowledgements', 'documents', 'queries'] as const // prettier-ignore
export type Call = (typeof calls)[number]

/** What a fault may know of the exchange it spoils. */
export type Moment = {
  readonly world: string
  readonly now: Instant
  /** How long an hour of the world lasts. */
  readonly hourMillis: number
  /** Of the exchange in the journal of its world. */
  readonly position: number
  readonly path: string
  readonly filer: string
  readonly messageId: string
  /** Of the answer that is spoiled, or else of the request. */
  readonly wire: WireName
  /** When the window of the bad day ends. */
  readonly until: Instant | undefined
}

/** What becomes of an exchange; what is left out stays as it was. */
export type Change = {
  readonly answer?: Response
  /** In place of the text of the answer. */
  readonly text?: string
  /** Written with the exchange, after what the call itself writes. */
  readonly also?: readonly Statement[]
  /** What the call was to write is not written. */
  readonly undone?: true
}

export type Fault = {
  /**
   * `request`: instead of working. `reply`: on the answer, after the work was done and kept.
   * `mailbox`: on a page of notifications. `acknowledgement`: on what a client says it has.
   */
  readonly when: 'request' | 'reply' | 'mailbox' | 'acknowledgement'
  readonly kind: 'transport' | 'protocol'
  /** The calls it can be committed on; all of them unless told. */
  readonly on?: readonly Call[]
  /** The wires it can be committed on, where the other has no such thing; both unless told. */
  readonly wires?: readonly WireName[]
  /** The row of the failure model: N of networks, M of CBP's messages, C of crashes, S of sends, G of replies. */
  readonly source: string
  readonly does: string
  readonly goodClient: string
} & (
  | { readonly act: Act }
  /** `text` is that of the answer; `undefined` where there is nothing to spoil. */
  | { readonly commit: (moment: Moment, text: string) => Change | undefined }
)

/** A table whose names are kept as a type. */
export const rows = <Name extends string>(
  table: Readonly<Record<Name, Fault>>,
): Readonly<Record<Name, Fault>> => table

export const callsOf = ({ when, on }: Fault): readonly Call[] =>
  when === 'mailbox'
    ? ['mailbox']
    : when === 'acknowledgement'
      ? ['acknowledgements']
      : (on ?? calls)

export const wiresOf = ({ wires = wireNames }: Fault): readonly WireName[] => wires

/** What one change makes of a text; `undefined` where the text is nothing for it. */
export type Rewrite = (text: string) => string | undefined

/** By the first of them that the text is something for. */
export const rewriting =
  (...changes: readonly Rewrite[]) =>
  (_: Moment, text: string): Change | undefined => {
    const changed = changes.map((change) => change(text)).find((one) => one !== undefined)
    return changed === undefined ? undefined : { text: changed }
  }
