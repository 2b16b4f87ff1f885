/**
 * The Worker behind a queue with moods: it loses what it is sent, gives it twice, or takes nothing;
 * and a consumer that fails before or after its work. A test says which, at `/_mood`.
 * @module
 */
import type { QueueLike, Wake } from '../../src/edge/wakes.ts'
import worker from '../../src/worker.ts'
import type { Env } from '../../src/worker.ts'

export type Mood = 'well' | 'loses' | 'doubles' | 'refuses' | 'fails before' | 'fails after'
export type Seen = { readonly sent: number; readonly failed: number }

let mood: Mood = 'well'
let seen = { sent: 0, failed: 0 }

const failOnce = () => {
  mood = 'well'
  seen = { ...seen, failed: seen.failed + 1 }
  throw new Error('the consumer was stopped')
}

function moody(queue: QueueLike | undefined): QueueLike {
  const send = async (message: Wake) => {
    seen = { ...seen, sent: seen.sent + 1 }
    if (mood === 'refuses') throw new Error('Too Many Requests')
    if (mood === 'loses') return
    const times = mood === 'doubles' ? 5 : 1
    for (let n = 0; n < times; n++) await queue?.send(message)
  }
  return { send }
}

const within = (env: Env): Env => ({ ...env, WAKES: moody(env.WAKES) })

type Queue = typeof worker.queue
type Fetch = typeof worker.fetch

export default {
  fetch: async (...[request, env, context]: Parameters<Fetch>): Promise<Response> => {
    const { pathname, searchParams } = new URL(request.url)
    if (pathname !== '/_mood') return worker.fetch(request, within(env), context)
    const asked = searchParams.get('set')
    if (asked !== null) {
      mood = asked as Mood
      seen = { sent: 0, failed: 0 }
    }
    return Response.json(seen)
  },
  queue: async (...[batch, env]: Parameters<Queue>): Promise<void> => {
    if (mood === 'fails before') failOnce()
    await worker.queue(batch, within(env))
    if (mood === 'fails after') failOnce()
  },
  scheduled: (event: unknown, env: Env) => worker.scheduled(event, within(env)),
}
