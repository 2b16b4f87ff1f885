/**
 * Batches of CATAIR without what people typed, what was sent and what came back. Every record stays
 * in its place, so that a batch that is refused is refused at the same lines and columns.
 * @module
 */
import { readBatches } from '../../src/message/catair/batch.ts'
import type { Sender } from '../../src/message/catair/batch.ts'
import { columns } from '../../src/message/catair/layout.ts'
import type { CatairRecord } from '../../src/message/catair/record.ts'
import { mediaType as catair, readCatairBatch, textOf } from '../../src/message/catair/release.ts'
import type { Pseudonyms } from './pseudonym.ts'
import { maskRecord, redactRecord } from './record.ts'

export const isCatair = (mediaType: string | null | undefined): boolean =>
  (mediaType ?? '').split(';', 1)[0]?.trim().toLowerCase() === catair

/** Without its A record it is none, whatever else it holds. */
export const noBatch = 'WITHHELD'

/** `undefined` for what does not begin as a batch. */
export function redactBatch(bytes: Uint8Array, named: Pseudonyms): string | undefined {
  const { header, blocks, faults } = readCatairBatch(bytes)
  if (!header) return undefined
  // Where all of it is refused, nobody's day is counted, and the lines are.
  const sound = faults.length > 0 ? [] : blocks.flatMap(({ transactions }) => transactions)
  const streets = new Map(
    sound.flatMap(({ filing, records }) => (filing ? streetsIn(records) : [])),
  )
  return redacted(bytes, 'a filer', named, streets)
}

/** What CBP says: an SX that echoes the filing, a page of SO. */
export const redactSaid = (text: string, named: Pseudonyms): string =>
  redacted(new TextEncoder().encode(text), 'CBP', named)

function redacted(
  bytes: Uint8Array,
  sender: Sender,
  named: Pseudonyms,
  streets: Streets = new Map(),
): string {
  let filer = ''
  const lines = readBatches(bytes, sender).flatMap(({ lines, records }) => {
    const recordAt = new Map(records.map((record) => [record.line, record]))
    return lines.flatMap(({ number }) => {
      const record = recordAt.get(number)
      if (!record) return ['']
      if (record.id === 'SE10') filer = record.values['entryFilerCode'] ?? ''
      if (streets.has(number)) return streetOf(record, streets.get(number), named)
      const whole = record.text.length === columns || /^[ABYZ]$/.test(record.id)
      return [whole ? redactRecord(record, filer, named) : maskRecord(record)]
    })
  })
  return textOf(lines)
}

type Streets = ReadonlyMap<number, string | undefined>

/**
 * By the line: one party's street as one, as a filing in XML has it too, on the first of its lines.
 * The same person has the same stand-in on either wire.
 */
function streetsIn(records: readonly CatairRecord[]): [number, string | undefined][] {
  return records.flatMap((record, index): [number, string | undefined][] => {
    if (!isStreet(record)) return []
    if (isStreet(records[index - 1])) return [[record.line, undefined]]
    const behind = records.slice(index)
    const end = behind.findIndex((each) => !isStreet(each))
    const words = behind
      .slice(0, end === -1 ? undefined : end)
      .flatMap(({ values }) => [values['text1'], values['text2']])
      .filter((text) => text !== undefined)
    return [[record.line, words.join(' ')]]
  })
}

const isStreet = (record: CatairRecord | undefined) => /^SE[35]5$/.test(record?.id ?? '')

/** SE35 7-41. */
const streetOf = ({ text }: CatairRecord, words: string | undefined, named: Pseudonyms) =>
  words === undefined ? [] : [(text.slice(0, 6) + named.of('street', words)).padEnd(columns)]
