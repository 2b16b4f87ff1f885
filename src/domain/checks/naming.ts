/**
 * Whether a description names goods, and which word of it does.
 * @module
 */
import {
  brands, catchalls, fibers, fillers, generic, qualities, substances,
} from './lexicon.ts' // prettier-ignore
import { remembered } from '../remembered.ts'
import { isMeasure, wordsOf } from './words.ts'

const between = /[,;()|]|\/(?!\d)|\s-\s|\band\b|&/i
const added = /\b(?:for|with|without|in|of|from|to|by)\b/i

/** `A set of mugs, blue, for tea` is about "mugs" and "blue". */
const phrasesOf = (text: string): string[][] =>
  text
    .split(between)
    .map((piece) => piece.split(added).map(tellingWords))
    .map((parts) => parts.find((words) => words.length > 0) ?? [])

export const tellingWords = (text: string): string[] =>
  wordsOf(text).filter((word) => !fillers.has(word) && !isMeasure(word))

const describes = (word: string) =>
  fibers.has(word) || substances.has(word) || qualities.has(word) || brands.has(word)

/** The words that carry each phrase, the last of them being what the phrase is about. */
export const namesOf = (text: string): readonly (readonly string[])[] =>
  named(text, () =>
    phrasesOf(text)
      .map((phrase) => phrase.filter((word) => !describes(word)))
      .map((phrase) => (isNamed(phrase) ? phrase : []))
      .filter((phrase) => phrase.length > 0),
  )

const named = remembered<readonly (readonly string[])[]>(2000)

function isNamed(words: readonly string[]): boolean {
  const head = words.at(-1)
  return head !== undefined && !catchalls.has(head) && words.some((word) => !generic.has(word))
}

export type Naming = 'named' | 'nothing' | 'generic' | 'catchall' | 'described' | 'single'

/** How far `text` goes towards naming goods. */
export function namingOf(text: string): Naming {
  const telling = tellingWords(text)
  if (telling.length === 0) return 'nothing'
  if (telling.every((word) => generic.has(word))) return 'generic'
  if (telling.length === 1) return 'single'
  if (namesOf(text).length > 0) return 'named'
  return telling.every((word) => describes(word)) ? 'described' : 'catchall'
}
