/**
 * Writes on the pages of a PDF from top to bottom. A page that is full is compressed and put away,
 * so that of a long paper only the page at hand is there as text.
 * @module
 */
import type { PDFDocument, PDFFont, PDFName, PDFPage, PDFRef } from '@cantoo/pdf-lib'
import { faceOf } from './face.ts'
import type { Face } from './face.ts'
import { toLatin } from './latin.ts'

/** In points, a seventy-second of an inch: letter, as US customs prints. */
const letter = { short: 612, long: 792 }
const margin = 40
/** Below the lowest line: what stands at the foot of each page. */
const footRoom = 44

export type Ink = { readonly bold?: boolean; readonly grey?: boolean }

export type Pen = {
  readonly left: number
  readonly width: number
  /** What is left of the page, in points. */
  readonly room: () => number
  /** What an empty page has. */
  readonly whole: number
  readonly turn: () => void
  readonly down: (points: number) => void
  readonly face: (ink: Ink) => Face
  /** `text` in the letters that the fonts have. */
  readonly latin: (text: string) => string
  /** The baseline is `below` points under the place where the pen is. */
  readonly text: (text: string, at: number, below: number, size: number, ink?: Ink) => void
  /** The same, ending at `end`. */
  readonly ending: (text: string, end: number, below: number, size: number, ink?: Ink) => void
  readonly rule: (below: number, thickness: number) => void
  /**
   * Writes at the foot of every page, now that it is known how many there are: what is the same on
   * all of them once, and what is not in so few bytes that they are not worth compressing.
   */
  readonly feet: (same: () => void, own: (page: number, pages: number) => void) => void
  /** Whether letters had to be spelled in Latin. */
  readonly spelled: () => boolean
}

/** Two decimals are a hundredth of a point; more would be bytes that nobody sees. */
const rounded = (points: number) => String(Math.round(points * 100) / 100)

export type Fonts = { readonly plain: PDFFont; readonly bold: PDFFont }

export function penOn(
  document: PDFDocument,
  fonts: Fonts,
  nameOf: (name: string) => PDFName,
  wide: boolean,
): Pen {
  const [width, height] = wide ? [letter.long, letter.short] : [letter.short, letter.long]
  const plain = faceOf('F1', fonts.plain)
  const bold = faceOf('F2', fonts.bold)
  const { context } = document
  const pages: { readonly page: PDFPage; readonly content: PDFRef[] }[] = []
  let written: string[] = []
  let y = height - margin
  let spelled = false

  const taken = () => {
    const flushed = written.join('\n')
    written = []
    return flushed
  }
  const put = () => {
    pages.at(-1)?.content.push(context.register(context.flateStream(taken())))
  }
  const begin = () => {
    const page = document.addPage([width, height])
    page.node.setFontDictionary(nameOf('F1'), fonts.plain.ref)
    page.node.setFontDictionary(nameOf('F2'), fonts.bold.ref)
    pages.push({ page, content: [] })
    y = height - margin
  }
  begin()

  const face = ({ bold: strong = false }: Ink) => (strong ? bold : plain)
  // Text and lines as ISO 32000-1 writes them (8.5.2 and 9.4).
  const text: Pen['text'] = (words, at, below, size, ink = {}) => {
    if (words === '') return
    const { name, hex } = face(ink)
    const place = `${rounded(at)} ${rounded(y - below)}`
    written.push(
      `BT /${name} ${size} Tf ${ink.grey ? 0.35 : 0} g ${place} Td <${hex(words)}> Tj ET`,
    )
  }

  return {
    left: margin,
    width: width - 2 * margin,
    room: () => y - margin - footRoom,
    whole: height - 2 * margin - footRoom,
    turn: () => {
      put()
      begin()
    },
    down: (points) => {
      y -= points
    },
    face,
    latin: (words) => {
      const latin = toLatin(words, plain.has)
      spelled ||= latin.spelled
      return latin.text
    },
    text,
    ending: (words, end, below, size, ink = {}) =>
      text(words, end - (face(ink).width(words) * size) / 1000, below, size, ink),
    rule: (below, thickness) => {
      const level = rounded(y - below)
      const [from, to] = [rounded(margin), rounded(width - margin)]
      written.push(
        `${thickness} w ${thickness < 0.5 ? 0.75 : 0.5} G ${from} ${level} m ${to} ${level} l S`,
      )
    },
    feet: (same, own) => {
      put()
      y = margin + footRoom
      same()
      const shared = context.register(context.flateStream(taken()))
      for (const [place, { page, content }] of pages.entries()) {
        own(place + 1, pages.length)
        const alone = context.register(context.stream(taken()))
        page.node.set(nameOf('Contents'), context.obj([...content, shared, alone]))
      }
    },
    spelled: () => spelled,
  }
}
