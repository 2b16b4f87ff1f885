/**
 * Text as ACE records take it: printable ASCII. Accents and other alphabets are spelled in Latin
 * letters; what has no such spelling is reported with its place, never replaced.
 * @module
 */
import transliterate from '@sindresorhus/transliterate'

export type AsciiText =
  | { readonly ok: true; readonly text: string }
  /** `position` counts characters from 1. */
  | { readonly ok: false; readonly character: string; readonly position: number }

/** Typography that shops paste into descriptions. */
const customReplacements: [string, string][] = [
  ['\u2018', "'"], ['\u2019', "'"], ['\u201c', '"'], ['\u201d', '"'], ['\u2013', '-'], ['\u2014', '-'],
  ['\u2026', '...'], ['\u00a0', ' '], ['\u00d7', 'x'], ['\u2122', ''], ['\u00ae', ''], ['\u00b0', ' deg '],
  ['\u00ba', 'o'], ['\u00aa', 'a'], ['\u20ac', 'EUR '],
] // prettier-ignore

/** Only what is not ASCII: the package also takes `^` and the backtick for accents, and drops them. */
const spell = (text: string) =>
  text.normalize().replace(/[^\x20-\x7e]+/g, (run) => transliterate(run, { customReplacements }))

const printable = /^[\x20-\x7e]*$/

/** Text that goes onto a record as it is. */
export const isAscii = (text: string): boolean => printable.test(text)

export function toAscii(text: string): AsciiText {
  if (isAscii(text)) return { ok: true, text }
  const spelled = spell(text)
  const characters = [...text]
  // A name of nothing but trade marks would leave a field empty.
  const vanished = spelled.trim() === '' && text.trim() !== ''
  if (vanished) return { ok: false, character: characters[0] ?? '', position: 1 }
  if (printable.test(spelled)) return { ok: true, text: spelled }
  const at = characters.findIndex((character) => !printable.test(spell(character)))
  return { ok: false, character: characters[at] ?? '', position: at + 1 }
}

/** For text that was checked before: what cannot be spelled is a mistake of ours. */
export function ascii(text: string): string {
  const spelled = toAscii(text)
  if (!spelled.ok) throw new TypeError(`character ${spelled.position} has no ASCII spelling`)
  return spelled.text
}
