/**
 * What every command is given, and the form of its help.
 * @module
 */
import type { Command } from 'commander'
import type { Connected, Connection } from './connect.ts'
import { wrap } from './print.ts'
import type { Terminal } from './print.ts'
import type { Time } from './time.ts'

export type Given = {
  readonly program: Command
  readonly terminal: Terminal
  readonly time: Time
  /** Work that asks the gateway; it returns the exit code. */
  readonly run: (work: (client: Connected, json: boolean) => Promise<number>) => Promise<void>
  /** Where the gateway is, for work that asks it by itself. */
  readonly connection: () => Connection
  /** Work that asks nobody. */
  readonly alone: (work: (json: boolean) => Promise<number>) => Promise<void>
}

export type Shown = {
  readonly examples: readonly string[]
  /** What `--json` prints. */
  readonly json: string
  /** What else is worth knowing. */
  readonly more?: readonly string[]
}

/** The end of each help: lines to copy, and what a program gets. */
export function showing(command: Command, { examples, json, more = [] }: Shown): Command {
  return command.addHelpText('after', () => {
    const width = command.createHelp().helpWidth ?? 80
    // What begins with spaces is a list.
    const wrapped = (line: string) => (line.startsWith(' ') ? [line] : wrap('', line, width, ''))
    return [
      ...(more.length === 0 ? [] : ['', ...more.flatMap(wrapped)]),
      ...['', 'Examples:', ...examples.map((line) => `  $ ${line}`)],
      ...['', ...wrapped(`With --json: ${json}`)],
    ].join('\n')
  })
}

/** Commands stand under these in the help. */
export const groups = {
  file: 'File and follow:',
  act: 'Act:',
  know: 'Look up and explain:',
  keep: 'Keep the record:',
  run: 'Run and prove:',
} as const
