/**
 * A table on the pages of a PDF: the heads again on each page, cells wrapped, numbers to the right,
 * and a row in one piece unless no page can hold it.
 * @module
 */
import type { Column, Row, Table } from './paper.ts'
import type { Ink, Pen } from './pen.ts'
import { wrap } from './wrap.ts'

/** Between two columns, in points. */
const gutter = 8

type Place = { readonly x: number; readonly width: number; readonly right: boolean }
type Lines = readonly (readonly string[])[]

const plain: Ink = {}
const strong: Ink = { bold: true }

export async function drawTable(pen: Pen, table: Table, size: number): Promise<void> {
  const { caption, columns, rows, totals } = table
  const places = placesOf(columns, pen)
  const height = size * 1.25
  const padding = size * 0.45

  const linesOf = (row: Row, ink: Ink): Lines =>
    places.map(({ width }, index) => wrap(pen.latin(row[index] ?? ''), pen.face(ink), size, width))
  const tall = (lines: Lines) => Math.max(...lines.map(({ length }) => length))

  const write = (lines: Lines, from: number, to: number, ink: Ink) => {
    for (const [index, { x, width, right }] of places.entries()) {
      for (const [line, words] of (lines[index] ?? []).slice(from, to).entries()) {
        const below = padding + size * 0.8 + height * line
        if (right) pen.ending(words, x + width, below, size, ink)
        else pen.text(words, x, below, size, ink)
      }
    }
    pen.down((to - from) * height + 2 * padding)
  }

  const heads = linesOf(columns.map(({ head }) => head), strong) // prettier-ignore
  const head = () => {
    write(heads, 0, tall(heads), strong)
    pen.rule(0, 0.75)
  }
  const turn = () => {
    pen.turn()
    head()
  }
  const headHeight = tall(heads) * height + 2 * padding

  const draw = (row: Row, ink: Ink) => {
    const lines = linesOf(row, ink)
    const all = tall(lines)
    const needed = all * height + 2 * padding
    if (pen.room() < needed && needed <= pen.whole - headHeight) turn()
    for (let from = 0; from < all;) {
      const fit = Math.floor((pen.room() - 2 * padding) / height)
      if (fit < 1) {
        turn()
        continue
      }
      const to = Math.min(all, from + fit)
      write(lines, from, to, ink)
      from = to
    }
    pen.rule(0, 0.25)
  }

  if (pen.room() < 11 + headHeight + 3 * height) pen.turn()
  pen.text(pen.latin(caption), pen.left, 7, 7, { grey: true })
  pen.down(11)
  head()
  for await (const row of rows) draw(row, plain)
  if (totals) draw(totals(), strong)
  pen.down(10)
}

function placesOf(columns: readonly Column[], { left, width }: Pen): Place[] {
  const shares = columns.reduce((all, { share }) => all + share, 0)
  const room = width - gutter * (columns.length - 1)
  let x = left
  return columns.map(({ share, align }) => {
    const place = { x, width: (room * share) / shares, right: align === 'right' }
    x += place.width + gutter
    return place
  })
}
