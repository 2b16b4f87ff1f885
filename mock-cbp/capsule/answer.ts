/**
 * Answers and acknowledgements without what people typed: the text of an answer, the names and the
 * contents of documents, and numbers that are none.
 * @module
 */
import { parseEntryNumber } from '../../src/domain/number.ts'
import { submission } from '../ace/documents.ts'
import { acknowledgement } from '../ace/mailbox.ts'
import { parseJson } from '../http/request.ts'
import type { Pseudonyms } from './pseudonym.ts'
import type { RedactedBody } from './transmission.ts'

/** Refused by every form that the mock reads. */
export const unreadable: RedactedBody = { text: '"withheld"', withheld: 'unreadable' }

const knownMedia = ['application/pdf', 'application/xml', 'image/jpeg', 'image/png', 'image/tiff', 'text/plain'] // prettier-ignore

export function redactAnswer(bytes: Uint8Array, named: Pseudonyms): RedactedBody {
  const read = parseJson(bytes, submission)
  if (typeof read === 'string') return unreadable
  const { entryNumber, text, documents } = read
  const answer = {
    entryNumber: entryNumberOf(entryNumber, named),
    ...(text === undefined ? {} : { text: named.of('text', text) }),
    documents: documents.map(({ type, name, mediaType, content }) => ({
      type: /^[A-Z]{2,3}\d{2,3}$/.test(type) ? type : 'OTHER',
      name: named.of('document', name),
      mediaType: knownMedia.includes(mediaType) ? mediaType : 'application/octet-stream',
      content: btoa(named.of('text', content)),
    })),
  }
  return { text: JSON.stringify(answer) }
}

/** The reply says the number again as it came. */
export const entryNumberOf = (text: string, named: Pseudonyms): string =>
  parseEntryNumber(text) === undefined ? named.of('entry', text) : text

/** `ZZ9-0000001-1-2`, with a further number for a copy, or one that a fault made up. */
const notificationId = /^([A-Z0-9]{3}-\d{7}-\d-\d{1,9}(-\d{1,9})?|FAULT-\d{1,9}-\d{1,9})$/

export function redactIds(bytes: Uint8Array, named: Pseudonyms): RedactedBody {
  const read = parseJson(bytes, acknowledgement)
  if (typeof read === 'string') return unreadable
  const ids = read.ids.map((id) => (notificationId.test(id) ? id : named.of('id', id)))
  return { text: JSON.stringify({ ids }) }
}
