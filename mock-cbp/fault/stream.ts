/**
 * Faults in the bytes of an answer: cut, malformed, or more than was asked for.
 * @module
 */
import type { Step, Wire } from './act.ts'
import { rows } from './row.ts'
import { half, head, length, spaces, whole } from './wire.ts'

const transport = { kind: 'transport' } as const
const endlessMillis = 300_000
const floodBytes = 64 * 2 ** 20

const maybe = 'CBP may have it: ask by its message id, then send the same bytes under the same id.'
const cut = 'Throw the half answer away and ask again; half an answer decides nothing.'

export const streamFaults = rows({
  'reset-in-body': {
    ...transport,
    when: 'reply',
    source: 'N13',
    does: 'The connection is reset in the middle of the answer.',
    goodClient: cut,
    act: {
      elsewhere: { breaks: 'UND_ERR_RES_CONTENT_LENGTH_MISMATCH' },
      // The pause lets the half out: a reset throws away what was not sent yet.
      wire: (answer) => [
        { write: head(answer, length(answer)) },
        { write: half(answer.body) },
        { wait: 100 },
        { end: 'reset' },
      ],
    },
  },
  'cut-reply': {
    ...transport,
    when: 'reply',
    source: 'N13, C8',
    does: 'The answer ends in the middle, short of its Content-Length.',
    goodClient: cut,
    act: {
      elsewhere: { breaks: 'UND_ERR_RES_CONTENT_LENGTH_MISMATCH' },
      wire: (answer) => [{ write: head(answer, length(answer)) }, { write: half(answer.body) }],
    },
  },
  'cut-silently': {
    ...transport,
    when: 'reply',
    source: 'N12',
    does: 'The answer has no length and ends in the middle: no HTTP library can tell.',
    goodClient: 'Believe a document only when it is complete: its last end tag, or Z record, is there.',
    act: {
      elsewhere: { halves: true },
      wire: (answer) => [{ write: head(answer) }, { write: half(answer.body) }],
    },
  },
  'long-length': {
    ...transport,
    when: 'reply',
    source: 'N10',
    does: 'The Content-Length is longer than the answer, which is complete.',
    goodClient: cut,
    act: {
      elsewhere: { breaks: 'UND_ERR_RES_CONTENT_LENGTH_MISMATCH' },
      wire: (answer) => [{ write: head(answer, length(answer, 100)) }, { write: answer.body }],
    },
  },
  'cut-chunk': {
    ...transport,
    when: 'reply',
    source: 'N11',
    does: 'The answer comes in chunks, and the last one breaks off.',
    goodClient: cut,
    act: {
      elsewhere: { breaks: 'HTTPParserError' },
      wire: (answer) => [
        { write: head(answer, 'Transfer-Encoding: chunked') },
        { write: `${answer.body.length.toString(16)}\r\n` },
        { write: half(answer.body) },
      ],
    },
  },
  'garbage-status': {
    ...transport,
    when: 'reply',
    source: 'S, N14',
    does: 'The work is done, and what comes back is not HTTP.',
    goodClient: maybe,
    act: {
      elsewhere: { fails: 'HTTPParserError' },
      wire: () => [{ write: '\u0016\u0003\u0001 502 is what I would say\r\n\r\n' }],
    },
  },
  'two-lengths': {
    ...transport,
    when: 'reply',
    source: 'N14',
    does: 'The answer has two Content-Lengths that differ.',
    goodClient: maybe,
    act: {
      elsewhere: { fails: 'UND_ERR_RES_CONTENT_LENGTH_MISMATCH' },
      wire: (answer) => [
        { write: head(answer, length(answer), length(answer, 1)) },
        { write: answer.body },
      ],
    },
  },
  'huge-header': {
    ...transport,
    when: 'reply',
    source: 'N8',
    does: 'A header of 64 KiB.',
    goodClient: `Have a limit. ${maybe}`,
    act: {
      elsewhere: { fails: 'UND_ERR_HEADERS_OVERFLOW' },
      wire: (answer) => [
        { write: head(answer, `X-Huge: ${'x'.repeat(65_536)}`, length(answer)) },
        { write: answer.body },
      ],
    },
  },
  'endless-headers': {
    ...transport,
    when: 'reply',
    source: 'N7',
    does: 'Headers, and no end of them.',
    goodClient: `Have a limit and a deadline. ${maybe}`,
    act: { elsewhere: { fails: 'UND_ERR_HEADERS_OVERFLOW' }, wire: headersWithoutEnd },
  },
  'oversize-body': {
    ...transport,
    when: 'reply',
    source: 'N9, G104',
    does: 'A body of 64 MiB where a document belongs.',
    goodClient: `Stop reading at a cap. ${maybe}`,
    act: { elsewhere: { floods: floodBytes }, wire: flood },
  },
  'bad-gzip': {
    ...transport,
    when: 'reply',
    source: 'N15',
    does: 'The answer says it is gzip, and is not.',
    goodClient: maybe,
    act: {
      elsewhere: { breaks: 'Z_DATA_ERROR' },
      wire: (answer) => [
        { write: head(answer, 'Content-Encoding: gzip', length(answer)) },
        { write: answer.body },
      ],
    },
  },
  'gzip-bomb': {
    ...transport,
    when: 'reply',
    source: 'N15, G104',
    does: 'An answer of 64 KB that unpacks to 64 MiB.',
    goodClient: `Count what is unpacked, and stop at a cap. ${maybe}`,
    act: { elsewhere: { floods: floodBytes }, wire: bomb },
  },
  pipelined: {
    ...transport,
    when: 'reply',
    source: 'N21',
    does: 'Behind the answer comes a second one that nobody asked for.',
    goodClient: 'Take the first and never give the second to another request.',
    act: {
      elsewhere: { unharmed: true },
      wire: (answer) => [
        ...whole(answer),
        { write: 'HTTP/1.1 200 OK\r\nContent-Type: text/plain\r\nContent-Length: 9\r\n\r\nunasked\r\n' },
      ],
    },
  },
  'early-hints': {
    ...transport,
    when: 'reply',
    source: 'N16',
    does: 'A 103 comes before the answer.',
    goodClient: 'Take what comes behind it.',
    act: {
      elsewhere: { unharmed: true },
      wire: (answer) => [
        { write: 'HTTP/1.1 103 Early Hints\r\nLink: </style.css>; rel=preload\r\n\r\n' },
        ...whole(answer),
      ],
    },
  },
  'stray-continue': {
    ...transport,
    when: 'reply',
    source: 'N16',
    does: 'A 100 that nobody asked for comes before the answer.',
    goodClient: `Take what comes behind it; where the HTTP library gives up instead: ${maybe}`,
    act: {
      elsewhere: { fails: 'UND_ERR_SOCKET' },
      wire: (answer) => [{ write: 'HTTP/1.1 100 Continue\r\n\r\n' }, ...whole(answer)],
    },
  },
}) // prettier-ignore

function* headersWithoutEnd(answer: Wire): Generator<Step> {
  // Without the empty line that ends a head.
  yield { write: head(answer).slice(0, -2) }
  for (let line = 1; line <= endlessMillis / 50; line += 1) {
    yield { write: `X-Line-${line}: ${'x'.repeat(240)}\r\n` }
    yield { wait: 50 }
  }
}

async function* bomb(answer: Wire): AsyncGenerator<Step> {
  yield { write: head(answer, 'Content-Encoding: gzip') }
  for await (const write of spaces(floodBytes).pipeThrough(new CompressionStream('gzip'))) {
    yield { write }
  }
}

async function* flood(answer: Wire): AsyncGenerator<Step> {
  yield { write: head(answer) }
  for await (const write of spaces(floodBytes)) yield { write }
}
