import fc from 'fast-check'
import { describe, expect, it } from 'vitest'
import { explain } from '../../../src/message/catair/explain.ts'
import { printCatairRelease } from '../../../src/message/catair/release.ts'
import { bytes, exchange, lines, withColumn } from './exchange.ts'
import { releases } from './generated.ts'

const names = ['add', 'cancel', 'response-accepted', 'response-rejected', 'status-admissible', 'status-released', 'status-withheld'] // prettier-ignore

const add = exchange('add')

const fieldsOf = (text: string, line: number) =>
  explain(bytes(text)).lines[line - 1]?.fields.map(({ from, to, value, meaning }) => [
    from === to ? `${from}` : `${from}-${to}`,
    value,
    ...(meaning === undefined ? [] : [meaning]),
  ])

const faultsOf = (text: string) =>
  explain(bytes(text)).faults.map(({ code, line, column }) => [code, line, column])

/** A record of a status in a batch. */
const inStatus = (...records: string[]) =>
  lines(
    'A4701ZZ9      062525     SO                                BATCH0000001',
    'B  4701ZZ9SO                                               BLK0001',
    'SO104701ZZ9  00000011 86            CV                      0123 062725',
    ...records,
    'SO60062525140297ADMISSIBLE',
    `Y  4701ZZ9SO${String(records.length + 2).padStart(5, '0')}`,
    'Z4701ZZ9      062525',
  )

describe('an explanation', () => {
  it.each(names)('of %s has every line, and no faults', (name) => {
    const { lines, faults, batches } = explain(bytes(exchange(name)))
    expect(faults).toEqual([])
    expect(lines.map(({ line }) => line)).toEqual(lines.map((_, index) => index + 1))
    expect(lines.every(({ record, title }) => record && title)).toBe(true)
    expect(batches).toMatchObject([{ blocks: 1, entries: 1, records: lines.length }])
  })

  it('tells positions, values and what they mean', () => {
    expect(fieldsOf(add, 3)).toEqual([
      ['5', 'A', 'add'],
      ['6-8', 'ZZ9'],
      ['11-18', '00000011', 'ZZ9-0000001-1'],
      ['20-21', '86', 'section 321'],
      ['37-38', '40', 'air'],
      ['39', '0', 'no bond'],
      ['40-49', '0000000045', '$45'],
      ['50-54', '4701', 'New York, JFK Airport'],
    ])
  })

  it.each([
    [add, 8, '8-57', '2025-06-27'],
    [add, 9, '5-7', 'consignee, by name'],
    [add, 16, '5-14', '6109.10.00.40'],
    [exchange('cancel'), 4, '60-61', 'cleared under another entry'],
    [exchange('cancel'), 5, '8-57', 'ZZ9-0000002-9'],
    [exchange('response-rejected'), 4, '7-9', 'EDA REQUIRED FOR ENTRY TYPE 86 (CSMS 61421135)'],
    [exchange('response-rejected'), 4, '5-6', 'record rejected'],
    [exchange('status-released'), 8, '11-14', '09:11'],
    [exchange('status-released'), 8, '63-64', 'actual arrival'],
    [inStatus('SO20RSN10'), 4, '8-57', 'entry is on hold, no cancellation'],
    [withColumn(add, 3, 18, '5'), 3, '11-18', 'ZZ9-0000001-5, whose check digit would be 1'],
    [withColumn(add, 9, 8, 'X'.repeat(35), 35), 9, '5-7', 'consignee, by name'],
    [withColumn(add, 9, 8, `${' '.repeat(35)}EI 12-3456789`, 48), 9, '5-7', 'consignee, by identifier'],
  ])('finds a meaning: number %#', (text, line, place, meaning) => {
    const field = fieldsOf(text, line)?.find(([at]) => at === place)
    expect(field?.[2]).toBe(meaning)
  }) // prettier-ignore

  it('does not show the password', () => {
    const explanation = explain(bytes(add))
    expect(JSON.stringify(explanation)).not.toContain('SECRET')
    expect(explanation.lines[0]?.text).toBe(withColumn(add, 1, 9, '******', 6).slice(0, 80))
  })

  it('shows small letters as they stood, and reads them as capitals', () => {
    const text = add.toLowerCase()
    expect(faultsOf(text)).toEqual([])
    expect(fieldsOf(text, 3)?.slice(0, 2)).toEqual([
      ['5', 'a', 'add'],
      ['6-8', 'zz9'],
    ])
  })

  it.each([
    ['a field', withColumn(add, 4, 48, '-'), [['wrong_class', 4, 48]]],
    ['filler', withColumn(add, 3, 9, 'X'), [['filler', 3, 9]]],
    ['the order of records', add.replace(/SE10.*\n/, ''), [['missing_record', 3, 0]]],
    ['the envelope', add.slice(0, -81), [['missing_record', 19, 0]]],
    ['a sequence of bills', add.replace(/SE15H.*\n/, ''), [['bill_sequence', 5, 0]]],
    ['what an action takes', withColumn(add, 3, 5, 'U').replace(/SE4.*\n|SE6.*\n/g, '').replace(/(SE3.*\n)+/, 'SE30CN JANE SMITH'.padEnd(80) + '\n'), [['not_for_action', 9, 0]]],
    ['a short line, which it reads', add.replace(/(SE20CR SHP000123) +/, '$1'), [['line_length', 7, 0]]],
    ['small letters of CBP', withColumn(exchange('status-released'), 8, 18, 'e'), [['lower_case', 8, 18]]],
    ['a count of CBP', withColumn(exchange('response-accepted'), 7, 17, '7'), [['count', 7, 13]]],
    ['a response without its end', exchange('response-accepted').replace('SE9002', 'SE9011'), [['missing_record', 3, 0]]],
    ['a status without a status', exchange('status-released').replace(/SO[56]0.*\n/g, '').replace('00006', '00004'), [['missing_record', 3, 0]]],
    ['two filings in one', add + exchange('cancel'), [['out_of_sequence', 21, 0]]],
    ['no record at all', '<html>\n</html>\n', [['unknown_record', 1, 0]]],
    ['nothing', '', [['missing_record', 1, 0]]],
  ] as const)('names what is wrong with %s', (_, text, expected) => {
    expect(faultsOf(text)).toEqual(expected)
  }) // prettier-ignore

  it('reads the fields of a short line', () => {
    const text = add.replace(/(SE20CR SHP000123) +/, '$1')
    expect(fieldsOf(text, 7)).toEqual([
      ['5-7', 'CR', "filer's own reference"],
      ['8-57', 'SHP000123'],
    ])
  })

  it('of a page tells every batch', () => {
    const page = names.filter((name) => name.startsWith('status')).map(exchange)
    const { batches, faults } = explain(bytes(page.join('')))
    expect(batches.map(({ line }) => line)).toEqual([1, 11, 21])
    expect(faults).toEqual([])
  })

  it('of a rejection tells what CBP found where', () => {
    const text = lines(
      'A4701ZZ9      062525                                       BATCH0000001',
      `B${' '.repeat(78)}B`,
      'X0 TRNACT 000001 REF ID: 0000005 70',
      'X1 FX39   DATA FOUND IN FILLER',
      'X1RF999   BATCH REJECTED',
      `Y           00003${' '.repeat(62)}Y`,
      `Z${' '.repeat(78)}Z`,
    )
    expect(faultsOf(text)).toEqual([])
    expect(fieldsOf(text, 3)?.slice(-2)).toEqual([['26-32', '0000005', '5'], ['34-35', '70']])
    expect(faultsOf(text.replace('X1RF', 'X1 F'))).toEqual([['missing_record', 7, 0]])
  }) // prettier-ignore

  it('of what prints well finds no fault', () => {
    fc.assert(
      fc.property(releases, (release) => {
        expect(explain(bytes(printCatairRelease(release))).faults).toEqual([])
      }),
      { numRuns: 300 },
    )
  })

  it('takes any bytes', () => {
    fc.assert(
      fc.property(fc.uint8Array({ maxLength: 2000 }), (any) => {
        expect(explain(any).faults).not.toEqual([])
      }),
      { numRuns: 500 },
    )
  })

  it('takes any lines that look like records', () => {
    const ids = ['A', 'B', 'Y', 'Z', 'X0', 'X1', 'OI', 'PG01', 'SE10', 'SE15', 'SE20', 'SE35', 'SE60', 'SE90', 'SO10', 'SO40', 'SO60', '', 'WHAT'] // prettier-ignore
    const record = fc
      .tuple(fc.constantFrom(...ids), fc.string({ maxLength: 84 }))
      .map(([id, rest]) => id + rest)
    fc.assert(
      fc.property(fc.array(record, { maxLength: 40 }), (records) => {
        const { lines, faults } = explain(bytes(records.join('\n')))
        const numbers = new Set([1, ...lines.map(({ line }) => line)])
        expect(faults.filter(({ line }) => !numbers.has(line))).toEqual([])
      }),
      { numRuns: 500 },
    )
  })

  // Each of these once took time that grew with the square of its length.
  it.each([
    ['A records alone', `${'A'.padEnd(80)}\n`],
    ['misplaced records', lines('SE40001VN', 'SE10DZZ9  00000011 86               40000000000454701')],
    ['one kind of record', lines('SE20CR 1')],
    ['empty lines', '\n'],
    ['notices', exchange('status-released')],
  ])('is proportional to what it reads: %s', (_, piece) => {
    const text = bytes(piece.repeat(Math.ceil(200_000 / piece.length)))
    expect(explain(text).lines.length).toBeGreaterThan(1000)
  }) // prettier-ignore
})
