import { describe, expect, it } from 'vitest'
import { htmlPieces, htmlText } from '../../src/print/html.ts'
import { simulated } from '../../src/print/paper.ts'
import type { Row } from '../../src/print/paper.ts'
import { shipment } from '../domain/example.ts'
import { filed, paper, printed, table } from './given.ts'

const entry = await filed()
const page = await htmlText(printed('worksheet', entry))
const count = (text: string, part: string) => text.split(part).length - 1

describe('a paper as a page', () => {
  it('has one title, a language, and its simulation in words, twice', () => {
    expect(page).toContain('<html lang="en">')
    expect(page).toContain('<title>Pre-filing worksheet, Entry ZZ9-0000001-1, simulated</title>')
    expect(count(page, '<h1>')).toBe(1)
    expect(count(page, '</main>')).toBe(1)
    expect(count(page, simulated)).toBe(2)
    expect(page.trimEnd().endsWith('</html>')).toBe(true)
  })

  it('names its tables, and heads their columns', () => {
    const tables = count(page, '<table')
    expect(tables).toBeGreaterThan(4)
    expect(count(page, '<caption>')).toBe(tables)
    expect(count(page, '</table>')).toBe(tables)
    expect(page).toMatch(/<th role="columnheader" scope="col" class="right w\d+">Value, USD<\/th>/)
    expect(page).toContain('<td role="cell" class="right" data-label="Value, USD">30.00</td>')
  })

  it('needs nothing that the security policy forbids', () => {
    expect(page).not.toMatch(/<script|<style|\sstyle=|\son\w+=|javascript:|https?:/i)
    expect(page).toContain('<link rel="stylesheet" href="/docs/paper.css" />')
  })

  it('escapes whatever a shipment holds', async () => {
    const attack = `<img src=x onerror="alert(1)">&'`
    const nasty = await filed({
      reference: attack,
      seller: { ...shipment.seller, name: attack },
      lines: [{ ...shipment.lines[0], description: attack }],
    })
    for (const name of ['invoice', 'worksheet', 'release'] as const) {
      const text = await htmlText(printed(name, nasty))
      expect(text).not.toContain('<img')
      expect(text).toContain('&lt;img src=x onerror=&quot;alert(1)&quot;&gt;&amp;&#39;')
    }
  })

  it('shows every alphabet as it was declared, each in its own direction', async () => {
    const text = await htmlText(
      paper(table(['شركة الورد', '1.00']), {
        kind: 'fields',
        fields: [{ label: 'Who', value: ['דוד', '北京 </main> </table>'] }],
      }),
    )
    expect(text).toContain('>شركة الورد</td>')
    expect(text).toContain('<dd dir="auto">דוד</dd>')
    expect(text).toContain('北京 &lt;/main&gt; &lt;/table&gt;')
  })

  it('leaves a cell without text empty, so that no card shows it', async () => {
    expect(await htmlText(paper(table(['', 'x'])))).toContain('data-label="What"></td>')
  })

  it('reads a long table row by row', async () => {
    let read = 0
    function* rows(): Generator<Row> {
      for (; read < 999; read += 1) yield [`Row ${read}`, '1.00']
    }
    const pieces = htmlPieces(
      paper({
        kind: 'table',
        caption: 'Long',
        columns: [{ head: 'What', share: 1 }],
        rows: rows(),
      }),
    )
    const first = await pieces.next()
    expect(read).toBeLessThan(300)
    let text = String(first.value)
    for await (const piece of pieces) text += piece
    expect(count(text, '>Row ')).toBe(999)
  })
})
