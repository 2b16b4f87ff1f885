/**
 * Text in the letters that a PDF's own fonts have (Windows-1252). Others are spelled in Latin
 * letters; what has no such spelling becomes a question mark, and the page shows the original.
 * @module
 */
import transliterate from '@sindresorhus/transliterate'

export type Latin = {
  readonly text: string
  /** Whether it differs from what was asked for. */
  readonly spelled: boolean
}

/** Marks and joiners that are seen by machines and not by people have no width. */
const unseen = /[\p{Cc}\p{Cf}\p{M}]/gu

/** `has`: whether the fonts have a character. */
export function toLatin(text: string, has: (character: string) => boolean): Latin {
  const composed = text.normalize('NFC').replace(/\s/gu, ' ')
  let latin = ''
  for (const run of runsOf(composed, has)) latin += run.plain ? run.text : spell(run.text, has)
  return { text: latin, spelled: latin !== composed }
}

type Run = { text: string; readonly plain: boolean }

/** A neighbour can decide how a letter is spelled, so letters are spelled together. */
function runsOf(text: string, has: (character: string) => boolean): Run[] {
  const runs: Run[] = []
  for (const character of text) {
    const plain = has(character)
    const last = runs.at(-1)
    if (last?.plain === plain) last.text += character
    else runs.push({ text: character, plain })
  }
  return runs
}

const spell = (run: string, has: (character: string) => boolean): string =>
  [...transliterate(run).replace(unseen, '')]
    .map((character) => (has(character) ? character : '?'))
    .join('')
