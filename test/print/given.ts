/**
 * Entries as callers see them, and a paper of the test's own.
 * @module
 */
import type { PresentedEntry } from '../../src/gateway/present.ts'
import type { Block, Paper, Row } from '../../src/print/paper.ts'
import { paperOf } from '../../src/print/papers.ts'
import type { PaperName } from '../../src/print/papers.ts'
import { givenApp, mockCbp } from '../http/given.ts'

/** Filed through the real application, and so with both verdicts and all advice. */
export async function filed(changes: object = {}): Promise<PresentedEntry> {
  const { file, get } = await givenApp({ send: mockCbp })
  const { id } = await file(changes)
  return JSON.parse((await get(`/v1/entries/${id}`)).text)
}

export const printed = (name: PaperName, entry: PresentedEntry): Paper =>
  paperOf(name, { entry, releasedAt: null })

export const paper = (...blocks: readonly Block[]): Paper => ({
  title: 'Paper',
  subject: 'Entry ZZ9-0000001-1',
  fileName: 'paper',
  filer: 'ZZ9',
  asOf: '2026-11-23T14:00:00.000Z',
  blocks,
})

export const table = (...rows: readonly Row[]): Block => ({
  kind: 'table',
  caption: 'A table',
  columns: [
    { head: 'What', share: 3 },
    { head: 'USD', share: 1, align: 'right' },
  ],
  rows,
})

/** Everything that stands on a paper, as one text. */
export async function words({ blocks }: Paper): Promise<string> {
  const found: string[] = []
  for await (const block of blocks) {
    if (block.kind === 'heading') found.push(block.text)
    if (block.kind === 'notes') found.push(...block.notes)
    if (block.kind === 'fields') {
      for (const { label, value } of block.fields)
        found.push(`${label}: ${[value].flat().join('; ')}`)
    }
    if (block.kind !== 'table') continue
    found.push(block.caption, block.columns.map(({ head }) => head).join(' | '))
    for await (const row of block.rows) found.push(row.join(' | '))
    if (block.totals) found.push(block.totals().join(' | '))
  }
  return found.join('\n')
}
