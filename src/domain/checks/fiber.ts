/**
 * What a textile number settles by itself: the fibre, and whether the cloth is knit or woven.
 * @module
 */
import { fibers } from './lexicon.ts'
import { isUnder } from './prefix.ts'
import { stem } from './words.ts'

const cotton =
  '610120 610220 610342 610462 610510 610610 610711 610721 610821 610831 610910 611020 611120 611420 611595 611692 620130 620230 620342 620462 620520 620630 620721 620821 620920 621132 621142 630130 630221 630231 630260 630291 630391 630492 650500'
const synthetic =
  '610343 610463 611130 611241 611596 611693 620343 620463 620930 621430 630140 630222 630232 630293 630312 630392 630493 630612 630622 610130 610230 610520 610620 610712 610722 610822 610832 610990 611030 611430 620140 620240 620530 620640 621133 621143'
const wool =
  '610110 610210 610341 610461 611011 611231 611691 620120 620220 620341 620461 620620 621420 630120'
const silk = '620610 621410 621510'

const rows: readonly (readonly [choices: readonly string[], subheadings: string])[] = [
  [['cotton'], cotton],
  [['polyester', 'nylon'], synthetic],
  [['wool'], wool],
  [['cashmere'], '611012'],
  [['silk'], silk],
]

const bySubheading: ReadonlyMap<string, readonly string[]> = new Map(
  rows.flatMap(([choices, list]) => list.split(' ').map((six) => [six, choices] as const)),
)

const manMade = new Set(
  'acrylic elastane microfiber modal nylon polyamide polyester polypropylene rayon spandex synthetic viscose'.split(
    ' ',
  ),
)

/** What the line says counts, unless its number says otherwise: 6109.10 is cotton. */
export function fiberChoices(htsNumber: string, said: readonly string[]): readonly string[] {
  const settled = bySubheading.get(htsNumber.slice(0, 6))
  const told = said.find((word) => fibers.has(word))
  if (settled === undefined) return told === undefined ? ['cotton', 'polyester'] : [told]
  const fits =
    told !== undefined && (settled.includes(told) || (settled.length > 1 && manMade.has(told)))
  return fits ? [told] : settled
}

export const constructionOf = (htsNumber: string): readonly string[] =>
  isUnder(htsNumber, ['61']) ? ['knit'] : ['woven']

/** Wearers as a description spells them, by the word that gives them away. */
const wearerByWord: ReadonlyMap<string, string> = new Map(
  Object.entries({
    women: "women's", woman: "women's", lady: "women's", female: "women's",
    men: "men's", man: "men's", male: "men's", gents: "men's",
    girl: "girls'", boy: "boys'", baby: "babies'", infant: "babies'",
  }).map(([word, means]) => [stem(word), means]),
) // prettier-ignore

/** The headings whose number is of one sex alone. */
const forMen = ['6101', '6103', '6105', '6107', '6201', '6203', '6205', '6207']
const forWomen = ['6102', '6104', '6106', '6108', '6202', '6204', '6206', '6208', '6212']

export function wearerChoices(htsNumber: string, said: readonly string[]): readonly string[] {
  const told = said.map((word) => wearerByWord.get(word)).find((word) => word !== undefined)
  if (told !== undefined) return [told]
  if (isUnder(htsNumber, forMen)) return ["men's", "boys'"]
  return isUnder(htsNumber, forWomen) ? ["women's", "girls'"] : ["women's", "men's"]
}
