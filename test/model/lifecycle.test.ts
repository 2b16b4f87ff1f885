/**
 * The life of an entry against a model of its own tables: whatever is asked and said, in any order,
 * the same is allowed, refused and left over.
 * @module
 */
import fc from 'fast-check'
import { expect, it } from 'vitest'
import { can } from '../../src/domain/can.ts'
import type { Command as Asked } from '../../src/domain/command.ts'
import { decide } from '../../src/domain/decide.ts'
import type { Decision } from '../../src/domain/decide.ts'
import type { Action, Event } from '../../src/domain/event.ts'
import { replay } from '../../src/domain/evolve.ts'
import type { Status } from '../../src/domain/status.ts'
import { amend, answer, cancel, clock, file, life, notice, notify, reply, transmit } from '../domain/example.ts' // prettier-ignore

type Model = {
  status: Status
  /** CBP has taken it in once. */
  accepted: boolean
  pending: Action | null
  sent: boolean
  review: 'R' | 'D' | null
  minutes: number
}
type Real = { journal: Event[] }
type Command = fc.Command<Model, Real>

/** Where a code leads, and from where (design, lifecycle); what it settles of a review. */
type Code = { to: Status; from: readonly Status[]; settles?: 'R' | 'D' }
const open: readonly Status[] = ['submitted', 'under_review', 'discrepancy']
const codes: Readonly<Record<string, Code>> = {
  '90': { to: 'under_review', from: open },
  '97': { to: 'under_review', from: open },
  '98': { to: 'released', from: [...open, 'released'] },
  '96': { to: 'discrepancy', from: open },
  '99': { to: 'discrepancy', from: ['released', 'discrepancy'] },
  '23': { to: 'cancelled', from: [...open, 'queued', 'rejected'], settles: 'D' },
  '86': { to: 'discrepancy', from: open, settles: 'R' },
  '87': { to: 'discrepancy', from: open, settles: 'D' },
  '88': { to: 'under_review', from: open, settles: 'R' },
}

const isFree = ({ pending, sent, status, review }: Model) =>
  review === null && (pending === null || (status === 'queued' && !sent))

const mayChange = (model: Model) =>
  model.status !== 'cancelled' && model.status !== 'released' && isFree(model)

const mayAnswer = ({ status, pending }: Model) =>
  (status === 'discrepancy' || status === 'under_review') && pending === null

const ask = (model: Model, pending: Action) => Object.assign(model, { pending, sent: false })

/** The kind of decision that is to come, after which the model stands where the entry should. */
type Step = (model: Model) => Decision['kind']

const amending: Step = (model) => {
  if (!mayChange(model)) return 'problems'
  if (model.status === 'rejected') Object.assign(ask(model, 'A'), { status: 'queued' })
  else if (model.status !== 'queued') ask(model, 'R')
  return 'events'
}

const cancelling: Step = (model) => {
  if (!mayChange(model)) return 'problems'
  if (model.status === 'queued' || model.status === 'rejected') {
    Object.assign(model, { status: 'cancelled', pending: null })
  } else ask(model, 'D')
  return 'events'
}

const answering: Step = (model) => {
  if (!mayAnswer(model)) return 'problems'
  ask(model, 'answer')
  return 'events'
}

const transmitting: Step = (model) => {
  if (model.pending === null || model.sent) return 'nothing'
  model.sent = true
  return 'events'
}

const replying =
  (disposed: '01' | '02' | '03' | '04'): Step =>
  (model) => {
    const { pending, status } = model
    if (pending === null || !model.sent) return 'nothing'
    model.pending = null
    if (pending === 'A') {
      const to = { '01': 'rejected', '02': 'submitted', '03': 'submitted', '04': 'under_review' } as const // prettier-ignore
      Object.assign(model, { status: to[disposed], accepted: disposed !== '01' })
    } else if (disposed === '01') {
      return 'events'
    } else if (disposed === '04' || (pending !== 'D' && status === 'discrepancy')) {
      const looked = status === 'discrepancy' || (disposed === '04' && status === 'submitted')
      if (looked) model.status = 'under_review'
    }
    const undecided = pending === 'D' || (pending === 'R' && disposed === '04')
    if (undecided && disposed !== '01') model.review = pending
    return 'events'
  }

const telling =
  (code: string): Step =>
  (model) => {
    if (model.status === 'queued' || !model.accepted) return 'nothing'
    const known = codes[code]
    if (known?.from.includes(model.status)) model.status = known.to
    if (known?.settles === model.review) model.review = null
    if (model.status === 'cancelled') model.pending = null
    return 'events'
  }

const step = (name: string, asked: (model: Model) => Asked, expected: Step): Command => ({
  check: () => true,
  toString: () => name,
  run: (model, real) => {
    const before = replay(real.journal)
    model.minutes++
    const decision = decide(asked(model), before, clock(model.minutes))
    expect([name, decision.kind]).toEqual([name, expected(model)])
    if (decision.kind === 'events') real.journal.push(...decision.events)
    const entry = replay(real.journal)
    if (!entry) throw new Error('a life begins with "filed"')
    const { status, accepted, pending, sent, review } = model
    expect({
      status: entry.status,
      accepted: entry.acceptedAt !== null,
      pending: entry.pending?.action ?? null,
      sent: pending !== null && entry.pending?.messageId !== null,
      review: entry.review?.action ?? null,
      seq: entry.seq,
    }).toEqual({ status, accepted, pending, sent: pending !== null && sent, review, seq: real.journal.length }) // prettier-ignore
    const { amend, cancel, answer, resend } = can(entry)
    expect([amend.allowed, cancel.allowed, answer.allowed, resend.allowed]).toEqual([mayChange(model), mayChange(model), mayAnswer(model), pending !== null && sent]) // prettier-ignore
    for (const { allowed, reason } of [amend, cancel, answer, resend]) {
      expect(reason === null).toBe(allowed)
    }
  },
})

const messageOf = ({ minutes }: Model) => `M${minutes}`

it('the life of an entry does what its model does, whatever is asked and said', () => {
  let sentAs = ''
  const steps = [
    fc.constant(step('amend', () => amend, amending)),
    fc.constant(step('cancel', () => cancel, cancelling)),
    fc.constant(step('answer', () => answer, answering)),
    fc.constant(
      step(
        'transmit',
        (model) => {
          if (model.pending !== null && !model.sent) sentAs = messageOf(model)
          return transmit(messageOf(model))
        },
        transmitting,
      ),
    ),
    fc
      .constantFrom('01', '02', '02', '03', '04' as const)
      .map((disposed) => step(`reply ${disposed}`, ({ pending }) => reply(sentAs, pending ?? 'A', disposed), replying(disposed))), // prettier-ignore
    fc
      .constantFrom(...Object.keys(codes))
      .map((code) => step(`notify ${code}`, ({ minutes }) => notify(minutes, notice(code)), telling(code))), // prettier-ignore
  ]
  const reached = new Set<Status>()
  fc.assert(
    fc.property(fc.commands(steps, { maxCommands: 40 }), (commands) => {
      sentAs = ''
      const model: Model = { status: 'queued', accepted: false, pending: 'A', sent: false, review: null, minutes: 1 } // prettier-ignore
      fc.modelRun(() => ({ model, real: { journal: life(file) } }), commands)
      reached.add(model.status)
    }),
    { seed: 321, numRuns: 1500 },
  )
  expect([...reached].sort()).toEqual(['cancelled', 'discrepancy', 'queued', 'rejected', 'released', 'submitted', 'under_review']) // prettier-ignore
})
