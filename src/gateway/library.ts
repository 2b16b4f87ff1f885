/**
 * Where the tariff's words and headings are kept and looked up: the store after an import, memory
 * for the built-in table.
 * @module
 */
import { stemmer } from 'stemmer'
import { after } from '../domain/day.ts'
import type { Heading } from '../domain/tariff/heading.ts'
import { indexOf } from '../domain/tariff/indexing.ts'
import { printPlaces } from '../domain/tariff/posting.ts'
import { words } from '../domain/tariff/words.ts'
import type { Db } from '../store/db.ts'
import { forgetRevisions, keepTexts, makeCurrent, openRevision, textsOf } from '../store/tariff.ts'
import type { TariffRevision } from '../store/tariff.ts'

export type Library = {
  readonly headings: number
  readonly placesOf: (keys: readonly string[]) => Promise<Map<string, string>>
  readonly bodiesOf: (numbers: readonly string[]) => Promise<Map<string, Heading>>
}

export const speech = words(stemmer)

/** An import that began longer ago than this has died. */
const importMillis = 3_600_000

/** Written beside what is in use, which serves until the last write. */
export async function keep(
  db: Db,
  revision: TariffRevision,
  headings: readonly Heading[],
): Promise<void> {
  const { id, importedAt } = revision
  await db.write([...forgetRevisions(after(importedAt, -importMillis)), openRevision(revision)])
  const bodies = headings.map(({ number, rows }) => ({ key: number, text: JSON.stringify(rows) }))
  const terms = [...indexOf(headings, speech)].map(([key, places]) => {
    return { key, text: printPlaces(places) }
  })
  for (const statements of [
    ...keepTexts('tariff_heading', id, bodies),
    ...keepTexts('tariff_term', id, terms),
  ]) {
    await db.write(statements)
  }
  await db.write(makeCurrent(id))
}

export function stored(db: Db, { id, headings }: TariffRevision): Library {
  return {
    headings,
    placesOf: (keys) => textsOf(db, 'tariff_term', id, keys),
    bodiesOf: async (numbers) => {
      const texts = await textsOf(db, 'tariff_heading', id, numbers)
      return new Map(
        [...texts].map(([number, text]) => [
          number,
          { number, rows: JSON.parse(text) as Heading['rows'] },
        ]),
      )
    },
  }
}

export function inMemory(all: readonly Heading[]): Library {
  const index = indexOf(all, speech)
  const texts = new Map([...index].map(([word, places]) => [word, printPlaces(places)]))
  const bodies = new Map(all.map((heading) => [heading.number, heading]))
  return {
    headings: all.length,
    placesOf: async (keys) => picked(texts, keys),
    bodiesOf: async (numbers) => picked(bodies, numbers),
  }
}

const picked = <T>(from: ReadonlyMap<string, T>, keys: readonly string[]): Map<string, T> =>
  new Map(keys.flatMap((key) => (from.has(key) ? [[key, from.get(key) as T]] : [])))
