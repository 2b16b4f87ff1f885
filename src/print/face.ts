/**
 * One font of a PDF: how wide its letters are, and how they are written into a page. The widths and
 * codes are the library's own, asked for once a letter.
 * @module
 */
import type { PDFFont } from '@cantoo/pdf-lib'

type Glyph = { readonly width: number; readonly hex: string }

export type Face = {
  /** The name that pages call it by. */
  readonly name: string
  readonly has: (character: string) => boolean
  /** In thousandths of the size. */
  readonly width: (text: string) => number
  /** Hexadecimal, as the operator that shows text takes it. */
  readonly hex: (text: string) => string
}

export function faceOf(name: string, font: PDFFont): Face {
  const letters = new Set(font.getCharacterSet())
  const glyphs = new Map<string, Glyph>()

  const glyphOf = (character: string): Glyph => {
    const known = glyphs.get(character)
    if (known) return known
    // Letter by letter, because nobody moves the letters of a pair together when they are shown.
    const hex = font.encodeText(character).asString()
    const glyph = { width: font.widthOfTextAtSize(character, 1000), hex }
    glyphs.set(character, glyph)
    return glyph
  }

  return {
    name,
    has: (character) => letters.has(character.codePointAt(0) ?? 0),
    width: (text) => {
      let width = 0
      for (const character of text) width += glyphOf(character).width
      return width
    },
    hex: (text) => {
      let hex = ''
      for (const character of text) hex += glyphOf(character).hex
      return hex
    },
  }
}
