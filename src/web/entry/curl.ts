/**
 * The call that carried a message, as a line for a terminal. Passwords and keys are names of
 * variables.
 * @module
 */
import type { MessageHead } from '../../gateway/dossier.ts'
import type { PresentedEntry } from '../../gateway/present.ts'

type Call = (filer: string, entry: PresentedEntry, message: MessageHead) => readonly string[]

const post =
  (path: string): Call =>
  (filer, _, { id, format }) => [
    `curl -X POST "$GATE321_CBP_URL${path}"`,
    `-u "${filer}:$GATE321_CBP_PASSWORD"`,
    `-H 'Content-Type: ${format}'`,
    `-H 'Message-Id: ${id}'`,
    `--data-binary @${fileName(id)}`,
  ]

const again: Call = (filer, _, { id }) => [
  `curl "$GATE321_CBP_URL/ace/transmissions/${id.replace(/\.reply\d+$/, '')}"`,
  `-u "${filer}:$GATE321_CBP_PASSWORD"`,
]

/** CBP hands a notification out once; what was kept of it is asked of the gateway. */
const kept: Call = (_, { id }) => [
  `curl "$GATE321_URL/v1/entries/${id}/messages"`,
  `-H "Authorization: Bearer $GATE321_API_KEY"`,
]

const calls: Readonly<Record<MessageHead['kind'], Call>> = {
  filing: post('/ace/transmissions'),
  document: post('/ace/documents'),
  reply: again,
  document_reply: kept,
  notification: kept,
}

/** In letters that a shell and a file system read as nothing else. */
export const fileName = (id: string): string => id.replace(/[^\w.-]+/g, '-').slice(0, 80)

export function curlOf(filer: string, entry: PresentedEntry, message: MessageHead): string {
  const safe = { ...message, id: fileName(message.id), format: message.format.replace(/'/g, '') }
  return calls[message.kind](filer, entry, safe).join(' \\\n  ')
}
