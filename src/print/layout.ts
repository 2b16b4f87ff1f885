/**
 * How the parts of a paper lie on the pages of a PDF: headings, fields, notes and tables.
 * @module
 */
import type { Block, Field } from './paper.ts'
import type { Ink, Pen } from './pen.ts'
import { drawTable } from './sheet.ts'
import { wrap } from './wrap.ts'

/** Every size is a part of this one, so that a paper of many columns is small as a whole. */
export type Scale = { readonly text: number; readonly fieldsBeside: number }

export async function draw(pen: Pen, block: Block, scale: Scale): Promise<void> {
  switch (block.kind) {
    case 'heading':
      return drawHeading(pen, block.text)
    case 'fields':
      return drawFields(pen, block.fields, scale)
    case 'notes':
      for (const note of block.notes) drawNote(pen, note)
      return pen.down(6)
    case 'table':
      return drawTable(pen, block, scale.text)
  }
}

/** With room for what it is the heading of. */
function drawHeading(pen: Pen, text: string): void {
  if (pen.room() < 90) pen.turn()
  pen.down(8)
  pen.text(pen.latin(text), pen.left, 10, 11, { bold: true })
  pen.rule(15, 0.75)
  pen.down(23)
}

const gap = 12
/** From line to line of a field, and what its label takes above them. */
const lead = 11
const above = 9

function drawFields(pen: Pen, fields: readonly Field[], { fieldsBeside }: Scale): void {
  const width = (pen.width - gap * (fieldsBeside - 1)) / fieldsBeside
  for (let at = 0; at < fields.length; at += fieldsBeside) {
    const beside = fields.slice(at, at + fieldsBeside).map(({ label, value }) => ({
      label: wrap(pen.latin(label), pen.face({}), 7, width)[0] ?? '',
      lines: (typeof value === 'string' ? [value] : value).flatMap((line) =>
        wrap(pen.latin(line), pen.face({}), 9, width),
      ),
    }))
    const all = Math.max(...beside.map(({ lines }) => lines.length))
    const needed = above + lead * all + 6
    if (pen.room() < Math.min(needed, pen.whole)) pen.turn()
    for (let from = 0; from < all;) {
      const to = Math.min(all, from + Math.floor((pen.room() - above) / lead))
      for (const [place, { label, lines }] of beside.entries()) {
        const x = pen.left + place * (width + gap)
        pen.text(label, x, 7, 7, { grey: true })
        for (const [line, words] of lines.slice(from, to).entries()) {
          pen.text(words, x, above + 9 + lead * line, 9)
        }
      }
      pen.down(above + lead * (to - from))
      if (to < all) pen.turn()
      from = to
    }
    pen.down(6)
  }
  pen.down(4)
}

const notes: Ink = { grey: true }

function drawNote(pen: Pen, note: string): void {
  for (const [line, words] of wrap(pen.latin(note), pen.face(notes), 8, pen.width - 10).entries()) {
    if (pen.room() < 10) pen.turn()
    if (line === 0) pen.text('\u2022', pen.left, 8, 8, notes)
    pen.text(words, pen.left + 10, 8, 8, notes)
    pen.down(10)
  }
  pen.down(2)
}
