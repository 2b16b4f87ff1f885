/**
 * How a command can end, as its exit code tells a script.
 * @module
 */
import { CommanderError } from 'commander'
import { GatewayProblem } from '../client.ts'
import { problemLines, wrap } from './print.ts'
import type { Terminal } from './print.ts'

export const exit = {
  ...{ fine: 0, refused: 1, usage: 2, unreachable: 3, waiting: 4 },
  // As in BSD's sysexits and in every shell.
  ...{ broken: 70, interrupted: 130 },
} as const

/** Each code in words; the help and the guide say it from here. */
export const meanings: readonly (readonly [code: number, meaning: string])[] = [
  [exit.fine, 'all fine'],
  [exit.refused, 'something was refused, or found wrong'],
  [exit.usage, 'wrong usage, or a file that cannot be read; nothing was sent'],
  [exit.unreachable, 'no gateway, or it cannot answer now; the same command may be run again'],
  [exit.waiting, 'waited to the end, and something needs you'],
  [exit.broken, 'a fault in gate321 itself'],
  [exit.interrupted, 'interrupted before it was done'],
]

/** What was typed or handed in cannot be used; nothing was sent. */
export class Usage extends Error {
  override readonly name = 'Usage'
}

/** No answer came. */
export class Unreachable extends Error {
  override readonly name = 'Unreachable'
}

/** The gateway says no to something about an entry: `beside` says what it allows and what is next. */
export class Declined extends Error {
  override readonly name = 'Declined'
  readonly problem: GatewayProblem
  readonly beside: object
  readonly lines: readonly string[]

  constructor(problem: GatewayProblem, beside: object, lines: readonly string[]) {
    super(problem.message, { cause: problem })
    this.problem = problem
    this.beside = beside
    this.lines = lines
  }
}

type Ending = {
  readonly code: number
  readonly lines: readonly string[]
  /** What a program is told; the gateway's own problem where there is one. */
  readonly problem: object
}

/** Says what went wrong, in words or as problem JSON, and returns the exit code. */
export function exitCodeOf(error: unknown, terminal: Terminal, json = false): number {
  const { code, lines, problem } = endingOf(error, terminal)
  if (code === exit.fine) return code
  if (json) terminal.complain(JSON.stringify({ ...problem, exitCode: code }))
  // commander has said it already.
  else if (!(error instanceof CommanderError)) for (const line of lines) terminal.complain(line)
  return code
}

function endingOf(error: unknown, terminal: Terminal): Ending {
  if (error instanceof CommanderError) {
    const detail = error.message.replace(/^error: /, '')
    return ending(error.exitCode === 0 ? exit.fine : exit.usage, 'usage', detail)
  }
  if (error instanceof Usage) return ending(exit.usage, 'usage', error.message)
  if (error instanceof Unreachable) return ending(exit.unreachable, 'unreachable', error.message)
  if (error instanceof Declined) {
    const { code, lines, problem } = refusal(error.problem, terminal.width)
    return { code, lines: [...lines, ...error.lines], problem: { ...problem, ...error.beside } }
  }
  if (error instanceof GatewayProblem && error.code === 'not_a_problem') {
    const detail = `No gate321 is at this address. ${error.detail}`
    return ending(exit.unreachable, 'unreachable', detail)
  }
  if (error instanceof GatewayProblem) return refusal(error, terminal.width)
  const text = error instanceof Error ? (error.stack ?? error.message) : String(error)
  return ending(exit.broken, 'broken', `This is a fault in gate321; please report it.\n${text}`)
}

const ending = (code: number, word: string, detail: string): Ending => ({
  ...{ code, lines: [detail], problem: { code: word, detail } },
})

function refusal({ status, code, detail, errors }: GatewayProblem, width: number): Ending {
  return {
    code: status >= 500 ? exit.unreachable : exit.refused,
    lines: [
      ...wrap('', `The gateway refuses (${status} ${code}): ${detail}`, width, '  '),
      ...problemLines(errors, width),
    ],
    problem: { status, code, detail, errors },
  }
}
