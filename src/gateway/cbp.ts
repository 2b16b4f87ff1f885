/**
 * CBP's endpoint as the gateway calls it: the one place that knows its addresses.
 * @module
 */
import { readCapped } from '../bytes.ts'
import { entryNumberFields } from '../domain/number.ts'
import type { EntryNumber } from '../domain/number.ts'
import { readEntryQuery } from '../message/submission.ts'
import { wireOfFormat, wires } from '../message/wire.ts'
import type { TransmissionKind } from '../store/outbox.ts'
import type { Deps } from './deps.ts'
import { ofError, ofResponse } from './outcome.ts'
import type { Outcome } from './outcome.ts'

export type Cbp = {
  readonly transmit: (filer: string, outgoing: Outgoing) => Promise<Outcome>
  readonly query: (filer: string, messageId: string) => Promise<Outcome>
  /** What CBP has on file of an entry. */
  readonly standing: (number: EntryNumber) => Promise<Outcome>
  readonly mailbox: (filer: string, limit: number) => Promise<Outcome>
  readonly acknowledge: (filer: string, ids: readonly string[]) => Promise<boolean>
  /** Whether CBP has the entry on file; `undefined` when it cannot be told. */
  readonly onFile: (number: EntryNumber) => Promise<boolean | undefined>
}

export type Outgoing = {
  readonly messageId: string
  readonly kind: TransmissionKind
  readonly format: string
  readonly body: string
}

const paths: Readonly<Record<TransmissionKind, string>> = {
  filing: '/ace/transmissions',
  document: '/ace/documents',
}

/** A reply to 999 entries with a few conditions each. */
const replyCap = 4 * 1024 * 1024
const mailboxCap = 10 * 1024 * 1024

export function cbpOf({
  send,
  cbp: { url, password },
  clock,
  wire = 'xml',
  breaker,
}: Pick<Deps, 'send' | 'cbp' | 'clock' | 'wire' | 'breaker'>): Cbp {
  const request = (filer: string, path: string, init: RequestInit = {}) => {
    const headers = new Headers(init.headers)
    headers.set('Authorization', `Basic ${btoa(`${filer}:${password(filer)}`)}`)
    return new Request(new URL(path, url), { ...init, headers, redirect: 'manual' })
  }

  /** Everything that is asked of CBP goes through here, so that the circuit hears of it. */
  const ask = async (
    filer: string,
    made: Request,
    cap: number,
    read: (response: Response, body: Uint8Array | undefined) => Outcome,
  ): Promise<Outcome> => {
    let outcome: Outcome
    try {
      const response = await send(made)
      outcome = read(response, await readCapped(response.body, cap))
    } catch (error) {
      outcome = ofError(error)
    }
    breaker?.heard(filer, outcome)
    return outcome
  }

  const call = (filer: string, made: Request, cap: number, mayBeEmpty = false) =>
    ask(filer, made, cap, (response, body) =>
      response.status === 204 && mayBeEmpty
        ? { kind: 'answer', body: new Uint8Array() }
        : ofResponse(response, body, clock.now()),
    )

  /** Where 404 may be the answer. */
  const look = (filer: string, path: string) =>
    ask(filer, request(filer, path), replyCap, (response, body) =>
      response.status === 404 ? unknown(body) : ofResponse(response, body, clock.now()),
    )

  const post = (filer: string, path: string, type: string, body: string, messageId?: string) =>
    request(filer, path, {
      method: 'POST',
      body,
      headers: {
        'Content-Type': type,
        ...(messageId === undefined ? {} : { 'Message-Id': messageId }),
      },
    })

  /** A query that fails says nothing about what it asked for. */
  const query = async (filer: string, path: string): Promise<Outcome> => {
    const outcome = await look(filer, path)
    return outcome.kind === 'unsent' || outcome.kind === 'parked'
      ? { kind: 'doubt', why: outcome.why, waitMillis: undefined }
      : outcome
  }

  return {
    transmit: async (filer, { messageId, kind, format, body }) => {
      const sealed = wireOfFormat(format).seal(body, password(filer))
      if (sealed === undefined) return { kind: 'unsent', why: 'cbp_password_form', alarm: true }
      return call(filer, post(filer, paths[kind], format, sealed, messageId), replyCap)
    },

    query: (filer, messageId) => query(filer, `/ace/transmissions/${messageId}`),

    standing: (number) => query(entryNumberFields(number).filerCode, `/ace/entries/${number}`),

    mailbox: (filer, limit) => {
      const { mediaType, emptyIsNoContent } = wires[wire]
      const headers = { Accept: mediaType }
      const made = request(filer, `/ace/mailbox?limit=${limit}`, { headers })
      return call(filer, made, mailboxCap, emptyIsNoContent)
    },

    acknowledge: async (filer, ids) => {
      const body = JSON.stringify({ ids })
      const path = '/ace/mailbox/acknowledgements'
      const made = post(filer, path, 'application/json', body)
      return (await call(filer, made, replyCap)).kind === 'answer'
    },

    onFile: async (number) => {
      const { filerCode } = entryNumberFields(number)
      const outcome = await look(filerCode, `/ace/entries/${number}`)
      if (outcome.kind === 'unknown') return false
      return outcome.kind === 'answer' ? readEntryQuery(outcome.body)?.onFile : undefined
    },
  }
}

/** A definite "unknown" carries CBP's own code; any other 404 is a wrong address. */
function unknown(body: Uint8Array | undefined): Outcome {
  const text = new TextDecoder().decode(body)
  return /"code"\s*:\s*"(message|entry)_unknown"/.test(text)
    ? { kind: 'unknown' }
    : { kind: 'doubt', why: 'cbp_address 404', waitMillis: undefined }
}
