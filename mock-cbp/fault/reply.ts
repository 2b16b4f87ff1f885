/**
 * The reply to a transmission, on either wire, as a fault changes it: in XML it is read, changed and
 * printed again; of records the lines are changed.
 * @module
 */
import { easternOf } from '../../src/message/catair/eastern.ts'
import { printRejection } from '../../src/message/catair/rejection.ts'
import { conditions } from '../../src/message/condition.ts'
import { printReply, readReply } from '../../src/message/reply.ts'
import type { CargoReleaseReply, Result } from '../../src/message/reply.ts'
import { linesOf, onFirstEntry, onLines, put } from './lines.ts'
import type { Change, Moment, Rewrite } from './row.ts'
import { isBatch, mediaTypes } from './spoken.ts'

/** Application SX, or none: a batch that is rejected. */
const isResponse = (text: string) => isBatch(text) && /^(SX| {2})$/.test(text.slice(25, 27))

export const isReply = (text: string): boolean =>
  text.includes('<CargoReleaseReply') || isResponse(text)

const inXml = (change: (reply: CargoReleaseReply) => CargoReleaseReply | undefined): Rewrite => (text) => {
  const reading = readReply(new TextEncoder().encode(text))
  const changed = reading.ok ? change(reading.value) : undefined
  return changed && printReply(changed)
} // prettier-ignore

const replying =
  (xml: Rewrite, records: Rewrite) =>
  (_: Moment, text: string): Change | undefined => {
    if (!isReply(text)) return undefined
    const changed = isBatch(text) ? records(text) : xml(text)
    return changed === undefined ? undefined : { text: changed }
  }

const otherId = (messageId: string) => (messageId.endsWith('9') ? 'OTHER-8' : 'OTHER-9')

/** Under another message id: A 60-80. */
export const misnamed = replying(
  inXml((reply) => {
    const { envelope } = reply
    return { ...reply, envelope: { ...envelope, messageId: otherId(envelope.messageId) } }
  }),
  onLines(([header = '', ...rest]) => {
    const id = otherId(header.slice(59).trim())
    return [put(header, 60, id.padEnd(21)), ...rest]
  }),
)

/** The results begin otherwise; `records` are those of the first entry. */
export const beginning = (
  results: (first: Result) => readonly Result[],
  records: (records: readonly string[], filer: string) => readonly string[],
) =>
  replying(
    inXml((reply) => {
      const [first, ...rest] = reply.results
      return first && { ...reply, results: [...results(first), ...rest] }
    }),
    (text) => onFirstEntry((of) => records(of, (linesOf(text)[0] ?? '').slice(5, 8)))(text),
  )

/** The whole transmission is refused, and no reason is told. */
export function refusing({ messageId, filer, now, wire }: Moment): Change {
  const { narrative } = conditions['999']
  const envelope = { messageId, filerCode: filer, processedAt: now }
  const rejection = { conditionCode: '999', narrative, reasons: [] }
  const unread = { header: undefined, blocks: [], faults: [] }
  const text =
    wire === 'xml'
      ? printReply({ envelope, rejection, results: [] })
      : printRejection(unread, [], { filer, messageId, today: easternOf(now).day })
  return { answer: new Response(text, { headers: { 'Content-Type': mediaTypes[wire] } }) }
}
