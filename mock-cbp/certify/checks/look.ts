/**
 * Questions that several checks ask of the evidence.
 * @module
 */
import type { Filed, Said, Sent } from '../evidence.ts'

/** Sent under another id than the first one: to CBP that is another filing. */
export const byNewIds = (sent: readonly Sent[]): Sent[] =>
  sent.filter(({ messageId }) => messageId !== sent[0]?.messageId)

/** Sent under the id of the first, with other bytes. */
export const byOtherBytes = (sent: readonly Sent[]): Sent[] =>
  sent.filter((one) => one.messageId === sent[0]?.messageId && one.request !== sent[0].request)

export const ids = (sent: readonly Sent[]): string =>
  [...new Set(sent.map(({ messageId }) => messageId))].join(', ')

/** The answer was spoiled, or never came. */
export const spoiled = (filings: readonly Filed[]): Filed[] =>
  filings.filter(({ fault }) => fault !== null)

/** `queued, submitted, released` */
export const shownBetween = (said: readonly Said[]): string =>
  said.map(({ status }) => status ?? 'an unknown word').join(', ')

/** `once`, `3 times` */
export const times = (count: number): string => (count === 1 ? 'once' : `${count} times`)
