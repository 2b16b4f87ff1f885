/**
 * The description coach: concrete descriptions for a line, each of which passes the checks. They
 * are offers to choose from; only who knows the goods can say which one is true.
 * @module
 */
import type { CheckedLine, Spotted } from './finding.ts'
import { detailFindings, missingFrom } from './detail.ts'
import { constructionOf, fiberChoices, wearerChoices } from './fiber.ts'
import { patternsFor } from './heading.ts'
import { mismatchFindings } from './mismatch.ts'
import { sameness } from './repeat.ts'
import { vagueFindings } from './vague.ts'
import { wordsOf } from './words.ts'

/** What the checks say of the description of one line by itself. */
export function descriptionFindings(line: CheckedLine, at: string): Spotted[] {
  const vague = vagueFindings(line, at)
  // What names no goods lacks every detail; saying so again would hide the point.
  const bare = vague.some(({ check }) => check === 'description_generic')
  return [...vague, ...(bare ? [] : detailFindings(line, at)), ...mismatchFindings(line, at)]
}

const room = 70
const offered = 3

/** Two or three descriptions where the heading is known; none that is taken. */
export function rewritesFor(
  line: CheckedLine,
  isTaken: (text: string) => boolean = () => false,
): string[] {
  const { htsNumber, description = '' } = line
  if (htsNumber === undefined || !/^\d{10}$/.test(htsNumber)) return []
  const said = wordsOf(description)
  const phrases = patternsFor(htsNumber).flatMap((pattern) => filled(pattern, said, htsNumber))
  const counted = countOf(line)
  const from = /^[A-Z]{2}$/.test(line.countryOfOrigin ?? '') ? `origin ${line.countryOfOrigin}` : ''
  const [first = '', second = first] = phrases
  const candidates = [
    ...amended(line, said, htsNumber),
    joined(first, counted),
    joined(second, second === first ? joined(counted, from) : counted),
    joined(second === first ? first : (phrases[2] ?? first), from),
    ...phrases,
  ]
  const kept = new Map<string, string>()
  const own = sameness(description)
  for (const text of candidates) {
    const key = sameness(text)
    if (text === '' || kept.has(key) || isTaken(text) || key === own) continue
    if (passes(text, line)) kept.set(key, text)
    // The checks are most of what a filing takes; those of what nobody is offered are spared.
    if (kept.size === offered) break
  }
  return [...kept.values()]
}

const joined = (...parts: readonly string[]) => parts.filter((part) => part !== '').join(', ')

const passes = (description: string, line: CheckedLine) =>
  description.length <= room &&
  /^[\x20-\x7e]+$/.test(description) &&
  descriptionFindings({ ...line, description }, '').length === 0

const filled = (pattern: string, said: readonly string[], htsNumber: string) =>
  spelled(pattern, said, htsNumber).map((text) => `${text.charAt(0).toUpperCase()}${text.slice(1)}`)

/** Every way to fill a pattern; what the line says or its number settles leaves one way. */
function spelled(pattern: string, said: readonly string[], htsNumber: string): string[] {
  const slot = /\{([^}]+)\}/.exec(pattern)
  const inside = slot?.[1]
  if (slot === null || inside === undefined) return [pattern]
  const put = (text: string) =>
    `${pattern.slice(0, slot.index)}${text}${pattern.slice(slot.index + slot[0].length)}`
  return choices(inside, said, htsNumber).flatMap((text) => spelled(put(text), said, htsNumber))
}

function choices(slot: string, said: readonly string[], htsNumber: string): readonly string[] {
  if (slot === 'wearer') return wearerChoices(htsNumber, said)
  if (slot === 'construction') return constructionOf(htsNumber)
  if (slot === 'fiber') return fiberChoices(htsNumber, said)
  const options = slot.split('|')
  const told = options.filter((option) => wordsOf(option).some((word) => said.includes(word)))
  return told.length === 0 ? options : told
}

/** The description as it is, with the words that its chapter asks for: it may be all it lacks. */
function amended(line: CheckedLine, said: readonly string[], htsNumber: string): string[] {
  const slots = missingFrom(line).map(({ slot }) => slot)
  if (slots.length === 0 || slots.includes(undefined)) return []
  const words = ['wearer', 'construction', 'fiber'].filter((name) =>
    slots.some((slot) => slot === name),
  )
  const pattern = words.map((name) => `{${name}}`).join(' ')
  const passing: string[] = []
  for (const added of spelled(pattern, said, htsNumber)) {
    const text = `${(line.description ?? '').trim()}, ${added}`
    if (passes(text, line)) passing.push(text)
    if (passing.length === 2) break
  }
  return passing
}

/** `2 pcs`, `1 pair`; a unit without an everyday word is left out. */
function countOf({ quantity, unit }: CheckedLine): string {
  const word = unit === undefined ? undefined : unitWords[unit]
  if (word === undefined || !Number.isInteger(quantity) || (quantity ?? 0) < 1) return ''
  const [one, many] = word
  return `${quantity} ${quantity === 1 ? one : many}`
}

const unitWords: Readonly<Record<string, readonly [one: string, many: string]>> = Object.assign(
  Object.create(null),
  {
    PCS: ['pc', 'pcs'], NO: ['pc', 'pcs'], X: ['pc', 'pcs'], PRS: ['pair', 'pairs'],
    SET: ['set', 'sets'], DOZ: ['dozen', 'dozen'], BOX: ['box', 'boxes'], PK: ['pack', 'packs'],
    KG: ['kg', 'kg'], G: ['g', 'g'], ROL: ['roll', 'rolls'], L: ['l', 'l'], ML: ['ml', 'ml'],
  },
) // prettier-ignore
