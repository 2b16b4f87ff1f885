/**
 * Token buckets by name: so many at once, and so many more each second. Time is handed in.
 * @module
 */

export type Rate = { readonly perSecond: number; readonly burst: number }

export type Buckets = {
  /** Seconds until there is a token; 0 when there is one. */
  readonly wait: (name: string, millis: number) => number
  /** Takes one if there is one, and says how long until there would be. */
  readonly take: (name: string, millis: number) => number
}

/** Of more names than `most` the one that was asked for longest ago is full again. */
export function buckets({ perSecond, burst }: Rate, most = 10_000): Buckets {
  const kept = new Map<string, { tokens: number; at: number }>()

  const filled = (name: string, millis: number) => {
    const { tokens, at } = kept.get(name) ?? { tokens: burst, at: millis }
    // A clock that went back gives nothing, and takes nothing away.
    return Math.min(burst, tokens + (Math.max(0, millis - at) * perSecond) / 1000)
  }
  const secondsFrom = (tokens: number) => (tokens >= 1 ? 0 : (1 - tokens) / perSecond)

  return {
    wait: (name, millis) => secondsFrom(filled(name, millis)),
    take: (name, millis) => {
      const tokens = filled(name, millis)
      const wait = secondsFrom(tokens)
      kept.delete(name)
      kept.set(name, { tokens: wait === 0 ? tokens - 1 : tokens, at: millis })
      const [oldest] = kept.size > most ? kept.keys() : []
      if (oldest !== undefined) kept.delete(oldest)
      return wait
    },
  }
}
