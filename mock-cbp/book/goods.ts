/**
 * What is wrong with the lines of a filing by themselves: goods, tariff numbers, agencies.
 * @module
 */
import type { Filing } from '../../src/message/filing.ts'
import { is86 } from './refusal.ts'
import type { Rule } from './refusal.ts'

type Tariff = Filing['lines'][number]['tariffs'][number]

const tariffs = ({ lines }: Filing): readonly Tariff[] =>
  lines.length === 1 && lines[0] ? lines[0].tariffs : lines.flatMap((line) => line.tariffs)
/** Numbers of chapter 99 only accompany one that says what the goods are. */
export const accompanies = ({ htsNumber }: Pick<Tariff, 'htsNumber'>) => htsNumber.startsWith('99')
const valued = (filing: Filing) => tariffs(filing).filter((tariff) => !accompanies(tariff))

/** Where the consignee has no number, the lines must tell what he gets. */
const needsValues = (filing: Filing) =>
  is86(filing) ||
  filing.parties.some(({ entityCode, name }) => entityCode === 'CN' && name !== undefined)

export const goodsRules: readonly Rule[] = [
  {
    code: 'Z15',
    when: 'there is no line',
    source: 'CATAIR SE40',
    wrong: ({ lines }) => lines.length === 0,
  },
  {
    code: 'Z27',
    when: 'line numbers do not begin with 1, or do not ascend',
    source: 'CATAIR SE40 5-7',
    wrong: ({ lines }) =>
      lines.some(({ lineNumber }, index) => {
        const before = lines[index - 1]
        return before ? lineNumber <= before.lineNumber : lineNumber !== 1
      }),
  },
  {
    code: 'Z10',
    when: 'a tariff number is of chapter 00 or 77',
    source: 'HTSUS, chapters 1 to 99, of which 77 is kept free',
    differs: 'CBP looks up the whole number.',
    wrong: (filing) => tariffs(filing).some(({ htsNumber }) => /^(00|77)/.test(htsNumber)),
  },
  {
    code: 'Z28',
    when: 'a number of chapter 99 stands behind the number that it accompanies, or has a value',
    source: 'CATAIR SE60',
    wrong: ({ lines }) =>
      lines.some((line) => {
        const first = line.tariffs.findIndex((tariff) => !accompanies(tariff))
        return line.tariffs.some(
          (tariff, index) =>
            accompanies(tariff) &&
            (tariff.lineValueUsd !== undefined || (first !== -1 && index > first)),
        )
      }),
  },
  {
    code: 'Z05',
    when: 'a tariff number has no value, of a type 86 or beside a consignee by name',
    source: 'CATAIR SE60 15-24',
    wrong: (filing) =>
      needsValues(filing) && valued(filing).some(({ lineValueUsd }) => lineValueUsd === undefined),
  },
  {
    code: 'Z17',
    when: 'the values of the lines do not add up to the value of the entry',
    wrong: (filing) => {
      const values = valued(filing).map(({ lineValueUsd }) => lineValueUsd)
      // Where values may be left out, what is there says nothing of the whole.
      if (!needsValues(filing) && values.includes(undefined)) return false
      return values.reduce<number>((total, value = 0) => total + value, 0) !== filing.entryValueUsd
    },
  },
  {
    code: 'Z29',
    when: 'an agency is told anything without the description OI before it',
    source: 'CATAIR PGA chapter, OI and PG01',
    wrong: (filing) =>
      tariffs(filing).some(
        ({ pga, commercialDescription }) => pga.length > 0 && commercialDescription === undefined,
      ),
  },
]
