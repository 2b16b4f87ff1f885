import { describe, expect, it } from 'vitest'
import { declare } from '../../src/message/declare.ts'
import { printCargoRelease } from '../../src/message/filing.ts'
import { readOneNotification } from '../../src/message/notification.ts'
import { bytes, goldens, invalid, json, print, read, rootOf, valueOf } from './goldens.ts'

const contact = { name: 'PAT FILER', phone: '7185550100' }
const filings = goldens.filter((name) => name.startsWith('filing-'))

describe('golden messages', () => {
  it('cover eight filings, five replies and nine pages of notifications', () => {
    const count = (stem: string) => goldens.filter((name) => name.startsWith(stem)).length
    expect([count('filing-'), count('reply-'), count('notification-')]).toEqual([8, 5, 9])
  })

  it.each(goldens)('%s: the value is printed as these bytes', (name) => {
    expect(print(name, json(`${name}.json`))).toBe(read(`${name}.xml`))
  })

  it.each(goldens)('%s: the bytes are read as this value', (name) => {
    expect(valueOf(rootOf(name), read(`${name}.xml`))).toEqual(json(`${name}.json`))
  })

  it.each(goldens)('%s: libxml2 finds it valid', (name) => {
    expect(invalid(rootOf(name), read(`${name}.xml`))).toBeUndefined()
  })

  it.each(filings)('%s: the shipment is declared as these bytes', (name) => {
    const { envelope } = json(`${name}.json`)
    const entries = [declare(json(`${name}.declaration.json`), contact)]
    expect(printCargoRelease({ envelope, entries })).toBe(read(`${name}.xml`))
  })

  it('reads each notification of a page again from its own bytes', () => {
    const page = read('notification-page.xml')
    const raws = page.match(/<statusNotification>.*?<\/statusNotification>/gs) ?? []
    expect(raws.map((raw) => readOneNotification(raw).notification)).toEqual(
      json('notification-page.json'),
    )
  })
})

type Break = readonly [name: string, what: string, from: string | RegExp, to: string]

const breaks: readonly Break[] = [
  ['filing-add', 'no entry number', /<entryNumber>.*<\/entryNumber>/, ''],
  ['filing-add', 'an entry number of seven digits', '00000011</entryN', '0000011</entryN'],
  ['filing-add', 'an action that does not exist', '<actionCode>A', '<actionCode>C'],
  ['filing-add', 'a value with cents', '<entryValueUsd>45<', '<entryValueUsd>45.00<'],
  ['filing-add', 'a value with a leading zero', '<entryValueUsd>45<', '<entryValueUsd>045<'],
  ['filing-add', 'four bills', /<bill>[^]*?<\/bill>/, '$&$&$&'],
  ['filing-add', 'a name of 36 characters', 'JANE SMITH', 'J'.repeat(36)],
  ['filing-add', 'an empty city', '<city>BROOKLYN</city>', '<city/>'],
  ['filing-add', 'a line break in a name', 'JANE SMITH', 'JANE&#10;SMITH'],
  ['filing-add', 'a blank behind a name', 'JANE SMITH', 'JANE SMITH '],
  ['filing-add', 'an accent in a name', 'JANE SMITH', 'JÄNE SMITH'],
  ['filing-add', 'punctuation in the name of its contact', 'PAT FILER', 'PAT O&apos;FILER'],
  [
    'filing-add',
    'a grouping without bill',
    /<billGrouping>[^]*<\/billGrouping>/,
    '<billGrouping/>',
  ],
  [
    'filing-add',
    'seven pieces of a street',
    /<streetComponent>[^]*?<\/streetComponent>/,
    '$&'.repeat(7),
  ],
  ['filing-add', 'a line without tariff number', /<tariff>[^]*?<\/tariff>/, ''],
  ['filing-add', 'no entry at all', /<entry>[^]*<\/entry>/, ''],
  ['filing-add', 'a field sent twice', /<actionCode>.*<\/actionCode>/, '$&$&'],
  ['filing-add', 'text beside elements', '<contact>', '<contact>RELEASED'],
  ['filing-add', 'another namespace', 'release:1', 'release:2'],
  ['filing-cancellation', 'a month of one digit', '2026-11-30', '2026-1-30'],
  ['reply-accepted', 'a disposition that does not exist', '>02<', '>05<'],
  ['reply-accepted', 'a time without zone', '05Z<', '05<'],
  ['reply-rejected-282', 'a condition of two digits', '>282<', '>28<'],
  ['notification-released', 'no time', /<at>.*<\/at>/, ''],
  ['notification-released', 'no notice', /<notice>[^]*<\/notice>/, ''],
  ['notification-released', 'a record that does not exist', 'SO60', 'SO61'],
  ['notification-released', 'two release dates', /<releaseDate>.*<\/releaseDate>/, '$&$&'],
]

describe('broken messages', () => {
  it.each(breaks)('%s with %s is refused by libxml2 and by the reader', (name, _, from, to) => {
    const sound = read(`${name}.xml`)
    const broken = sound.replace(from, to)
    expect(broken).not.toBe(sound)
    expect(invalid(rootOf(name), broken)).toBeDefined()
    expect(valueOf(rootOf(name), bytes(broken))).toBeUndefined()
  })
})
