import fc from 'fast-check'
import { describe, expect, it } from 'vitest'
import { readCargoRelease } from '../../src/message/filing.ts'
import { printXml, readXml } from '../../src/message/xml.ts'
import type { XmlNode } from '../../src/message/xml.ts'
import { bytes, json, print, read } from './goldens.ts'

const leaf = (text: string): XmlNode => ({ name: 'a', text, children: [] })
const page = (...children: XmlNode[]): XmlNode => ({ name: 'Page', text: '', children })

function texts(document: string): unknown {
  const reading = readXml(bytes(document), 'Page')
  return reading.ok ? reading.root.children.map(({ text }) => text) : reading.fault
}

const [grouping] = json('filing-add.json').entries[0].billGroupings

describe('writing XML', () => {
  it.each(['\0', 'a\u0008', '\u001f', '\ud800', '\udc00x', '\ufffe', 'a\rb'])(
    'refuses to write %j',
    (text) => expect(() => printXml(page(leaf(text)))).toThrow(),
  )

  it('refuses text beside elements rather than drop it', () => {
    expect(() => printXml({ ...page(leaf('1')), text: 'x' })).toThrow()
    expect(() => printXml(page({ ...page(leaf('1')), text: 'x' }))).toThrow()
  })

  it.each(['entryNumber', 'bondType', 'billGroupings', 'lines'])(
    'refuses a filing without %s',
    (field) => {
      const value = json('filing-add.json')
      delete value.entries[0][field]
      expect(() => print('filing-add', value)).toThrow(TypeError)
    },
  )

  it.each([
    ['entryValueUsd', NaN],
    ['entryValueUsd', 45.5],
    ['entryValueUsd', -1],
    ['entryNumber', 11],
    ['entryNumber', null],
    ['importerOfRecord', null],
    ['entryType', ''],
    ['billGroupings', [{ ...grouping, bills: Array(4).fill(grouping.bills[0]) }]],
    ['billGroupings', [{ ...grouping, bills: [] }]],
  ])('refuses a filing whose %s is %j', (field, value) => {
    const { envelope, entries } = json('filing-add.json')
    const broken = { envelope, entries: [{ ...entries[0], [field]: value }] }
    expect(() => print('filing-add', broken)).toThrow(TypeError)
  })

  it('writes no small letters, and reads those of others as capitals', () => {
    const { envelope, entries } = json('filing-add.json')
    const small = { ...entries[0].parties[0], name: 'Jane Smith' }
    const parties = [small, entries[0].parties[1]]
    const written = print('filing-add', { envelope, entries: [{ ...entries[0], parties }] })
    expect(written).toBe(read('filing-add.xml'))
    const sent = written.replace('JANE SMITH', 'Jane Smith').replace('PAT FILER', 'Pat Filer')
    expect(sent).not.toBe(written)
    expect(readCargoRelease(bytes(sent))).toEqual(readCargoRelease(bytes(written)))
  })

  const hostile = fc.oneof(
    fc.string({ unit: 'binary' }),
    fc.string({
      unit: fc.constantFrom('<', '>', '&', ';', '#', 'x', '"', "'", ']', '!', '-', '?'),
    }),
    fc.constantFrom(
      '</a><a>',
      ']]>',
      '<![CDATA[',
      '<!--',
      '<?php',
      '<!DOCTYPE x>',
      '&amp;lt;',
      '&#0;',
    ),
  )
  const writable = /^[\t\n\u0020-\ud7ff\ue000-\ufefe\uff00-\ufffd\u{10000}-\u{10ffff}]*$/u

  it('writes as many elements as it was given, whatever their text, and reads the text back', () => {
    const given = fc.array(
      hostile.filter((text) => writable.test(text)),
      { maxLength: 5 },
    )
    fc.assert(
      fc.property(given, (all) => {
        const document = printXml(page(...all.map(leaf)))
        expect(document.match(/<a[>/]/g) ?? []).toHaveLength(all.length)
        expect(texts(document)).toEqual(all)
      }),
      { seed: 321, numRuns: 2000 },
    )
  })

  it('writes hostile text of a filing into one field, or refuses it', () => {
    const elements = (document: string) => document.match(/<[a-zA-Z]/g)?.length
    const usual = elements(read('filing-add.xml'))
    fc.assert(
      fc.property(hostile, (description) => {
        const { envelope, entries } = json('filing-add.json')
        const [first, ...others] = entries[0].lines
        const lines = [{ ...first, description }, ...others]
        let document: string | undefined
        try {
          document = print('filing-add', { envelope, entries: [{ ...entries[0], lines }] })
        } catch (error) {
          expect(error).toBeInstanceOf(Error)
        }
        if (document === undefined || description.includes('\ufeff')) return
        expect(elements(document)).toBe(usual)
        const reading = readCargoRelease(bytes(document))
        expect(reading.ok && reading.value.entries[0]?.lines[0]?.description).toBe(
          description.toUpperCase(),
        )
      }),
      { seed: 321, numRuns: 2000 },
    )
  })
})
