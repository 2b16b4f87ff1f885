/**
 * A description as the checks read it: plain words, and what each phrase of it is about.
 * @module
 */
import { remembered } from '../remembered.ts'
import { plain } from '../tariff/words.ts'

/** `T-shirts` and `t shirt` are the same; so are `watches` and `watch`. Compared, never shown. */
export function stem(word: string): string {
  if (word.length < 4 || /(?:ss|us|is)$/.test(word) || word === 'canvas') return word
  if (word.endsWith('ies') && word.length > 4) return `${word.slice(0, -3)}y`
  if (/(?:ch|sh|x|ss|zz)es$/.test(word)) return word.slice(0, -2)
  return word.endsWith('s') ? word.slice(0, -1) : word
}

export const wordsOf = (text: string): readonly string[] =>
  read(text, () =>
    plain(text)
      .replace(/\b(t|polo|sweat)[ -]shirt/g, (_, kind: string) => `${kind}shirt`)
      .replace(/\bman-made\b/g, 'manmade')
      .split(/[^\p{L}\p{N}]+/u)
      .filter((word) => word !== '')
      .map(stem),
  )

/** Half a dozen checks read each description, and a shop sells the same goods all day. */
const read = remembered<readonly string[]>(2000)

/** `10000mah` and `5` count and measure; so does a letter that stands alone. */
export const isMeasure = (word: string): boolean => /\p{N}/u.test(word) || [...word].length < 2
