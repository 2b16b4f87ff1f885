/**
 * Tables for people, JSON for pipes. Data never reaches the terminal as it is: control characters
 * and invisible ones are shown by their code, so that no shipment can move the cursor.
 * @module
 */
import { styleText } from 'node:util'
import type { Problem, Status } from '../client.ts'
import { columns, cut } from './columns.ts'

export type Style = 'bold' | 'dim' | 'red' | 'green' | 'yellow' | 'cyan'

export type Terminal = {
  /** Columns; 80 where nobody looks. */
  readonly width: number
  /** Somebody looks: what was printed may be printed over. */
  readonly live: boolean
  readonly out: Stream
  readonly err: Stream
  readonly print: (line?: string) => void
  readonly complain: (line: string) => void
  /** Plain where there is no terminal, or NO_COLOR is set. */
  readonly paint: (style: Style, text: string) => string
}

type Stream = NodeJS.WriteStream

export function terminalOf(out: Stream, err: Stream): Terminal {
  return {
    get width() {
      return Math.min(out.columns || 80, 120)
    },
    live: out.isTTY === true && process.env['TERM'] !== 'dumb',
    ...{ out, err },
    print: (line = '') => void out.write(`${line.trimEnd()}\n`),
    complain: (line) => void err.write(`${line}\n`),
    paint: (style, text) => styleText(style, text, { stream: out }),
  }
}

const unsafe =
  /[\u0000-\u001f\u007f-\u009f\u00ad\u061c\u180e\u200b-\u200f\u2028-\u202e\u2060-\u206f\ufeff\ufff9-\ufffb]/g

const escape = (character: string) => `\\u${character.charCodeAt(0).toString(16).padStart(4, '0')}`

export const visible = (text: string) => text.replace(unsafe, escape)

/** JSON leaves some of them as they are; escaped they mean the same. */
export function printJson({ print }: Terminal, value: unknown): void {
  const lines = JSON.stringify(value, undefined, 2).split('\n')
  for (const line of lines) print(visible(line))
}

/** Cut to `width`, with dots where something is missing. */
export function fit(text: string, width: number): string {
  const shown = visible(text)
  const room = Math.max(width, 0)
  const kept = columns(shown) > room ? `${cut(shown, room - 3)}${'...'.slice(0, room)}` : shown
  return kept + ' '.repeat(Math.max(room - columns(kept), 0))
}

/** Lines of at most `width` where words allow it: `text` after `first`, the rest under `indent`. */
export function wrap(first: string, text: string, width: number, indent: string): string[] {
  const lines: string[] = []
  let line = first
  for (const [index, word] of visible(text).split(' ').entries()) {
    if (index === 0 || columns(line) + 1 + columns(word) <= width) {
      line += index === 0 ? word : ` ${word}`
    } else {
      lines.push(line)
      line = indent + word
    }
  }
  return [...lines, line]
}

export const problemLines = (problems: readonly Problem[], width: number): string[] =>
  problems.flatMap(({ pointer, message, citation, rewrites }) => {
    const source = citation === undefined ? '' : ` [${citation}]`
    const text = `${pointer || '/'}: ${message}${insteadOf(rewrites)}${source}`
    return wrap('    ', text, width, '      ')
  })

/** Texts to choose from, if they are true of the goods. */
export const insteadOf = (rewrites: readonly string[] = []): string =>
  rewrites.length === 0 ? '' : ` Instead: ${rewrites.map((text) => `"${text}"`).join(' or ')}.`

const styles: Readonly<Record<Status, Style>> = {
  queued: 'dim',
  submitted: 'cyan',
  under_review: 'cyan',
  released: 'green',
  discrepancy: 'yellow',
  rejected: 'red',
  cancelled: 'dim',
}

export const paintStatus = ({ paint }: Pick<Terminal, 'paint'>, status: Status, width = 0) =>
  paint(styles[status], status.padEnd(width))

export const counted = (count: number, one: string, many = `${one}s`) =>
  `${count} ${count === 1 ? one : many}`

export const simulated = 'Simulated: nothing here reaches CBP.'
