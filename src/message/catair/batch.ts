/**
 * The envelope: bytes -> batches A .. Z with their blocks B .. Y, whose records are read by their
 * layouts but not yet in order. Source: CATAIR Batch & Block Control v23.
 * @module
 */
import type { Fault, FaultCode } from './fault.ts'
import { linesOf, smallLetterIn } from './line.ts'
import type { Line } from './line.ts'
import { readRecord } from './record.ts'
import type { CatairRecord } from './record.ts'
import { applications } from './codes.ts'
import { layoutOf } from './records/all.ts'
import type { Way } from './records/all.ts'

export type Block = {
  readonly header: CatairRecord | undefined
  readonly records: readonly CatairRecord[]
  readonly trailer: CatairRecord | undefined
}

export type Batch = {
  readonly way: Way
  readonly lines: readonly Line[]
  /** Of each line, wherever it stands. */
  readonly records: readonly CatairRecord[]
  readonly header: CatairRecord | undefined
  readonly blocks: readonly Block[]
  readonly trailer: CatairRecord | undefined
  /** Of its lines, its envelope, and where its records stand outside of a block. */
  readonly faults: readonly Fault[]
}

/** From whom the bytes are: `a filer` may write small letters, and counts no records. */
export type Sender = 'a filer' | 'CBP' | 'either'

/** One behind the other, as a mailbox hands them out; no bytes are no batch. */
export function readBatches(bytes: Uint8Array, sender: Sender): Batch[] {
  const parts: Line[][] = []
  let ended = false
  for (const line of linesOf(bytes)) {
    const last = parts.at(-1)
    const begins: boolean = ended && line.text.startsWith('A')
    if (!last || begins) parts.push([line])
    else last.push(line)
    ended = (ended && !begins) || line.text.startsWith('Z')
  }
  return parts.map((part) => readBatch(part, sender))
}

function readBatch(lines: readonly Line[], sender: Sender): Batch {
  const way = wayOf(lines, sender)
  const small = (line: Line) => (way === 'input' ? [] : (smallLetterIn(line) ?? []))
  const faults: Fault[] = lines.flatMap((line) => [...line.faults, small(line)].flat())
  // An empty line is no record; its length is named.
  const records = lines.filter(({ text }) => text !== '').map((line) => recordOf(line, way))
  const [first, ...rest] = records
  const header = first?.id === 'A' ? first : undefined
  if (!header) faults.push(wanting(first, 'missing_record', 'A has to come first.'))
  const blocks: Block[] = []
  let block: { header: CatairRecord; records: CatairRecord[]; trailer?: CatairRecord } | undefined
  let trailer: CatairRecord | undefined
  const close = () => {
    if (block) blocks.push({ trailer: undefined, ...block })
    block = undefined
  }
  for (const record of header ? rest : records) {
    if (trailer) {
      faults.push(wanting(record, 'out_of_sequence', `${record.id} stands behind Z, which is the last.`))
    } else if (record.id === 'B') {
      if (block) faults.push(wanting(record, 'missing_record', 'Y is missing before this B.'))
      close()
      block = { header: record, records: [] }
    } else if (record.id === 'Y' && block) {
      block.trailer = record
      close()
    } else if (record.id === 'Z') {
      if (block) faults.push(wanting(record, 'missing_record', 'Y is missing before Z.'))
      close()
      trailer = record
    } else if (block) {
      block.records.push(record)
    } else if (!record.layout) {
      faults.push(unknown(record))
    } else {
      faults.push(wanting(record, 'out_of_sequence', `${record.id} stands outside of a block B .. Y.`))
    }
  }
  if (block) faults.push(wanting(records.at(-1), 'missing_record', 'Y is missing at the end.'))
  close()
  if (!trailer) faults.push(wanting(records.at(-1), 'missing_record', 'Z is missing: the batch may be cut.'))
  if (blocks.length === 0) faults.push(wanting(trailer ?? header, 'missing_record', 'B is missing: a batch has a block.'))
  const batch = { way, lines, records, header, blocks, trailer }
  return { ...batch, faults: [...faults, ...disagreements(batch)] }
} // prettier-ignore

/** CBP leaves the application blank where it rejects the batch. */
function wayOf(lines: readonly Line[], sender: Sender): Way {
  if (sender === 'a filer') return 'input'
  const first = lines[0]?.text ?? ''
  const application = first.slice(25, 27).trim()
  if (!first.startsWith('A')) return sender === 'CBP' ? 'output' : wayByRecords(lines)
  if (application === 'SE') return 'input'
  return application === '' ? 'rejection' : 'output'
}

/** Without its A record a batch is told by what only CBP writes. */
const wayByRecords = (lines: readonly Line[]): Way =>
  lines.some(({ text }) => /^(SO\d\d|SE90)/.test(text)) ? 'output' : 'input'

function recordOf({ text, number: line, faults: known }: Line, way: Way): CatairRecord {
  const layout = layoutOf(text, way)
  if (!layout) {
    const id = /^[A-Z]{2}\d{2}|^[A-Z0-9]{1,4}/.exec(text)?.[0] ?? text.slice(0, 4)
    return { id, layout, line, text, values: {}, faults: [] }
  }
  // Of another length its columns are not where they belong, and the length is named already.
  const whole = text.length === 80
  const record = readRecord(layout, text.padEnd(80).slice(0, 80), line)
  if (!whole) return { ...record, text, faults: [] }
  if (known.length === 0) return record
  const named = known.map(({ column }) => column)
  return { ...record, faults: record.faults.filter(({ column }) => !named.includes(column)) }
}

export const unknown = ({ id, line }: CatairRecord): Fault => ({
  ...{ code: 'unknown_record', line, column: 0 },
  message: `"${id}" is no record that is known here.`,
})

const wanting = (record: CatairRecord | undefined, code: FaultCode, message: string): Fault => ({
  ...{ code, line: record?.line ?? 1, column: 0, message },
})

/** The trailers repeat their headers, and every block is of the batch's application. */
function disagreements({ way, header, blocks, trailer }: Omit<Batch, 'faults'>): Fault[] {
  if (way === 'rejection') return []
  const application = header?.values['applicationIdentifier']
  const unnamed = header && application === undefined && header.faults.length === 0
  const differ = (one: CatairRecord | undefined, other: CatairRecord | undefined, ...names: string[]) =>
    names.flatMap((name): Fault[] => {
      const [is, was] = [one?.values[name], other?.values[name]]
      // What is missing or wrong in itself is named there.
      if (!one || !other || is === undefined || was === undefined || is === was) return []
      const field = one.layout?.fields.find((each) => each.name === name)
      const message = `${one.id} ${field?.label ?? name}: "${is}" is not the "${was}" of ${other.id}.`
      return [{ code: 'trailer', line: one.line, column: field?.from ?? 0, message }]
    })
  return [
    ...(unnamed
      ? [wanting(header, 'application', `A 26-27 application: empty; it is ${Object.keys(applications).join(', ')}.`)]
      : []),
    ...differ(trailer, header, 'siteCode', 'senderCode', 'transmissionDate'),
    ...blocks.flatMap((block) => [
      ...differ(block.header, header, 'applicationIdentifier'),
      ...differ(block.trailer, block.header, 'port', 'filerCode', 'applicationIdentifier'),
      ...miscounted(block, way),
    ]),
  ]
} // prettier-ignore

function miscounted({ trailer, records }: Block, way: Way): Fault[] {
  const count = trailer?.values['count']
  if (way !== 'output' || !trailer || count === undefined || Number(count) === records.length) {
    return []
  }
  const message = `Y counts ${Number(count)} records and the block has ${records.length}: it may be cut.`
  return [{ code: 'count', line: trailer.line, column: 13, message }]
}

/** Every fault of a batch's own records: of its lines, its envelope and the fields of that. */
export const envelopeFaults = ({ faults, header, blocks, trailer }: Batch): Fault[] => [
  ...faults,
  ...[header, ...blocks.flatMap((block) => [block.header, block.trailer]), trailer].flatMap(
    (record) => record?.faults ?? [],
  ),
]
