/**
 * The part of a message that is about one entry: a transmission carries up to 999, and nobody looks
 * for theirs in two megabytes.
 * @module
 */
import { entryNumberFields } from '../domain/number.ts'
import type { EntryNumber } from '../domain/number.ts'
import { explain } from '../message/catair/explain.ts'
import type { ExplainedLine } from '../message/catair/explain.ts'

export type Inspected = {
  /** The frame of the message with what is about the entry. */
  readonly part: string
  /** How many other entries were left out. */
  readonly others: number
  /** What each line says, of a message in records. */
  readonly lines: readonly ExplainedLine[]
}

export function excerptFor(number: EntryNumber, format: string, body: string): Inspected {
  const { serial } = entryNumberFields(number)
  if (format.includes('catair')) {
    const cut = excerpt(body.split(/(?<=\n)/), beginsEntry, (lines) => lines.includes(serial))
    return { ...cut, lines: explain(new TextEncoder().encode(cut.part)).lines }
  }
  if (format.includes('xml')) return { ...excerptXml(body, serial), lines: [] }
  return { part: body, others: 0, lines: [] }
}

/** A record that begins an entry, and those that begin something else. */
const beginsEntry = (line: string) =>
  /^S[EXO]10/.test(line) ? 'entry' : /^[ABYZ]/.test(line) ? 'frame' : 'more'

function excerpt(
  pieces: readonly string[],
  kindOf: (piece: string) => 'entry' | 'frame' | 'more',
  isMine: (entry: string) => boolean,
): { part: string; others: number } {
  const groups: { kind: 'entry' | 'frame'; text: string }[] = []
  for (const piece of pieces) {
    const kind = kindOf(piece)
    const group = groups.at(-1)
    if (kind === 'more' && group) group.text += piece
    else groups.push({ kind: kind === 'entry' ? kind : 'frame', text: piece })
  }
  const kept = groups.filter(({ kind, text }) => kind === 'frame' || isMine(text))
  return {
    part: kept.map(({ text }) => text).join(''),
    others: groups.length - kept.length,
  }
}

const tag = /<(\/?)[^\s<>/]+[^<>]*?(\/?)>/g

/** The children of the root that name another entry are left out; all else stays as it is. */
function excerptXml(body: string, serial: string): { part: string; others: number } {
  let depth = 0
  let begun = 0
  let part = ''
  let others = 0
  for (const found of body.matchAll(tag)) {
    const [text, closes, empty] = found
    if (text.startsWith('<?') || text.startsWith('<!')) continue
    if (closes !== '/' && empty !== '/') depth += 1
    if (closes !== '/') continue
    depth -= 1
    if (depth !== 1) continue
    const end = found.index + text.length
    const child = body.slice(begun, end)
    const named = /<(?:[\w.-]+:)?entryNumber>\s*(\w+)\s*</.exec(child)?.[1]
    if (named === undefined || named === serial) part += child
    else others += 1
    begun = end
  }
  return { part: part + body.slice(begun), others }
}
