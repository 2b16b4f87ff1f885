/**
 * Rows for the tests of the stores.
 * @module
 */
import type { Entry } from '../../src/domain/entry.ts'
import type { Event } from '../../src/domain/event.ts'
import { entryNumber } from '../../src/domain/number.ts'
import type { Awaited } from '../../src/domain/overdue.ts'
import type { FilerCode } from '../../src/domain/number.ts'
import type { Shipment } from '../../src/domain/shipment.ts'
import type { Message } from '../../src/store/messages.ts'
import type { Transmission } from '../../src/store/outbox.ts'
import { clock, entryAfter, file, life, shipment } from '../domain/example.ts'

export const at = clock
/** Before everything. */
export const never = '2000-01-01T00:00:00.000Z'

export const number = (serial: number, filer = 'ZZ9') => entryNumber(filer as FilerCode, serial)

/** The first event of an entry, made recognisable by its reference. */
export function filed(reference = 'SHP-1'): Event {
  const [first] = life({ ...file, shipment: { ...shipment, reference } })
  if (!first) throw new Error('a life begins with an event')
  return first
}

export const transmitted = (messageId: string): Event => ({
  type: 'transmitted',
  at: at(1),
  messageId,
  action: 'A',
})

export function entryWith(
  serial: number,
  changes: Partial<Entry> = {},
  parts: Partial<Shipment> = {},
): Entry {
  const filer = changes.filer ?? ('ZZ9' as FilerCode)
  return {
    ...entryAfter(file),
    entryNumber: number(serial, filer),
    shipment: { ...shipment, ...parts },
    ...changes,
  }
}

export const view = (entry: Entry, awaited: Awaited | null = null) => ({ entry, awaited })

export const scope = { filer: 'ZZ9', route: 'POST /v1/entries', key: 'K' }
export const answered = { fingerprint: 'f', status: 201, body: '{"a":1}' }

export const filing = (
  messageId: string,
): Pick<Transmission, 'messageId' | 'filer' | 'kind' | 'format'> => ({
  messageId,
  filer: 'ZZ9',
  kind: 'filing',
  format: 'xml',
})

export const keptMessage = (id: string, body: string): Message => ({
  id,
  filer: 'ZZ9',
  direction: 'sent',
  kind: 'filing',
  format: 'xml',
  sha256: 'a'.repeat(64),
  at: at(1),
  body,
})
