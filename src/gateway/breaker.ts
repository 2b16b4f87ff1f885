/**
 * The circuits of this process: one towards CBP, one for each filer whose credentials CBP refuses.
 * In memory, a node each: they are what this node's own line shows, another node may have another
 * line, and a new process finds out again with five calls. At the edge an isolate forgets sooner;
 * there they bound what one firing of the cron trigger tries.
 * @module
 */
import type { Instant } from '../domain/day.ts'
import { closed, filerLimits, heard, isOpen, lineLimits, mayProbe, probing } from './circuit.ts'
import type { Circuit, Limits, Sign } from './circuit.ts'
import type { Clock, Log } from './deps.ts'
import type { Outcome } from './outcome.ts'

/** How CBP stands for a filer, as this node sees it. */
export type Standing = {
  /** `down`: CBP answers nobody. `paused`: it refuses this filer's credentials. */
  readonly state: 'operational' | 'down' | 'paused'
  readonly since: Instant | null
  readonly why: string | null
  readonly nextTryAt: Instant | null
}

export type Breaker = {
  /** What a call for the filer came to. */
  readonly heard: (filer: string, outcome: Outcome) => void
  /** Whether anything may be sent for the filer; with no filer, at all. */
  readonly isClosed: (filer?: string) => boolean
  /** Whether the mailbox of the filer may be looked at: always, or as the probe that is due. */
  readonly mayLook: (filer: string) => boolean
  readonly standing: (filer?: string) => Standing
  /** When CBP was last there, whatever it said; unknown to a new process. */
  readonly lastAnswer: () => Instant | undefined
  /** Filers that are paused. */
  readonly paused: () => readonly string[]
}

type Blame = { readonly who: 'line' | 'filer'; readonly sign: Sign; readonly why: string }

/** Whose circuit an outcome speaks to. An answer of any kind shows that the line stands. */
function blameOf(outcome: Outcome): Blame {
  const why = 'why' in outcome ? outcome.why : ''
  switch ('of' in outcome ? outcome.of : undefined) {
    case 'line':
      return { who: 'line', sign: 'failure', why }
    case 'address':
      return { who: 'line', sign: 'fatal', why }
    case 'credentials':
    case 'certificate':
      return { who: 'filer', sign: 'fatal', why }
    default:
      return { who: 'line', sign: 'answer', why }
  }
}

const answered: Blame = { who: 'line', sign: 'answer', why: '' }
const isAnswer = (outcome: Outcome) => 'of' in outcome && outcome.of === 'credentials'

export function createBreaker(clock: Clock, log: Log): Breaker {
  let line: Circuit = closed
  let lastAnswer: Instant | undefined
  const filers = new Map<string, Circuit>()
  const ofFiler = (filer: string) => filers.get(filer) ?? closed

  const step = (before: Circuit, { sign, why }: Blame, limits: Limits, filer: string | null) => {
    const next = heard(before, sign, why, clock.now(), limits)
    const [opened, shut] = filer === null ? lineEvents : filerEvents
    if (!isOpen(before) && isOpen(next)) log('alarm', opened, { filer, why })
    if (before.kind === 'open' && !isOpen(next)) log('info', shut, { filer, since: before.since })
    return next
  }

  const standing = (filer?: string): Standing => {
    if (line.kind === 'open') return shown('down', line)
    const own = filer === undefined ? closed : ofFiler(filer)
    if (own.kind === 'open') return shown('paused', own)
    return { state: 'operational', since: null, why: null, nextTryAt: null }
  }

  return {
    heard: (filer, outcome) => {
      const blame = blameOf(outcome)
      // To refuse somebody's credentials CBP has to be there.
      const aboutLine = isAnswer(outcome) ? answered : blame
      if (aboutLine.who === 'line') line = step(line, aboutLine, lineLimits, null)
      if (aboutLine.who === 'line' && aboutLine.sign === 'answer') lastAnswer = clock.now()
      const aboutFiler = blame.who === 'filer' || (blame.sign === 'answer' && filers.has(filer))
      if (!aboutFiler) return
      const next = step(ofFiler(filer), blame, filerLimits, filer)
      if (isOpen(next)) filers.set(filer, next)
      else filers.delete(filer)
    },
    isClosed: (filer) => !isOpen(line) && (filer === undefined || !isOpen(ofFiler(filer))),
    mayLook: (filer) => {
      const now = clock.now()
      const own = ofFiler(filer)
      if (isOpen(line)) {
        if (!mayProbe(line, now)) return false
        line = probing(line, now, lineLimits)
        return true
      }
      if (!isOpen(own)) return true
      if (!mayProbe(own, now)) return false
      filers.set(filer, probing(own, now, filerLimits))
      return true
    },
    standing,
    lastAnswer: () => lastAnswer,
    paused: () => [...filers.keys()].sort(),
  }
}

const lineEvents = ['cbp_circuit_open', 'cbp_circuit_closed'] as const
const filerEvents = ['filer_paused', 'filer_resumed'] as const

const shown = (
  state: 'down' | 'paused',
  { since, why, probeAt }: Extract<Circuit, { kind: 'open' }>,
): Standing => ({ state, since, why, nextTryAt: probeAt })
