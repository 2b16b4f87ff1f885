/**
 * Faults that HTTP itself can say: another status, another page, another time to come back.
 * @module
 */
import { after, millisBetween } from '../../src/domain/day.ts'
import type { Instant } from '../../src/domain/day.ts'
import { sql } from '../../src/store/db.ts'
import { problem } from '../http/problem.ts'
import { isReply } from './reply.ts'
import { rows } from './row.ts'
import type { Moment } from './row.ts'
import { mediaTypes } from './spoken.ts'

type Said = readonly [type: string, body: string]

const nothing: Said = ['text/plain; charset=utf-8', '']
const page = (title: string, body: string): Said => [
  'text/html; charset=utf-8',
  `<!DOCTYPE html><html><head><title>${title}</title></head><body>${body}</body></html>`,
]
const words = (text: string): Said => ['text/plain; charset=utf-8', text]

const login = page(
  'Sign in',
  '<h1>Your session has expired</h1><form action="/login"><input name="user"></form>',
)

type Headers = Readonly<Record<string, string>>

/** An answer with this status, these words, and headers that may go by the moment. */
const answering =
  (
    status: number,
    says: Said | ((moment: Moment) => Said),
    headers: (moment: Moment) => Headers = () => ({}),
  ) =>
  (moment: Moment) => {
    const [type, body] = typeof says === 'function' ? says(moment) : says
    const empty = status === 204 || status === 202
    const content = empty ? {} : { 'Content-Type': type }
    const said = { status, headers: { ...content, ...headers(moment) } }
    return { answer: new Response(empty ? null : body, said) }
  }

/** By its media type a document of the wire. */
const document =
  (body: string) =>
  ({ wire }: Moment): Said => [mediaTypes[wire], body]

/** The date of HTTP (RFC 9110 5.6.7) from a day and a time of ours. */
const httpDate = (at: Instant) => new Date(at).toUTCString()

const retry = (value: string) => () => ({ 'Retry-After': value })
const busy = words('slow down')

const protocol = { kind: 'protocol' } as const
const before = { ...protocol, when: 'request' } as const
const afterwards = { ...protocol, when: 'reply' } as const

const maybe = 'CBP may have it: ask by its message id, then send the same bytes under the same id.'
const paused = 'Stop sending for this filer and call a person; no attempt is used up by it.'
const wait = 'Wait as long as Retry-After says, within a second and a quarter of an hour.'

export const answerFaults = rows({
  'html-login': {
    ...before,
    source: 'N19, G88',
    does: '200 with the HTML page of a proxy that wants a sign-in.',
    goodClient: maybe,
    commit: answering(200, login),
  },
  'empty-200': {
    ...afterwards,
    source: 'G88',
    does: 'The work is done, and the answer is 200 without a body.',
    goodClient: maybe,
    commit: answering(200, document('')),
  },
  garbage: {
    ...afterwards,
    source: 'S, G88',
    does: 'The work is done, and the answer is 200 with bytes that are no document.',
    goodClient: maybe,
    commit: answering(200, document('\u0001\u0002\u00ff not a document \u0003')),
  },
  'status-204': {
    ...afterwards,
    source: 'N16',
    does: 'The work is done, and the answer is 204.',
    goodClient: maybe,
    commit: answering(204, nothing),
  },
  redirect: {
    ...before,
    source: 'N16, G107',
    does: '302 to the same address, round and round.',
    goodClient: 'Follow no redirect with credentials; stop sending and call a person.',
    commit: answering(302, nothing, () => ({ Location: '?' })),
  },
  'busy-429': {
    ...before,
    source: 'N17',
    does: '429 with two seconds to wait.',
    goodClient: wait,
    commit: answering(429, busy, retry('2')),
  },
  'busy-429-date': {
    ...before,
    source: 'N17',
    does: '429 with a date to wait for, two seconds away by the Date beside it.',
    goodClient: `${wait} It may be a date.`,
    commit: answering(429, busy, ({ now }) => ({
      'Retry-After': httpDate(after(now, 2000)),
      Date: httpDate(now),
    })),
  },
  'busy-429-garbage': {
    ...before,
    source: 'N17, G106',
    does: '429 with a Retry-After that is neither a number nor a date.',
    goodClient: 'Fall back on a backoff of its own.',
    commit: answering(429, busy, retry('Wed, 99 Foo')),
  },
  'busy-429-negative': {
    ...before,
    source: 'N17, G106',
    does: '429 with a Retry-After of -1.',
    goodClient: 'Wait a second all the same.',
    commit: answering(429, busy, retry('-1')),
  },
  'busy-429-huge': {
    ...before,
    source: 'N17, G106',
    does: '429 with a Retry-After of thirty years.',
    goodClient: 'Wait a quarter of an hour at the most, then ask again.',
    commit: answering(429, busy, retry('1000000000')),
  },
  'unavailable-503': {
    ...before,
    source: 'N18',
    does: '503 with a second to wait.',
    goodClient: `${wait} ${maybe}`,
    commit: answering(503, words('unavailable'), retry('1')),
  },
  maintenance: {
    ...before,
    source: 'N18',
    does: '503 until the maintenance window ends; an hour, where no bad day has one.',
    goodClient: 'Queue what comes in, say so, and try again when Retry-After has passed.',
    commit: answering(503, page('Maintenance', '<h1>Scheduled maintenance</h1>'), (moment) => {
      const { now, hourMillis, until = after(now, hourMillis) } = moment
      return { 'Retry-After': String(Math.ceil(millisBetween(now, until) / 1000)) }
    }),
  },
  'error-500-before': {
    ...before,
    source: 'S',
    does: '500, and nothing was worked.',
    goodClient: maybe,
    commit: answering(500, words('internal error')),
  },
  'error-500-after': {
    ...afterwards,
    source: 'S, C15',
    does: '500, although the work is done and kept.',
    goodClient: maybe,
    commit: answering(500, words('internal error')),
  },
  'bad-gateway-502': {
    ...before,
    source: 'S',
    does: "502 with a proxy's HTML page; nothing was worked.",
    goodClient: maybe,
    commit: answering(502, page('502 Bad Gateway', '<h1>502 Bad Gateway</h1>')),
  },
  'timeout-504-after': {
    ...afterwards,
    source: 'S',
    does: "504 with a proxy's HTML page, although the work is done and kept.",
    goodClient: maybe,
    commit: answering(504, page('504 Gateway Time-out', '<h1>504 Gateway Time-out</h1>')),
  },
  'timeout-408': {
    ...before,
    source: 'S',
    does: '408, as if the request had come too slowly; nothing was worked.',
    goodClient: maybe,
    commit: answering(408, nothing),
  },
  'unreadable-400': {
    ...before,
    source: 'S',
    does: '400, as if the request could not be read; nothing was worked.',
    goodClient: maybe,
    commit: answering(400, words('bad request')),
  },
  'unauthorized-401': {
    ...before,
    source: 'S',
    does: '401, whatever the credentials.',
    goodClient: paused,
    commit: answering(401, nothing, () => ({ 'WWW-Authenticate': 'Basic realm="mock-cbp"' })),
  },
  'forbidden-403': {
    ...before,
    source: 'S',
    does: '403, whatever the credentials.',
    goodClient: paused,
    commit: answering(403, words('forbidden')),
  },
  'not-found-404': {
    ...before,
    source: 'S',
    does: "404 of a web server, without CBP's own code.",
    goodClient: 'It is the address that is wrong: stop sending and call a person.',
    commit: answering(404, page('404 Not Found', '<h1>Not Found</h1>')),
  },
  'too-large-413': {
    ...before,
    source: 'S',
    does: '413, whatever the size.',
    goodClient: 'Park the transmission for a person, who splits it under new ids.',
    commit: answering(413, words('too large')),
  },
  'forgetful-query': {
    ...before,
    source: 'S',
    on: ['queries'],
    does: "CBP's own 404 to a query, whether it knows the message or entry or not.",
    goodClient: 'Send the same bytes under the same id again: CBP still knows the id.',
    commit: ({ path }) => {
      const what = path.startsWith('/ace/entries/') ? 'entry' : 'message'
      return { answer: problem(`${what}_unknown`, `no such ${what} is known just now`) }
    },
  },
  'late-reply': {
    ...afterwards,
    source: 'M11, N24',
    on: ['transmissions'],
    does: 'The work is done, and its reply is due four hours later: 202 until then, to queries too.',
    goodClient: 'Go on asking by the message id, and keep notifications that come before the reply.',
    commit: (moment, text) => {
      if (!isReply(text)) return undefined
      const { world, filer, messageId, now, hourMillis } = moment
      return {
        ...answering(202, nothing, retry('5'))(moment),
        also: [
          sql`update mock_transmission set due = ${after(now, 4 * hourMillis)}
            where world = ${world} and filer = ${filer} and message_id = ${messageId}
              and received_at = ${now}`,
        ],
      }
    },
  },
}) // prettier-ignore
