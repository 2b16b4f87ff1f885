/**
 * How many columns of a terminal a text takes: the wide letters of East Asia and pictures take two,
 * marks that stand over a letter none. An estimate is enough to keep a table in its lines.
 * @module
 */

const wide =
  /^[\u1100-\u115f\u2e80-\u303e\u3041-\ua4cf\uac00-\ud7a3\uf900-\ufaff\ufe30-\ufe6f\uff00-\uff60\uffe0-\uffe6\u{20000}-\u{3fffd}]|^\p{Emoji_Presentation}/u
const none = /^[\p{Mn}\p{Me}]/u
const plain = /^[ -~]*$/

const columnsOf = (character: string) => (none.test(character) ? 0 : wide.test(character) ? 2 : 1)

export const columns = (text: string): number =>
  plain.test(text)
    ? text.length
    : [...text].reduce((sum, character) => sum + columnsOf(character), 0)

/** As much of the beginning as fits. */
export function cut(text: string, width: number): string {
  if (plain.test(text)) return text.slice(0, Math.max(width, 0))
  let left = width
  let kept = ''
  for (const character of text) {
    left -= columnsOf(character)
    if (left < 0) break
    kept += character
  }
  return kept
}
