/**
 * What happened, line by line, and the hash over all of it.
 * @module
 */
import { createHash } from 'node:crypto'

export type Trace = ReturnType<typeof trace>

/** `kept`: how many of the last lines can be shown. */
export function trace(now: () => string, kept: number, print?: (line: string) => void) {
  const hash = createHash('sha256')
  let lines: string[] = []
  return {
    say: (who: string, what: string) => {
      const line = `${now()} ${who}: ${what}`
      hash.update(`${line}\n`)
      lines.push(line)
      if (lines.length > 2 * kept) lines = lines.slice(-kept)
      print?.(line)
    },
    last: () => lines.slice(-kept),
    hash: () => hash.copy().digest('hex').slice(0, 16),
  }
}
