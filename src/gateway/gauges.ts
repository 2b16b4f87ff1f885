/**
 * What is open, how old it is, and the signs of life of this process: for operations.
 * @module
 */
import type { Instant } from '../domain/day.ts'
import { lateness } from '../domain/overdue.ts'
import { readGauges } from '../store/gauges.ts'
import type { Gauges as StoreGauges } from '../store/gauges.ts'
import { newestSeal } from '../store/seals.ts'
import { readSending } from '../store/sending.ts'
import type { OverdueCount } from '../store/silence.ts'
import type { Breaker } from './breaker.ts'
import type { Deps } from './deps.ts'
import type { Pulse } from './pulse.ts'

export type Gauges = StoreGauges & {
  readonly lastTickAt: Instant | undefined
  readonly lastAnswerAt: Instant | undefined
  /** 1 while CBP answers nobody. */
  readonly circuitOpen: number
  /** How many filers' credentials CBP refuses. */
  readonly filersPaused: number
  /** How many entries wait so many hours or longer for a word of CBP's. */
  readonly overdue: Readonly<Record<string, number>>
  /** 1 while sending is paused. */
  readonly paused: number
  readonly epoch: number
  readonly seals: number
  readonly sealedAt: Instant | undefined
}

const waitingSo = (late: readonly OverdueCount[], least: number) =>
  late.reduce((all, { hours, entries }) => all + (hours >= least ? entries : 0), 0)

/** `late`: what the watch over CBP's silence has found. */
export async function gauges(
  { db }: Deps,
  pulse: Pulse,
  breaker: Breaker,
  late: readonly OverdueCount[],
): Promise<Gauges> {
  const { epoch, pausedAt } = await readSending(db)
  const newest = await newestSeal(db)
  return {
    ...(await readGauges(db)),
    lastTickAt: pulse.lastTick(),
    lastAnswerAt: breaker.lastAnswer(),
    circuitOpen: breaker.isClosed() ? 0 : 1,
    filersPaused: breaker.paused().length,
    overdue: Object.fromEntries(lateness.map(({ hours }) => [`${hours}h`, waitingSo(late, hours)])),
    paused: pausedAt === null ? 0 : 1,
    epoch,
    seals: newest?.n ?? 0,
    sealedAt: newest?.at,
  }
}
