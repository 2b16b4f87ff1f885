/**
 * Filings of one entry each, all different: the golden one, with what must differ put in. Printing
 * each would cost the load generator more than the servers.
 * @module
 */
import { readFileSync } from 'node:fs'
import { entryNumber, entryNumberFields } from '../src/domain/number.ts'
import type { FilerCode } from '../src/domain/number.ts'

const golden = new URL('../fixtures/messages/filing-add.xml', import.meta.url)
const pieces = readFileSync(golden, 'utf8').split(/(BATCH0000001|00000011|HAWB00012345|JANE SMITH)/)

/** The day the golden filing was sent; its parcel arrives the day after. */
export const filingDay = '2026-11-30'

const filer = 'ZZ9' as FilerCode

export function filing(sequence: number): { readonly messageId: string; readonly xml: string } {
  const { serial } = entryNumberFields(entryNumber(filer, sequence))
  const messageId = `BENCH${serial}`
  const put: Readonly<Record<string, string>> = {
    BATCH0000001: messageId,
    '00000011': serial,
    HAWB00012345: `BENCH${serial}`,
    // One person may receive goods of $800 a day, so each parcel has a person of its own.
    'JANE SMITH': `JANE SMITH ${serial}`,
  }
  return { messageId, xml: pieces.map((piece) => put[piece] ?? piece).join('') }
}

/** The requests of one filer, each with the next entry number. */
export function filings(path: string): () => {
  method: string
  path: string
  headers: Record<string, string>
  body: string
} {
  let sequence = 0
  return () => {
    sequence += 1
    const { messageId, xml } = filing(sequence)
    const headers = {
      'Content-Type': 'application/xml',
      Authorization: `Basic ${btoa(`${filer}:mock`)}`,
      'Message-Id': messageId,
    }
    return { method: 'POST', path, headers, body: xml }
  }
}
