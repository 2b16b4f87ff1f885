/**
 * What is kept for thirty days and then let go: announcements with their deliveries, and the answers to
 * idempotency keys. Once an hour, and some at a time: what a busy hour made is gone in steps, so that
 * nobody waits for it.
 * @module
 */
import { after, hour } from '../domain/day.ts'
import { forgetAnnouncements } from '../store/deliveries.ts'
import { filersFiling } from '../store/entries.ts'
import { forgetAnswers, remembranceDays } from '../store/idempotency.ts'
import type { Deps } from './deps.ts'

/** Announcements are kept for so long after they were made. */
const announcedDays = 30

export type Most = {
  /** Of announcements and of deliveries, of each filer. */
  readonly announcements: number
  /** An answer has tens of kilobytes. */
  readonly answers: number
}

/** Some ten milliseconds of the store. */
const usual: Most = { announcements: 1000, answers: 100 }

export function forgetting(
  { db, clock }: Pick<Deps, 'db' | 'clock'>,
  most = usual,
): () => Promise<void> {
  let next = ''
  const daysAgo = (days: number) => after(clock.now(), -days * 24 * hour)

  return async () => {
    const now = clock.now()
    if (now < next) return
    const [answers = [], ...announcements] = await db.write([
      forgetAnswers(daysAgo(remembranceDays), most.answers),
      ...forgetAnnouncements(await filersFiling(db), daysAgo(announcedDays), most.announcements),
    ])
    const more =
      answers.length === most.answers ||
      announcements.some((gone) => gone.length === most.announcements)
    next = more ? now : after(now, hour)
  }
}
