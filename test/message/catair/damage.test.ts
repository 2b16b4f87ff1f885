import fc from 'fast-check'
import { describe, expect, it } from 'vitest'
import type { Fault } from '../../../src/message/catair/fault.ts'
import type { Field } from '../../../src/message/catair/layout.ts'
import { layoutOf } from '../../../src/message/catair/records/all.ts'
import { printCatairRelease, readCatairRelease } from '../../../src/message/catair/release.ts'
import type { CatairReading } from '../../../src/message/catair/release.ts'
import type { CargoRelease } from '../../../src/message/filing.ts'
import { bytes, exchange, withColumn } from './exchange.ts'
import { releases } from './generated.ts'

/** Columns that the typed filing does not carry: of the envelope, and no entry depends on them. */
const notCarried: Readonly<Record<string, readonly (readonly [from: number, to: number])[]>> = {
  A: [[9, 14], [38, 39]],
  B: [[45, 56]],
  Y: [[45, 46]],
  Z: [[38, 39]],
} // prettier-ignore

/** Columns that another field or record repeats or hangs on; that one may be named in their place. */
const sharedWithOthers: typeof notCarried = {
  A: [[2, 8], [15, 20]],
  B: [[4, 12], [60, 80]],
  SE10: [[5, 5]],
  SE15: [[5, 5]],
  SE35: [[42, 78]],
  SE55: [[42, 78]],
} // prettier-ignore

type Ranges = typeof notCarried

const within = (ranges: Ranges, id: string, column: number) =>
  (ranges[id] ?? []).some(([from, to]) => from <= column && column <= to)

type Damage = { readonly at: number; readonly column: number; readonly put: string; readonly cut: number } // prettier-ignore

const replacements = [...'axzAKZ019 -.,\'/&*"~`^|{}\t\0\x1b\x7f\xa0\xdf\xe9\xff', '\n', '\r']

const damages: fc.Arbitrary<Damage> = fc.oneof(
  {
    weight: 8,
    arbitrary: fc.record({
      at: fc.nat(100_000),
      column: fc.integer({ min: 1, max: 80 }),
      put: fc.constantFrom(...replacements),
      cut: fc.constant(1),
    }),
  },
  {
    weight: 1,
    arbitrary: fc.record({
      at: fc.nat(100_000),
      column: fc.integer({ min: 1, max: 80 }),
      put: fc.constantFrom('', 'A', ' ', '0', '\n', '\xe9'),
      cut: fc.constantFrom(0, 1),
    }),
  },
)

const capitals = (text: string) => text.replace(/[a-z]/g, (letter) => letter.toUpperCase())

/** `undefined` where printing refuses what was read, which is loud too. */
function printed(value: CargoRelease): string | undefined {
  try {
    return printCatairRelease(value)
  } catch (error) {
    // What is no day stays in its reference as it stands, for CBP's rules to name, and is never sent.
    if (error instanceof RangeError && error.message.startsWith('SE20 8-57')) return undefined
    throw error
  }
}

const inField = ({ from, to }: Field, column: number) => from <= column && column <= to

function names(fault: Fault, line: number, column: number, fields: readonly Field[]): boolean {
  if (fault.line !== line) return false
  return (
    fault.column === 0 ||
    fault.column === column ||
    fields.some((field) => inField(field, column) && inField(field, fault.column))
  )
}

/**
 * Of two street records in a row the first may be half empty; the filing keeps the lines of a street
 * and not how they were spread, and prints two a record.
 */
const repacked = (text: string) =>
  text.replace(/(?:SE35.{76}\n)+|(?:SE55.{76}\n)+/g, (records) => {
    const halves = records
      .split('\n')
      .flatMap((record) => [record.slice(4, 41), record.slice(41, 78)])
      .filter((half) => half.trim() !== '')
    const pairs = halves.flatMap((half, at) =>
      at % 2 === 0 ? [half + (halves[at + 1] ?? '')] : [],
    )
    return pairs.map((pair) => `${(records.slice(0, 4) + pair).padEnd(80)}\n`).join('')
  })

type Outcome = 'named' | 'as it stands' | 'harmless'

function outcomeOf(text: string, release: CargoRelease, damaged: string): Outcome {
  const reading: CatairReading = readCatairRelease(bytes(damaged))
  if (!reading.ok) {
    expect(reading.faults).not.toEqual([])
    return 'named'
  }
  const again = printed(reading.value)
  if (again === undefined || again === repacked(capitals(damaged))) return 'as it stands'
  expect(reading.value, damaged).toEqual(release)
  return 'harmless'
}

const runs = (numRuns: number) => ({ numRuns, endOnFailure: false })

describe('one damaged column of a filing', () => {
  it('is named where it is, or read as it stands, or harmless', { timeout: 120_000 }, () => {
    const seen = { named: 0, 'as it stands': 0, harmless: 0 }
    fc.assert(
      fc.property(releases, fc.array(damages, { minLength: 4, maxLength: 8 }), (release, all) => {
        const text = printCatairRelease(release)
        const lines = text.split('\n').slice(0, -1)
        for (const { at, column, put, cut } of all) {
          const line = (at % lines.length) + 1
          const record = lines[line - 1] ?? ''
          const damaged = withColumn(text, line, column, put, cut)
          if (damaged === text) continue
          const outcome = outcomeOf(text, release, damaged)
          seen[outcome] += 1
          const layout = layoutOf(record, 'input')
          const id = layout?.id ?? ''
          const reading = readCatairRelease(bytes(damaged))
          if (outcome === 'harmless') {
            expect(within(notCarried, id, column), `${id} ${column} ${JSON.stringify(put)}`).toBe(true)
          } else if (!reading.ok && column > 4 && !within(sharedWithOthers, id, column)) {
            const fields = layout?.fields ?? []
            const named = reading.faults.some((fault) => names(fault, line, column, fields))
            expect(named, `${id} ${line}:${column} ${JSON.stringify([put, reading.faults])}`).toBe(true)
          }
        }
      }),
      runs(1500),
    )
    expect(Math.min(...Object.values(seen)), JSON.stringify(seen)).toBeGreaterThan(5)
  }) // prettier-ignore

  // Every column of the worked filing, each by several characters.
  it.each([...'a0Z -\t\n\r\xe9'])('is never silent in the worked filing: %j', (put) => {
    const text = exchange('add')
    const reading = readCatairRelease(bytes(text))
    if (!reading.ok) throw new Error('the worked filing')
    for (let line = 1; line <= text.length / 81; line += 1) {
      for (let column = 1; column <= 80; column += 1) {
        const damaged = withColumn(text, line, column, put)
        if (damaged === text) continue
        const blanked = withColumn(damaged, 1, 9, '      ', 6)
        const after = readCatairRelease(bytes(damaged))
        if (!after.ok) expect(after.faults).not.toEqual([])
        else if (within(notCarried, text[(line - 1) * 81] ?? '', column)) {
          expect(after.value).toEqual(reading.value)
        } else expect(printed(after.value) ?? capitals(blanked)).toBe(capitals(blanked))
      }
    }
  })
})

const moves = {
  dropped: (lines: readonly string[], at: number) => lines.toSpliced(at, 1),
  doubled: (lines: readonly string[], at: number) => lines.toSpliced(at, 0, lines[at] ?? ''),
  'swapped with the next': (lines: readonly string[], at: number) =>
    lines.toSpliced(at, 2, ...lines.slice(at, at + 2).reverse()),
}

describe('one record of a filing', () => {
  it.each(Object.entries(moves))(
    'that is %s is named or read as it stands',
    (_, move) => {
      fc.assert(
      fc.property(releases, fc.array(fc.nat(100_000), { minLength: 4, maxLength: 8 }), (release, places) => {
        const text = printCatairRelease(release)
        const lines = text.split('\n').slice(0, -1)
        for (const place of places) {
          const moved = move(lines, place % lines.length)
          const damaged = moved.map((line) => `${line}\n`).join('')
          if (damaged !== text) outcomeOf(text, release, damaged)
        }
      }),
      runs(500),
    ) // prettier-ignore
    },
    60_000,
  )
})
