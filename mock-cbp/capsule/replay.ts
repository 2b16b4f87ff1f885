/**
 * A capsule played again: each request at its moment, and whether the mock says the same.
 * @module
 */
import type { Filers } from '../http/auth.ts'
import type { Bodies, Line } from '../world/journal.ts'
import type { RuleForm } from '../scenario/rule.ts'
import type { BaseClock } from '../world/clock.ts'
import type { Settings } from '../world/settings.ts'
import type { Capsule, Exchanged } from './form.ts'
import { withoutDetail } from './redact.ts'

/** The least that a replay asks of a mock; `createMockCbp` makes such. */
export type Replayable = { readonly fetch: (request: Request) => Promise<Response> }

export type MakeMock = (
  options: Partial<Settings> & {
    readonly clock: BaseClock
    readonly filers: Filers
    readonly scenarios: readonly RuleForm[]
    readonly sleep: () => Promise<void>
  },
) => Replayable

export type Replayed = {
  readonly position: number
  readonly method: string
  readonly path: string
  readonly messageId: string | undefined
  /** As recorded. */
  readonly status: number
  readonly same: boolean
  /** Status, media type, Retry-After, fault and body, as recorded and as replayed. */
  readonly recorded: string
  readonly replayed: string
}

/**
 * @example
 * for await (const { same, position } of replay(readCapsule(text), createMockCbp)) { ... }
 */
export async function* replay(capsule: Capsule, make: MakeMock): AsyncGenerator<Replayed> {
  let now = ''
  let last = 0
  const { settings, rules: scenarios } = capsule
  const mock = make({
    ...settings,
    ...{ clock: { now: () => now }, filers: () => true, scenarios },
    // Answers that are slow on purpose come at once.
    sleep: () => Promise.resolve(),
  })
  for (const exchange of capsule.exchanges) {
    now = exchange.baseAt
    await played(mock, exchange)
    const line = await lineAt(mock, last + 1)
    if (line) last += 1
    const recorded = textOf(exchange, { ...exchange.reply, fault: exchange.fault })
    const replayed = line
      ? textOf(exchange, compared(line, exchange))
      : 'the mock took no notice of it'
    const { position, method, path, headers, reply } = exchange
    yield {
      ...{ position, method, path, messageId: headers['message-id'], status: reply.status },
      ...{ same: recorded === replayed, recorded, replayed },
    }
  }
}

const origin = 'http://mock-cbp.invalid'

/** What comes back is read from the journal, as it was recorded: a fault may have kept it back. */
async function played({ fetch }: Replayable, exchange: Exchanged): Promise<void> {
  try {
    const response = await fetch(requestOf(exchange))
    await response.body?.cancel()
  } catch {
    // A connection that breaks is one of the faults.
  }
}

function requestOf({ method, path, headers, filer, body, came }: Exchanged): Request {
  const sent = new Headers(headers)
  if (filer !== null) sent.set('Authorization', `Basic ${btoa(`${filer}:mock`)}`)
  if (came === 'too-large') sent.set('Content-Length', String(Number.MAX_SAFE_INTEGER))
  const reading = method === 'GET' || method === 'HEAD'
  const content = came === 'broken-off' ? broken() : new TextEncoder().encode(body.join('\n'))
  const init = reading ? {} : { body: content, duplex: 'half' as const }
  return new Request(origin + path, { method, headers: sent, ...init })
}

const broken = () =>
  new ReadableStream<Uint8Array>({ start: (sender) => sender.error(new Error('broken off')) })

type Answer = {
  readonly status: number
  readonly mediaType: string | null
  readonly retryAfter?: string | null
  readonly body: readonly string[] | null
  readonly fault: string | null
}

async function lineAt({ fetch }: Replayable, position: number): Promise<Answer | undefined> {
  const response = await fetch(new Request(`${origin}/_mock/journal/${position}`))
  if (!response.ok) return undefined
  const line = (await response.json()) as Line & Bodies
  const { status, mediaType, retryAfter, fault, reply } = line
  return { status, mediaType, retryAfter, fault, body: [reply.text] }
}

const compared = (line: Answer, { reply }: Exchanged): Answer =>
  reply.body === null ? { ...line, body: null } : line

function textOf({ withheld }: Exchanged, answer: Answer): string {
  const { status, mediaType, retryAfter, fault, body } = answer
  const said = body?.join('\n') ?? 'withheld'
  return [
    `${status} ${mediaType ?? ''}`.trimEnd(),
    ...(retryAfter == null ? [] : [`Retry-After: ${retryAfter}`]),
    ...(fault === null ? [] : [`Fault: ${fault}`]),
    '',
    withheld === undefined ? said : withoutDetail(said),
  ].join('\n')
}
