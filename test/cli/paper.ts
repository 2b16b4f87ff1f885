/**
 * A terminal of paper: what is printed on it can be read.
 * @module
 */
import type { Terminal } from '../../src/cli/print.ts'

export function paper(width = 80) {
  const prints: string[] = []
  const complaints: string[] = []
  const terminal = {
    ...{ width, live: false, out: process.stdout, err: process.stderr },
    print: (line = '') => void prints.push(line),
    complain: (line: string) => void complaints.push(line),
    paint: (_: unknown, text: string) => text,
  } as Terminal
  return { terminal, prints, complaints }
}
