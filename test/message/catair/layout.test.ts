import { describe, expect, it } from 'vitest'
import { columns, layout } from '../../../src/message/catair/layout.ts'
import type { Layout } from '../../../src/message/catair/layout.ts'
import { readRecord } from '../../../src/message/catair/record.ts'
import * as agency from '../../../src/message/catair/records/agency.ts'
import { layouts } from '../../../src/message/catair/records/all.ts'
import * as entry from '../../../src/message/catair/records/entry.ts'
import * as envelope from '../../../src/message/catair/records/envelope.ts'
import * as status from '../../../src/message/catair/records/status.ts'

const named = layouts.map((each) => [`${each.id}, ${each.title}`, each] as const)

describe('layouts', () => {
  it.each(named)('%s: the fields take every column once', (_, { fields }) => {
    let next = 1
    for (const { from, to } of fields) {
      expect([from, to >= from]).toEqual([next, true])
      next = to + 1
    }
    expect(next).toBe(columns + 1)
  })

  it.each(named)('%s: no two fields have one name', (_, { fields }) => {
    const names = fields.map(({ name }) => name).filter((name) => name !== 'filler')
    expect(new Set(names).size).toBe(names.length)
  })

  it('cannot overlap', () => {
    const overlapping = () =>
      layout('XX', 'x', [5, 8, 'AN', 'M', 'a', 'a'], [8, 9, 'AN', 'M', 'b', 'b'])
    expect(overlapping).toThrow('XX: column 8 is taken twice')
  })

  it('cannot go beyond column 80', () => {
    expect(() => layout('XX', 'x', [5, 81, 'AN', 'M', 'a', 'a'])).toThrow(RangeError)
  })
})

// Typed by hand from the chapters, so that no code of ours had a part in where a field stands:
// positions, class and designation of each field that is no filler.
const positions: readonly (readonly [Layout<string>, ...string[]])[] = [
  [envelope.A, '1-1', '2-5 AN M', '6-8 AN M', '9-14 AN C', '15-20 D O', '26-27 AN C', '38-39 AN C', '60-80 X O'],
  [envelope.B, '1-1', '4-7 AN M', '8-10 AN M', '11-12 AN M', '45-46 AN C', '47-50 AN C', '51-53 AN C', '54-55 AN C', '56-56 AN C', '60-80 X O'],
  [envelope.Y, '1-1', '4-7 AN M', '8-10 AN M', '11-12 AN M', '45-46 AN C'],
  [envelope.outputY, '1-1', '4-7 AN M', '8-10 AN M', '11-12 AN M', '13-17 N M', '45-46 AN C'],
  [envelope.Z, '1-1', '2-5 AN M', '6-8 AN M', '15-20 D C', '38-39 AN C'],
  [envelope.rejectionB, '1-1', '80-80 A M'],
  [envelope.rejectionY, '1-1', '13-17 N M', '80-80 A M'],
  [envelope.rejectionZ, '1-1', '80-80 A M'],
  [envelope.X0, '1-2', '4-9 A M', '11-16 N M', '18-24 X M', '26-29 AN O', '31-33 AN O', '35-36 AN O', '38-39 AN O', '41-61 X O', '63-72 AN O'],
  [envelope.X0transaction, '1-2', '4-9 A M', '11-16 N M', '18-24 X M', '26-32 N M', '34-35 N M'],
  [envelope.X1, '1-2', '3-3 A C', '4-4 A M', '5-7 AN M', '10-10 AN O', '11-50 X M'],
  [entry.SE10, '1-4', '5-5 A M', '6-8 AN M', '11-18 AN M', '20-21 AN M', '22-24 AN C', '25-36 X C', '37-38 AN C', '39-39 N M', '40-49 N M', '50-54 AN C', '55-55 AN O', '56-60 AN C'],
  [entry.SE11, '1-4', '5-5 X C', '6-11 N C', '12-15 AN C', '16-19 AN O', '20-39 X C', '40-44 X C', '45-64 AN O', '65-68 AN C', '69-71 AN C', '72-79 AN C', '80-80 X C'],
  [entry.SE13, '1-4', '5-44 AN M', '45-59 AN M', '60-61 AN C', '62-62 N O', '63-63 N O', '64-64 N O'],
  [entry.SE15, '1-4', '5-5 A M', '6-9 AN C', '10-59 X M', '60-67 N C', '73-73 X M'],
  [entry.SE16, '1-4', '5-8 AN M', '9-13 X M', '14-19 N M', '20-27 N M', '28-32 X O', '33-52 X C'],
  [entry.SE17, '1-4', '5-24 AN M'],
  [entry.SE20, '1-4', '5-7 AN M', '8-57 X M'],
  [entry.SE30, '1-4', '5-7 A M', '8-42 X C', '43-45 X C', '46-65 X C'],
  [entry.SE31, '1-4', '5-8 A M', '9-28 AN M'],
  [entry.SE35, '1-4', '5-6 AN M', '7-41 X M', '42-43 AN O', '44-78 X O'],
  [entry.SE36, '1-4', '5-39 X M', '40-42 AN O', '49-63 X C', '64-65 A M'],
  [entry.SE40, '1-4', '5-7 N M', '8-9 A M', '11-80 X O'],
  [entry.SE41, '1-4', '5-5 A M', '6-11 N C', '12-19 N M'],
  [entry.SE50, '1-4', '5-7 A M', '8-42 X C', '43-45 X C', '46-65 X C'],
  [entry.SE51, '1-4', '5-8 A M', '9-28 AN M'],
  [entry.SE55, '1-4', '5-6 AN M', '7-41 X M', '42-43 AN O', '44-78 X O'],
  [entry.SE56, '1-4', '5-39 X M', '40-42 AN O', '49-63 X C', '64-65 A M'],
  [entry.SE60, '1-4', '5-14 AN M', '15-24 N C'],
  [entry.SE61, '1-4', '5-14 AN M'],
  [entry.SE90, '1-4', '5-6 AN M', '7-9 AN C', '10-49 X M'],
  [agency.OI, '1-2', '11-80 X M'],
  [agency.PG01, '1-4', '5-7 N M', '8-10 AN M', '11-13 X C', '14-16 AN C', '17-17 A C', '18-18 A C', '19-22 AN C', '23-41 X C', '42-57 X C', '58-78 X C', '79-79 X C', '80-80 A C'],
  [status.SO10, '1-4', '5-8 N C', '9-11 AN M', '14-21 AN M', '23-24 N M', '25-36 X M', '37-40 AN C', '41-60 AN C', '61-65 X C', '66-71 N C', '72-72 AN O', '73-73 X C'],
  [status.SO20, '1-4', '5-7 AN M', '8-57 X M'],
  [status.SO30, '1-4', '5-7 N M', '8-9 A M', '10-19 AN M'],
  [status.SO40, '1-4', '5-5 A M', '6-9 AN C', '10-59 X M', '60-67 N C', '68-72 X C', '73-80 X C'],
  [status.SO42, '1-4', '5-16 AN M', '17-18 N M', '19-22 N M', '23-26 N M', '27-32 N M', '33-38 N C', '39-46 N C'],
  [status.SO50, '1-4', '5-10 N M', '11-14 N M', '15-16 AN M', '17-56 X M', '57-57 A M', '58-61 AN C', '62-66 X C', '67-72 N C', '73-76 N C'],
  [status.SO60, '1-4', '5-10 N M', '11-14 N M', '15-16 AN M', '17-56 X M', '57-62 N C', '63-64 N C', '65-70 AN C'],
] // prettier-ignore

describe('positions typed by hand', () => {
  it.each(positions.map(([{ id, title, fields }, ...typed]) => [`${id}, ${title}`, fields, typed] as const))(
    'are those of %s',
    (_, fields, typed) => {
      const [identifier, ...rest] = fields.filter(({ class: is }) => is !== 'S')
      const place = (field: typeof identifier) => `${field?.from}-${field?.to}`
      expect([
        place(identifier),
        ...rest.map((field) => `${place(field)} ${field.class} ${field.designation}`),
      ]).toEqual(typed)
    },
  ) // prettier-ignore
})

// The same for values: the columns of the worked exchange, and what they say.
const se10 = 'SE10AZZ9  00000011 86               40000000000454701'
const worked: readonly (readonly [Layout<string>, name: string, text: string, value: string])[] = [
  [entry.SE10, 'actionCode', se10, 'A'],
  [entry.SE10, 'entryFilerCode', se10, 'ZZ9'],
  [entry.SE10, 'entryNumber', se10, '00000011'],
  [entry.SE10, 'entryType', se10, '86'],
  [entry.SE10, 'modeOfTransportation', se10, '40'],
  [entry.SE10, 'bondType', se10, '0'],
  [entry.SE10, 'estimatedEntryValue', se10, '0000000045'],
  [entry.SE10, 'plannedPortOfEntry', se10, '4701'],
  [entry.SE15, 'nonAms', 'SE15M    17212345675                                                    N', 'N'],
  [entry.SE36, 'subdivision', 'SE36BROOKLYN                           NY       11201          US', 'NY'],
  [entry.SE36, 'country', 'SE36BROOKLYN                           NY       11201          US', 'US'],
  [entry.SE60, 'lineValue', 'SE6061091000400000000030', '0000000030'],
  [status.SO50, 'split', 'SO50062725091195BILL ARRIVED                            N', 'N'],
  [status.SO60, 'releaseDate', 'SO60062725091198RELEASED                                06272503', '2025-06-27'],
  [status.SO60, 'releaseOrigin', 'SO60062725091198RELEASED                                06272503', '03'],
  [envelope.outputY, 'count', 'Y  4701ZZ9SX00004', '00004'],
  [envelope.A, 'applicationIdentifier', 'A4701ZZ9      062525     SE                                BATCH0000001', 'SE'],
  [envelope.A, 'userData', 'A4701ZZ9      062525     SE                                BATCH0000001', 'BATCH0000001'],
] // prettier-ignore

describe('records of the worked exchange', () => {
  it.each(worked.map(([of, name, text, value]) => [of.id, name, value, of, text] as const))(
    '%s has %s %s',
    (_, name, value, of, text) => {
      const { values, faults } = readRecord(of, text.padEnd(80), 1)
      expect([values[name], faults]).toEqual([value, []])
    },
  )
})
