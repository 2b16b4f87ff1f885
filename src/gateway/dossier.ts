/**
 * All that lies in an entry's file: the shipment in each of its versions, what was sent to CBP with
 * an answer, and every message, one at a time.
 * @module
 */
import type { Instant } from '../domain/day.ts'
import type { AnswerDocument, Event } from '../domain/event.ts'
import type { FilerCode } from '../domain/number.ts'
import type { Shipment } from '../domain/shipment.ts'
import { messageHeadsOf } from '../store/heads.ts'
import type { MessageHead } from '../store/heads.ts'
import { readJournal, signaturesOf } from '../store/journal.ts'
import { bodyOf } from '../store/messages.ts'
import { documentKey } from './assemble.ts'
import type { Deps } from './deps.ts'
import { excerptFor } from './inspect.ts'
import type { Inspected } from './inspect.ts'
import type { Lookup } from './lookup.ts'

export type { MessageHead } from '../store/heads.ts'

export type Version = {
  readonly version: number
  readonly at: Instant
  /** The id of the key that asked; `null` in journals older than this. */
  readonly by: string | null
  readonly shipment: Shipment
}

export type SentAnswer = {
  readonly seq: number
  readonly at: Instant
  readonly text: string | null
  readonly documents: readonly AnswerDocument[]
}

export type Dossier = {
  readonly versions: readonly Version[]
  readonly answers: readonly SentAnswer[]
  readonly messages: readonly MessageHead[]
}

export type ReadMessage = MessageHead & Inspected & { readonly body: string }

export type Dossiers = {
  readonly read: (filer: FilerCode, idOrNumber: string) => Promise<Dossier | undefined>
  readonly message: (
    filer: FilerCode,
    idOrNumber: string,
    messageId: string,
  ) => Promise<ReadMessage | undefined>
  readonly document: (
    filer: FilerCode,
    idOrNumber: string,
    sha256: string,
  ) => Promise<(AnswerDocument & { readonly content: Uint8Array }) | undefined>
}

export function dossiers({ db, files, find }: Deps & Pick<Lookup, 'find'>): Dossiers {
  const read: Dossiers['read'] = async (filer, idOrNumber) => {
    const found = await find(filer, idOrNumber)
    if (!found) return undefined
    const journal = await readJournal(db, found.id)
    const signatures = await signaturesOf(db, found.id)
    const versions = journal.flatMap(({ seq, event }) => {
      const shipment = shipmentOf(event)
      return shipment ? [{ at: event.at, by: signatures.get(seq)?.by ?? null, shipment }] : []
    })
    return {
      versions: versions.map((each, index) => ({ version: index + 1, ...each })),
      answers: journal.flatMap(({ seq, event }) =>
        event.type === 'answered'
          ? [{ seq, at: event.at, text: event.text ?? null, documents: event.documents }]
          : [],
      ),
      messages: await messageHeadsOf(db, found.id),
    }
  }

  return {
    read,
    message: async (filer, idOrNumber, messageId) => {
      const found = await find(filer, idOrNumber)
      const heads = found ? await messageHeadsOf(db, found.id) : []
      const head = heads.find(({ id }) => id === messageId)
      if (!found || !head) return undefined
      const body = await bodyOf(db, messageId)
      return { ...head, ...excerptFor(found.entry.entryNumber, head.format, body), body }
    },
    document: async (filer, idOrNumber, sha256) => {
      const documents = (await read(filer, idOrNumber))?.answers.flatMap((each) => each.documents)
      const named = documents?.find((each) => each.sha256 === sha256)
      const content = named && (await files.get(documentKey(sha256)))
      return content && { ...named, content }
    },
  }
}

const shipmentOf = (event: Event): Shipment | undefined =>
  event.type === 'filed' || event.type === 'amended' ? event.shipment : undefined
