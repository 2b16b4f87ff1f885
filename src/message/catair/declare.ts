/**
 * A filing -> the lines of its records, SE10 to SE60, in the order of the usage map. Whole dollars
 * come from the filing; see ../../domain/money.ts for how lines are rounded. A value that no record
 * can carry throws a `RangeError`: what a shipment may say was checked before.
 * @module
 */
import type { Filing, FilingParty } from '../filing.ts'
import type { Layout } from './layout.ts'
import { american, printRecord } from './record.ts'
import { messageSet, OI, PG01 } from './records/agency.ts'
import * as se from './records/entry.ts'

type Line = Filing['lines'][number]
type Tariff = Line['tariffs'][number]
type Pga = Tariff['pga'][number]
type BillGrouping = Filing['billGroupings'][number]

const flag = (value: boolean | undefined) => (value === undefined ? undefined : value ? 'Y' : 'N')

export function linesOfFiling(filing: Filing): string[] {
  return [
    header(filing),
    ...additionalHeader(filing),
    ...contact(filing),
    ...filing.billGroupings.flatMap(billGrouping),
    ...filing.references.map(reference),
    ...filing.parties.flatMap((one) => party(one, headerEntity)),
    ...filing.lines.flatMap(entryLine),
  ]
}

function header(filing: Filing): string {
  return printRecord(se.SE10, {
    actionCode: filing.actionCode,
    entryFilerCode: filing.filerCode,
    entryNumber: filing.entryNumber,
    entryType: filing.entryType,
    importerOfRecordType: filing.importerOfRecordType,
    importerOfRecord: filing.importerOfRecord,
    modeOfTransportation: filing.modeOfTransportation,
    bondType: filing.bondType,
    estimatedEntryValue: filing.entryValueUsd,
    plannedPortOfEntry: filing.plannedPortOfEntry,
    splitShipmentReleaseCode: filing.splitShipmentReleaseCode,
    portOfUnlading: filing.portOfUnlading,
  })
}

function additionalHeader({ additionalHeader: more }: Filing): string[] {
  if (!more) return []
  return [printRecord(se.SE11, { ...more, immediateDelivery: flag(more.immediateDelivery) })]
}

function contact(filing: Filing): string[] {
  const { contact, cancellationReason, multipleDispositions, documentImages, splitShipment } =
    filing
  const marks = {
    multipleDispositions,
    disIndicator: documentImages,
    splitIndicator: splitShipment,
  }
  const given = { reasonCode: cancellationReason, ...marks }
  const empty = !contact && Object.values(given).every((value) => value === undefined)
  return empty ? [] : [printRecord(se.SE13, { ...contact, ...given })]
}

function billGrouping({ bills, conveyances, equipmentNumbers }: BillGrouping): string[] {
  return [
    ...bills.map(({ billType, issuerScac, billNumber, packageQuantity, nonAms }) =>
      printRecord(se.SE15, {
        ...{ billType, billIssuer: issuerScac, billNumber, quantity: packageQuantity },
        nonAms: flag(nonAms),
      }),
    ),
    ...conveyances.map(({ packageQuantity, unit, ...more }) =>
      printRecord(se.SE16, { ...more, quantity: packageQuantity, unitOfMeasure: unit }),
    ),
    ...equipmentNumbers.map((equipmentNumber) => printRecord(se.SE17, { equipmentNumber })),
  ]
}

/** The estimated date of arrival is a day, MMDDYY on the wire. */
function reference({ qualifier, value }: Filing['references'][number]): string {
  return printRecord(se.SE20, { qualifier, value: qualifier === 'EDA' ? arrivalDay(value) : value })
}

function arrivalDay(day: string): string {
  const text = american(day)
  if (text !== day) return text
  throw new RangeError(`SE20 8-57 estimated date of arrival: "${day}" is no day YYYY-MM-DD of 20YY`)
}

type EntityLayouts = {
  readonly is: typeof se.SE30
  readonly number: typeof se.SE31
  readonly street: typeof se.SE35
  readonly city: typeof se.SE36
}
export const headerEntity: EntityLayouts = {
  ...{ is: se.SE30, number: se.SE31, street: se.SE35, city: se.SE36 },
}
export const lineEntity: EntityLayouts = {
  ...{ is: se.SE50, number: se.SE51, street: se.SE55, city: se.SE56 },
}

function party(party: FilingParty, layouts: EntityLayouts): string[] {
  const { entityCode, name, identifierQualifier, identifier, businessIdentifiers, street } = party
  const { city, subdivision, postalCode, country } = party
  const addressed = [city, subdivision, postalCode, country].some((value) => value !== undefined)
  return [
    printRecord(layouts.is, { entityCode, name, identifierQualifier, identifier }),
    ...businessIdentifiers.map((number) => printRecord(layouts.number, number)),
    ...pairs(street).map(([one, two]) =>
      printRecord(layouts.street, {
        ...{ qualifier1: one.qualifier, text1: one.text },
        ...{ qualifier2: two?.qualifier, text2: two?.text },
      }),
    ),
    ...(addressed ? [printRecord(layouts.city, { city, subdivision, postalCode, country })] : []),
  ]
}

function pairs<T>(items: readonly T[]): (readonly [T, T?])[] {
  return items.flatMap((item, index) => {
    const next = items[index + 1]
    return index % 2 === 1 ? [] : [next === undefined ? ([item] as const) : ([item, next] as const)]
  })
}

function entryLine({ lineNumber, countryOfOrigin, description, parties, tariffs }: Line): string[] {
  return [
    printRecord(se.SE40, { lineNumber, countryOfOrigin, description }),
    ...parties.flatMap((one) => party(one, lineEntity)),
    ...tariffs.flatMap(tariff),
  ]
}

function tariff({ htsNumber, lineValueUsd, commercialDescription, pga }: Tariff): string[] {
  return [
    printRecord(se.SE60, { htsNumber, lineValue: lineValueUsd }),
    ...(commercialDescription === undefined
      ? []
      : [printRecord(OI, { description: commercialDescription })]),
    ...pga.flatMap(agency),
  ]
}

const layoutOfSet = new Map(messageSet.map((layout) => [layout.id, layout]))

function agency({ lineNumber, records, ...claim }: Pga): string[] {
  return [
    printRecord(PG01, { ...claim, pgaLineNumber: lineNumber }),
    ...records.map(({ record, content }) => asItStands(layoutOfSet.get(record), record, content)),
  ]
}

/** The content is kept as it stood, and has to fit the layout where there is one. */
function asItStands(layout: Layout | undefined, record: string, content: string): string {
  if (!layout) throw new RangeError(`${record} is no record of a message set`)
  const columns = `${record}${content}`
  const values = layout.fields
    .filter((field) => field.name !== 'controlIdentifier' && field.class !== 'S')
    .map((field) => [field.name, columns.slice(field.from - 1, field.to).trimEnd()] as const)
  return printRecord(layout, Object.fromEntries(values))
}
