/**
 * The papers of an entry: one row each, with when it can be printed and what stands on it.
 * @module
 */
import type { Instant } from '../domain/day.ts'
import type { PresentedEntry } from '../gateway/present.ts'
import { invoice } from './invoice.ts'
import type { Block, Paper } from './paper.ts'
import { release } from './release.ts'
import { worksheet } from './worksheet.ts'

export const paperNames = ['invoice', 'worksheet', 'release'] as const

export type PaperName = (typeof paperNames)[number]

export const isPaperName = (name: string): name is PaperName =>
  (paperNames as readonly string[]).includes(name)

export type Printed = {
  readonly entry: PresentedEntry
  /** When CBP let it go the last time, for the release notice. */
  readonly releasedAt: Instant | null
}

type Kind = {
  readonly title: string
  /** Why it cannot be printed of this entry; `null` when it can. */
  readonly refused: (entry: PresentedEntry) => string | null
  readonly blocks: (printed: Printed) => Generator<Block>
}

const always = () => null

export const papers: Readonly<Record<PaperName, Kind>> = {
  invoice: { title: 'Commercial invoice', refused: always, blocks: invoice },
  worksheet: { title: 'Pre-filing worksheet', refused: always, blocks: worksheet },
  release: {
    title: 'Release notice',
    refused: ({ status, next }) =>
      status === 'released'
        ? null
        : `Only a released entry has a release notice; this one is ${status.replace('_', ' ')}. ${next.meaning}`,
    blocks: release,
  },
}

export function paperOf(name: PaperName, printed: Printed): Paper {
  const { title, blocks } = papers[name]
  const { entryNumber, updatedAt } = printed.entry
  return {
    title,
    subject: `Entry ${entryNumber}`,
    fileName: `${entryNumber}-${name}`,
    // An entry number begins with its filer's code (CATAIR SE10 6-8).
    filer: entryNumber.slice(0, 3),
    asOf: updatedAt,
    blocks: blocks(printed),
  }
}

export type PaperOffer = {
  readonly paper: PaperName
  readonly title: string
  readonly available: boolean
  readonly reason: string | null
}

export const offers = (entry: PresentedEntry): PaperOffer[] =>
  paperNames.map((paper) => {
    const { title, refused } = papers[paper]
    const reason = refused(entry)
    return { paper, title, available: reason === null, reason }
  })
