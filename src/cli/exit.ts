/**
 * How a command can end, as its exit code tells a script.
 * @module
 */
import { CommanderError } from 'commander'
import { GatewayProblem } from '../client.ts'
import { problemLines } from './print.ts'
import type { Terminal } from './print.ts'

export const exit = { fine: 0, refused: 1, usage: 2, unreachable: 3 } as const

/** What was typed or handed in cannot be used; nothing was sent. */
export class Usage extends Error {
  override readonly name = 'Usage'
}

/** No answer came. */
export class Unreachable extends Error {
  override readonly name = 'Unreachable'
}

/** Says what went wrong and returns the exit code; what nobody foresaw is thrown on. */
export function exitCodeOf(error: unknown, terminal: Terminal): number {
  // commander has said it already.
  if (error instanceof CommanderError) return error.exitCode === 0 ? exit.fine : exit.usage
  if (error instanceof Usage) {
    terminal.complain(error.message)
    return exit.usage
  }
  if (error instanceof Unreachable) {
    terminal.complain(error.message)
    return exit.unreachable
  }
  if (error instanceof GatewayProblem && error.code === 'not_a_problem') {
    terminal.complain(`No gate321 is at this address. ${error.detail}`)
    return exit.unreachable
  }
  if (error instanceof GatewayProblem) {
    terminal.complain(`The gateway refuses (${error.status} ${error.code}): ${error.detail}`)
    for (const line of problemLines(error.errors, terminal.width)) terminal.complain(line)
    return error.status >= 500 ? exit.unreachable : exit.refused
  }
  throw error
}
