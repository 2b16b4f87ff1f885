/**
 * What a description has to say in the chapters where the tariff number turns on it.
 * @module
 */
import type { CheckedLine, Spotted } from './finding.ts'
import { chemistries, constructions, fibers, substances, wearers } from './lexicon.ts'
import { remembered } from '../remembered.ts'
import { isUnder } from './prefix.ts'
import { stem, wordsOf } from './words.ts'

type Want = {
  /** Leading digits of the tariff numbers that the row covers. */
  readonly hts: readonly string[]
  readonly except?: readonly string[]
  readonly words: readonly ReadonlySet<string>[]
  readonly ask: string
  /** What fills the gap, where the coach can say it. */
  readonly slot?: 'fiber' | 'construction' | 'wearer'
}

const adornments = new Set(['bead', 'gem', 'gemstone', 'diamond', 'plated', 'sterling'].map(stem))

export const wants: readonly Want[] = [
  {
    hts: ['57', '58', '60', '61', '62', '63', '6504', '6505'],
    except: ['6309', '6310'],
    words: [fibers, new Set(['denim', 'canvas'])],
    ask: 'the fibre it is mostly made of (cotton, wool, polyester ...)',
    slot: 'fiber',
  },
  {
    hts: ['6101', '6102', '6103', '6104', '6105', '6106', '6107', '6108', '6109', '6110', '6112', '6114',
      '6201', '6202', '6203', '6204', '6205', '6206', '6207', '6208', '6211'],
    words: [constructions],
    ask: 'whether it is knit or woven',
    slot: 'construction',
  },
  {
    hts: ['6101', '6102', '6103', '6104', '6105', '6106', '6107', '6108', '6109', '6110',
      '6201', '6202', '6203', '6204', '6205', '6206', '6207', '6208', '6211'],
    words: [wearers],
    ask: "who wears it (men's, women's, boys', girls', babies')",
    slot: 'wearer',
  },
  {
    hts: ['6401', '6402', '6403', '6404', '6405'],
    words: [fibers, substances],
    ask: 'what the upper is made of (leather, textile, rubber or plastic)',
  },
  {
    hts: ['4201', '4202', '4205'],
    words: [fibers, substances],
    ask: 'what the outside is made of (leather, plastic sheeting, textile)',
  },
  {
    hts: ['7113', '7114', '7116', '7117'],
    words: [fibers, substances, adornments],
    ask: 'the metal or other material (silver, gold, brass, glass beads ...)',
  },
  {
    hts: ['3924', '4419', '4420', '6911', '6912', '6913', '7013', '7323', '7418', '7615', '9401', '9403'],
    words: [fibers, substances],
    ask: 'the material (wood, steel, plastic, porcelain, glass ...)',
  },
  {
    hts: ['8506', '8507'],
    words: [chemistries],
    ask: 'the kind of cell (lithium-ion, alkaline, nickel-metal hydride ...)',
  },
] // prettier-ignore

export function missingFrom({ description, htsNumber }: CheckedLine): readonly Want[] {
  if (description === undefined || htsNumber === undefined) return []
  const said = wordsOf(description)
  return wantedOf(htsNumber).filter(
    ({ words }) => !said.some((word) => words.some((known) => known.has(word))),
  )
}

const wantedOf = (htsNumber: string): readonly Want[] =>
  wanted(htsNumber, () =>
    wants.filter(({ hts, except = [] }) => isUnder(htsNumber, hts) && !isUnder(htsNumber, except)),
  )

const wanted = remembered<readonly Want[]>(2000)

export function detailFindings(line: CheckedLine, at: string): Spotted[] {
  const missing = missingFrom(line)
  if (missing.length === 0) return []
  const asked = missing.map(({ ask }) => ask).join('; ')
  const message = `The tariff number ${line.htsNumber} turns on what "${line.description}" leaves out: ${asked}.`
  return [{ check: 'description_detail', pointer: `${at}/description`, message }]
}
