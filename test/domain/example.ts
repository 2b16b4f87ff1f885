/**
 * One shipment, and the commands of its life, for the tests of the domain.
 * @module
 */
import type {
  Amend,
  Answer,
  Cancel,
  Command,
  Disposed,
  File,
  Notify,
  Reply,
  Transmit,
} from '../../src/domain/command.ts'
import type { Instant } from '../../src/domain/day.ts'
import { after, minute } from '../../src/domain/day.ts'
import { decide } from '../../src/domain/decide.ts'
import type { DispositionRecord } from '../../src/domain/disposition.ts'
import { replay } from '../../src/domain/evolve.ts'
import type { Entry } from '../../src/domain/entry.ts'
import type { Action, Event, Notice } from '../../src/domain/event.ts'
import { entryNumber, parseFilerCode } from '../../src/domain/number.ts'
import type { FilerCode } from '../../src/domain/number.ts'
import type { Draft, Line, Shipment } from '../../src/domain/shipment.ts'

export const filer = parseFilerCode('ZZ9') as FilerCode
export const number = entryNumber(filer, 1)

/** Ten in the morning in New York. */
export const morning: Instant = '2026-11-25T15:00:00.000Z'

/** So many minutes after `morning`. */
export const clock = (minutes: number): Instant => after(morning, minutes * minute)

export const shirts: Line = {
  description: "Women's knit cotton T-shirts",
  htsNumber: '6109100040',
  countryOfOrigin: 'VN',
  quantity: 2,
  unit: 'PCS',
  fairRetailValue: '30.00',
}

export const shipment: Shipment = {
  reference: 'SHP-000123',
  orderNumber: 'ORD-7781',
  modeOfTransportation: '40',
  portOfEntry: '4701',
  estimatedArrivalDate: '2026-12-01',
  bill: { masterBill: '172-12345675', houseBill: 'HAWB00012345' },
  packageQuantity: 1,
  purpose: 'personal',
  seller: {
    name: 'Hanoi Craft Co Ltd',
    address: { street: '12 Pho Hue', city: 'Hanoi', postalCode: '100000', country: 'VN' },
  },
  consignee: {
    name: 'Jane Smith',
    address: {
      street: '100 Main St Apt 4',
      city: 'Brooklyn',
      subdivision: 'NY',
      postalCode: '11201',
      country: 'US',
    },
  },
  invoice: { number: 'INV-9', date: '2026-11-20' },
  lines: [
    shirts,
    {
      description: 'Ceramic mug',
      htsNumber: '6912004400',
      countryOfOrigin: 'VN',
      quantity: 1,
      unit: 'PCS',
      fairRetailValue: '15.00',
    },
  ],
}

/** The shipment with other parts: `undefined` leaves a part out. */
export const but = (parts: Draft<Shipment>): Draft<Shipment> => ({ ...shipment, ...parts })

/** The shipment with one line, changed. */
export const line = (parts: Draft<Line>): Draft<Shipment> =>
  but({ lines: [{ ...shirts, ...parts }] })

export const corrected: Shipment = { ...shipment, packageQuantity: 2 }

export const file: File = { type: 'file', filer, entryNumber: number, shipment }
export const amend: Amend = { type: 'amend', shipment: corrected }
export const cancel: Cancel = { type: 'cancel', reason: '01' }
export const answer: Answer = { type: 'answer', text: 'Two shirts, 30.00.', documents: [] }

export const transmit = (messageId: string): Transmit => ({ type: 'transmit', messageId })

export const reply = (
  messageId: string,
  action: Action,
  disposed: Disposed,
  conditions: Reply['conditions'] = [],
): Reply => ({
  type: 'reply',
  messageId,
  action,
  cbpAt: clock(1),
  disposed,
  narrative: '',
  conditions,
})

/** What a reply that rejects has to say. */
export const conditions: Reply['conditions'] = [
  { messageType: 'E', conditionCode: '006', narrative: 'INVALID ENTRY NUMBER' },
]

/** `notice('98')` is an entry code; a bill code names its record. */
export const notice = (code: string, record: DispositionRecord = 'SO60'): Notice => ({
  record,
  code,
  narrative: '',
})

/** A notification of CBP's minute `minutes`, with that as its sequence too. */
export const notify = (minutes: number, ...notices: readonly Notice[]): Notify => ({
  type: 'notify',
  notificationId: `N${minutes}`,
  cbpAt: clock(minutes),
  sequence: minutes,
  notices,
  references: [],
})

/** The commands that bring an entry on file. */
export const onFile: readonly Command[] = [file, transmit('M1'), reply('M1', 'A', '02')]

/** The events of a life in which every command is taken. */
export function life(...commands: readonly Command[]): Event[] {
  const events: Event[] = []
  for (const [index, command] of commands.entries()) {
    const decision = decide(command, replay(events), clock(index))
    if (decision.kind !== 'events') {
      throw new Error(`command ${index} (${command.type}): ${JSON.stringify(decision)}`)
    }
    events.push(...decision.events)
  }
  return events
}

/** The entry after a life in which every command is taken. */
export function entryAfter(...commands: readonly Command[]): Entry {
  const entry = replay(life(...commands))
  if (!entry) throw new Error('a life begins with "file"')
  return entry
}
