/**
 * One fault, committed: what is answered, what is kept, and what the journal says of it.
 * @module
 */
import { hourMillisOf } from '../book/timing.ts'
import type { Asking } from '../http/request.ts'
import type { Act } from './act.ts'
import { faults } from './fault.ts'
import { wireOf } from './spoken.ts'
import type { Moment } from './row.ts'
import type { Struck } from './struck.ts'

export type Answer = {
  readonly response: Response
  /** What the line makes of it. */
  readonly act?: Act
  /** For the journal, where it is not that of the response: 0 is no answer at all. */
  readonly status?: number
  /** It has all its headers. */
  readonly whole?: boolean
}

/**
 * `before` is the number of effects that there were before the work, and `response` what came of
 * it; `undefined` where there is nothing to spoil.
 */
export async function commit(
  { fault: name, until }: Struck,
  asking: Asking,
  request: Request,
  before: number,
  response?: Response,
): Promise<Answer | undefined> {
  const fault = faults[name]
  const { noted, world } = asking
  const undone = fault.when === 'request'
  const text = asking.replyText ?? (await response?.clone().text()) ?? ''
  const moment = { ...momentOf(asking, request, until), wire: wireOf(request, text) }
  const change = 'act' in fault ? {} : fault.commit(moment, text)
  if (!change) return undefined
  noted.fault = name
  noted.filer ??= moment.filer || undefined
  noted.messageId ??= moment.messageId || undefined
  if (undone || change.undone) world.effects.length = before
  world.effects.push(...(change.also ?? []))
  if ('act' in fault) {
    if (response && !undone) return { response, act: fault.act }
    asking.replyText = ''
    return { response: new Response(null), act: fault.act, status: 0 }
  }
  delete asking.replyText
  if (change.answer) return { response: change.answer }
  asking.replyText = change.text ?? text
  const { status = 200, headers = new Headers() } = response ?? {}
  return { response: new Response(asking.replyText, { status, headers }) }
}

function momentOf(
  { world, who, noted, body }: Asking,
  request: Request,
  until: Struck['until'],
): Omit<Moment, 'wire'> {
  const { name, now, position, settings } = world
  return {
    ...{ world: name, now, position, until },
    hourMillis: hourMillisOf(settings.pace),
    path: new URL(request.url).pathname,
    filer: who?.filer ?? '',
    messageId: noted.messageId ?? request.headers.get('Message-Id')?.slice(0, 100) ?? namedIn(body),
  }
}

/** A batch may come without the header: it names itself in A 60-80. */
function namedIn(body: Asking['body']): string {
  if (body instanceof Response || body[0] !== 0x41) return ''
  const named = new TextDecoder().decode(body.subarray(59, 80)).trim()
  return /^[A-Z0-9-]{1,21}$/.test(named) ? named : ''
}
