import { describe, expect, it } from 'vitest'
import { readCatairBatch, readCatairRelease } from '../../../src/message/catair/release.ts'
import { readCatairPage } from '../../../src/message/catair/heard.ts'
import { readCatairReply } from '../../../src/message/catair/response.ts'
import { bytes, exchange, heardAt, lines, withColumn } from './exchange.ts'

const add = exchange('add')
const line = (number: number) => add.slice((number - 1) * 81, number * 81)
const without = (number: number) => add.replace(line(number), '')
const behind = (number: number, ...texts: string[]) =>
  add.slice(0, number * 81) + lines(...texts) + add.slice(number * 81)

const faultsOf = (text: string) => {
  const reading = readCatairRelease(bytes(text))
  return reading.ok ? [] : reading.faults.map(({ code, line, column }) => [code, line, column])
}

const named: readonly (readonly [what: string, text: string, code: string, line: number, column: number])[] = [
  ['nothing', '', 'missing_record', 1, 0],
  ['an unknown record', behind(4, 'SE12X'), 'unknown_record', 5, 0],
  ['a record of another chapter', behind(4, 'SF10A'), 'unknown_record', 5, 0],
  ['a record of a notification', behind(4, 'SO72COMMENT'), 'unknown_record', 5, 0],
  ['a record of the response', behind(18, 'SE9002   ENTRY ACCEPTED'), 'unknown_record', 19, 0],
  ['a record before its turn', behind(3, 'SE20CR 2').replace(line(7), ''), 'out_of_sequence', 5, 0],
  ['a record that comes again behind others', behind(9, 'SE20CR 2'), 'non_contiguous', 10, 0],
  ['a second header of its kind', behind(4, 'SE13PAT FILER                               7185550100'), 'repeated_record', 5, 0],
  ['a line without tariff number', without(16), 'missing_record', 16, 0],
  ['filler that is filled in SE10', withColumn(add, 3, 9, 'X'), 'filler', 3, 9],
  ['filler that is filled in A', withColumn(add, 1, 21, '0'), 'filler', 1, 21],
  ['79 columns', add.replace(line(3), `${line(3).slice(0, 79)}\n`), 'line_length', 3, 0],
  ['81 columns', add.replace(line(3), `${line(3).slice(0, 80)} \n`), 'line_length', 3, 0],
  ['trailing blanks that are cut', add.replace(line(3), `${line(3).trimEnd()}\n`), 'line_length', 3, 0],
  ['an empty line at the end', `${add}\n`, 'line_length', 21, 0],
  ['a tab', withColumn(add, 9, 12, '\t'), 'character_set', 9, 12],
  ['a NUL', withColumn(add, 9, 12, '\0'), 'character_set', 9, 12],
  ['a letter outside ASCII', withColumn(add, 9, 12, '\xe9'), 'character_set', 9, 12],
  ['no Z', without(20), 'missing_record', 19, 0],
  ['no Y', without(19), 'missing_record', 19, 0],
  ['no B', without(2), 'out_of_sequence', 2, 0],
  ['no A', without(1), 'missing_record', 1, 0],
  ['no block at all', line(1) + line(20), 'missing_record', 2, 0],
  ['a block without an entry', line(1) + line(2) + line(19) + line(20), 'missing_record', 2, 0],
  ['a second Y', behind(19, 'Y  4701ZZ9SE'), 'out_of_sequence', 20, 0],
  ['a B inside of a block', behind(4, 'B  4701ZZ9SE'), 'missing_record', 5, 0],
  ['a record behind Z', add + lines('SE20CR 1'), 'out_of_sequence', 21, 0],
  ['Z of another site', withColumn(add, 20, 2, '2704', 4), 'trailer', 20, 2],
  ['Z of another filer', withColumn(add, 20, 6, 'ZZ8', 3), 'trailer', 20, 6],
  ['Z of another day', withColumn(add, 20, 15, '062625', 6), 'trailer', 20, 15],
  ['Y of another port', withColumn(add, 19, 4, '2704', 4), 'trailer', 19, 4],
  ['Y of another application', withColumn(add, 19, 11, 'SX', 2), 'trailer', 19, 11],
  ['B of another application', withColumn(withColumn(add, 2, 11, 'SX', 2), 19, 11, 'SX', 2), 'trailer', 2, 11],
  ['another application', withColumn(add, 1, 26, 'SO', 2), 'application', 1, 26],
  ['an unknown application', withColumn(add, 1, 26, 'AE', 2), 'unknown_code', 1, 26],
  ['no application', withColumn(add, 1, 26, '  ', 2), 'application', 1, 0],
  ['two batches', add + exchange('cancel'), 'out_of_sequence', 21, 0],
  ['a letter among digits', withColumn(add, 3, 45, 'X'), 'wrong_class', 3, 45],
  ['an amount that is not filled with zeros', withColumn(add, 3, 40, '        45', 10), 'wrong_class', 3, 40],
  ['a name that begins with a blank', withColumn(add, 9, 8, ' '), 'not_justified', 9, 8],
  ['a hyphen in a telephone number', withColumn(add, 4, 48, '-'), 'wrong_class', 4, 48],
  ['an apostrophe in the name of the contact', withColumn(add, 4, 6, "'"), 'wrong_class', 4, 6],
  ['an action that is none', withColumn(add, 3, 5, 'X'), 'unknown_code', 3, 5],
  ['no entry number', withColumn(add, 3, 11, '        ', 8), 'missing_field', 3, 11],
  ['a tariff number of nine digits', withColumn(add, 16, 14, ' '), 'wrong_form', 16, 5],
  ['a day that is none', behind(6, 'SE16CV  0123 02302500000001'), 'not_a_day', 7, 14],
  ['a master bill without its house bill', without(6), 'bill_sequence', 5, 0],
  ['a zone record', behind(15, 'SE41P06272500000001'), 'not_filed', 16, 0],
  ['a street line without its text', withColumn(add, 10, 42, '15', 2), 'missing_field', 10, 44],
  ['a street line without its qualifier', withColumn(add, 10, 44, 'APT 4', 5), 'missing_field', 10, 42],
  ['a line in a cancellation', withColumn(add, 3, 5, 'D'), 'not_for_action', 5, 0],
  ['a party in an update', withColumn(add, 3, 5, 'U'), 'not_for_action', 9, 0],
] // prettier-ignore

describe('a filing with', () => {
  it.each(named)('%s is refused and named', (_, text, code, at, column) => {
    expect(faultsOf(text)).toContainEqual([code, at, column])
  })

  it.each(named.filter(([what]) => !/^(no |a party|a line in|a block|two|a second Y|a record b|a B |B of|another app)/.test(what)))(
    '%s has no other fault',
    (_, text) => {
      expect(faultsOf(text).length).toBe(1)
    },
  ) // prettier-ignore

  it('a thousand entries in one block is refused at the thousandth', () => {
    const entry = lines('SE10DZZ9  00000011 86               40000000000454701')
    const block = (count: number) => line(1) + line(2) + entry.repeat(count) + line(19) + line(20)
    expect(faultsOf(block(999))).toEqual([])
    expect(faultsOf(block(1000))).toEqual([['repeated_record', 1002, 0]])
  })

  it('HTML in its place is refused', () => {
    const page = '<!DOCTYPE html>\n<html><body><h1>502 Bad Gateway</h1></body></html>\n'
    expect(faultsOf(page)).toContainEqual(['missing_record', 1, 0])
  })

  it('many faults names each of them once', () => {
    const bad = withColumn(withColumn(withColumn(add, 3, 9, 'X'), 4, 48, '-'), 16, 14, ' ')
    expect(faultsOf(bad)).toEqual([
      ['filler', 3, 9],
      ['wrong_class', 4, 48],
      ['wrong_form', 16, 5],
    ])
  })
})

const taken: readonly (readonly [what: string, text: string])[] = [
  ['small letters', add.toLowerCase()],
  ['line ends of CR and LF', add.replaceAll('\n', '\r\n')],
  ['line ends of CR', add.replaceAll('\n', '\r')],
  ['no line ends', add.replaceAll('\n', '')],
  ['a line end at the end alone', `${add.replaceAll('\n', '')}\n`],
  ['no line end at the end', add.slice(0, -1)],
]

describe('a filing in', () => {
  it.each(taken)('%s is taken', (_, text) => {
    expect(readCatairRelease(bytes(text))).toEqual(readCatairRelease(bytes(add)))
  })
})

const accepted = exchange('response-accepted')
const released = exchange('status-released')

const unreadable: readonly (readonly [what: string, text: string, fault: string])[] = [
  ['nothing', '', 'cbp_empty'],
  ['small letters', withColumn(accepted, 6, 10, 'e'), 'cbp_malformed'],
  ['a wrong count in Y', withColumn(accepted, 7, 17, '5'), 'cbp_malformed'],
  ['79 columns', accepted.replace(' \n', '\n'), 'cbp_malformed'],
  ['81 columns', accepted.replace(' \n', '  \n'), 'cbp_malformed'],
  ['an unknown record', accepted.replace(/SE9002/, 'SE9202'), 'cbp_malformed'],
  ['a letter outside ASCII', withColumn(accepted, 6, 10, '\xc9'), 'cbp_malformed'],
  ['a tab', withColumn(accepted, 6, 15, '\t'), 'cbp_malformed'],
  ['Z of another filer', withColumn(accepted, 8, 6, 'ZZ8', 3), 'cbp_malformed'],
  ['no final condition', accepted.replace(/SE9002/, 'SE9011'), 'cbp_malformed'],
  ['an entry without SE10', accepted.replace(/SE10.{76}\n/, '').replace('00004', '00003'), 'cbp_malformed'],
  ['no Z', accepted.slice(0, -81), 'cbp_truncated'],
  ['a second batch', accepted + accepted, 'cbp_unexpected_root'],
  ['a status in its place', released, 'cbp_unexpected_root'],
  ['the filing in its place', add, 'cbp_unexpected_root'],
  ['HTML in its place', '<html>\n<body>Bad Gateway</body>\n</html>\n', 'cbp_malformed'],
] // prettier-ignore

describe('a reply with', () => {
  it.each(unreadable)('%s is unreadable', (_, text, fault) => {
    expect(readCatairReply(bytes(text), heardAt)).toMatchObject({ ok: false, fault })
  })
})

const ends = { 'LF': '\n', 'CR and LF': '\r\n', 'CR': '\r', 'no line ends': '' } // prettier-ignore
const documents = ['response-accepted', 'response-rejected', 'status-released']
const forms = Object.entries(ends).flatMap(([said, end]) =>
  documents.map((name) => [name, said, exchange(name).replaceAll('\n', end)] as const),
)
const whole = (text: string, length: number) => length >= text.trimEnd().length && /\sZ.{79}$|Z.{79}$/.test(text.slice(0, length).replace(/[\r\n]+$/, '')) // prettier-ignore

describe('each prefix', () => {
  it.each(forms)('of %s with %s is truncated', (name, _, text) => {
    for (let length = 1; length < text.length; length += 1) {
      const part = bytes(text.slice(0, length))
      const reading = name.startsWith('status') ? readCatairPage(part) : readCatairReply(part, heardAt)
      const expected = whole(text, length) ? { ok: true } : { ok: false, fault: 'cbp_truncated' }
      expect(reading, `${length}`).toMatchObject(expected)
    }
  }) // prettier-ignore

  it.each(Object.entries(ends))('of a page of two statuses with %s is truncated or one whole', (_, end) => {
    const first = exchange('status-admissible').replaceAll('\n', end)
    const text = first + exchange('status-released').replaceAll('\n', end)
    const border = [first.length - end.length, first.length]
    for (let length = 1; length < text.length - 2; length += 1) {
      const page = readCatairPage(bytes(text.slice(0, length)))
      const atBorder = border[0]! <= length && length <= border[1]!
      if (atBorder) expect(page.ok && page.delivered.length, `${length}`).toBe(1)
      else expect(page, `${length}`).toMatchObject({ ok: false, fault: 'cbp_truncated' })
    }
  }) // prettier-ignore

  it('of a filing is refused', () => {
    for (let length = 0; length < add.length - 1; length += 1) {
      expect(readCatairBatch(bytes(add.slice(0, length))).faults, `${length}`).not.toEqual([])
    }
  })
})
