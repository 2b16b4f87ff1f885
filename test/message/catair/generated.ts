/**
 * Transmissions out of the element tables, narrowed to what records can carry: the tables are those
 * of XML too, which knows fewer of the chapters' codes. To make a value of a table costs a hundred
 * times what it costs to print one, so each of its groups is drawn from a few hundred made before.
 * @module
 */
import fc from 'fast-check'
import * as codes from '../../../src/message/catair/codes.ts'
import { cargoRelease } from '../../../src/message/filing.ts'
import type { CargoRelease, Filing, FilingParty } from '../../../src/message/filing.ts'
import { valuesOf as freshOf } from '../generated.ts'
import type { Fields, Group } from '../../../src/message/element.ts'

type Bill = Filing['billGroupings'][number]['bills'][number]
type Pga = Filing['lines'][number]['tariffs'][number]['pga'][number]

const pool = <T>(of: fc.Arbitrary<T>) =>
  fc.constantFrom(...fc.sample(of, { numRuns: 400, seed: 321 }))

const valuesOf = <F extends Fields>(table: Group<F>) => pool(freshOf(table))

const release = cargoRelease
const entryTable = release.fields.entries.of
const { additionalHeader, contact, billGroupings, references, parties, lines, ...header } =
  entryTable.fields
const head = valuesOf({ kind: 'group', fields: header } as const)

const one = (table: Readonly<Record<string, unknown>>) => fc.constantFrom(...Object.keys(table))

const first = Date.UTC(2000, 0, 1)
const day = fc
  .nat(100 * 365)
  .map((days) => new Date(first + days * 86_400_000).toISOString().slice(0, 10))

/** Nearly always one or two, and none where that may be. */
const few = <T>(of: fc.Arbitrary<T>, minLength = 0) =>
  fc.oneof(
    { weight: 6, arbitrary: fc.array(of, { minLength, maxLength: Math.max(minLength, 1) }) },
    { weight: 1, arbitrary: fc.array(of, { minLength, maxLength: minLength + 2 }) },
  )

const maybe = <T>(of: fc.Arbitrary<T>) => fc.option(of, { nil: undefined, freq: 2 })

/** XML leaves out what is not there. */
const present = <T>(value: T): T => {
  if (Array.isArray(value)) return value.map(present) as T
  if (typeof value !== 'object' || value === null) return value
  const entries = Object.entries(value).filter(([, each]) => each !== undefined)
  return Object.fromEntries(entries.map(([key, each]) => [key, present(each)])) as T
}

const billTable = billGroupings.of.fields.bills.of
const bill = valuesOf(billTable)
const bills = fc
  .tuple(fc.constantFrom('R', 'T', 'MH', 'IR', 'IMH'), bill, bill, bill)
  .map(([types, ...those]) => those.slice(0, types.length).map((each, index) => ({ ...each, billType: types[index] }) as Bill)) // prettier-ignore

const billGrouping = fc.record({
  bills,
  conveyances: few(
    fc
      .tuple(valuesOf(billGroupings.of.fields.conveyances.of), day)
      .map(([conveyance, arrivalDate]) => ({ ...conveyance, arrivalDate })),
  ),
  equipmentNumbers: few(pool(fc.stringMatching(/^[A-Z0-9]{1,20}$/))),
})

const reference = fc.oneof(
  valuesOf(references.of).map((each) => (each.qualifier === 'EDA' ? { ...each, qualifier: 'CR' } : each)),
  day.map((value) => ({ qualifier: 'EDA', value })),
) // prettier-ignore

/** A city has its country, and what is in a city has both. */
const party = fc
  .tuple(valuesOf(parties.of), fc.boolean())
  .map(([value, addressed]): FilingParty => {
    const { city, subdivision, postalCode, country, ...rest } = value
    return addressed
      ? { ...value, city: city ?? 'HANOI', country: country ?? 'VN' }
      : (rest as FilingParty)
  })

const tariffTable = lines.of.fields.tariffs.of
const pgaTable = tariffTable.fields.pga.of
const pgaRecord = fc.oneof(
  // Records whose columns are not known here carry anything.
  fc
    .tuple(valuesOf(pgaTable.fields.records.of), fc.constantFrom('PG10', 'PG14', 'PG25', 'PG99'))
    .map(([{ content }, record]) => ({ record, content })),
  fc.constantFrom(
    { record: 'PG02', content: 'PGTIN1234567' },
    { record: 'PG06', content: '30 VN' },
    { record: 'PG19', content: 'DEQDUN123456789      HANOI CRAFT CO LTD' },
  ),
)
const pga = fc
  .tuple(valuesOf(pgaTable), few(pgaRecord))
  .map(([claim, records]) => ({ ...claim, records }) as Pga)

const tariff = fc
  .tuple(valuesOf(tariffTable), fc.oneof({ weight: 3, arbitrary: fc.constant([]) }, few(pga)))
  .map(([value, pga]) => ({ ...value, pga }))

const { parties: lineParties, tariffs: lineTariffs, ...linePlain } = lines.of.fields
const line = fc
  .tuple(valuesOf({ kind: 'group', fields: linePlain } as const), few(party), few(tariff, 1))
  .map(([value, parties, tariffs]): Filing['lines'][number] => ({ ...value, parties, tariffs })) // prettier-ignore

const entry = fc
  .record({
    head,
    entryType: one(codes.entryTypes),
    modeOfTransportation: maybe(one(codes.modesOfTransportation)),
    additionalHeader: maybe(valuesOf(additionalHeader.of)),
    electedEntryDate: maybe(day),
    contact: maybe(valuesOf(contact.of)),
    cancellationReason: maybe(one(codes.cancellationReasons)),
    billGroupings: few(billGrouping),
    references: few(reference),
    parties: few(party),
    lines: few(line),
  })
  .map(({ head, electedEntryDate, ...rest }): Filing => {
    const { actionCode } = head
    const { contact, cancellationReason, additionalHeader: more } = rest
    const marks = contact ? { contact, cancellationReason } : { cancellationReason: undefined }
    const silent = { multipleDispositions: undefined, documentImages: undefined, splitShipment: undefined } // prettier-ignore
    const value = {
      ...head,
      ...rest,
      ...marks,
      ...(contact ? {} : silent),
      additionalHeader: more && { ...more, electedEntryDate },
      ...(actionCode === 'U' || actionCode === 'D' ? { parties: [], lines: [] } : {}),
      ...(actionCode === 'D' ? { billGroupings: [], additionalHeader: undefined } : {}),
    }
    return present(value) as unknown as Filing
  })

const envelope = fc
  .tuple(valuesOf(release.fields.envelope), day)
  .map(([value, transmissionDate]) => present({ ...value, transmissionDate }))

const entries = fc.oneof(
  { weight: 8, arbitrary: fc.array(entry, { minLength: 1, maxLength: 1 }) },
  { weight: 1, arbitrary: fc.array(entry, { minLength: 2, maxLength: 4 }) },
)

export const releases: fc.Arbitrary<CargoRelease> = fc
  .tuple(envelope, entries)
  .map(([envelope, entries]) => ({ envelope, entries }))
