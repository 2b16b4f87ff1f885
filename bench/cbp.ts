/**
 * The lightest CBP that can be: a program of its own that accepts whatever is in a transmission and
 * releases it at once, finds what it needs by looking for text, and keeps nothing. What is measured
 * against it is the caller. `node bench/cbp.ts` listens on PORT.
 * @module
 */
import { createServer } from 'node:http'
import type { IncomingMessage, ServerResponse } from 'node:http'

const declaration = '<?xml version="1.0" encoding="UTF-8"?>\n'
const namespace = 'xmlns="urn:gate321:cargo-release:1"'
const at = '2026-11-30T18:00:05Z'

/** A store that is used again knows the ids of the run before, and takes them for repeats. */
const begun = Date.now().toString(36)
/** Notices by id, in their order; and the ids by the number of the entry. */
const mailbox = new Map<string, string>()
const ids = new Map<string, string>()
let sequence = 0

const accepted = (number: string) =>
  `  <result>\n    <actionCode>A</actionCode>\n    <filerCode>ZZ9</filerCode>\n` +
  `    <entryNumber>${number}</entryNumber>\n    <sxDisposition>02</sxDisposition>\n` +
  `    <narrative>ENTRY ACCEPTED</narrative>\n  </result>\n`

const released = (number: string, id: string, n: number) =>
  `  <statusNotification>\n    <notificationId>${id}</notificationId>\n` +
  `    <sequence>${n}</sequence>\n    <at>${at}</at>\n    <portOfEntry>4701</portOfEntry>\n` +
  `    <filerCode>ZZ9</filerCode>\n    <entryNumber>${number}</entryNumber>\n` +
  `    <entryType>86</entryType>\n    <notice>\n      <record>SO50</record>\n` +
  `      <code>95</code>\n      <narrative>BILL ARRIVED</narrative>\n    </notice>\n` +
  `    <notice>\n      <record>SO60</record>\n      <code>98</code>\n` +
  `      <narrative>RELEASED</narrative>\n      <releaseDate>2026-11-30</releaseDate>\n` +
  `      <releaseOrigin>03</releaseOrigin>\n    </notice>\n  </statusNotification>\n`

function reply(text: string, messageId: string): string {
  const results: string[] = []
  const open = '<entryNumber>'
  for (let found = text.indexOf(open); found >= 0; found = text.indexOf(open, found + 8)) {
    const number = text.slice(found + open.length, found + open.length + 8)
    results.push(accepted(number))
    sequence += 1
    const id = `SO-${begun}-${String(sequence).padStart(9, '0')}`
    mailbox.set(id, released(number, id, sequence))
    ids.set(number, id)
  }
  return (
    `${declaration}<CargoReleaseReply ${namespace}>\n  <envelope>\n` +
    `    <messageId>${messageId}</messageId>\n    <filerCode>ZZ9</filerCode>\n` +
    `    <processedAt>${at}</processedAt>\n  </envelope>\n${results.join('')}</CargoReleaseReply>\n`
  )
}

/** For the peers: the notices of these entries, without the others and for good. */
function taken(numbers: readonly string[]): string {
  const shown = numbers.flatMap((number) => {
    const id = ids.get(number) ?? ''
    const notice = mailbox.get(id)
    mailbox.delete(id)
    ids.delete(number)
    return notice ?? []
  })
  return printed(shown)
}

function printed(shown: readonly string[]): string {
  const root = `StatusNotifications ${namespace}`
  return shown.length === 0
    ? `${declaration}<${root}/>\n`
    : `${declaration}<${root}>\n${shown.join('')}</StatusNotifications>\n`
}

async function bodyOf(request: IncomingMessage): Promise<string> {
  const chunks: Buffer[] = []
  for await (const chunk of request) chunks.push(chunk as Buffer)
  return Buffer.concat(chunks).toString()
}

function say(response: ServerResponse, status: number, type: string, body: string): void {
  response.writeHead(status, { 'Content-Type': type, 'Content-Length': Buffer.byteLength(body) })
  response.end(body)
}

async function answer(request: IncomingMessage, response: ServerResponse): Promise<void> {
  const { method, url = '', headers } = request
  const body = await bodyOf(request)
  if (method === 'POST' && url === '/ace/transmissions') {
    return say(response, 200, 'application/xml', reply(body, String(headers['message-id'])))
  }
  if (method === 'POST' && url === '/ace/mailbox/acknowledgements') {
    const sent = JSON.parse(body) as { ids: readonly string[] }
    for (const id of sent.ids) mailbox.delete(id)
    return say(response, 200, 'application/json', `{"removed":${sent.ids.length}}`)
  }
  if (url === '/ace/mailbox/taken') {
    const { numbers } = JSON.parse(body) as { numbers: readonly string[] }
    return say(response, 200, 'application/xml', taken(numbers))
  }
  if (url.startsWith('/ace/mailbox')) {
    const limit = Number(url.split('limit=')[1] ?? 100)
    return say(response, 200, 'application/xml', printed(mailbox.values().take(limit).toArray()))
  }
  if (url === '/') return say(response, 200, 'text/plain', 'a stand-in for CBP\n')
  say(response, 404, 'application/problem+json', '{"code":"message_unknown"}')
}

createServer((request, response) => void answer(request, response)).listen(
  Number(process.env['PORT']),
  '127.0.0.1',
)
