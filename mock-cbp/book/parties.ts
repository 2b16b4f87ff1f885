/**
 * What is wrong with the parties of a filing by themselves: of the header, and of its lines.
 * @module
 */
import type { Filing, FilingParty } from '../../src/message/filing.ts'
import { is86 } from './refusal.ts'
import type { Rule } from './refusal.ts'

const levelsOf = ({ parties, lines }: Filing): (readonly FilingParty[])[] => [
  parties,
  ...lines.flatMap((line) => (line.parties.length === 0 ? [] : [line.parties])),
]
const some = (filing: Filing, wrong: (party: FilingParty) => boolean) =>
  filing.parties.some(wrong) || filing.lines.some(({ parties }) => parties.some(wrong))

const has = (parties: readonly FilingParty[], wanted: string) =>
  parties.some(({ entityCode }) => entityCode === wanted)
/** One for the whole entry, or one on each line. */
const covers = ({ parties, lines }: Filing, wanted: string) =>
  has(parties, wanted) || (lines.length > 0 && lines.every((line) => has(line.parties, wanted)))

/** Those who may be told by a number alone. */
const numbered: readonly string[] = ['BY', 'ST', 'CN']
const byNameAlone: readonly string[] = ['86', '11']

export const partyRules: readonly Rule[] = [
  {
    code: 'Z06',
    when: 'there is no consignee, or of a type 86 not one for all its lines',
    source: 'CATAIR SE30, entity CN',
    wrong: (filing) =>
      is86(filing)
        ? filing.parties.filter(({ entityCode }) => entityCode === 'CN').length !== 1
        : !covers(filing, 'CN'),
  },
  {
    code: 'Z07',
    when: 'there is no seller, of the entry or of each line',
    source: 'CATAIR SE30 note 1, entity SE',
    wrong: (filing) => !covers(filing, 'SE'),
  },
  {
    code: 'Z20',
    when: `a party has a name and an identifier, or neither, or an identifier where it is none of ${numbered.join(', ')}`,
    source: 'CATAIR SE30 and SE50, 8-65',
    wrong: (filing) =>
      some(filing, ({ entityCode, name, identifier, identifierQualifier }) =>
        identifier === undefined
          ? name === undefined || identifierQualifier !== undefined
          : name !== undefined ||
            identifierQualifier === undefined ||
            !numbered.includes(entityCode),
      ),
  },
  {
    code: 'Z21',
    when: 'a party with a name has no street, no city or no country',
    source: 'CATAIR SE30 and SE50, with SE35, SE36, SE55 and SE56',
    wrong: (filing) =>
      some(
        filing,
        ({ name, street, city, country }) =>
          name !== undefined &&
          (street.length === 0 || city === undefined || country === undefined),
      ),
  },
  {
    code: 'Z22',
    when: `a consignee is named on an entry of another type than ${byNameAlone.join(' and ')}`,
    source: 'CATAIR SE30 note 2',
    wrong: (filing) =>
      !byNameAlone.includes(filing.entryType) &&
      some(filing, ({ entityCode, name }) => entityCode === 'CN' && name !== undefined),
  },
  {
    code: 'Z26',
    when: 'two parties of one level have the same entity code',
    source: 'CATAIR SE30 and SE50, 5-7',
    wrong: (filing) =>
      levelsOf(filing).some((parties) =>
        parties.some(({ entityCode }, index) =>
          parties.some((other, place) => place < index && other.entityCode === entityCode),
        ),
      ),
  },
]
