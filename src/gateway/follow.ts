/**
 * Listeners of a filer's feed, as many as there are: each has its own place in it, and those who
 * stand at the same place share one reading. Nothing is kept for a listener who does not ask.
 * @module
 */
import { after, millisBetween } from '../domain/day.ts'
import { feedAfter, feedBounds } from '../store/feed.ts'
import { streamed } from './announce.ts'
import type { Announcement } from './announce.ts'
import type { Deps } from './deps.ts'

/** What is new, oldest first; none: nothing happened for a while, and the line may be tested. */
export type News = readonly Announcement[]

export type Following =
  | { readonly kind: 'following'; readonly from: number; readonly news: AsyncGenerator<News> }
  /** Some of what would have to come next is no longer kept, or never was. */
  | { readonly kind: 'gone'; readonly oldest: number; readonly newest: number }
  | { readonly kind: 'crowded' }

export type Follow = {
  /** From behind `position`; without one, from now on. */
  readonly follow: (filer: string, position: number | undefined) => Promise<Following>
  /** Something may have been announced. */
  readonly wake: () => void
  /** Every listener comes to its end; they may come back to another process. */
  readonly end: () => void
}

const pageSize = 200
const mostListeners = 1000
/** Well under the minute after which proxies take a silent connection for a dead one. */
const silenceMillis = 15_000
/** Without a reason of ours each waking makes an exception with its stack. */
const woken = 'woken'

export function follow({ db, clock, streams }: Deps): Follow {
  const readings = new Map<string, Promise<News>>()
  let waking = new AbortController()
  let waiting: Promise<void> | undefined
  let listeners = 0
  let ended = false

  const read = async (filer: string, position: number): Promise<News> =>
    (await feedAfter(db, filer, position, pageSize)).map(streamed)

  /** A reading is shared until somebody writes, or might have. */
  const shared = (filer: string, position: number): Promise<News> => {
    const place = `${filer} ${position}`
    const known = readings.get(place)
    if (known) return known
    const reading = read(filer, position)
    readings.set(place, reading)
    reading.catch(() => readings.delete(place))
    return reading
  }

  /** Others write to this store too, so everybody looks again after a while. */
  const pause = async (): Promise<void> => {
    if (!streams) return
    if (streams.apart) return streams.pause(streams.pollMillis)
    waiting ??= streams.pause(streams.pollMillis, waking.signal).finally(() => {
      waiting = undefined
      waking = new AbortController()
      readings.clear()
    })
    return waiting
  }

  async function* news(filer: string, from: number): AsyncGenerator<News> {
    listeners++
    let position = from
    let spokenAt = clock.now()
    const endsAt = streams?.lifeMillis === undefined ? '9' : after(spokenAt, streams.lifeMillis)
    try {
      while (!ended && clock.now() < endsAt) {
        const found = await (streams && !streams.apart ? shared : read)(filer, position)
        const last = found.at(-1)
        if (last || millisBetween(spokenAt, clock.now()) >= silenceMillis) {
          spokenAt = clock.now()
          yield found
        }
        if (last) position = last.data.position
        else if (streams) await pause()
        else return
      }
    } finally {
      listeners--
      if (listeners === 0) readings.clear()
    }
  }

  return {
    follow: async (filer, wanted) => {
      const { oldest, newest } = await feedBounds(db, filer)
      const from = wanted ?? newest
      if (from > newest || from < oldest - 1) return { kind: 'gone', oldest, newest }
      if (listeners >= mostListeners || ended) return { kind: 'crowded' }
      return { kind: 'following', from, news: news(filer, from) }
    },
    wake: () => {
      readings.clear()
      waking.abort(woken)
    },
    end: () => {
      ended = true
      waking.abort(woken)
    },
  }
}
