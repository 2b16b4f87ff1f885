/**
 * Faults in a document that comes whole over HTTP: cut, not well-formed, or about something else.
 * @module
 */
import { conditions } from '../../src/message/condition.ts'
import { printReply, readReply } from '../../src/message/reply.ts'
import type { CargoReleaseReply, Result } from '../../src/message/reply.ts'
import { entryNumber, entryNumberFields } from '../../src/domain/number.ts'
import type { FilerCode } from '../../src/domain/number.ts'
import { namespace } from '../../src/message/xml.ts'
import { rows } from './row.ts'
import type { Call, Moment } from './row.ts'

const bytesOf = (text: string) => new TextEncoder().encode(text)

/** On the text of an answer in XML. */
const rewriting = (change: (text: string) => string) => (_: Moment, text: string) =>
  text.includes(`xmlns="${namespace}"`) ? { text: change(text) } : undefined

/** On the reply to a transmission. */
const replying =
  (change: (reply: CargoReleaseReply) => CargoReleaseReply | undefined) =>
  (_: Moment, text: string) => {
    const reading = readReply(bytesOf(text))
    const changed = reading.ok ? change(reading.value) : undefined
    return changed && { text: printReply(changed) }
  }

const withResults = (change: (first: Result, rest: readonly Result[]) => readonly Result[]) =>
  replying((reply) => {
    const [first, ...rest] = reply.results
    return first && { ...reply, results: change(first, rest) }
  })

/** The number that the mock's filers reach last. */
export const strangeEntry = (filer: string) =>
  entryNumberFields(entryNumber(filer as FilerCode, 9_999_999))

/** Behind the XML declaration. */
const prologue = (more: string) => (text: string) =>
  text.replace(/^(<\?xml[^>]*\?>)?\s*/, `$1${more}`)
const rootOf = (text: string) => text.replace(/^<\?xml[^>]*\?>\s*/, '')
const inFirstLeaf = (more: string) => (text: string) =>
  text.replace(/>([^<>\s][^<>]*)<\//, (_, leaf: string) => `>${leaf}${more}</`)

const documents: readonly Call[] = ['transmissions', 'queries', 'mailbox']
const replies: readonly Call[] = ['transmissions', 'queries']
const protocol = { kind: 'protocol', when: 'reply', on: documents } as const

const unread = 'Keep it as evidence, take nothing from it, and ask again.'
const doubt = 'The transmission is in doubt: keep the reply as evidence, query, and call a person.'
const deep = 100_000

export const documentFaults = rows({
  'cut-document': {
    ...protocol,
    on: ['transmissions', 'queries', 'mailbox', 'documents', 'acknowledgements'],
    source: 'G89, N12',
    does: 'Half a document, in an answer that is complete.',
    goodClient: 'Check that the document is well-formed to its last end tag. ' + unread,
    commit: (_, text) => (text.length > 1 ? { text: text.slice(0, text.length / 2) } : undefined),
  },
  'second-root': {
    ...protocol,
    source: 'G90',
    does: 'The document twice, one behind the other.',
    goodClient: unread,
    commit: rewriting((text) => text + rootOf(text)),
  },
  doctype: {
    ...protocol,
    source: 'G93',
    does: 'A document type that wants a file of the client.',
    goodClient: 'Refuse a document type; open no file and no socket for it.',
    commit: rewriting(prologue('<!DOCTYPE r [<!ENTITY f SYSTEM "file:///etc/hostname">]>')),
  },
  'entity-bomb': {
    ...protocol,
    source: 'G94',
    does: 'Entities that unfold to gigabytes.',
    goodClient: 'Refuse a document type before anything is unfolded.',
    commit: rewriting((text) => inFirstLeaf('&i;')(prologue(`<!DOCTYPE r [${laughs()}]>`)(text))),
  },
  'deep-nesting': {
    ...protocol,
    source: 'G95',
    does: `Elements ${deep} deep.`,
    goodClient: 'Have a limit on depth, and keep it when it is met.',
    commit: rewriting((text) =>
      text.replace(/<\/[^<>]+>\s*$/, (end) => '<a>'.repeat(deep) + '</a>'.repeat(deep) + end),
    ),
  },
  'control-character': {
    ...protocol,
    source: 'G98',
    does: 'A reference to a character that XML does not have.',
    goodClient: unread,
    commit: rewriting(inFirstLeaf('&#0;')),
  },
  'not-utf8': {
    ...protocol,
    source: 'G97',
    does: 'Bytes that are not UTF-8.',
    goodClient: unread,
    commit: (moment, text) => {
      const marked = rewriting(inFirstLeaf('\u0000'))(moment, text)?.text
      if (marked === undefined) return undefined
      const bytes = bytesOf(marked).map((byte) => (byte === 0 ? 0xff : byte))
      return { answer: new Response(bytes, { headers: { 'Content-Type': 'application/xml; charset=utf-8' } }) }
    },
  },
  'wrong-root': {
    ...protocol,
    source: 'S',
    does: 'A document with another root.',
    goodClient: unread,
    commit: rewriting((text) => text.replace(/(<\/?)(CargoReleaseReply|StatusNotifications)/g, '$1Envelope')),
  },
  'wrong-namespace': {
    ...protocol,
    source: 'G101',
    does: 'A document in another namespace.',
    goodClient: unread,
    commit: rewriting((text) => text.replace(namespace, `${namespace}0`)),
  },
  'wrong-message-id': {
    ...protocol,
    on: replies,
    source: 'S, G91',
    does: 'The work is done, and the reply names another message id.',
    goodClient: doubt,
    commit: replying((reply) => {
      const { envelope } = reply
      return { ...reply, envelope: { ...envelope, messageId: otherId(envelope.messageId) } }
    }),
  },
  'missing-result': {
    ...protocol,
    on: replies,
    source: 'S, G92',
    does: 'The reply says nothing about its first entry.',
    goodClient: doubt,
    commit: withResults((_, rest) => rest),
  },
  'double-result': {
    ...protocol,
    on: replies,
    source: 'S, G92',
    does: 'The reply says one thing twice about its first entry.',
    goodClient: doubt,
    commit: withResults((first, rest) => [first, first, ...rest]),
  },
  'foreign-result': {
    ...protocol,
    on: replies,
    source: 'S, G92',
    does: 'The reply is about an entry that was not sent, in place of the first.',
    goodClient: doubt,
    commit: withResults((first, rest) => [
      { ...first, entryNumber: strangeEntry(first.filerCode).serial },
      ...rest,
    ]),
  },
  'batch-rejected': {
    kind: 'protocol',
    when: 'request',
    on: ['transmissions'],
    source: 'S',
    does: 'X1 999: the whole transmission is refused, and none of it is filed.',
    goodClient: 'Park it for a person, with its entries queued; mended, it goes under a new id.',
    commit: ({ messageId, filer, now }) => ({ answer: rejection(messageId, filer, now) }),
  },
}) // prettier-ignore

function rejection(messageId: string, filerCode: string, processedAt: string): Response {
  const { narrative } = conditions['999']
  const envelope = { messageId, filerCode, processedAt }
  const text = printReply({
    envelope,
    rejection: { conditionCode: '999', narrative, reasons: [] },
    results: [],
  })
  return new Response(text, { headers: { 'Content-Type': 'application/xml; charset=utf-8' } })
}

const otherId = (messageId: string) => (messageId.endsWith('9') ? 'OTHER-8' : 'OTHER-9')

/** Ten entities, each ten times the one before. */
const laughs = () =>
  [...'abcdefghi']
    .map((name, index, all) => {
      const before = index === 0 ? 'ha' : `&${all[index - 1]};`.repeat(10)
      return `<!ENTITY ${name} "${before}">`
    })
    .join('')
