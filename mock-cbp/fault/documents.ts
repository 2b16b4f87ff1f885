/**
 * Faults in a document that comes whole over HTTP: cut, not well-formed, or about something else.
 * @module
 */
import { entryNumber, entryNumberFields } from '../../src/domain/number.ts'
import type { FilerCode } from '../../src/domain/number.ts'
import { namespace } from '../../src/message/xml.ts'
import { onHeader, onLines, put } from './lines.ts'
import { beginning, misnamed, refusing } from './reply.ts'
import { rewriting, rows } from './row.ts'
import type { Call, Rewrite } from './row.ts'
import { isBatch, mediaTypes } from './spoken.ts'

const inXml =
  (change: (text: string) => string): Rewrite =>
  (text) =>
    text.includes(`xmlns="${namespace}"`) ? change(text) : undefined

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
/** A column that no header of an entry uses. */
const lastColumn = 80

/** `SX` and `SO` in each other's place, in every record that names the application. */
const otherApplication: Readonly<Record<string, string>> = { SX: 'SO', SO: 'SX' }
const otherwise = onLines((lines) =>
  lines.map((line) => {
    const column = { A: 26, B: 11, Y: 11 }[line.charAt(0)]
    const other = column && otherApplication[line.slice(column - 1, column + 1)]
    return column && other ? put(line, column, other) : line
  }),
)

/** Of a page of batches in the middle of a record: behind a Z nothing would be missing. */
const halfOf = (text: string) =>
  isBatch(text) ? (Math.floor(text.length / 162) + 0.5) * 81 : text.length / 2

export const documentFaults = rows({
  'cut-document': {
    ...protocol,
    on: ['transmissions', 'queries', 'mailbox', 'documents', 'acknowledgements'],
    source: 'G89, N12',
    does: 'Half a document, in an answer that is complete.',
    goodClient: 'Check that the document is complete, to its last end tag or its Z record. ' + unread,
    commit: (_, text) => (text.length > 1 ? { text: text.slice(0, halfOf(text)) } : undefined),
  },
  'second-root': {
    ...protocol,
    source: 'G90',
    does: 'The document twice, one behind the other; a page of batches may be so, and stays as it is.',
    goodClient: unread,
    commit: (moment, text) =>
      isBatch(text) && moment.path === '/ace/mailbox'
        ? undefined
        : rewriting(
            inXml((document) => document + rootOf(document)),
            onLines((lines) => [...lines, ...lines]),
          )(moment, text),
  },
  doctype: {
    ...protocol,
    wires: ['xml'],
    source: 'G93',
    does: 'A document type that wants a file of the client.',
    goodClient: 'Refuse a document type; open no file and no socket for it.',
    commit: rewriting(inXml(prologue('<!DOCTYPE r [<!ENTITY f SYSTEM "file:///etc/hostname">]>'))),
  },
  'entity-bomb': {
    ...protocol,
    wires: ['xml'],
    source: 'G94',
    does: 'Entities that unfold to gigabytes.',
    goodClient: 'Refuse a document type before anything is unfolded.',
    commit: rewriting(inXml((text) => inFirstLeaf('&i;')(prologue(`<!DOCTYPE r [${laughs()}]>`)(text)))),
  },
  'deep-nesting': {
    ...protocol,
    wires: ['xml'],
    source: 'G95',
    does: `Elements ${deep} deep.`,
    goodClient: 'Have a limit on depth, and keep it when it is met.',
    commit: rewriting(
      inXml((text) =>
        text.replace(/<\/[^<>]+>\s*$/, (end) => '<a>'.repeat(deep) + '</a>'.repeat(deep) + end),
      ),
    ),
  },
  'control-character': {
    ...protocol,
    source: 'G98',
    does: 'A reference to a character that XML does not have; of records, a tab.',
    goodClient: unread,
    commit: rewriting(
      inXml(inFirstLeaf('&#0;')),
      onHeader((line) => put(line, lastColumn, '\t')),
    ),
  },
  'not-utf8': {
    ...protocol,
    source: 'G97',
    does: 'Bytes that are not UTF-8; of records, one that is not ASCII.',
    goodClient: unread,
    commit: (moment, text) => {
      const marked = rewriting(
        inXml(inFirstLeaf('\u0000')),
        onHeader((line) => put(line, lastColumn, '\u0000')),
      )(moment, text)?.text
      if (marked === undefined) return undefined
      const bytes = new TextEncoder().encode(marked).map((byte) => (byte === 0 ? 0xff : byte))
      return { answer: new Response(bytes, { headers: { 'Content-Type': mediaTypes[moment.wire] } }) }
    },
  },
  'wrong-root': {
    ...protocol,
    source: 'S',
    does: 'A document with another root; of records, with another application, SO for SX and SX for SO.',
    goodClient: unread,
    commit: rewriting(
      inXml((text) => text.replace(/(<\/?)(CargoReleaseReply|StatusNotifications)/g, '$1Envelope')),
      otherwise,
    ),
  },
  'wrong-namespace': {
    ...protocol,
    wires: ['xml'],
    source: 'G101',
    does: 'A document in another namespace.',
    goodClient: unread,
    commit: rewriting(inXml((text) => text.replace(namespace, `${namespace}0`))),
  },
  'wrong-message-id': {
    ...protocol,
    on: replies,
    source: 'S, G91',
    does: 'The work is done, and the reply names another message id.',
    goodClient: doubt,
    commit: misnamed,
  },
  'missing-result': {
    ...protocol,
    on: replies,
    source: 'S, G92',
    does: 'The reply says nothing about its first entry.',
    goodClient: doubt,
    commit: beginning(
      () => [],
      () => [],
    ),
  },
  'double-result': {
    ...protocol,
    on: replies,
    source: 'S, G92',
    does: 'The reply says one thing twice about its first entry.',
    goodClient: doubt,
    commit: beginning(
      (first) => [first, first],
      (records) => [...records, ...records],
    ),
  },
  'foreign-result': {
    ...protocol,
    on: replies,
    source: 'S, G92',
    does: 'The reply is about an entry that was not sent, in place of the first.',
    goodClient: doubt,
    commit: beginning(
      (first) => [{ ...first, entryNumber: strangeEntry(first.filerCode).serial }],
      ([header = '', ...rest], filer) => [put(header, 11, strangeEntry(filer).serial), ...rest],
    ),
  },
  'batch-rejected': {
    kind: 'protocol',
    when: 'request',
    on: ['transmissions'],
    source: 'S',
    does: 'X1 999: the whole transmission is refused, and none of it is filed.',
    goodClient: 'Park it for a person, with its entries queued; mended, it goes under a new id.',
    commit: refusing,
  },
}) // prettier-ignore

/** Ten entities, each ten times the one before. */
const laughs = () =>
  [...'abcdefghi']
    .map((name, index, all) => {
      const before = index === 0 ? 'ha' : `&${all[index - 1]};`.repeat(10)
      return `<!ENTITY ${name} "${before}">`
    })
    .join('')
