/**
 * Where a filer lives and how it moves: decided here, kept in the directory. One shard owns a filer
 * at any time; whoever works on a move has an epoch that nobody had before, and every store refuses
 * a lower one.
 * @module
 */

/**
 * `serving`: at home. `draining`: takes nothing new, and what is under way at CBP comes to its end.
 * `copying`: nobody may write. `settling`: the owner is decided and opens; the other is cleared.
 */
export type Stage = 'serving' | 'draining' | 'copying' | 'settling'

export type Residence = {
  readonly filer: string
  /** The owner. */
  readonly shard: string
  readonly epoch: number
  readonly stage: Stage
  /** Where a move goes; while it settles, what has to be cleared. */
  readonly other: string | null
}

export type Command =
  | { readonly type: 'settle'; readonly filer: string; readonly shard: string }
  | { readonly type: 'move'; readonly to: string }
  /** Somebody else goes on with a move that was left. */
  | { readonly type: 'take_over' }
  | { readonly type: 'close' }
  | { readonly type: 'arrive' }
  | { readonly type: 'abandon' }
  | { readonly type: 'clear' }

export type Event =
  | { readonly type: 'settled'; readonly filer: string; readonly shard: string }
  | { readonly type: 'move_begun'; readonly to: string }
  | { readonly type: 'taken_over' }
  | { readonly type: 'closed' }
  | { readonly type: 'arrived' }
  | { readonly type: 'abandoned' }
  | { readonly type: 'cleared' }

export type Decision =
  | { readonly kind: 'event'; readonly event: Event }
  | { readonly kind: 'refused'; readonly why: string }

const event = (event: Event): Decision => ({ kind: 'event', event })
const refused = (why: string): Decision => ({ kind: 'refused', why })

/** From which stages each step may be taken. */
const stages = {
  move: ['serving'],
  take_over: ['draining', 'copying'],
  close: ['draining'],
  arrive: ['copying'],
  abandon: ['draining', 'copying'],
  clear: ['settling'],
} as const satisfies Readonly<Record<string, readonly Stage[]>>

export function decide(command: Command, residence: Residence | undefined): Decision {
  if (command.type === 'settle') {
    const { filer, shard } = command
    return residence
      ? refused(`${filer} lives in ${residence.shard} already`)
      : event({ type: 'settled', filer, shard })
  }
  if (!residence) return refused('the filer lives nowhere yet')
  const { filer, shard, stage } = residence
  const from: readonly Stage[] = stages[command.type]
  if (!from.includes(stage)) return refused(`${filer} is ${stage}; this needs ${from.join(' or ')}`)
  switch (command.type) {
    case 'move':
      return command.to === shard
        ? refused(`${filer} lives in ${shard} already`)
        : event({ type: 'move_begun', to: command.to })
    case 'take_over':
      return event({ type: 'taken_over' })
    case 'close':
      return event({ type: 'closed' })
    case 'arrive':
      return event({ type: 'arrived' })
    case 'abandon':
      return event({ type: 'abandoned' })
    case 'clear':
      return event({ type: 'cleared' })
  }
}

export function evolve(residence: Residence | undefined, event: Event): Residence {
  if (event.type === 'settled') {
    return { filer: event.filer, shard: event.shard, epoch: 1, stage: 'serving', other: null }
  }
  if (!residence) throw new Error(`"${event.type}" before the filer lives anywhere`)
  const { shard, epoch, other } = residence
  switch (event.type) {
    case 'move_begun':
      return { ...residence, epoch: epoch + 1, stage: 'draining', other: event.to }
    case 'taken_over':
      return { ...residence, epoch: epoch + 1 }
    case 'closed':
      return { ...residence, stage: 'copying' }
    case 'arrived':
      return { ...residence, shard: other ?? shard, stage: 'settling', other: shard }
    case 'abandoned':
      return { ...residence, epoch: epoch + 1, stage: 'settling' }
    case 'cleared':
      return { ...residence, stage: 'serving', other: null }
  }
}
