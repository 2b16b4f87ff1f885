/**
 * Batches of CATAIR as lines of 80 columns, for faults: what is changed is text, and the count in Y
 * is mended behind it, since a wrong count is a fault of its own.
 * @module
 */
import { isBatch } from './spoken.ts'

type Lines = readonly string[]

export const linesOf = (text: string): Lines => text.split('\n').slice(0, -1)
export const textOf = (lines: Lines): string => lines.map((line) => `${line}\n`).join('')

/** `column` counts from 1. */
export const put = (line: string, column: number, text: string): string =>
  line.slice(0, column - 1) + text + line.slice(column - 1 + text.length)

/** Y 13-17. */
const counting = (line: string, count: number) => put(line, 13, String(count).padStart(5, '0'))

export function recounted(lines: Lines): Lines {
  let count = 0
  return lines.map((line) => {
    if (line.startsWith('Y')) return counting(line, count)
    count = line.startsWith('B') ? 0 : count + 1
    return line
  })
}

/** On the lines of a batch; `undefined` where there is none, or nothing to change in it. */
export const onLines = (change: (lines: Lines) => Lines | undefined) => (text: string) => {
  const changed = isBatch(text) ? change(linesOf(text)) : undefined
  return changed && textOf(changed)
}

/** On the first record that begins so. */
export const onRecord = (form: RegExp, change: (line: string) => string | undefined) =>
  onLines((lines) => {
    const at = lines.findIndex((line) => form.test(line))
    const changed = at === -1 ? undefined : change(lines[at] ?? '')
    return changed === undefined ? undefined : lines.with(at, changed)
  })

/** On the first header of an entry, SE10 of a reply and SO10 of a notification. */
export const onHeader = (change: (line: string) => string) => onRecord(/^S[EO]10/, change)

/** On the records of the first entry of a reply, and the count behind them. */
export const onFirstEntry = (change: (records: Lines) => Lines) =>
  onLines((lines) => {
    const from = lines.findIndex((line) => line.startsWith('SE10'))
    if (from === -1) return undefined
    const more = lines.slice(from + 1)
    const to = from + 1 + more.findIndex((line) => /^(SE10|Y)/.test(line))
    return recounted([
      ...lines.slice(0, from),
      ...change(lines.slice(from, to)),
      ...lines.slice(to),
    ])
  })

/** On the count of the first block. */
export const onCount = (change: (count: number) => number) =>
  onLines((lines) => {
    const at = lines.findIndex((line) => line.startsWith('Y'))
    const line = lines[at]
    if (line === undefined) return undefined
    return lines.with(at, counting(line, change(Number(line.slice(12, 17)))))
  })
