/**
 * Reconciling, second: transmissions that were sent after this state of the database. Their ids are
 * counted on from ours until CBP knows none for a long stretch; what their replies say is recorded.
 * @module
 */
import type { Reply } from '../domain/command.ts'
import type { Action } from '../domain/event.ts'
import { parseEntryNumber } from '../domain/number.ts'
import { readReply } from '../message/reply.ts'
import { readSubmissionReply } from '../message/submission.ts'
import { entryByNumber, filersKnown } from '../store/entries.ts'
import { unholdInbox } from '../store/inbox.ts'
import { keepMessage, linkMessage } from '../store/messages.ts'
import {
  carry,
  highestMessage,
  openTransmission,
  settle,
  transmissionsOf,
} from '../store/outbox.ts'
import { keepBeyond, raiseEpoch } from '../store/sending.ts'
import { messageIdOf } from './assemble.ts'
import { cbpOf } from './cbp.ts'
import type { Deps } from './deps.ts'
import { sha256 } from './digest.ts'
import { handle } from './handle.ts'
import { CbpSilent } from './reconcile.ts'
import type { Stretch, Walk } from './reconcile.ts'

/** Blocks of 32 numbers, of which a process that died may have left the rest, and two of them. */
export const gap = 100

type Place = {
  readonly filer: string
  /** The epoch of this record, and the one that is asked for. */
  readonly base: number
  readonly epoch: number
  /** The first number asked for in each epoch. */
  readonly from: number
  readonly n: number
  readonly found: number
}

export async function findLost(deps: Deps, walk: Walk): Promise<Stretch> {
  let place =
    walk.place === '' ? await nextFiler(deps, '', walk.epoch) : (JSON.parse(walk.place) as Place)
  let recorded = 0
  let asked = 0
  for (; place && asked < walk.most; asked++) {
    const taken = await ask(deps, place.filer, messageIdOf(place.filer, place.epoch, place.n))
    if (taken !== undefined) recorded += taken
    // Restored before from the same copy: what it sent then must not be sent under the same ids.
    if (taken !== undefined) await deps.db.write([raiseEpoch(place.epoch)])
    place = await after(deps, place, taken !== undefined)
  }
  return { asked, recorded, place: JSON.stringify(place ?? null), done: place === undefined }
}

async function nextFiler(deps: Deps, last: string, base: number): Promise<Place | undefined> {
  const filer = (await filersKnown(deps.db)).find((each) => each > last)
  if (filer === undefined) return undefined
  const prefix = messageIdOf(filer, base, 0).slice(0, -8)
  const { highest } = await highestMessage(deps.db, filer, prefix)
  return { filer, base, epoch: base, from: highest + 1, n: highest + 1, found: highest }
}

async function after(deps: Deps, place: Place, known: boolean): Promise<Place | undefined> {
  const { filer, base, epoch, from, n } = place
  const found = known ? n : place.found
  if (n - found < gap) return { ...place, n: n + 1, found }
  if (epoch > base && found < from) return nextFiler(deps, filer, base)
  return { ...place, epoch: epoch + 1, n: from, found: from - 1 }
}

/** How many entries took a reply of this message; `undefined` where CBP does not know it. */
async function ask(deps: Deps, filer: string, messageId: string): Promise<number | undefined> {
  const outcome = await cbpOf(deps).query(filer, messageId)
  if (outcome.kind === 'unknown') return undefined
  if (outcome.kind !== 'answer') {
    throw new CbpSilent('why' in outcome ? outcome.why : 'cbp_reply_pending')
  }
  return record(deps, filer, messageId, outcome.body)
}

type Item = Pick<Reply, 'cbpAt' | 'disposed' | 'narrative' | 'conditions'> & {
  readonly number: string
  readonly action: Action
}

async function record(deps: Deps, filer: string, messageId: string, body: Uint8Array) {
  const items = itemsOf(body, deps.clock.now())
  const source = await keepReply(deps, filer, messageId, body, items)
  let taken = 0
  for (const [position, item] of items.entries()) {
    if (await take(deps, { filer, messageId, source, position }, item)) taken++
  }
  return taken
}

function itemsOf(body: Uint8Array, now: string): Item[] {
  const reading = readReply(body)
  if (reading.ok) {
    const { envelope, results } = reading.value
    return results.map((result) => ({
      number: parseEntryNumber(`${result.filerCode}${result.entryNumber}`) ?? result.entryNumber,
      action: result.actionCode,
      ...{ cbpAt: envelope.processedAt, disposed: result.sxDisposition },
      ...{ narrative: result.narrative, conditions: result.conditions },
    }))
  }
  const document = readSubmissionReply(body)
  if (!document) return []
  const { entryNumber: number, disposition: disposed, narrative } = document
  return [{ number, action: 'answer', cbpAt: now, disposed, narrative, conditions: [] }]
}

/** The transmission, answered, with the reply as it came; both once. */
async function keepReply(
  { db, clock }: Deps,
  filer: string,
  messageId: string,
  body: Uint8Array,
  items: readonly Item[],
): Promise<string> {
  const source = await sha256(body)
  if ((await transmissionsOf(db, [messageId])).has(messageId)) return source
  const isDocument = items.some(({ action }) => action === 'answer')
  const [kind, reply] = isDocument ? (['document', 'document_reply'] as const) : (['filing', 'reply'] as const) // prettier-ignore
  const format = isDocument ? 'application/json' : 'application/xml'
  const at = clock.now()
  const text = new TextDecoder('utf-8', { ignoreBOM: true }).decode(body)
  const to = { state: 'answered', inDoubt: false, dueAt: at, note: 'found at CBP' } as const
  await db.write([
    openTransmission({ messageId, filer, kind, format }, at),
    settle(messageId, 0, at, to),
    ...keepMessage({
      id: replyOf(messageId), filer, direction: 'received', kind: reply, format, sha256: source, at,
      body: text,
    }), // prettier-ignore
  ])
  return source
}

const replyOf = (messageId: string) => `${messageId}.found`

type Found = {
  readonly filer: string
  readonly messageId: string
  readonly source: string
  readonly position: number
}

async function take(deps: Deps, found: Found, item: Item): Promise<boolean> {
  const { filer, messageId, source, position } = found
  const { number, action, ...said } = item
  const stored = await entryByNumber(deps.db, filer, number)
  const pending = stored?.entry.pending
  const ours = pending?.action === action && [null, messageId].includes(pending.messageId)
  if (!stored || !ours) {
    await beyond(deps, found, item, stored !== undefined)
    return false
  }
  const { id } = stored
  if (pending.messageId === null) {
    await handle(deps, id, { type: 'transmit', messageId }, () => [
      carry(messageId, position, id, action),
    ])
  }
  await handle(
    deps,
    id,
    { type: 'reply', messageId, action, ...said },
    (_, { seq }) => [linkMessage(id, seq, replyOf(messageId)), unholdInbox(number)],
    undefined,
    { source },
  )
  return true
}

/** A refused filing left nothing at CBP that anybody would have to know of. */
async function beyond(
  { db, clock }: Deps,
  { filer, messageId }: Found,
  { number, disposed }: Item,
  known: boolean,
): Promise<void> {
  if (disposed === '01') return
  const why = known ? 'sent_later' : 'not_in_record'
  await db.write([
    keepBeyond({ filer, entryNumber: number, messageId, bills: '', foundAt: clock.now(), why }),
  ])
}
