/**
 * Tests of the domain read as history, question, new history:
 * `given(...events).when(command, at).then(...events)`.
 * @module
 */
import { expect } from 'vitest'
import type { Command } from '../src/domain/command.ts'
import type { Instant } from '../src/domain/day.ts'
import { decide } from '../src/domain/decide.ts'
import type { Nothing } from '../src/domain/decide.ts'
import { replay } from '../src/domain/evolve.ts'
import type { Event } from '../src/domain/event.ts'
import type { ProblemCode } from '../src/domain/problem.ts'
import type { Status } from '../src/domain/status.ts'

export type Outcome = {
  readonly then: (...events: readonly Event[]) => Outcome
  readonly thenRefused: (code: ProblemCode, pointer?: string) => Outcome
  readonly thenNothing: (why: Nothing) => Outcome
  readonly thenStatus: (status: Status) => Outcome
}

export function given(...history: readonly Event[]) {
  return { when: (command: Command, at: Instant) => outcome(history, command, at) }
}

function outcome(history: readonly Event[], command: Command, at: Instant): Outcome {
  const decision = decide(command, replay(history), at)
  const events = decision.kind === 'events' ? decision.events : []
  const problems = decision.kind === 'problems' ? decision.problems : []
  const self: Outcome = {
    then: (...expected) => {
      expect(decision).toEqual({ kind: 'events', events: expected })
      return self
    },
    thenRefused: (code, pointer = '') => {
      const found = problems.map((problem) => [problem.code, problem.pointer])
      expect(found).toContainEqual([code, pointer])
      return self
    },
    thenNothing: (why) => {
      expect(decision).toEqual({ kind: 'nothing', why })
      return self
    },
    thenStatus: (status) => {
      expect(replay([...history, ...events])?.status).toBe(status)
      return self
    },
  }
  return self
}
