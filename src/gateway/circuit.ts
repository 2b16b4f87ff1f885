/**
 * The circuit towards CBP, and the pause of one filer: when to leave CBP alone, when to try it, when
 * to go on. Pure; the instant comes in. One machine serves both, by its row of limits.
 * @module
 */
import { after, hour, minute } from '../domain/day.ts'
import type { Instant } from '../domain/day.ts'

/** What one call showed. `fatal`: no repeat can help before somebody mends a setting. */
export type Sign = 'answer' | 'failure' | 'fatal'

export type Limits = {
  /** Failures in a row that open it. */
  readonly failures: number
  /** Answers in a row that close it. */
  readonly answers: number
  /** Between probes while it is open. */
  readonly probeMillis: number
}

/** Five in a row are no accident of one connection any more. */
export const lineLimits: Limits = { failures: 5, answers: 2, probeMillis: minute / 2 }

/** A password that is wrong stays wrong, and asking with it too often locks the account. */
export const filerLimits: Limits = { failures: 1, answers: 1, probeMillis: hour / 12 }

export type Circuit =
  | { readonly kind: 'closed'; readonly failures: number }
  | {
      readonly kind: 'open'
      readonly since: Instant
      readonly why: string
      readonly answers: number
      /** When CBP may be tried next. */
      readonly probeAt: Instant
    }

export const closed: Circuit = { kind: 'closed', failures: 0 }

/** The circuit after a call. A late answer of a call from before it opened counts like any other. */
export function heard(
  circuit: Circuit,
  sign: Sign,
  why: string,
  now: Instant,
  limits: Limits,
): Circuit {
  const probeAt = after(now, limits.probeMillis)
  if (circuit.kind === 'closed') {
    if (sign === 'answer') return closed
    const failures = sign === 'fatal' ? limits.failures : circuit.failures + 1
    if (failures < limits.failures) return { kind: 'closed', failures }
    return { kind: 'open', since: now, why, answers: 0, probeAt }
  }
  if (sign !== 'answer') return { ...circuit, why, answers: 0, probeAt }
  const answers = circuit.answers + 1
  return answers >= limits.answers ? closed : { ...circuit, answers, probeAt }
}

export const isOpen = ({ kind }: Circuit): boolean => kind === 'open'

/** Whether it is open and the time for a try has come. */
export const mayProbe = (circuit: Circuit, now: Instant): boolean =>
  circuit.kind === 'open' && circuit.probeAt <= now

/** A try that nobody reports back, for its sender died, must not be the last one. */
export const probing = (circuit: Circuit, now: Instant, { probeMillis }: Limits): Circuit =>
  circuit.kind === 'open' ? { ...circuit, probeAt: after(now, probeMillis) } : circuit
