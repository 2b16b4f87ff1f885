/**
 * The tariff: found by everyday words, explained by number, imported from the USITC's export.
 * Without an import a small built-in table serves, through the same search.
 * @module
 */
import { builtin, builtinLabel } from '../domain/tariff/builtin.ts'
import { everyday, sayingsOf } from '../domain/tariff/everyday/everyday.ts'
import { explain } from '../domain/tariff/explain.ts'
import type { Explained } from '../domain/tariff/explain.ts'
import { readExport } from '../domain/tariff/export.ts'
import type { ExportFault, ExportFile } from '../domain/tariff/export.ts'
import { headingsOf, leavesOf, lineOf } from '../domain/tariff/heading.ts'
import type { Heading, TariffLine } from '../domain/tariff/heading.ts'
import { indexVersion } from '../domain/tariff/indexing.ts'
import { headingOf, isForGoods, tariffDigits } from '../domain/tariff/number.ts'
import { readPlaces } from '../domain/tariff/posting.ts'
import { asking } from '../domain/tariff/query.ts'
import { rank, settle, wordsOf } from '../domain/tariff/rank.ts'
import { currentRevision } from '../store/tariff.ts'
import type { TariffRevision } from '../store/tariff.ts'
import type { Clock } from './deps.ts'
import type { Db } from '../store/db.ts'
import { sha256 } from './digest.ts'
import { inMemory, keep, speech, stored } from './library.ts'
import type { Library } from './library.ts'

export type { ExportFault, ExportFile, Explained }

/** What serves: an import, or the built-in table, which has neither digest nor time. */
export type ServedRevision = {
  readonly label: string
  readonly imported: boolean
  readonly importedAt: string | null
  readonly sha256: string | null
  readonly lines: number
}

export type TariffHit = Omit<TariffLine, 'special' | 'other' | 'footnotes'> & {
  readonly score: number
}

export type Imported =
  | { readonly kind: 'imported' | 'unchanged'; readonly revision: ServedRevision }
  | { readonly kind: 'malformed'; readonly faults: readonly ExportFault[] }

export type Tariff = {
  /** The best lines, one a heading, best first; a number finds the lines beneath it. */
  readonly search: (question: string, limit?: number) => Promise<TariffHit[]>
  /** A line, or whatever stands above lines: heading, subheading. */
  readonly explain: (number: string) => Promise<Explained | undefined>
  /** Those of `numbers` that the imported tariff does not have; none while nothing is imported. */
  readonly unknown: (numbers: readonly string[]) => Promise<string[]>
  readonly revision: () => Promise<ServedRevision>
  /** Reads the files of an export, and makes them the tariff in use. */
  readonly importExport: (files: readonly ExportFile[], label?: string) => Promise<Imported>
}

const usualHits = 10

export function tariff({ db, clock }: { readonly db: Db; readonly clock: Clock }): Tariff {
  // Both take a while to make, and many a process is never asked.
  let ask: ReturnType<typeof asking> | undefined
  let small: Library | undefined

  /** An index made by other rules does not serve: the export has to be imported again. */
  const imported = async (): Promise<TariffRevision | undefined> => {
    const revision = await currentRevision(db)
    return revision?.indexVersion === indexVersion ? revision : undefined
  }

  const library = async (): Promise<Library> => {
    const revision = await imported()
    return revision ? stored(db, revision) : (small ??= inMemory(builtin))
  }

  const byNumber = async (digits: string, limit: number): Promise<TariffHit[]> => {
    const bodies = await (await library()).bodiesOf([headingOf(digits)])
    return [...bodies.values()]
      .flatMap(leavesOf)
      .filter(({ number }) => number.startsWith(digits))
      .slice(0, limit)
      .map((leaf) => hitOf(lineOf(leaf), 1))
  }

  return {
    search: async (question, limit = usualHits) => {
      const digits = tariffDigits(question)
      if (digits !== undefined) return byNumber(digits, limit)
      ask ??= asking(speech, sayingsOf(everyday, speech))
      const units = ask(question)
      const { placesOf, bodiesOf, headings } = await library()
      const texts = await placesOf(wordsOf(units))
      const read = new Map([...texts].map(([word, text]) => [word, readPlaces(text)]))
      const places = (word: string) => read.get(word) ?? []
      const candidates = rank(units, { places, headings }, limit)
      const numbers = candidates.map(({ hit }) => hit.heading)
      const [claims, bodies] = await Promise.all([placesOf(numbers), bodiesOf(numbers)])
      return candidates.flatMap((candidate) => {
        const { heading } = candidate.hit
        const { leaf, score } = settle(candidate, units, readPlaces(claims.get(heading) ?? ''))
        const body = bodies.get(heading)
        const node = body && leavesOf(body)[leaf]
        return node ? [hitOf(lineOf(node), score)] : []
      })
    },
    explain: async (number) => {
      const digits = tariffDigits(number)
      if (digits === undefined) return undefined
      const bodies = await (await library()).bodiesOf([headingOf(digits)])
      const heading = bodies.get(headingOf(digits))
      return heading && explain(heading, digits)
    },
    unknown: async (numbers) => {
      const revision = await imported()
      if (!revision) return []
      const bodies = await stored(db, revision).bodiesOf([...new Set(numbers.map(headingOf))])
      const known = new Set(
        [...bodies.values()].flatMap((body) => leavesOf(body).map(({ number }) => number)),
      )
      return numbers.filter((number) => !known.has(number))
    },
    revision: async () => {
      const revision = await imported()
      return revision ? served(revision) : servedBuiltin
    },
    importExport: async (files, label) => {
      const read = readExport(files)
      if (!read.ok) return { kind: 'malformed', faults: read.faults }
      const now = clock.now()
      const digest = await sha256(JSON.stringify(read.rows))
      const before = await imported()
      if (before?.sha256 === digest && (label ?? before.label) === before.label) {
        return { kind: 'unchanged', revision: served(before) }
      }
      const headings = headingsOf(read.rows)
      const revision: TariffRevision = {
        id: `${now} ${digest.slice(0, 12)}`,
        label: label ?? `imported ${now.slice(0, 10)}`,
        sha256: digest,
        indexVersion,
        headings: headings.filter(({ number }) => isForGoods(number)).length,
        lines: headings.reduce((sum, heading) => sum + leavesOf(heading).length, 0),
        importedAt: now,
      }
      await keep(db, revision, headings)
      return { kind: 'imported', revision: served(revision) }
    },
  }
}

const served = ({ label, importedAt, sha256: digest, lines }: TariffRevision): ServedRevision => ({
  label,
  imported: true,
  importedAt,
  sha256: digest,
  lines,
})

const servedBuiltin: ServedRevision = {
  label: builtinLabel,
  imported: false,
  importedAt: null,
  sha256: null,
  lines: builtin.reduce((sum, heading) => sum + leavesOf(heading).length, 0),
}

const hitOf = ({ special, other, footnotes, ...line }: TariffLine, score: number): TariffHit => ({
  ...line,
  score: Math.round(score * 1000) / 1000,
})
