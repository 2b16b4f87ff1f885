/**
 * The log: one JSON line an event, fields by name, control characters escaped.
 * @module
 */
import type { Clock, Log } from './gateway/deps.ts'

/** JSON.stringify leaves these raw, and some terminals obey them. */
const unsafe = /[\u007f-\u009f\u2028\u2029\u202a-\u202e\u2066-\u2069]/g

export function jsonLog(clock: Clock, write: (line: string) => void): Log {
  return (level, event, fields) => {
    const line = JSON.stringify({ ts: clock.now(), level, event, ...fields })
    write(
      line.replace(
        unsafe,
        (character) => `\\u${character.charCodeAt(0).toString(16).padStart(4, '0')}`,
      ),
    )
  }
}
