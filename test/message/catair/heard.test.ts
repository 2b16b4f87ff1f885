import fc from 'fast-check'
import { describe, expect, it } from 'vitest'
import { easternOf, instantOf } from '../../../src/message/catair/eastern.ts'
import { idOfBatch, readCatairPage } from '../../../src/message/catair/heard.ts'
import { layoutOf } from '../../../src/message/catair/records/all.ts'
import { printCatairRelease, readCatairBatch } from '../../../src/message/catair/release.ts'
import { printResponse, readCatairReply } from '../../../src/message/catair/response.ts'
import { printCatairPage, printCatairStatus } from '../../../src/message/catair/status.ts'
import type { StatusNotification } from '../../../src/message/notification.ts'
import type { Result } from '../../../src/message/reply.ts'
import { bytes, exchange, heardAt, withColumn } from './exchange.ts'
import { releases } from './generated.ts'

const text = (length: number) =>
  fc
    .array(fc.constantFrom(...'AZ09 -&'), { minLength: 1, maxLength: length })
    .map((all) => all.join('').trim().replace(/^$/, 'X').slice(0, length))

const day = fc.nat(36_000).map((days) => new Date(Date.UTC(2001, 0, 1) + days * 86_400_000).toISOString().slice(0, 10)) // prettier-ignore
const maybe = <T>(of: fc.Arbitrary<T>) => fc.option(of, { nil: undefined })
const carrier = fc.constantFrom('CV', 'MAEU', 'K4')

/** A minute that the clock of Washington shows once. */
const at = fc
  .tuple(day, fc.nat(23), fc.nat(59))
  .map(([day, hour, minute]) => `${day}T${[hour, minute].map((each) => String(each).padStart(2, '0')).join(':')}:00.000Z`)
  .map((instant) => instantOf(easternOf(instant))) // prettier-ignore

const present = <T extends object>(value: T) =>
  Object.fromEntries(Object.entries(value).filter(([, each]) => each !== undefined)) as T

const bill = (billType: string, billNumber: string) =>
  fc
    .record({
      ...{ billType: fc.constant(billType), billNumber: fc.constant(billNumber) },
      issuerScac: maybe(carrier),
      packageQuantity: maybe(fc.nat(99_999_999)),
      unit: maybe(fc.constantFrom('PCS', 'CTN')),
      manifestedQuantity: maybe(fc.nat(99_999_999)),
    })
    .map(present)

const bills = fc.oneof(
  fc.constant([]),
  fc.tuple(bill('R', 'REG1')),
  fc.tuple(bill('M', '17212345675'), bill('H', 'HAWB1')),
  fc.tuple(bill('I', 'INB1'), bill('M', '17212345675'), bill('H', 'HAWB1')),
)

const match = fc
  .record({
    ...{ record: fc.constant('SO50'), code: fc.constantFrom('91', '93', '95', 'Q7') },
    ...{ narrative: text(40), split: fc.boolean(), carrierCode: maybe(carrier) },
    ...{ voyageFlightTrip: maybe(text(5)), arrivalDate: maybe(day) },
    arrivalPort: maybe(fc.constantFrom('4701', '2704')),
  })
  .map(present)

const disposition = fc
  .record({
    ...{ record: fc.constant('SO60'), code: fc.constantFrom('97', '98', '34', 'Q7') },
    ...{ narrative: text(40), releaseDate: maybe(day) },
    releaseOrigin: maybe(fc.constantFrom('01', '03', '55')),
    documentType: maybe(fc.constantFrom('CBP01', 'X')),
  })
  .map(present)

const notifications = fc
  .record({
    sequence: fc.nat(999_999),
    at,
    blockReference: maybe(fc.constantFrom('BLK0001', 'X')),
    portOfEntry: maybe(fc.constantFrom('4701', '2704')),
    entryNumber: fc.constantFrom('00000011', '00000029'),
    entryType: fc.constantFrom('86', '11', '01'),
    importerOfRecord: maybe(fc.constantFrom('12-3456789', '180101-00001')),
    carrierCode: maybe(carrier),
    conveyanceName: maybe(fc.constantFrom('EVER GIVEN', 'X')),
    voyageFlightTrip: maybe(text(5)),
    estimatedArrivalDate: maybe(day),
    splitShipmentReleaseCode: maybe(fc.constantFrom('1', '2')),
    references: fc.array(fc.record({ qualifier: fc.constantFrom('CR', 'RSN', 'CMT'), value: text(50) }), { maxLength: 2 }), // prettier-ignore
    bills,
    matches: fc.array(match, { maxLength: 2 }),
    dispositions: fc.array(disposition, { minLength: 1, maxLength: 2 }),
  })
  .map(({ matches, dispositions, sequence, ...more }) => {
    const notificationId = `ZZ9-0000001-1-${sequence}`
    const filed = more.bills.length > 0 ? matches : []
    const notices = [...filed, ...dispositions]
    return present({ ...more, notificationId, sequence, filerCode: 'ZZ9', notices }) as unknown as StatusNotification
  }) // prettier-ignore

const heard = (text: string) => {
  const page = readCatairPage(bytes(text))
  return page.ok ? page.delivered.map(({ notification, why }) => notification ?? why) : page.fault
}

const damage = fc.record({
  line: fc.nat(1000),
  column: fc.integer({ min: 1, max: 80 }),
  put: fc.constantFrom(...'aAZ019 -.\t\xe9\n', ''),
})

describe('notices', () => {
  it('are printed in 80 columns, and read back equal', () => {
    fc.assert(
      fc.property(fc.array(notifications, { maxLength: 3 }), (all) => {
        const page = printCatairPage(all)
        expect(page).toMatch(/^([ -`{-~]{80}\n)*$/)
        expect(heard(page)).toEqual(all)
      }),
      { numRuns: 1000 },
    )
  })

  it('that are damaged in one column are unreadable, read as they stand, or the same', () => {
    fc.assert(
      fc.property(notifications, fc.array(damage, { minLength: 4, maxLength: 8 }), (sound, all) => {
        const printed = printCatairStatus(sound)
        const lines = printed.split('\n').slice(0, -1)
        for (const { line, column, put } of all) {
          const number = (line % lines.length) + 1
          const damaged = withColumn(printed, number, column, put)
          const page = readCatairPage(bytes(damaged))
          const notification = page.ok ? page.delivered[0]?.notification : undefined
          if (!notification) continue
          const id = (lines[number - 1] ?? '').slice(0, 4)
          if (/^SO[56]0$/.test(id) && column >= 5 && column <= 14) {
            // Several say when; the latest counts.
            expect({ ...notification, at: sound.at }).toEqual(sound)
          } else if (id === 'SO40' && printed.split('\nSO50').length > 2) {
            // Each bill match repeats its bills; what differs is one more of them.
            expect(notification.bills).toEqual(expect.arrayContaining([...sound.bills]))
          } else if (id === 'SO10' && column >= 5 && column <= 11) {
            // Printed again, A and B say the same; they are of the site and the filer it is sent to.
            const { portOfEntry: _, filerCode: __, ...rest } = sound
            expect(notification).toMatchObject(rest)
          } else if (printCatairStatus(notification) !== damaged) {
            expect(notification, damaged).toEqual(sound)
          }
        }
      }),
      { numRuns: 700 },
    )
  }, 60_000)

  it('that are unreadable leave the others readable', () => {
    const [first, second] = [exchange('status-admissible'), exchange('status-released')]
    const page = heard(withColumn(first, 8, 5, 'X') + second)
    expect(page).toMatchObject([
      expect.stringMatching(/^line 8, column 5: SO60 5-10 day: /),
      { notices: [{ code: '95' }, { code: '98' }] },
    ])
  })

  it('keep a code that nobody knows', () => {
    const page = heard(withColumn(exchange('status-released'), 8, 15, 'Q7', 2))
    expect(page).toMatchObject([{ notices: [{ code: '95' }, { code: 'Q7' }] }])
  })

  it('say their own name even where they are unreadable', () => {
    const page = readCatairPage(bytes(withColumn(exchange('status-released'), 3, 23, 'XX', 2)))
    const raw = page.ok ? (page.delivered[0]?.raw ?? '') : ''
    expect(idOfBatch(raw)).toBe('BATCH0000001')
  })

  it('are none where a mailbox is empty', () => {
    expect(heard('')).toEqual([])
  })
})

const conditions = [
  { messageType: '11', conditionCode: '282', narrative: 'EDA REQUIRED FOR ENTRY TYPE 86' },
  { messageType: '13', conditionCode: 'Z10', narrative: 'HTS NUMBER NOT ON FILE' },
] as const

/** What the typed reply carries; the bills that come back are only repeated. */
const carried: Readonly<Record<string, readonly (readonly [from: number, to: number])[]>> = {
  A: [[15, 20], [60, 80]],
  B: [[60, 80]],
  SE10: [[1, 4], [5, 8], [11, 18]],
  SE90: [[1, 49]],
} // prettier-ignore

describe('replies', () => {
  it('that are damaged in one column are unreadable, the same, or changed where they carry it', () => {
    const given = fc.tuple(releases, fc.array(fc.tuple(fc.nat(2), fc.nat(1000)), { minLength: 4, maxLength: 4 }), fc.array(damage, { minLength: 4, maxLength: 8 })) // prettier-ignore
    fc.assert(
      fc.property(given, ([release, said, all]) => {
        const batch = readCatairBatch(bytes(printCatairRelease(release)))
        const answers = batch.blocks
          .flatMap(({ transactions }) => transactions)
          .map((transaction, index) => {
            const [count = 0, at = 0] = said[index] ?? []
            const { actionCode, filerCode, entryNumber } = transaction.filing!
            const result: Result = {
              ...{ actionCode, filerCode, entryNumber, sxDisposition: '02' },
              ...{ narrative: 'ENTRY ACCEPTED', conditions: conditions.slice(0, count) },
            }
            const line = transaction.records[at % transaction.records.length]?.line
            return { transaction, result, lines: [line, line] }
          })
        const printed = printResponse(batch, answers, '2025-06-25')
        const sound = readCatairReply(bytes(printed), heardAt)
        if (!sound.ok) throw new Error(sound.detail)
        expect(sound.value.results).toEqual(answers.map(({ result }) => result))
        const lines = printed.split('\n').slice(0, -1)
        for (const { line, column, put } of all) {
          const number = (line % lines.length) + 1
          const damaged = withColumn(printed, number, column, put)
          const reading = readCatairReply(bytes(damaged), heardAt)
          const id = layoutOf(lines[number - 1] ?? '', 'output')?.id ?? ''
          const may = (carried[id] ?? []).some(([from, to]) => from <= column && column <= to)
          if (reading.ok && !may) expect(reading.value, `${id} ${column}`).toEqual(sound.value)
        }
      }),
      { numRuns: 500 },
    )
  }, 60_000)
})
