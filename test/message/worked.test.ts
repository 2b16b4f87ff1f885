import { describe, expect, it } from 'vitest'
import { json } from './goldens.ts'

// The exchange of the golden messages as CATAIR records, typed by hand from the record layouts, so
// that no code of ours had a part in where a value stands.
const add = json('filing-add.json').entries[0]
const { bills } = add.billGroupings[0]
const cancel = json('filing-cancellation.json').entries[0]
const rejected = json('reply-rejected-282.json').results[0]
const [released] = json('notification-released.json')
const [withheld] = json('notification-withheld.json')

const se10 = 'SE10AZZ9  00000011 86               40000000000454701'
const se13 = 'SE13PAT FILER                               7185550100     03'
const master = 'SE15M    17212345675                                                    N'
const house = 'SE15H    HAWB00012345                                      00000001     N'
const city = 'SE36BROOKLYN                           NY       11201          US'
const so10 = 'SO104701ZZ9  00000011 86'
const so60 = 'SO60120126091198RELEASED                                12012603'
const so34 = 'SO60113026140234ENTRY RELEASE WITHHELD - DE MINIMIS MET'

const places: readonly (readonly [record: string, from: number, to: number, value: unknown])[] = [
  [se10, 5, 5, add.actionCode],
  [se10, 6, 8, add.filerCode],
  [se10, 11, 18, add.entryNumber],
  [se10, 20, 21, add.entryType],
  [se10, 37, 38, add.modeOfTransportation],
  [se10, 39, 39, add.bondType],
  [se10, 40, 49, String(add.entryValueUsd).padStart(10, '0')],
  [se10, 50, 54, add.plannedPortOfEntry],
  [se13, 5, 44, cancel.contact.contactName],
  [se13, 45, 59, cancel.contact.contactPhone],
  [se13, 60, 61, cancel.cancellationReason],
  [master, 5, 5, bills[0].billType],
  [master, 10, 59, bills[0].billNumber],
  [master, 60, 67, ''],
  [master, 73, 73, 'N'],
  [house, 10, 59, bills[1].billNumber],
  [house, 60, 67, String(bills[1].packageQuantity).padStart(8, '0')],
  ['SE20CR 00000011', 5, 7, add.references[0].qualifier],
  ['SE20CR 00000011', 8, 57, add.references[0].value],
  ['SE20EN ZZ900000029', 5, 7, cancel.references[0].qualifier],
  ['SE20EN ZZ900000029', 8, 57, cancel.references[0].value],
  ['SE30CN JANE SMITH', 5, 7, add.parties[0].entityCode],
  ['SE30CN JANE SMITH', 8, 42, add.parties[0].name],
  ['SE3515100 MAIN ST APT 4', 5, 6, add.parties[0].street[0].qualifier],
  ['SE3515100 MAIN ST APT 4', 7, 41, add.parties[0].street[0].text],
  [city, 5, 39, add.parties[0].city],
  [city, 40, 42, add.parties[0].subdivision],
  [city, 49, 63, add.parties[0].postalCode],
  [city, 64, 65, add.parties[0].country],
  ['SE40002VN CERAMIC MUG', 5, 7, String(add.lines[1].lineNumber).padStart(3, '0')],
  ['SE40002VN CERAMIC MUG', 8, 9, add.lines[1].countryOfOrigin],
  ['SE40002VN CERAMIC MUG', 11, 80, add.lines[1].description],
  ['SE6069120044000000000015', 5, 14, add.lines[1].tariffs[0].htsNumber],
  ['SE6069120044000000000015', 15, 24, '0000000015'],
  ['SE9011282EDA REQUIRED FOR ENTRY TYPE 86', 5, 6, rejected.conditions[0].messageType],
  ['SE9011282EDA REQUIRED FOR ENTRY TYPE 86', 7, 9, rejected.conditions[0].conditionCode],
  ['SE9011282EDA REQUIRED FOR ENTRY TYPE 86', 10, 49, rejected.conditions[0].narrative],
  ['SE9001   ENTRY REJECTED', 5, 6, rejected.sxDisposition],
  ['SE9001   ENTRY REJECTED', 10, 49, rejected.narrative],
  [so10, 5, 8, released.portOfEntry],
  [so10, 9, 11, released.filerCode],
  [so10, 14, 21, released.entryNumber],
  [so10, 23, 24, released.entryType],
  [so60, 15, 16, released.notices[1].code],
  [so60, 17, 56, released.notices[1].narrative],
  [so60, 57, 62, '120126'],
  [so60, 63, 64, released.notices[1].releaseOrigin],
  [so34, 15, 16, withheld.notices[1].code],
  [so34, 17, 56, withheld.notices[1].narrative],
]

describe('the worked exchange', () => {
  it.each(places)('%s, columns %i to %i: %s', (record, from, to, value) => {
    expect(
      record
        .padEnd(80)
        .slice(from - 1, to)
        .trimEnd(),
    ).toBe(value)
  })

  it('adds up', () => {
    const values = add.lines.map((line: any) => line.tariffs[0].lineValueUsd)
    expect([values, add.entryValueUsd]).toEqual([[30, 15], 45])
    expect(1234567 % 7).toBe(Number(bills[0].billNumber.at(-1)))
  })
})
