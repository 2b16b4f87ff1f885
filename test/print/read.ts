/**
 * A PDF as whoever reads it sees it: which texts stand where on which page.
 * @module
 */
import { inflateSync } from 'node:zlib'
import { PDFArray, PDFDocument, PDFName, PDFRawStream, StandardFonts } from '@cantoo/pdf-lib'
import type { PDFPage } from '@cantoo/pdf-lib'

export type Shown = {
  readonly text: string
  readonly x: number
  readonly y: number
  /** Where the text ends. */
  readonly end: number
  readonly size: number
}

export type Read = {
  readonly document: PDFDocument
  readonly pages: readonly (readonly Shown[])[]
  /** All texts of all pages, in the order they were written. */
  readonly text: string
}

/** The encoding of the fonts that every reader has. */
const decoder = new TextDecoder('windows-1252')

const shown = /BT \/(F\d) ([\d.]+) Tf [\d.]+ g ([\d.-]+) ([\d.-]+) Td <([0-9A-F]+)> Tj ET/g

export async function readPdf(bytes: Uint8Array): Promise<Read> {
  const document = await PDFDocument.load(bytes, { updateMetadata: false })
  const plain = await document.embedFont(StandardFonts.Helvetica)
  const bold = await document.embedFont(StandardFonts.HelveticaBold)
  const widthOf = (text: string, font: string, size: number) =>
    [...text].reduce(
      (width, letter) => width + (font === 'F2' ? bold : plain).widthOfTextAtSize(letter, size),
      0,
    )

  const pages = document.getPages().map((page) =>
    [...contentOf(page).matchAll(shown)].map(([, font = '', size, x, y, hex = '']) => {
      const text = decoder.decode(Buffer.from(hex, 'hex'))
      const [at, points] = [Number(x), Number(size)]
      return { text, x: at, y: Number(y), end: at + widthOf(text, font, points), size: points }
    }),
  )
  return { document, pages, text: pages.flat().map(({ text }) => text).join('\n') } // prettier-ignore
}

function contentOf(page: PDFPage): string {
  const contents = page.node.lookup(PDFName.of('Contents'), PDFArray)
  return contents
    .asArray()
    .map((_, index) => {
      const { dict, contents: bytes } = contents.lookup(index, PDFRawStream)
      const plain = dict.has(PDFName.of('Filter')) ? inflateSync(bytes) : Buffer.from(bytes)
      return plain.toString('latin1')
    })
    .join('\n')
}
