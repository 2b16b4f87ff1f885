/**
 * How late the event loop is: a timer that should have come and did not.
 * @module
 */

const beatMillis = 50

export function eventLoopLag(): { readonly lag: () => number; readonly stop: () => void } {
  let due = performance.now() + beatMillis
  let late = 0
  const beat = setInterval(() => {
    const now = performance.now()
    late = Math.max(0, now - due)
    due = now + beatMillis
  }, beatMillis)
  beat.unref()
  return {
    lag: () => Math.max(late, performance.now() - due),
    stop: () => clearInterval(beat),
  }
}
