/**
 * A store with many entries in every status, put there by its own statements: what a busy filer has
 * after a day and a half, in seconds.
 * @module
 */
import type { Instant } from '../../src/domain/day.ts'
import { after } from '../../src/domain/day.ts'
import type { Entry } from '../../src/domain/entry.ts'
import type { Filed } from '../../src/domain/event.ts'
import { replay } from '../../src/domain/evolve.ts'
import { entryNumber } from '../../src/domain/number.ts'
import type { FilerCode } from '../../src/domain/number.ts'
import type { Status } from '../../src/domain/status.ts'
import { awaited } from '../../src/domain/overdue.ts'
import { due, tally } from '../../src/gateway/tally.ts'
import { sql } from '../../src/store/db.ts'
import type { Db, Statement } from '../../src/store/db.ts'
import { insertEntry } from '../../src/store/entries.ts'
import { addMarks } from '../../src/store/tally.ts'
import { append } from '../../src/store/journal.ts'
import { shipment } from '../http/given.ts'

const filer = 'ZZ9' as FilerCode

/** Of thirteen entries seven are released. */
const statuses: readonly Status[] = [
  ...([
    'released',
    'released',
    'released',
    'released',
    'released',
    'released',
    'released',
  ] as const),
  ...(['submitted', 'under_review', 'queued', 'discrepancy', 'rejected', 'cancelled'] as const),
]

const said: Partial<Record<Status, readonly [code: string, text: string]>> = {
  released: ['98', 'RELEASED'],
  under_review: ['90', 'UNDER CBP REVIEW'],
  discrepancy: ['96', 'DOCUMENT REQUIRED'],
}

const span = 36 * 3_600_000

export async function putMany(db: Db, count: number, now: Instant): Promise<void> {
  let waiting: Statement[] = []
  for (let n = 1; n <= count; n++) {
    waiting.push(...one(n, after(now, -Math.round(((count - n) * span) / count))))
    if (waiting.length < 2000 && n < count) continue
    await db.write(waiting)
    waiting = []
  }
  // No alarm is given of what nobody ever sent.
  await db.write([sql`update entry set silence_told = 3`])
}

function one(n: number, at: Instant): Statement[] {
  const name = String(n).padStart(7, '0')
  const filed: Filed = {
    ...{ type: 'filed', at, filer, entryNumber: entryNumber(filer, n), entryType: '86' },
    shipment: shipment({
      reference: `SHP-${name}`,
      estimatedArrivalDate: ['22', '23', '24', '25'].map((day) => `2026-11-${day}`)[n % 4],
      bill: { masterBill: `172-${10_000_000 + (n % 40)}`, houseBill: `HAWB${name}` },
    }),
  }
  const before = replay([filed])
  if (!before) throw new Error('nothing was filed')
  const status = statuses[n % statuses.length] ?? 'queued'
  const heard = after(at, 60_000 + (n % 5000) * 1000)
  const [code, text] = said[status] ?? []
  const entry: Entry = {
    ...before,
    status,
    acceptedAt: status === 'queued' || status === 'rejected' ? null : at,
    pending: status === 'queued' ? before.pending : null,
    disposition:
      code === undefined || text === undefined ? null : { record: 'SO60', code, text, at: heard },
    updatedAt: heard,
  }
  const id = `01KAH4W3Z6${String(n).padStart(16, '0')}`
  return [
    ...append(id, 0, [filed]),
    ...insertEntry(id, entry, null, { awaited: awaited(entry) }),
    ...due(id, undefined, entry),
    ...addMarks(entry.filer, [...tally(undefined, before), ...tally(before, entry)]),
  ]
}
