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
}: Pick<Deps, 'send' | 'cbp' | 'clock' | 'wire'>): Cbp {
  const request = (filer: string, path: string, init: RequestInit = {}) => {
    const headers = new Headers(init.headers)
    headers.set('Authorization', `Basic ${btoa(`${filer}:${password(filer)}`)}`)
    return new Request(new URL(path, url), { ...init, headers, redirect: 'manual' })
  }

  const call = async (made: Request, cap: number, mayBeEmpty = false): Promise<Outcome> => {
    try {
      const response = await send(made)
      const body = await readCapped(response.body, cap)
      return response.status === 204 && mayBeEmpty
        ? { kind: 'answer', body: new Uint8Array() }
        : ofResponse(response, body, clock.now())
    } catch (error) {
      return ofError(error)
    }
  }

  const post = (filer: string, path: string, type: string, body: string, messageId?: string) =>
    request(filer, path, {
      method: 'POST',
      body,
      headers: {
        'Content-Type': type,
        ...(messageId === undefined ? {} : { 'Message-Id': messageId }),
      },
    })

  const ask = async (filer: string, path: string): Promise<Outcome> => {
    try {
      const response = await send(request(filer, path))
      const body = await readCapped(response.body, replyCap)
      if (response.status === 404) return unknown(body)
      const outcome = ofResponse(response, body, clock.now())
      // A query that fails says nothing about what it asked for.
      return outcome.kind === 'unsent' || outcome.kind === 'parked'
        ? { kind: 'doubt', why: outcome.why, waitMillis: undefined }
        : outcome
    } catch (error) {
      const outcome = ofError(error)
      const why = 'why' in outcome ? outcome.why : 'cbp_connection'
      return { kind: 'doubt', why, waitMillis: undefined }
    }
  }

  return {
    transmit: async (filer, { messageId, kind, format, body }) => {
      const sealed = wireOfFormat(format).seal(body, password(filer))
      if (sealed === undefined) return { kind: 'unsent', why: 'cbp_password_form', alarm: true }
      return call(post(filer, paths[kind], format, sealed, messageId), replyCap)
    },

    query: (filer, messageId) => ask(filer, `/ace/transmissions/${messageId}`),

    standing: (number) => ask(entryNumberFields(number).filerCode, `/ace/entries/${number}`),

    mailbox: (filer, limit) => {
      const { mediaType, emptyIsNoContent } = wires[wire]
      const headers = { Accept: mediaType }
      const made = request(filer, `/ace/mailbox?limit=${limit}`, { headers })
      return call(made, mailboxCap, emptyIsNoContent)
    },

    acknowledge: async (filer, ids) => {
      const body = JSON.stringify({ ids })
      const path = '/ace/mailbox/acknowledgements'
      return (await call(post(filer, path, 'application/json', body), replyCap)).kind === 'answer'
    },

    onFile: async (number) => {
      const { filerCode } = entryNumberFields(number)
      try {
        const response = await send(request(filerCode, `/ace/entries/${number}`))
        const body = await readCapped(response.body, replyCap)
        if (response.status === 404) return unknown(body).kind === 'unknown' ? false : undefined
        return body && readEntryQuery(body)?.onFile
      } catch {
        return undefined
      }
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
