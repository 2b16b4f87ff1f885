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
  sent.filter((one) => one.messageId === sent[0]?.messageId && one.sha256 !== sent[0].sha256)

export const ids = (sent: readonly Sent[]): string =>
  [...new Set(sent.map(({ messageId }) => messageId))].join(', ')

export const adds = (filings: readonly Filed[]): Filed[] =>
  filings.filter(({ action }) => action === 'A' || action === undefined)

/** `queued, submitted, released` */
export const shownBetween = (said: readonly Said[]): string =>
  said.map(({ status }) => status ?? 'an unknown word').join(', ')
