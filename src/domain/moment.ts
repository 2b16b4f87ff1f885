/**
 * When CBP said something, and what two notifications have in common that say the same.
 * @module
 */
import type { Moment } from './entry.ts'
import type { Notified } from './event.ts'

export type Said = Pick<Notified, 'cbpAt' | 'sequence' | 'notices' | 'references' | 'toTheMinute'>

const minuteLength = 'YYYY-MM-DDTHH:MM'.length

/** Where one of them has no seconds, those of the other say nothing. */
export function isNewer(a: Moment, b: Moment): boolean {
  const length = a.toTheMinute || b.toTheMinute ? minuteLength : undefined
  const [one, other] = [a.at.slice(0, length), b.at.slice(0, length)]
  return one === other ? a.sequence > b.sequence : one > other
}

export const momentOf = ({
  cbpAt,
  sequence,
  toTheMinute,
}: Omit<Said, 'notices' | 'references'>): Moment => ({
  at: cbpAt,
  sequence,
  ...(toTheMinute ? { toTheMinute } : {}),
})

/**
 * Two notifications with this in common say the same thing (CATAIR SO70 note 8). Within a minute CBP
 * may say the same again and mean it, so there the sequence tells them apart.
 */
export function noticeKey({ cbpAt, sequence, notices, references, toTheMinute }: Said): string {
  return [
    cbpAt,
    ...notices.map(({ record, code, documentType = '' }) => `${record} ${code} ${documentType}`),
    // CBP's reason and remark (RSN, CMT) tell two otherwise equal notifications apart.
    ...references.map(({ qualifier, value }) => `${qualifier} ${value}`),
    ...(toTheMinute && sequence > 0 ? [`#${sequence}`] : []),
  ].join('|')
}

const withoutSequence = (key: string) => key.replace(/\|#\d+$/, '')

/** What carries no sequence is taken for a repeat of what else is the same. */
export function wasHeard(heard: readonly string[], said: Said): boolean {
  const key = noticeKey(said)
  const plain = withoutSequence(key)
  return heard.some(
    (before) =>
      before === key || (withoutSequence(before) === plain && (before === plain || key === plain)),
  )
}
