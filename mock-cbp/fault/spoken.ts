/**
 * On which wire an exchange speaks, and the documents of a mailbox on each: what a fault reads,
 * changes and prints again.
 * @module
 */
import type { WireName } from '../../src/domain/wire.ts'
import { readCatairPage } from '../../src/message/catair/heard.ts'
import { mediaType as catair } from '../../src/message/catair/release.ts'
import { printCatairPage } from '../../src/message/catair/status.ts'
import { printNotifications, readNotifications } from '../../src/message/notification.ts'
import type { Page, StatusNotification } from '../../src/message/notification.ts'

/** As the mock sends them. */
export const mediaTypes: Readonly<Record<WireName, string>> = {
  xml: 'application/xml; charset=utf-8',
  catair: `${catair}; charset=us-ascii`,
}

type Pages = {
  readonly read: (bytes: Uint8Array) => Page
  readonly print: (page: readonly StatusNotification[]) => string
}

export const pages: Readonly<Record<WireName, Pages>> = {
  xml: { read: readNotifications, print: printNotifications },
  catair: { read: readCatairPage, print: printCatairPage },
}

/** By the document where there is one, else by what the request speaks or asks for. */
export function wireOf({ headers }: Request, text: string): WireName {
  if (text.startsWith('<')) return 'xml'
  const asked = `${headers.get('Content-Type') ?? ''},${headers.get('Accept') ?? ''}`
  return isBatch(text) || asked.toLowerCase().includes(catair) ? 'catair' : 'xml'
}

/** A document of records begins with its A, B behind it. */
export const isBatch = (text: string): boolean => /^A.{79}\nB.{79}\n/.test(text)
