/**
 * The texts of a workbook, of which it may have a million: a thousand together in one string take a
 * third of the memory that they take one by one.
 * @module
 */
import { tooLarge } from './zip.ts'

export type Strings = {
  readonly add: (text: string) => void
  readonly at: (index: number) => string
}

const perPage = 1000
/** More is no list of parcels, and would be too much in memory. */
const mostLength = 64 * 1024 * 1024
const mostStrings = 4_000_000

export function stringTable(): Strings {
  const pages: string[] = []
  const ends: number[] = []
  let last: string[] = []
  let length = 0
  let end = 0

  return {
    add: (text) => {
      length += text.length
      if (length > mostLength || ends.length >= mostStrings) throw tooLarge()
      last.push(text)
      end += text.length
      ends.push(end)
      if (last.length < perPage) return
      pages.push(last.join(''))
      last = []
      end = 0
    },
    at: (index) => {
      const page = pages[Math.floor(index / perPage)]
      const place = index % perPage
      if (page === undefined) return last[index - pages.length * perPage] ?? ''
      return page.slice(place === 0 ? 0 : ends[index - 1], ends[index])
    },
  }
}
