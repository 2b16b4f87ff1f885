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

function drawFields(pen: Pen, fields: readonly Field[], { fieldsBeside }: Scale): void {
  const width = (pen.width - gap * (fieldsBeside - 1)) / fieldsBeside
  for (let at = 0; at < fields.length; at += fieldsBeside) {
    const beside = fields.slice(at, at + fieldsBeside).map(({ label, value }) => ({
      label: pen.latin(label),
      lines: (typeof value === 'string' ? [value] : value).flatMap((line) =>
        wrap(pen.latin(line), pen.face({}), 9, width),
      ),
    }))
    const height = 9 + 11 * Math.max(...beside.map(({ lines }) => lines.length)) + 6
    if (pen.room() < height) pen.turn()
    for (const [place, { label, lines }] of beside.entries()) {
      const x = pen.left + place * (width + gap)
      pen.text(label, x, 7, 7, { grey: true })
      for (const [line, words] of lines.entries()) pen.text(words, x, 18 + 11 * line, 9)
    }
    pen.down(height)
  }
  pen.down(4)
}

const notes: Ink = { grey: true }

function drawNote(pen: Pen, note: string): void {
  const lines = wrap(pen.latin(note), pen.face(notes), 8, pen.width - 10)
  if (pen.room() < 10 * lines.length + 4) pen.turn()
  pen.text('\u2022', pen.left, 8, 8, notes)
  for (const [line, words] of lines.entries()) {
    pen.text(words, pen.left + 10, 8 + 10 * line, 8, notes)
  }
  pen.down(10 * lines.length + 2)
}
