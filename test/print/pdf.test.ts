import { PDFName } from '@cantoo/pdf-lib'
import { describe, expect, it } from 'vitest'
import { simulated } from '../../src/print/paper.ts'
import type { Row } from '../../src/print/paper.ts'
import { pdf } from '../../src/print/pdf.ts'
import { shipment } from '../domain/example.ts'
import { filed, paper, printed, table } from './given.ts'
import { readPdf } from './read.ts'

const entry = await filed()
const [shirts] = shipment.lines

describe('a PDF', () => {
  it('says what it is, whose it is, in which language, and of when', async () => {
    const { document } = await readPdf(await pdf(printed('invoice', entry)))
    expect(document.getTitle()).toBe('Commercial invoice, Entry ZZ9-0000001-1, simulated')
    expect(document.getAuthor()).toBe('gate321 for filer ZZ9')
    expect(document.getSubject()).toBe(simulated)
    expect(String(document.catalog.get(PDFName.of('Lang')))).toBe('(en-US)')
    expect(document.getCreationDate()?.toISOString()).toBe(entry.updatedAt)
    expect(document.getModificationDate()?.toISOString()).toBe(entry.updatedAt)
  })

  it('shows the invoice as it is declared', async () => {
    const { text, pages } = await readPdf(await pdf(printed('invoice', entry)))
    expect(pages).toHaveLength(1)
    for (const expected of ['Commercial invoice', 'INV-9', 'Hanoi Craft Co Ltd', "Women's knit cotton T-shirts", '6109.10.0040', '2 PCS', '30.00', '45.00']) {
      expect(text.split('\n')).toContain(expected)
    }
  }) // prettier-ignore

  it('is the same to the byte each time', async () => {
    const [one, other] = [await pdf(printed('worksheet', entry)), await pdf(printed('worksheet', entry))] // prettier-ignore
    expect(Buffer.from(one).equals(Buffer.from(other))).toBe(true)
  })

  it('says on every page that it is simulated, and which page of how many it is', async () => {
    const rows = Array.from({ length: 200 }, (_, index): Row => [`Row ${index}`, '1.00'])
    const { pages } = await readPdf(await pdf(paper(table(...rows))))
    expect(pages.length).toBeGreaterThan(3)
    for (const [index, page] of pages.entries()) {
      const said = page.map(({ text }) => text)
      expect(said).toContain(simulated)
      expect(said).toContain(`Page ${index + 1} of ${pages.length}`)
    }
  })

  it('repeats the heads of a long table, and keeps its rows in order', async () => {
    const rows = Array.from({ length: 999 }, (_, index): Row => [`Row ${index}`, '1.00'])
    const { pages, text } = await readPdf(await pdf(paper(table(...rows))))
    for (const page of pages) expect(page.filter(({ text }) => text === 'What')).toHaveLength(1)
    const found = text.split('\n').filter((line) => line.startsWith('Row '))
    expect(found).toEqual(rows.map(([name]) => name))
  })

  it('ends numbers in one line, whatever their length', async () => {
    const { pages } = await readPdf(await pdf(paper(table(['a', '1.11'], ['b', '1,111,111.11']))))
    const numbers = pages[0]?.filter(({ text }) => text.endsWith('1.11')) ?? []
    expect(numbers).toHaveLength(2)
    const [short, long] = numbers
    expect(Math.abs((short?.end ?? 0) - (long?.end ?? 0))).toBeLessThan(0.05)
    expect(short?.x).toBeGreaterThan(long?.x ?? 0)
  })

  it('never writes beyond the margins or over its foot, with the longest words too', async () => {
    const word = 'W'.repeat(400)
    const { pages } = await readPdf(
      await pdf(
        paper(
          { kind: 'fields', fields: [{ label: word, value: [word, `${word} ${word}`] }] },
          { kind: 'notes', notes: [word] },
          table([word, '1'.repeat(60)], [`${'word '.repeat(2000)}`, '2.00']),
        ),
      ),
    )
    const texts = pages.flat()
    expect(texts.length).toBeGreaterThan(100)
    for (const { x, end, y, size } of texts.filter(({ text }) => text !== word)) {
      expect(x).toBeGreaterThanOrEqual(39.9)
      expect(end).toBeLessThanOrEqual(612 - 39.9)
      expect(y).toBeGreaterThanOrEqual(size > 7 ? 84 : 40)
    }
  })

  it('spells other alphabets in Latin letters and says so', async () => {
    const seller = { ...shipment.seller, name: 'Łódź Ærø', address: { ...shipment.seller.address, city: 'Москва' } } // prettier-ignore
    const { text } = await readPdf(await pdf(printed('invoice', await filed({ seller }))))
    expect(text).toContain('Lódz Ærø')
    expect(text).toContain('Moskva, 100000')
    expect(text).toContain('Some letters are not in the fonts of this PDF')
    const plain = await readPdf(await pdf(printed('invoice', entry)))
    expect(plain.text).not.toContain('Some letters')
  })

  it('takes names from right to left, signs nobody sees, and what no font has', async () => {
    const { text } = await readPdf(await pdf(paper(table(['شركة الورد', 'דוד'], ['北京🙂', 'a\u200bb']))))
    expect(text).toContain('???')
    expect(text).toContain('ab')
  }) // prettier-ignore

  it('holds an entry of 998 lines', async () => {
    const lines = Array.from({ length: 998 }, () => ({ ...shirts, fairRetailValue: '0.79' }))
    const long = await filed({ lines })
    const { pages, text } = await readPdf(await pdf(printed('invoice', long)))
    expect(text.split('\n').filter((line) => line === '0.79')).toHaveLength(998)
    expect(text).toContain('788.42')
    expect(pages.length).toBeGreaterThan(15)
  })

  it('lies across where a paper has many columns', async () => {
    const { document } = await readPdf(await pdf({ ...paper(table()), wide: true }))
    expect(document.getPages()[0]?.getSize()).toEqual({ width: 792, height: 612 })
  })
})
