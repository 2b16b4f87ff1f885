import { readdirSync, readFileSync } from 'node:fs'
import fc from 'fast-check'
import { describe, expect, it } from 'vitest'
import { toNode } from '../../src/message/element.ts'
import type { Group } from '../../src/message/element.ts'
import {
  cargoRelease,
  checkFiling,
  mostElements,
  readCargoRelease,
} from '../../src/message/filing.ts'
import { pageOf, readNotifications, statusNotifications } from '../../src/message/notification.ts'
import { plainReader } from '../../src/message/reader.ts'
import { readDocument } from '../../src/message/reading.ts'
import { cargoReleaseReply, readReply } from '../../src/message/reply.ts'
import { limits } from '../../src/message/tag.ts'
import { documentWriter } from '../../src/message/writer.ts'
import { printXml, readXml } from '../../src/message/xml.ts'
import { mutate, mutations, valuesOf } from './generated.ts'
import { bytes, goldens, json, print, read, rootOf } from './goldens.ts'
import type { Root } from './goldens.ts'

// The plain roads are an aid to speed and nothing else: whatever they say, xmlbuilder2 and
// fast-xml-parser say too. GATE321_TEST_MESSAGES=100000 looks longer.
const numRuns = Number(process.env['GATE321_TEST_MESSAGES'] ?? 500)

type Reader = (document: Uint8Array) => unknown
type Road = { readonly table: Group<any>; readonly ours: Reader; readonly reference: Reader }

const roads: Readonly<Record<Root, Road>> = {
  CargoRelease: {
    table: cargoRelease,
    ours: readCargoRelease,
    reference: (document) => readDocument(document, 'CargoRelease', cargoRelease, mostElements),
  },
  CargoReleaseReply: {
    table: cargoReleaseReply,
    ours: readReply,
    reference: (document) => readDocument(document, 'CargoReleaseReply', cargoReleaseReply),
  },
  StatusNotifications: {
    table: statusNotifications,
    ours: readNotifications,
    reference: (document) => pageOf(readXml(document, 'StatusNotifications')),
  },
}
const roots = Object.keys(roads) as Root[]

const outcome = (attempt: () => unknown) => {
  try {
    return attempt()
  } catch (error) {
    return String(error)
  }
}

describe.each(roots)('any %s', (root) => {
  const { table, ours, reference } = roads[root]
  const write = documentWriter(root, table)
  const plain = plainReader(root, table)
  const written = (value: any) => printXml(toNode(root, table, value))
  const timeout = 20_000 + numRuns * 10

  it('is written as xmlbuilder2 writes it, and read as the parser reads it', { timeout }, () => {
    let read = 0
    fc.assert(
      fc.property(valuesOf(table), (value) => {
        const document = outcome(() => written(value))
        expect(outcome(() => write(value))).toBe(document)
        const sent = bytes(String(document))
        expect(ours(sent)).toEqual(reference(sent))
        if (plain(sent)) read += 1
      }),
      { seed: 321, numRuns },
    )
    expect(read).toBeGreaterThan(numRuns / 2)
  })

  it('is read as the parser reads it after accidents', { timeout }, () => {
    const taken = { plain: 0, other: 0 }
    const sound = valuesOf(table).map((value) => String(outcome(() => written(value))))
    const accident = fc.array(mutations, { minLength: 1, maxLength: 2 })
    fc.assert(
      fc.property(sound, accident, (document, accidents) => {
        const sent = bytes(accidents.reduce(mutate, document))
        expect(ours(sent)).toEqual(reference(sent))
        taken[plain(sent) ? 'plain' : 'other'] += 1
      }),
      { seed: 321, numRuns },
    )
    expect(taken.plain).toBeGreaterThan(numRuns / 100)
    expect(taken.other).toBeGreaterThan(numRuns / 10)
  })
})

describe('any filing', () => {
  const entry = cargoRelease.fields.entries.of

  it('is refused before it is sent exactly when no tree can carry it', () => {
    const parts = fc.constantFrom(...Object.keys(entry.fields))
    const odd = fc.constantFrom(undefined, null, '', 'é', ' ', 'a\nb', -1, 1.5, [], {}, '&<>', 0)
    fc.assert(
      fc.property(valuesOf(entry), fc.option(fc.tuple(parts, odd)), (value, change) => {
        const filing: any = change === null ? value : { ...value, [change[0]]: change[1] }
        const refused = outcome(() => void toNode('entry', entry, filing))
        expect(outcome(() => void checkFiling(filing))).toBe(refused)
      }),
      { seed: 321, numRuns },
    )
  })
})

describe('plain documents', () => {
  const plainRead = (root: Root) => plainReader(root, roads[root].table)

  it.each(goldens)('%s is one, and the same by both roads', (name) => {
    const root = rootOf(name)
    const { table, ours, reference } = roads[root]
    const sent = bytes(read(`${name}.xml`))
    expect(plainRead(root)(sent)).toBeDefined()
    expect(ours(sent)).toEqual(reference(sent))
    const value: any = plainRead(root)(sent)?.value
    expect(documentWriter(root, table)(value)).toBe(printXml(toNode(root, table, value)))
    expect(print(name, json(`${name}.json`))).toBe(read(`${name}.xml`))
  })

  it.each(goldens)('no prefix of %s is one', (name) => {
    const whole = bytes(read(`${name}.xml`).trimEnd())
    const readPlain = plainRead(rootOf(name))
    const taken = whole.findIndex((_, length) => readPlain(whole.subarray(0, length)) !== undefined)
    expect(taken).toBe(-1)
  })

  const bad = new URL('../../fixtures/bad/', import.meta.url)
  it('are not among the bad bodies', () => {
    const taken = readdirSync(bad).filter((file) =>
      roots.some((root) => plainRead(root)(readFileSync(new URL(file, bad)))),
    )
    expect(taken).toEqual([])
  })

  const reply = read('reply-accepted.xml')
  it.each([
    ['without its declaration', reply.slice(reply.indexOf('<Cargo'))],
    ['on one line', reply.replaceAll(/>\s+</g, '><')],
    ['with line ends of Windows', reply.replaceAll('\n', '\r\n')],
    ['with references', reply.replace('ENTRY ACCEPTED', '&#69;NTRY &amp; ACCEPTED')],
  ])('may be %s', (_, document) => {
    const sent = bytes(document)
    expect(plainRead('CargoReleaseReply')(sent)).toBeDefined()
    expect(readReply(sent)).toEqual(roads.CargoReleaseReply.reference(sent))
  })

  it.each([
    ['more elements than are allowed', reply, 7],
    ['a gap beyond the limit', reply.replace('\n', ' '.repeat(limits.value + 1)), 100],
    ['XInclude in its text', reply.replace('ENTRY', 'www.w3.org/2001/XInclude'), 100],
    ['an undeclared byte', reply.replace('ENTRY', 'É'), 100],
  ])('never have %s', (_, document, most) => {
    expect(plainReader('CargoReleaseReply', cargoReleaseReply, most)(bytes(document))).toBe(
      undefined,
    )
  })
})
