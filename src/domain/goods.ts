/**
 * Line rules: description, tariff number, origin, quantity, agencies, and excluded goods.
 * @module
 */
import { parseAmount, isAmount } from './money.ts'
import { units } from './mode.ts'
import { countryProblems } from './party.ts'
import { remembered } from './remembered.ts'
import { pointerTo, problem } from './problem.ts'
import type { Problem } from './problem.ts'
import type { Draft, EntryType, Line, Shipment } from './shipment.ts'
import { textProblems } from './text.ts'

type Exclusion = {
  /** Leading digits of the tariff numbers that the row covers. */
  readonly hts: readonly string[]
  readonly goods: string
  readonly remedy: string
  readonly source: string
  /** The row applies only when the whole shipment is worth more than this. */
  readonly aboveCents?: number
}

const formal = 'File type 11 or 01.'

/** Goods that entry type 86 never takes (84 FR 40079; 19 CFR 10.153). */
export const exclusions: readonly Exclusion[] = [
  {
    hts: ['2203', '2204', '2205', '2206', '2207', '2208'],
    goods: 'Alcoholic beverages',
    remedy: formal,
    source: '19 CFR 10.153',
  },
  {
    hts: ['24', '85434'],
    goods: 'Tobacco, nicotine and electronic cigarettes',
    remedy: formal,
    source: '19 CFR 10.153',
  },
  {
    hts: ['33030030'],
    goods: 'Perfume containing alcohol, in a shipment worth more than $5.00,',
    remedy: formal,
    source: '19 CFR 10.153',
    aboveCents: 500,
  },
  {
    hts: ['9301', '9302', '9303', '9304', '9305', '9306'],
    goods: 'Firearms, their parts and ammunition',
    remedy: 'An import permit (ATF form 6) and a formal entry are needed.',
    source: '27 CFR 478.111',
  },
  {
    hts: ['3601', '3602', '3603', '3604'],
    goods: 'Explosives and fireworks',
    remedy: 'A licence and a formal entry are needed.',
    source: '84 FR 40079',
  },
]

/** Descriptions that name no goods, compared without case and punctuation. */
const vague = new Set([
  'ACCESSORIES', 'ARTICLES', 'BELONGINGS', 'CARGO', 'CONSOLIDATED', 'DAILY NECESSITIES',
  'FREIGHT OF ALL KINDS', 'GENERAL CARGO', 'GENERAL MERCHANDISE', 'GIFT', 'GIFT ITEM', 'GIFT ITEMS',
  'GIFTS', 'GOODS', 'HOUSEHOLD GOODS', 'ITEM', 'ITEMS', 'MERCHANDISE', 'MISC', 'MISCELLANEOUS',
  'ORDER', 'OTHER', 'PACKAGE', 'PARCEL', 'PART', 'PARTS', 'PERSONAL EFFECTS', 'PERSONAL ITEMS',
  'PRODUCT', 'PRODUCTS', 'SAMPLE', 'SAMPLES', 'STUFF', 'THINGS', 'VARIOUS',
]) // prettier-ignore

export function goodsProblems(draft: Draft<Shipment>, entryType: EntryType): Problem[] {
  const { lines } = draft
  if (!lines) return []
  if (lines.length === 0) return [problem('lines_min', '/lines')]
  if (lines.length > 999) return [problem('lines_max', '/lines', { count: lines.length })]
  const worth = lines.reduce((total, line) => total + centsOf(line), 0)
  return lines.flatMap((line, index) =>
    line === undefined
      ? []
      : [
          ...lineProblems(line, pointerTo('lines', index)),
          ...(entryType === '86' ? excludedProblems(line, pointerTo('lines', index), worth) : []),
        ],
  )
}

const centsOf = (line: Draft<Line> | undefined) => {
  const amount = parseAmount(line?.fairRetailValue ?? '')
  return isAmount(amount) ? amount : 0
}

function lineProblems(line: Draft<Line>, at: string): Problem[] {
  const found: Problem[] = []
  const { description, htsNumber, countryOfOrigin, quantity, unit, fairRetailValue } = line
  if (description !== undefined)
    found.push(...descriptionProblems(description, `${at}/description`))
  if (htsNumber !== undefined) found.push(...htsProblems(htsNumber, `${at}/htsNumber`))
  if (countryOfOrigin !== undefined) {
    found.push(...countryProblems(countryOfOrigin, `${at}/countryOfOrigin`))
  }
  if (quantity !== undefined) found.push(...quantityProblems(quantity, `${at}/quantity`))
  if (unit !== undefined && !units.has(unit)) {
    found.push(
      problem('code_unknown', `${at}/unit`, {
        found: unit,
        what: `unit (${[...units].join(', ')})`,
        suggestion: units.has(unit.toUpperCase()) ? ` Did you mean ${unit.toUpperCase()}?` : '',
      }),
    )
  }
  if (fairRetailValue !== undefined) {
    const amount = parseAmount(fairRetailValue)
    if (!isAmount(amount)) {
      found.push(problem(amount, `${at}/fairRetailValue`, { found: fairRetailValue }))
    }
  }
  return [...found, ...pgaProblems(line, at)]
}

function descriptionProblems(description: string, pointer: string): Problem[] {
  const found = textProblems(description, pointer, 70)
  const bare = description
    .normalize('NFD')
    .replace(/\p{M}/gu, '')
    .toUpperCase()
    .replace(/[^A-Z0-9 ]/g, ' ')
    .replace(/\s+/g, ' ')
    .trim()
  const wordless = found.length === 0 && !/\p{L}{3}/u.test(description)
  if (vague.has(bare) || wordless) {
    found.push(problem('description_vague', pointer, { found: description }))
  }
  return found
}

function htsProblems(number: string, pointer: string): Problem[] {
  if (!/^\d{10}$/.test(number)) return [problem('hts_format', pointer, { found: number })]
  const chapter = number.slice(0, 2)
  const why =
    chapter === '77'
      ? 'chapter 77 is reserved and empty'
      : chapter === '00'
        ? 'chapters are numbered from 01'
        : chapter === '98' || chapter === '99'
          ? 'chapters 98 and 99 only accompany a number of chapters 1 to 97'
          : undefined
  return why === undefined ? [] : [problem('hts_unknown', pointer, { number, why })]
}

export function quantityProblems(quantity: number, pointer: string): Problem[] {
  if (!Number.isInteger(quantity)) {
    return [problem('quantity_format', pointer, { found: quantity })]
  }
  return quantity >= 1 && quantity <= 99_999_999
    ? []
    : [problem('quantity_range', pointer, { found: quantity })]
}

function pgaProblems(line: Draft<Line>, at: string): Problem[] {
  return (line.pga ?? []).flatMap((claim, index) => {
    const { agency, program, processingCode, disclaim } = claim ?? {}
    const pointer = `${at}/pga/${index}`
    const code = (field: string, text: string | undefined, form: RegExp, what: string) =>
      text === undefined || form.test(text)
        ? []
        : [problem('code_unknown', `${pointer}/${field}`, { found: text, what, suggestion: '' })]
    return [
      ...code('agency', agency, /^[A-Z0-9]{2,3}$/, 'agency code (PG01, three characters)'),
      ...code('program', program, /^[A-Z0-9]{1,3}$/, 'agency program (PG01)'),
      ...code('processingCode', processingCode, /^[A-Z0-9]{1,3}$/, 'processing code (PG01)'),
      ...(disclaim === undefined || /^[A-F]$/.test(disclaim)
        ? []
        : [problem('disclaim_code', `${pointer}/disclaim`, { found: disclaim })]),
    ]
  })
}

function excludedProblems(line: Draft<Line>, at: string, worth: number): Problem[] {
  const number = line.htsNumber
  if (number === undefined) return []
  return excluded(number, () =>
    exclusions.filter(({ hts }) => hts.some((prefix) => number.startsWith(prefix))),
  )
    .filter(({ aboveCents }) => aboveCents === undefined || worth > aboveCents)
    .map(({ goods, remedy, source }) =>
      problem('goods_excluded', `${at}/htsNumber`, { goods, remedy, source }),
    )
}

const excluded = remembered<readonly Exclusion[]>(2000)
