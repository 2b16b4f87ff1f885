/**
 * The log: one JSON line an event. Fields are on a list, so that what a shipment says cannot get in
 * by carelessness; what a terminal would obey is escaped (T-L1, T-L2).
 * @module
 */
import type { Clock, Log } from './gateway/deps.ts'

/** Ids of ours, codes, counts. A field that is not here is left out, and its name is said. */
export const logFields: ReadonlySet<string> = new Set([
  'attempt', 'backlog', 'batch', 'by', 'code', 'count', 'delivery', 'endpoint', 'entries', 'entry', 'epoch', 'failures', 'filer',
  'first', 'free_mib', 'from', 'hash', 'in_doubt', 'messageId', 'method', 'millis', 'most', 'ms', 'n', 'notification',
  'notifications', 'outcome', 'reason', 'request_id', 'route', 'seal', 'seconds', 'seq', 'signal', 'since', 'status',
  'step', 'stream', 'to', 'trace_id', 'transmission', 'tries', 'waiting', 'webhook', 'why', 'word',
]) // prettier-ignore

/** JSON.stringify leaves these raw: DEL, C1, line separators, marks that turn text round. */
const unsafe = /[\u007f-\u009f\u061c\u200b-\u200f\u2028-\u202e\u2060-\u2069\ufeff\ufff9-\ufffb]/g

/** V8 quotes what it could not read; ids and codes of ours need no quotes. */
const quoted = /"(?:\\.|[^"\\])*"?/g
const longest = 300

export const levels = ['info', 'warn', 'alarm'] as const
export type Level = (typeof levels)[number]

export function jsonLog(clock: Clock, write: (line: string) => void, least: Level = 'info'): Log {
  return (level, event, fields) => {
    if (levels.indexOf(level) < levels.indexOf(least)) return
    const said: Record<string, unknown> = { ts: clock.now(), level, event }
    for (const [name, value] of Object.entries(fields)) {
      if (value === null) continue
      if (logFields.has(name)) said[name] = typeof value === 'string' ? plain(value) : value
      else said['dropped'] = name
    }
    write(
      JSON.stringify(said).replace(
        unsafe,
        (character) => `\\u${character.charCodeAt(0).toString(16).padStart(4, '0')}`,
      ),
    )
  }
}

const plain = (text: string) => text.replace(quoted, '"..."').slice(0, longest)
