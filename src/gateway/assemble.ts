/**
 * From waiting entries to transmissions: fixed bytes under a fixed message id, written together
 * with the events that put each entry in.
 * @module
 */
import { decide } from '../domain/decide.ts'
import { dayIn } from '../domain/day.ts'
import type { Answered, CancellationRequested, Event } from '../domain/event.ts'
import { zoneOf } from '../domain/port.ts'
import { declare } from '../message/declare.ts'
import type { Filing } from '../message/filing.ts'
import { printSubmission } from '../message/submission.ts'
import { wires } from '../message/wire.ts'
import { Conflict } from '../store/db.ts'
import { entriesWaiting } from '../store/entries.ts'
import type { StoredEntry } from '../store/entries.ts'
import { readJournal } from '../store/journal.ts'
import { keepMessage, linkMessage } from '../store/messages.ts'
import { carry, filersWaiting, openTransmission, waitingOf } from '../store/outbox.ts'
import type { TransmissionKind, Waiting } from '../store/outbox.ts'
import { inRows } from '../store/rows.ts'
import { readSending } from '../store/sending.ts'
import type { Breaker } from './breaker.ts'
import type { Deps } from './deps.ts'
import { sha256 } from './digest.ts'
import { changing, waits } from './handle.ts'
import { together } from './together.ts'

/** Transmissions made in one go, however long the backlog. */
const mostMade = 100

/** Puts what waits into transmissions; the number of transmissions made. */
export async function assemble(deps: Deps, breaker: Breaker): Promise<number> {
  let made = 0
  for (const filer of await filersWaiting(deps.db)) {
    if (!breaker.isClosed(filer)) continue
    while (made < mostMade && hasRoom(deps, made + 1)) {
      const waiting = await waitingOf(deps.db, filer, deps.transmissionSize)
      if (waiting.length === 0) break
      const put = await assembleUnlessTaken(deps, filer, waiting)
      made += put
      if (put === 0 || waiting.length < deps.transmissionSize) break
    }
  }
  return made
}

/** For what is made now, and for the replies to all of them; both ask less than filing does. */
const hasRoom = ({ room, transmissionSize }: Deps, transmissions: number) =>
  (room?.() ?? Infinity) >= (transmissions * transmissionSize * 3) / 4

/** Another node may take some of them first; what is left is found on the next round. */
export async function assembleUnlessTaken(deps: Deps, filer: string, waiting: readonly Waiting[]) {
  try {
    return await assembleOf(deps, filer, waiting)
  } catch (error) {
    if (!(error instanceof Conflict)) throw error
    deps.log('info', 'assemble_conflict', { filer })
    return 0
  }
}

async function assembleOf(deps: Deps, filer: string, waiting: readonly Waiting[]): Promise<number> {
  const queued = await entriesWaiting(
    deps.db,
    waiting.map(({ entryId }) => entryId),
  )
  const entries = queued.filter((stored) => {
    if (waits(stored.entry)) return true
    const why = 'it is in the outbox and waits for no transmission'
    deps.log('alarm', 'entry_not_declarable', { entry: stored.id, why })
    return false
  })
  const answers = entries.filter(({ entry }) => entry.pending?.action === 'answer')
  const filings = entries.filter(({ entry }) => entry.pending?.action !== 'answer')
  let made = await putFilings(deps, filer, filings)
  for (const answer of answers) made += await putAnswer(deps, filer, answer)
  return made
}

async function putFilings(deps: Deps, filer: string, entries: readonly StoredEntry[]) {
  const declared = await Promise.all(entries.map((stored) => unlessBroken(deps, stored, filingOf)))
  const sound = declared.filter((item) => item !== undefined)
  const siteCode = sound[0]?.made.plannedPortOfEntry
  if (siteCode === undefined) return 0
  const messageId = await nextMessageId(deps, filer)
  const transmissionDate = dayIn(zoneOf(siteCode), deps.clock.now())
  const { mediaType: format, printRelease } = wires[deps.wire ?? 'xml']
  const reference = { messageId, blockReference: messageId }
  const body = printRelease({
    envelope: { ...reference, filerCode: filer, siteCode, transmissionDate },
    entries: sound.map(({ made }) => made),
  })
  const carried = sound.map(({ stored }) => stored)
  await put(deps, carried, { messageId, filer, kind: 'filing', format, body })
  return 1
}

/** An entry that cannot be put into words must not keep its neighbours from being filed. */
async function unlessBroken<T>(
  deps: Deps,
  stored: StoredEntry,
  make: (deps: Deps, stored: StoredEntry) => Promise<T>,
): Promise<{ readonly stored: StoredEntry; readonly made: T } | undefined> {
  try {
    return { stored, made: await make(deps, stored) }
  } catch (error) {
    const why = error instanceof Error ? error.message : String(error)
    deps.log('alarm', 'entry_not_declarable', { entry: stored.id, why })
    return undefined
  }
}

async function filingOf(deps: Deps, { id, entry }: StoredEntry): Promise<Filing> {
  const { db, contact, wire = 'xml' } = deps
  const { checkFiling } = wires[wire]
  const { entryNumber, entryType, shipment, pending } = entry
  const declaration = { entryNumber, entryType, shipment }
  if (pending?.action === 'D') {
    const events = (await readJournal(db, id)).map(({ event }) => event)
    const cancellation = newest(events, 'cancellation_requested')
    return checkFiling(declare({ ...declaration, actionCode: 'D', cancellation }, contact))
  }
  const actionCode = pending?.action === 'R' || pending?.action === 'U' ? pending.action : 'A'
  return checkFiling(declare({ ...declaration, actionCode }, contact))
}

function newest(events: readonly Event[], type: 'cancellation_requested'): CancellationRequested
function newest(events: readonly Event[], type: 'answered'): Answered
function newest(events: readonly Event[], type: Event['type']): Event {
  const found = events.findLast((event) => event.type === type)
  if (!found) throw new Error(`the journal has no "${type}"`)
  return found
}

async function putAnswer(deps: Deps, filer: string, stored: StoredEntry): Promise<number> {
  const answer = await unlessBroken(deps, stored, submissionOf)
  if (!answer) return 0
  const messageId = await nextMessageId(deps, filer)
  const format = 'application/json'
  await put(deps, [stored], { messageId, filer, kind: 'document', format, body: answer.made })
  return 1
}

async function submissionOf({ db, files }: Deps, { id, entry }: StoredEntry): Promise<string> {
  const events = (await readJournal(db, id)).map(({ event }) => event)
  const { text, documents } = newest(events, 'answered')
  return printSubmission({
    entryNumber: entry.entryNumber,
    ...(text === undefined ? {} : { text }),
    documents: await Promise.all(
      documents.map(async ({ type, name, mediaType, sha256: hash }) => {
        const bytes = await files.get(documentKey(hash))
        if (!bytes) throw new Error(`document ${hash} is not in the store`)
        return { type, name, mediaType, content: base64(bytes) }
      }),
    ),
  })
}

export const documentKey = (hash: string) => `documents/${hash}`

function base64(bytes: Uint8Array): string {
  const chunks: string[] = []
  for (let at = 0; at < bytes.length; at += 0x8000) {
    chunks.push(String.fromCharCode(...bytes.subarray(at, at + 0x8000)))
  }
  return btoa(chunks.join(''))
}

/** At most 21 characters (CATAIR A 60-80): filer, restore epoch, running number. */
async function nextMessageId({ db, numbers }: Deps, filer: string): Promise<string> {
  const { epoch } = await readSending(db)
  return messageIdOf(filer, epoch, await numbers.next(`message ${filer}`))
}

export const messageIdOf = (filer: string, epoch: number, n: number): string =>
  `${filer}-${epoch}-${String(n).padStart(8, '0')}`

type Sealed = {
  readonly messageId: string
  readonly filer: string
  readonly kind: TransmissionKind
  readonly format: string
  readonly body: string
}

/** One write: the transmission with its bytes, and the event by which each entry is in it. */
async function put(
  { db, clock, digest }: Deps,
  entries: readonly StoredEntry[],
  sealed: Sealed,
): Promise<void> {
  const { messageId, filer, kind, format, body } = sealed
  const at = clock.now()
  const source = await sha256(body)
  const changes = entries.map((stored) => {
    const decision = decide({ type: 'transmit', messageId }, stored.entry, at)
    if (decision.kind !== 'events') throw new Error(`entry ${stored.id} does not wait for a transmission`) // prettier-ignore
    const takes = changing(stored, digest)
    takes.take(decision.events, { by: 'gateway', source })
    return takes.change()
  })
  await db.write([
    openTransmission({ messageId, filer, kind, format }, at),
    ...keepMessage({
      id: messageId, filer, direction: 'sent', kind, format,
      sha256: source, at, body,
    }),
    ...together(changes),
    ...inRows(
      entries.flatMap(({ id, entry }, position) => [
        ...(entry.pending ? [carry(messageId, position, id, entry.pending.action)] : []),
        linkMessage(id, entry.seq + 1, messageId),
      ]),
    ),
  ]) // prettier-ignore
}
