/**
 * Exchanges of a journal as a capsule has them. Requests are redacted; of the replies only those
 * that repeat what a request said are, in the same way, so that the mock gives them again.
 * @module
 */
import { resolve } from '../../src/message/reference.ts'
import { bytesOf } from '../world/body.ts'
import type { Bodies, Line } from '../world/journal.ts'
import { redactHeaders, redactMethod, redactPath } from './address.ts'
import { entryNumberOf, redactAnswer, redactIds } from './answer.ts'
import { isCatair, noBatch, redactBatch, redactSaid } from './batch.ts'
import { formsIn, redactCommand } from './control.ts'
import type { Exchanged } from './form.ts'
import type { Pseudonyms } from './pseudonym.ts'
import { redactRules } from './rule.ts'
import { baseTimes } from './time.ts'
import { flight, redactTransmission } from './transmission.ts'
import type { RedactedBody } from './transmission.ts'

export type Kept = Line & { readonly bodies: Bodies }

type Problem = { readonly code?: string; readonly detail?: string }

export function redact(kept: readonly Kept[], named: Pseudonyms): Exchanged[] {
  const distinct = distinctly()
  const times = baseTimes(kept.map(toldOf))
  // Rules last: they are rewritten for names that come after them.
  const bodies = new Map<Kept, RedactedBody>()
  for (const one of [...kept.filter(notOfRules), ...kept.filter((one) => !notOfRules(one))]) {
    bodies.set(one, distinct(one, bodyOf(one, named)))
  }
  return kept.map((one, index) => exchanged(one, times[index] ?? one.at, bodies.get(one), named))
}

const notOfRules = ({ path }: Kept) => !path.startsWith('/_mock/scenarios')

function exchanged(
  one: Kept,
  baseAt: string,
  body: RedactedBody = { text: '' },
  named: Pseudonyms,
): Exchanged {
  const method = redactMethod(one.method)
  const path = redactPath(one.path)
  const headers = redactHeaders(one.headers)
  const { code, detail } = problemIn(one)
  const came = code === 'too_large' ? 'too-large' : detail === brokeOff ? 'broken-off' : undefined
  const unheard = came !== undefined
  const unread = unheard ? undefined : body.withheld
  const withheld = unread ?? method.withheld ?? path.withheld ?? headers.withheld
  const reply = replyOf(one, named, withheld !== undefined)
  return {
    ...{ position: one.position, baseAt, method: method.value, path: path.value },
    ...{ headers: headers.value, filer: one.filer, body: unheard ? [] : linesOf(body.text) },
    ...(came === undefined ? {} : { came }),
    ...(withheld === undefined ? {} : { withheld }),
    reply: {
      ...{ status: one.status, mediaType: one.mediaType },
      ...(one.retryAfter === null ? {} : { retryAfter: one.retryAfter }),
      body: reply === null ? null : linesOf(reply),
    },
    fault: one.fault,
  }
}

/** As http/request.ts says it of a body that ended before its end. */
const brokeOff = 'the body broke off'

export const linesOf = (text: string): string[] => (text === '' ? [] : text.split('\n'))

const toldOf = ({ at, method, path, status, bodies }: Kept) => ({
  ...{ at, method, path, status },
  request: bodies.request.text,
  reply: bodies.reply.text,
})

function bodyOf(one: Kept, named: Pseudonyms): RedactedBody {
  const { method, path, status, bodies } = one
  if (method !== 'POST') return { text: '' }
  const bytes = bytesOf(bodies.request)
  const [pathname = ''] = path.split('?', 1)
  switch (pathname) {
    case '/ace/transmissions':
      return isCatair(one.headers['content-type'])
        ? batchOf(bytes, named)
        : redactTransmission(bytes, named)
    case '/ace/documents':
      return redactAnswer(bytes, named)
    case '/ace/mailbox/acknowledgements':
      return redactIds(bytes, named)
  }
  if (!pathname.startsWith('/_mock/')) return { text: '' }
  const { code } = problemIn(one)
  return redactCommand(pathname, bodies.request.text, { status, code }, named)
}

function batchOf(bytes: Uint8Array, named: Pseudonyms): RedactedBody {
  const text = redactBatch(bytes, named)
  return text === undefined ? { text: noBatch, withheld: 'missing_record' } : { text }
}

/** Other bytes under one message id are refused, so other bytes must stay other bytes. */
function distinctly() {
  const given = new Map<string, string>()
  const taken = new Set<string>()
  return ({ path, bodies }: Kept, redacted: RedactedBody): RedactedBody => {
    if (redacted.withheld !== undefined || !path.startsWith('/ace/')) return redacted
    const sent = bodies.request.text
    let text = given.get(sent) ?? redacted.text
    while (!given.has(sent) && taken.has(text)) text = otherwise(text)
    given.set(sent, text)
    taken.add(text)
    return { text }
  }
}

/** An empty line more; of records, which have none, one that ends otherwise. */
const otherwise = (text: string) =>
  /^A.*[^\r]\n/s.test(text) ? text.replace(/(?<!\r)\n/, '\r\n') : `${text}\n`

/** `null` where nobody can tell any more what of it was typed. */
function replyOf(one: Kept, named: Pseudonyms, withheld: boolean): string | null {
  const { method, path, status, mediaType, bodies, fault } = one
  const { text } = bodies.reply
  const [pathname = ''] = path.split('?', 1)
  const records = isCatair(mediaType)
  const typed = pathname === '/ace/documents' ? said.documents : records ? said.records : said.xml
  const repeats = typed.some((kind) => named.where(kind, () => true).length > 0)
  if (fault !== null) return text !== '' && (withheld || repeats) ? null : text
  if (mediaType === problemType) return withheld ? withoutDetail(text) : text
  if (records && pathname.startsWith('/ace/')) return text === '' ? text : redactSaid(text, named)
  if (pathname === '/ace/mailbox') return notified(text, named)
  if (pathname.startsWith('/ace/transmissions')) return blocked(text, named)
  if (method !== 'POST' || status >= 300) return text
  if (pathname === '/ace/documents') return received(text, named)
  return pathname === '/_mock/scenarios' ? ruled(text, formsIn(bodies.request.text), named) : text
}

/** What may stand in an answer, of what was typed; of records any that is in error comes back. */
const said = {
  documents: ['entry'],
  xml: ['reference', 'block'],
  records: ['reference', 'block', 'importer', 'name', 'phone', 'goods', 'vessel', 'number'],
} as const

const problemType = 'application/problem+json'

/** SO20 repeats the filer's own reference. */
const reference = /(<qualifier>CR<\/qualifier>\s*<value>)([^<]*)/g

const notified = (page: string, named: Pseudonyms) =>
  blocked(page, named)
    .replace(voyage, (_, before: string, value: string) => before + flight(spelled(value)))
    .replace(reference, (_, before: string, value: string) => {
      return before + (named.known('reference', spelled(value)) ?? value)
    })

const block = /(<blockReference>)([^<]*)/g
const voyage = /(<voyageFlightTrip>)([^<]*)/g

const blocked = (document: string, named: Pseudonyms) =>
  document.replace(block, (_, before: string, value: string) => {
    return before + (named.known('block', value) ?? value)
  })

function spelled(value: string): string {
  const said = resolve(value)
  return said.ok ? said.text : value
}

function received(text: string, named: Pseudonyms): string {
  if (text === '') return text
  const reply = JSON.parse(text) as { entryNumber: string }
  return JSON.stringify({ ...reply, entryNumber: entryNumberOf(reply.entryNumber, named) })
}

function ruled(text: string, forms: readonly unknown[], named: Pseudonyms): string {
  const rules = redactRules(forms, named)
  const reply = JSON.parse(text) as { items: object[] }
  const items = reply.items.map((item, index) => {
    const { match, not, steps = [] } = rules[index] ?? {}
    return { ...item, title: steps.join(', '), match, ...(not ? { not } : {}) }
  })
  return JSON.stringify({ ...reply, items })
}

function problemIn({ mediaType, bodies }: Kept): Problem {
  return mediaType === problemType ? parsed(bodies.reply.text) : {}
}

function parsed(text: string): Problem {
  try {
    return JSON.parse(text) as Problem
  } catch {
    // A fault cut it.
    return {}
  }
}

/** What is wrong in detail may repeat what was sent. */
export function withoutDetail(text: string): string {
  const { detail, ...rest } = text.startsWith('{') ? parsed(text) : {}
  return detail === undefined ? text : JSON.stringify(rest)
}
