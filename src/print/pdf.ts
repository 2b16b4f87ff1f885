/**
 * A paper as a PDF, in the fonts that every reader has. The library is loaded with the first one:
 * a gateway that prints nothing never needs it.
 * @module
 */
import { draw } from './layout.ts'
import type { Scale } from './layout.ts'
import { author, simulated } from './paper.ts'
import type { Paper } from './paper.ts'
import { penOn } from './pen.ts'
import type { Pen } from './pen.ts'
import { moment } from './said.ts'
import { wrap } from './wrap.ts'

const tall: Scale = { text: 8, fieldsBeside: 3 }
const wide: Scale = { text: 6.5, fieldsBeside: 5 }

const spelledNote =
  'Some letters are not in the fonts of this PDF and are spelled in Latin ones, or with a question mark; the same paper as HTML shows the original.'

export async function pdf(paper: Paper): Promise<Uint8Array<ArrayBuffer>> {
  const { PDFDocument, PDFName, StandardFonts } = await import('@cantoo/pdf-lib')
  // Left to itself the library writes the time of day, and two copies of a paper would differ.
  const document = await PDFDocument.create({ updateMetadata: false })
  const { title, subject, asOf } = paper
  document.setTitle(`${title}, ${subject}, simulated`, { showInWindowTitleBar: true })
  document.setAuthor(author(paper))
  document.setSubject(simulated)
  document.setCreator('gate321')
  document.setProducer('gate321 with pdf-lib')
  document.setLanguage('en-US')
  document.setCreationDate(new Date(asOf))
  document.setModificationDate(new Date(asOf))
  const fonts = {
    plain: await document.embedFont(StandardFonts.Helvetica),
    bold: await document.embedFont(StandardFonts.HelveticaBold),
  }
  const pen = penOn(document, fonts, (name) => PDFName.of(name), paper.wide ?? false)
  opening(pen, paper)
  const scale = paper.wide ? wide : tall
  for await (const block of paper.blocks) await draw(pen, block, scale)
  if (pen.spelled()) await draw(pen, { kind: 'notes', notes: [spelledNote] }, scale)
  pen.feet(
    () => foot(pen, paper),
    (page, pages) => pen.ending(`Page ${page} of ${pages}`, pen.left + pen.width, 25, 7),
  )
  return document.save({ addDefaultPage: false, updateFieldAppearances: false })
}

function opening(pen: Pen, { title, subject }: Paper): void {
  pen.text(pen.latin(title), pen.left, 16, 18, { bold: true })
  pen.ending(pen.latin(subject), pen.left + pen.width, 16, 11)
  pen.rule(24, 1)
  pen.down(32)
  for (const line of wrap(simulated, pen.face({ bold: true }), 8.5, pen.width)) {
    pen.text(line, pen.left, 8, 8.5, { bold: true })
    pen.down(11)
  }
  pen.down(9)
}

function foot(pen: Pen, { title, subject, asOf }: Paper): void {
  pen.rule(14, 0.5)
  pen.text(pen.latin(`${title}, ${subject}, as it stood on ${moment(asOf)}`), pen.left, 25, 7)
  pen.text(simulated, pen.left, 35, 7, { grey: true })
}
