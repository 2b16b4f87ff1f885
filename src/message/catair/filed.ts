/**
 * The records of one entry -> its filing, or the faults that keep it from being one. Nothing is
 * guessed: a field whose columns are wrong has no value, and its entry is no filing.
 * @module
 */
import type { Filing, FilingParty } from '../filing.ts'
import type { Fault } from './fault.ts'
import { brokenSequences, groupingOf } from './grouping.ts'
import type { Grouping } from './grouping.ts'
import { present } from './present.ts'
import { isoDay } from './record.ts'
import type { CatairRecord, Values } from './record.ts'
import { entryUsage, faultsOfAction } from './usage.ts'

export type Transaction = {
  /** As they stood. */
  readonly records: readonly CatairRecord[]
  /** `undefined` where there are faults. */
  readonly filing: Filing | undefined
  /** Of fields and of what the entry may carry; they refuse this entry. */
  readonly faults: readonly Fault[]
  /** Of the order of records; they refuse the whole batch. */
  readonly misplaced: readonly Fault[]
}

export function transactionOf(records: readonly CatairRecord[]): Transaction {
  const { grouping, faults: misplaced } = groupingOf(records, entryUsage)
  const faults = [
    ...records.flatMap((record) => record.faults),
    ...brokenSequences(grouping, entryUsage),
    ...faultsOfAction(records),
    ...records.flatMap(notFiled),
    ...records.flatMap(halfLine),
  ]
  const sound = faults.length === 0 && misplaced.length === 0
  return { records, filing: sound ? filingOf(grouping) : undefined, faults, misplaced }
}

/** Foreign trade zones are entry type 06. */
function notFiled({ id, line }: CatairRecord): Fault[] {
  if (id !== 'SE41' && id !== 'SE61') return []
  const message = `${id} is for foreign trade zones, entry type 06, which is not filed here; leave it out.`
  return [{ code: 'not_filed', line, column: 0, message }]
}

/** A qualifier without its text, and the other way round. */
function halfLine({ id, line, values, faults }: CatairRecord): Fault[] {
  const { qualifier2, text2 } = values
  const half = (qualifier2 === undefined) !== (text2 === undefined)
  if ((id !== 'SE35' && id !== 'SE55') || !half || faults.length > 0) return []
  const message = `${id} 42-78: a street line needs its qualifier and its text.`
  return [{ code: 'missing_field', line, column: qualifier2 === undefined ? 42 : 44, message }]
}

const none: Values = {}
const number = (text: string | undefined) => (text === undefined ? undefined : Number(text))
const yes = (text: string | undefined) => (text === undefined ? undefined : text === 'Y')

/** A layout has checked each value, so that the type holds. */
function filingOf(grouping: Grouping): Filing {
  const values = (id: string) => grouping.records.find((record) => record.id === id)?.values
  const groups = (name: string) => grouping.groups.filter((group) => group.name === name)
  const head = values('SE10') ?? none
  const contact = values('SE13')
  const more = values('SE11')
  return {
    ...present({
      actionCode: head['actionCode'],
      filerCode: head['entryFilerCode'],
      entryNumber: head['entryNumber'],
      entryType: head['entryType'],
      importerOfRecordType: head['importerOfRecordType'],
      importerOfRecord: head['importerOfRecord'],
      modeOfTransportation: head['modeOfTransportation'],
      bondType: head['bondType'],
      entryValueUsd: number(head['estimatedEntryValue']),
      plannedPortOfEntry: head['plannedPortOfEntry'],
      splitShipmentReleaseCode: head['splitShipmentReleaseCode'],
      portOfUnlading: head['portOfUnlading'],
      additionalHeader: more && additionalHeader(more),
      contact: contact && {
        contactName: contact['contactName'],
        contactPhone: contact['contactPhone'],
      },
      cancellationReason: contact?.['reasonCode'],
      multipleDispositions: contact?.['multipleDispositions'],
      documentImages: contact?.['disIndicator'],
      splitShipment: contact?.['splitIndicator'],
    }),
    billGroupings: groups('billGrouping').map(billGrouping),
    references: grouping.records.filter(({ id }) => id === 'SE20').map(reference),
    parties: groups('entity').map(party),
    lines: groups('line').map(entryLine),
  } as Filing
}

function additionalHeader({ controlIdentifier: _, ...values }: Values) {
  return present({ ...values, immediateDelivery: yes(values['immediateDelivery']) })
}

const of = ({ records }: Grouping, ...ids: string[]) =>
  records.filter(({ id }) => ids.includes(id)).map(({ values }) => values)

function billGrouping(grouping: Grouping): Filing['billGroupings'][number] {
  return {
    bills: of(grouping, 'SE15').map((bill) =>
      present({
        billType: bill['billType'],
        issuerScac: bill['billIssuer'],
        billNumber: bill['billNumber'],
        packageQuantity: number(bill['quantity']),
        nonAms: yes(bill['nonAms']),
      }),
    ),
    conveyances: of(grouping, 'SE16').map((conveyance) =>
      present({
        carrierCode: conveyance['carrierCode'],
        voyageFlightTrip: conveyance['voyageFlightTrip'],
        arrivalDate: conveyance['arrivalDate'],
        packageQuantity: number(conveyance['quantity']),
        unit: conveyance['unitOfMeasure'],
        conveyanceName: conveyance['conveyanceName'],
      }),
    ),
    equipmentNumbers: of(grouping, 'SE17').map((equipment) => equipment['equipmentNumber']),
  } as Filing['billGroupings'][number]
}

/** What is no day stays as it stands: CBP's rules name it. */
function reference({ values }: CatairRecord): Filing['references'][number] {
  const { qualifier = '', value = '' } = values
  const day = qualifier === 'EDA' && /^\d{6}$/.test(value) ? isoDay(value) : undefined
  return { qualifier, value: day ?? value }
}

function party(grouping: Grouping): FilingParty {
  const [is = none] = of(grouping, 'SE30', 'SE50')
  const [city = none] = of(grouping, 'SE36', 'SE56')
  const street = of(grouping, 'SE35', 'SE55').flatMap((pair) => [
    { qualifier: pair['qualifier1'], text: pair['text1'] },
    { qualifier: pair['qualifier2'], text: pair['text2'] },
  ])
  return {
    ...present({
      entityCode: is['entityCode'],
      name: is['name'],
      identifierQualifier: is['identifierQualifier'],
      identifier: is['identifier'],
    }),
    businessIdentifiers: of(grouping, 'SE31', 'SE51').map(({ qualifier, value }) => ({
      qualifier,
      value,
    })),
    street: street.filter(({ qualifier }) => qualifier !== undefined),
    ...present({
      city: city['city'],
      subdivision: city['subdivision'],
      postalCode: city['postalCode'],
      country: city['country'],
    }),
  } as FilingParty
}

function entryLine(grouping: Grouping): Filing['lines'][number] {
  const [line = none] = of(grouping, 'SE40')
  const groups = (name: string) => grouping.groups.filter((group) => group.name === name)
  return {
    ...present({
      lineNumber: number(line['lineNumber']),
      countryOfOrigin: line['countryOfOrigin'],
      description: line['description'],
    }),
    parties: groups('lineEntity').map(party),
    tariffs: groups('tariff').map(tariff),
  } as Filing['lines'][number]
}

function tariff(grouping: Grouping): Filing['lines'][number]['tariffs'][number] {
  const [hts = none] = of(grouping, 'SE60')
  const [commercial] = of(grouping, 'OI')
  return {
    ...present({
      htsNumber: hts['htsNumber'],
      lineValueUsd: number(hts['lineValue']),
      commercialDescription: commercial?.['description'],
    }),
    pga: grouping.groups.map(pga),
  } as Filing['lines'][number]['tariffs'][number]
}

function pga({ records }: Grouping): Filing['lines'][number]['tariffs'][number]['pga'][number] {
  const [first, ...more] = records
  const claim = first?.values ?? none
  return {
    ...present({
      lineNumber: number(claim['pgaLineNumber']),
      agency: claim['agency'],
      program: claim['program'],
      processingCode: claim['processingCode'],
      electronicImage: claim['electronicImage'],
      confidential: claim['confidential'],
      productIdQualifier: claim['productIdQualifier'],
      productId: claim['productId'],
      intendedUseCode: claim['intendedUseCode'],
      intendedUse: claim['intendedUse'],
      correctionIndicator: claim['correctionIndicator'],
      disclaimCode: claim['disclaimCode'],
    }),
    records: more.map(({ id, text }) => ({ record: id, content: text.slice(4).trimEnd() })),
  } as Filing['lines'][number]['tariffs'][number]['pga'][number]
}
