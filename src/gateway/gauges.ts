/**
 * What is open, how old it is, and the signs of life of this process: for operations.
 * @module
 */
import { after, hour } from '../domain/day.ts'
import type { Instant } from '../domain/day.ts'
import { readGauges } from '../store/gauges.ts'
import type { Gauges as StoreGauges } from '../store/gauges.ts'
import { newestSeal } from '../store/seals.ts'
import { readSending } from '../store/sending.ts'
import type { Deps } from './deps.ts'
import type { Pulse } from './pulse.ts'

export type Gauges = StoreGauges & {
  readonly lastTickAt: Instant | undefined
  readonly lastAnswerAt: Instant | undefined
  readonly cbpFailures: number
  /** 1 while sending is paused. */
  readonly paused: number
  readonly epoch: number
  readonly seals: number
  readonly sealedAt: Instant | undefined
}

/** Without a status wait an hour (CSMS 18-000093); a day of silence is a case for a person. */
const silences = { '1h': hour, '4h': 4 * hour, '24h': 24 * hour }

export async function gauges({ db, clock }: Deps, pulse: Pulse): Promise<Gauges> {
  const now = clock.now()
  const since = Object.entries(silences).map(([name, millis]) => [name, after(now, -millis)])
  const { failures, lastAnswer } = pulse.cbp()
  const { epoch, pausedAt } = await readSending(db)
  const newest = await newestSeal(db)
  return {
    ...(await readGauges(db, Object.fromEntries(since) as Record<string, string>)),
    lastTickAt: pulse.lastTick(),
    lastAnswerAt: lastAnswer,
    cbpFailures: failures,
    paused: pausedAt === null ? 0 : 1,
    epoch,
    seals: newest?.n ?? 0,
    sealedAt: newest?.at,
  }
}
