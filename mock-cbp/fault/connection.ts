/**
 * Faults of the connection: whether an answer comes, and how fast. What a client sees of them are
 * errors of its own HTTP library.
 * @module
 */
import { rows } from './row.ts'
import { slowly, whole } from './wire.ts'

const transport = { kind: 'transport' } as const
/** As long as undici waits for the head of an answer. */
const silentMillis = 300_000
const slowMillis = 2_000

const maybe = 'CBP may have it: ask by its message id, then send the same bytes under the same id.'

export const connectionFaults = rows({
  reset: {
    ...transport,
    when: 'request',
    source: 'N13, S',
    does: 'The connection is reset before anything was worked.',
    goodClient: maybe,
    act: { elsewhere: { fails: 'ECONNRESET' }, wire: () => [{ end: 'reset' }] },
  },
  'lost-reply': {
    ...transport,
    when: 'reply',
    source: 'C9, C15',
    does: 'The work is done and kept, then the connection is reset without an answer.',
    goodClient: maybe,
    act: { elsewhere: { fails: 'ECONNRESET' }, wire: () => [{ end: 'reset' }] },
  },
  'hang-up': {
    ...transport,
    when: 'request',
    source: 'N20',
    does: 'The connection, perhaps one that was kept alive, is closed without a byte.',
    goodClient: 'Do not let the HTTP library repeat a POST by itself; ask by the message id first.',
    act: { elsewhere: { fails: 'UND_ERR_SOCKET' }, wire: () => [] },
  },
  silence: {
    ...transport,
    when: 'request',
    source: 'N5',
    does: 'The request is taken and nothing ever comes back.',
    goodClient: `Give up by a deadline of its own. ${maybe}`,
    act: {
      elsewhere: { fails: 'UND_ERR_HEADERS_TIMEOUT', afterMillis: silentMillis },
      wire: () => [{ wait: silentMillis }],
    },
  },
  'silence-after': {
    ...transport,
    when: 'reply',
    source: 'N5, C9',
    does: 'The work is done and kept, and nothing ever comes back.',
    goodClient: `Give up by a deadline of its own. ${maybe}`,
    act: {
      elsewhere: { fails: 'UND_ERR_HEADERS_TIMEOUT', afterMillis: silentMillis },
      wire: () => [{ wait: silentMillis }],
    },
  },
  'slow-reply': {
    ...transport,
    when: 'reply',
    source: 'N22',
    does: 'The answer comes two seconds late.',
    goodClient: 'Wait, and send nothing again meanwhile; other work goes on.',
    act: { elsewhere: { delays: slowMillis } },
  },
  'narrow-line': {
    ...transport,
    when: 'reply',
    source: 'N23',
    does: 'The answer comes at 1 KB a second.',
    goodClient: 'Wait up to a deadline for the whole of it; other work goes on.',
    act: {
      elsewhere: { drips: { bytes: 256, millis: 250 } },
      wire: (answer) => slowly(whole(answer), 256, 250),
    },
  },
  drip: {
    ...transport,
    when: 'reply',
    source: 'N6',
    does: 'The answer comes a byte every 50 ms.',
    goodClient: `Give up by a deadline for the whole answer, not for its next byte. ${maybe}`,
    act: {
      elsewhere: { drips: { bytes: 1, millis: 50 } },
      wire: (answer) => slowly(whole(answer), 1, 50),
    },
  },
})
