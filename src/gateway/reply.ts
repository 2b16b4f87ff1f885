/**
 * CBP's reply to a transmission: stored raw, then each entry takes its own result.
 * @module
 */
import type { Disposed, Reply } from '../domain/command.ts'
import type { Instant } from '../domain/day.ts'
import { entryNumberFields, parseEntryNumber } from '../domain/number.ts'
import type { CargoReleaseReply, Result } from '../message/reply.ts'
import { readSubmissionReply } from '../message/submission.ts'
import { wireOfFormat } from '../message/wire.ts'
import { keepMessage, linkMessage } from '../store/messages.ts'
import type { MessageKind } from '../store/messages.ts'
import { entriesByIds } from '../store/entries.ts'
import { unholdInbox } from '../store/inbox.ts'
import { carriedBy } from '../store/outbox.ts'
import type { Carried, Transmission } from '../store/outbox.ts'
import type { Settlement } from './settlement.ts'
import { cbpOf } from './cbp.ts'
import type { Deps } from './deps.ts'
import { sha256 } from './digest.ts'
import { handle } from './handle.ts'
import { handleSeveral, mostTogether } from './several.ts'
import type { Ask } from './several.ts'
import type { Alongside } from './handle.ts'
import { inChunks } from './chunks.ts'

/** A result for one carried entry, in the words of the domain. */
type Verdict = Pick<Reply, 'cbpAt' | 'disposed' | 'narrative' | 'conditions'>

type Understood =
  | { readonly kind: 'verdicts'; readonly of: ReadonlyMap<string, Verdict> }
  | Exclude<Settlement, { kind: 'answered' }>

type Rejection = NonNullable<CargoReleaseReply['rejection']>

const doubt = (why: string): Understood => ({ kind: 'again', inDoubt: true, why })

export async function applyReply(
  deps: Deps,
  transmission: Transmission,
  n: number,
  body: Uint8Array,
): Promise<Settlement> {
  const { messageId, kind } = transmission
  const carried = await carriedBy(deps.db, messageId)
  const { replyId, source } = await keep(deps, transmission, n, body)
  const understood =
    kind === 'filing'
      ? understandReply(body, transmission, carried, deps.clock.now())
      : understandSubmission(body, messageId, carried, deps.clock.now())
  if (understood.kind !== 'verdicts') {
    deps.log('warn', 'reply_not_usable', { messageId, why: understood.why })
    return understood
  }
  const taken = { messageId, replyId, n, source }
  let unsure = 0
  for (let at = 0; at < carried.length; at += mostTogether) {
    unsure += await applySome(deps, carried.slice(at, at + mostTogether), taken, understood.of)
  }
  return unsure === 0
    ? { kind: 'answered' }
    : { kind: 'again', inDoubt: true, why: 'cbp_entry_unsure' }
}

/** What came is evidence, readable or not; it is kept before anything is concluded from it. */
async function keep(deps: Deps, transmission: Transmission, n: number, body: Uint8Array) {
  const { messageId, filer, kind, format } = transmission
  const id = `${messageId}.reply${n}`
  const stored: MessageKind = kind === 'filing' ? 'reply' : 'document_reply'
  // With its byte order mark, so that the hash of the text is the hash of the bytes.
  const decoder = new TextDecoder('utf-8', { ignoreBOM: true })
  const came = decoder.decode(body).replaceAll('\u0000', '\ufffd')
  const text = wireOfFormat(format).unseal(came, deps.cbp.password(filer))
  const source = await sha256(text === came ? body : text)
  await deps.db.write(
    keepMessage({
      id, filer, direction: 'received', kind: stored, format,
      sha256: source, at: deps.clock.now(), body: text,
    }), // prettier-ignore
  )
  return { replyId: id, source }
}

function understandReply(
  body: Uint8Array,
  { messageId, format }: Transmission,
  carried: readonly Carried[],
  heardAt: Instant,
): Understood {
  const reading = wireOfFormat(format).readReply(body, heardAt)
  if (!reading.ok) return doubt(reading.fault)
  const { envelope, rejection, results } = reading.value
  const { blockReference = messageId } = envelope
  if (envelope.messageId !== messageId || blockReference !== messageId) {
    return doubt('cbp_wrong_correlation')
  }
  if (rejection) {
    return { kind: 'parked', why: rejectionNote(rejection) }
  }
  const of = new Map<string, Verdict>()
  for (const result of results) {
    const key = resultKey(result)
    if (of.has(key)) return doubt('cbp_ambiguous')
    of.set(key, verdictOf(result, envelope.processedAt))
  }
  const complete = of.size === carried.length && carried.every((entry) => of.has(carriedKey(entry)))
  return complete ? { kind: 'verdicts', of } : doubt('cbp_ambiguous')
}

/** Who mends a transmission starts with the first few. */
const mostReasons = 10

/** With what led to it, and where in the transmission that is. */
function rejectionNote({ conditionCode, narrative, reasons }: Rejection): string {
  const told = reasons.slice(0, mostReasons).map((reason) => {
    const { recordPosition, column } = reason
    const place = recordPosition === undefined ? '' : `, record ${recordPosition}`
    return `${reason.conditionCode} ${reason.narrative}${place}${column ? `, column ${column}` : ''}`
  })
  const more = reasons.length - told.length
  const because = [...told, ...(more > 0 ? [`and ${more} more`] : [])].join('; ')
  return `cbp_batch_rejected ${conditionCode} ${narrative}${because === '' ? '' : `: ${because}`}`
}

const resultKey = ({ filerCode, entryNumber }: Result) => `${filerCode}${entryNumber}`

function carriedKey({ entryNumber }: Carried): string {
  const number = parseEntryNumber(entryNumber)
  if (!number) throw new Error(`stored entry number ${entryNumber} is damaged`)
  const { filerCode, serial } = entryNumberFields(number)
  return `${filerCode}${serial}`
}

const verdictOf = (result: Result, processedAt: string): Verdict => ({
  cbpAt: processedAt,
  disposed: result.sxDisposition,
  narrative: result.narrative,
  conditions: result.conditions,
})

function understandSubmission(
  body: Uint8Array,
  messageId: string,
  carried: readonly Carried[],
  now: string,
): Understood {
  const reply = readSubmissionReply(body)
  const [entry] = carried
  if (!reply || !entry) return doubt('cbp_malformed')
  if (reply.messageId !== messageId) return doubt('cbp_wrong_correlation')
  const disposed: Disposed = reply.disposition
  const verdict: Verdict = { cbpAt: now, disposed, narrative: reply.narrative, conditions: [] }
  return { kind: 'verdicts', of: new Map([[carriedKey(entry), verdict]]) }
}

type Source = {
  readonly messageId: string
  readonly replyId: string
  readonly n: number
  readonly source: string
}

/** Each entry takes its result, and a repeat finds it taken; how many cannot be told yet. */
async function applySome(
  deps: Deps,
  carried: readonly Carried[],
  { messageId, replyId, n, source }: Source,
  verdicts: ReadonlyMap<string, Verdict>,
): Promise<number> {
  const { db } = deps
  const results = await inChunks(carried, 16, async (one) => {
    const verdict = verdicts.get(carriedKey(one))
    const sure = verdict && (await surelyRejected(deps, one, verdict, n))
    return (
      sure && { one, command: { type: 'reply', messageId, action: one.action, ...sure } as const }
    )
  })
  const sure = results.filter((result) => result !== undefined)
  const entries = await entriesByIds(
    db,
    sure.map(({ one }) => one.entryId),
  )
  const byId = new Map(entries.map((stored) => [stored.id, stored]))
  const asks = sure.map(({ one, command }): Ask => {
    const stored = byId.get(one.entryId)
    if (!stored) throw new Error(`there is no entry ${one.entryId}`)
    const alongside: Alongside = (id, { seq }) => [
      linkMessage(id, seq, replyId),
      unholdInbox(one.entryNumber),
    ]
    return { stored, command, by: { source }, alongside }
  })
  const done = await handleSeveral(deps, asks)
  for (const { stored, command, alongside, by } of asks.filter((_, n) => !done[n])) {
    await handle(deps, stored.id, command, alongside, undefined, by)
  }
  return carried.length - sure.length
}

/**
 * "Already on file" after a first attempt may only mean that the first attempt worked, so CBP is
 * asked; the entry is rejected only when CBP does not have it.
 */
async function surelyRejected(deps: Deps, carried: Carried, verdict: Verdict, n: number) {
  const onlyOnFile =
    verdict.disposed === '01' &&
    carried.action === 'A' &&
    verdict.conditions.some(({ conditionCode }) => conditionCode === '007')
  if (!onlyOnFile || n === 1) return verdict
  const number = parseEntryNumber(carried.entryNumber)
  const onFile = number && (await cbpOf(deps).onFile(number))
  if (onFile === undefined) return undefined
  const accepted: Verdict = {
    ...verdict,
    disposed: '02',
    narrative: 'ENTRY ON FILE',
    conditions: [],
  }
  return onFile ? accepted : verdict
}
