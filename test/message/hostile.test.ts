import { describe, expect, it } from 'vitest'
import { readCargoRelease } from '../../src/message/filing.ts'
import { readNotifications } from '../../src/message/notification.ts'
import { readReply } from '../../src/message/reply.ts'
import { namespace } from '../../src/message/xml.ts'
import { bytes, goldens, read, rootOf } from './goldens.ts'

const reply = read('reply-accepted.xml')
const replyFault = (document: string | Uint8Array) => {
  const reading = readReply(typeof document === 'string' ? bytes(document) : document)
  return reading.ok ? 'read' : reading.fault
}

const readers = {
  CargoRelease: readCargoRelease,
  CargoReleaseReply: readReply,
  StatusNotifications: readNotifications,
}

describe('a document that is not whole', () => {
  it.each(goldens)('%s is refused at every prefix of its bytes', (name) => {
    const whole = bytes(read(`${name}.xml`).trimEnd())
    const readable = Array.from({ length: whole.length }, (_, length) => length).filter(
      (length) => readers[rootOf(name)](whole.subarray(0, length)).ok,
    )
    expect(readable).toEqual([])
  })

  it('says that it was cut, wherever that was', () => {
    const whole = bytes(reply.trimEnd())
    const faults = whole
      .map((_, length) => length)
      .reduce((all, length) => all.add(replyFault(whole.subarray(0, length))), new Set<string>())
    expect([...faults]).toEqual(['cbp_empty', 'cbp_truncated'])
  })
})

describe('a document that is not ours', () => {
  const again = reply.slice(reply.indexOf('<Cargo'))
  it.each([
    ['nothing', '', 'cbp_empty'],
    ['white space', ' \r\n\t', 'cbp_empty'],
    ['plain text', 'ENTRY ACCEPTED', 'cbp_not_xml'],
    ['JSON', '{"status":"RELEASED"}', 'cbp_not_xml'],
    ['an HTML page', '<!DOCTYPE html><html><body>503</body></html>', 'cbp_not_xml'],
    ['an HTML page without DOCTYPE', '<html><head><br></head>', 'cbp_not_xml'],
    ['a shouting HTML page', '<HTML>\n<p>Sign in</HTML>', 'cbp_not_xml'],
    ['text after the root', `${reply}x`, 'cbp_malformed'],
    ['a second root', `${reply}${again}`, 'cbp_malformed'],
    ['a second root of another name', `${reply}<Another/>`, 'cbp_malformed'],
    ['CDATA after the root', `${reply}<![CDATA[x]]>`, 'cbp_malformed'],
    ['the beginning of a tag after the root', `${reply}<`, 'cbp_truncated'],
    ['a missing end tag', reply.replace('</result>', ''), 'cbp_malformed'],
    ['a stray end of CDATA', reply.replace('<result>', '<result>]]>'), 'cbp_malformed'],
    ['an attribute without quotes', reply.replace('<result>', '<result a=1>'), 'cbp_malformed'],
    ['an attribute twice', reply.replace('<result>', '<result a="" a="">'), 'cbp_malformed'],
    ['a tag in an attribute', reply.replace('<result>', '<result a="<b>">'), 'cbp_malformed'],
    ['hyphens in a comment', reply.replace('<result>', '<!-- - -- --><result>'), 'cbp_malformed'],
    ['another version of XML', reply.replace('1.0', '2.0'), 'cbp_malformed'],
  ])('%s is refused', (_, document, fault) => expect(replyFault(document)).toBe(fault))
})

describe('a document that declares what it may not', () => {
  const entities = Array.from(
    { length: 9 },
    (_, n) => `<!ENTITY e${n + 1} "${`&e${n};`.repeat(10)}">`,
  )
  const quoted = `<!DOCTYPE x [<!ENTITY e "${'x'.repeat(5000)}">]>`
  const root = '<CargoReleaseReply'
  it.each([
    ['a DOCTYPE', '<!DOCTYPE x>', root],
    ['a DOCTYPE in small letters', '<!doctype x SYSTEM "file:///etc/passwd">', root],
    ['an external entity', '<!DocType x [<!ENTITY a SYSTEM "http://127.0.0.1:1/">]>', root],
    ['a public DTD', '<!DOCTYPE x PUBLIC "-//X//EN" "http://127.0.0.1:1/x.dtd">', root],
    ['an ENTITY by itself', '<!ENTITY a "b">', root],
    ['a parameter entity', '<!entity % a "b">', root],
    ['a billion laughs', `<!DOCTYPE x [<!ENTITY e0 "lol">${entities.join('')}]>`, root],
    ['a quadratic blow-up', quoted, root],
    ['a DOCTYPE inside', '<!DOCTYPE x>', '<result>'],
    ['a style sheet', '<?xml-stylesheet href="http://127.0.0.1:1/"?>', root],
    ['an instruction', '<?php exit ?>', '<result>'],
    ['a second declaration', '<?xml version="1.0"?>', '<result>'],
    ['XInclude', '<x:include xmlns:x="http://www.w3.org/2001/XInclude" href="/"/>', '<result>'],
  ])('%s is refused', (_, construct, before) => {
    expect(replyFault(reply.replace(before, construct + before))).toBe('cbp_forbidden_construct')
  })

  it('refuses bombs by what they declare, not by what they unfold to', () => {
    const bomb = `<!DOCTYPE x [${'<!ENTITY a "aaaaaaaaaa">'.repeat(400_000)}]>${reply}`
    const start = performance.now()
    expect(replyFault(bomb)).toBe('cbp_forbidden_construct')
    expect(performance.now() - start).toBeLessThan(2000)
  })
})

describe('bytes that are not UTF-8', () => {
  const encoded = (name: string) => bytes(reply.replace('UTF-8', name))
  const inside = (...raw: number[]) => {
    const at = reply.indexOf('ACCEPTED')
    return Uint8Array.from([...bytes(reply.slice(0, at)), ...raw, ...bytes(reply.slice(at))])
  }
  it.each([
    ['UTF-16 with its mark', Uint8Array.from([0xff, 0xfe, ...Buffer.from(reply, 'utf16le')])],
    ['windows-1252 declared', encoded('windows-1252')],
    ['UTF-7 declared', encoded('UTF-7')],
    ['UTF-16 declared', encoded('UTF-16')],
    [
      'US-ASCII declared, other sent',
      bytes(reply.replace('UTF-8', 'US-ASCII').replace('ENTRY', 'É')),
    ],
    ['a byte of windows-1252', inside(0xe9)],
    ['an overlong slash', inside(0xc0, 0xaf)],
    ['a surrogate', inside(0xed, 0xa0, 0x80)],
    ['a cut sequence', inside(0xe2, 0x82)],
    ['a byte order mark inside', inside(0xef, 0xbb, 0xbf)],
    ['two byte order marks', bytes(`\ufeff\ufeff${reply}`)],
  ])('%s is refused', (_, document) => expect(replyFault(document)).toBe('cbp_encoding'))

  it('UTF-16 without its mark is full of zeros', () => {
    expect(replyFault(Buffer.from(reply, 'utf16le'))).toBe('cbp_bad_char')
  })

  it.each(['UTF-8', 'utf-8', 'US-ASCII'])('%s is read', (name) => {
    expect(replyFault(encoded(name))).toBe('read')
  })

  it('one byte order mark in front is read', () => {
    expect(replyFault(`\ufeff${reply}`)).toBe('read')
  })

  it('letters beyond ASCII arrive as they were sent', () => {
    const reading = readReply(bytes(reply.replace('ENTRY ACCEPTED', 'Zoë – 東京')))
    expect(reading.ok && reading.value.results[0]?.narrative).toBe('Zoë – 東京')
  })
})

describe('a flood', () => {
  const root = `<CargoReleaseReply xmlns="${namespace}">`
  it.each([
    ['100,000 deep', root + '<a>'.repeat(100_000) + '</a>'.repeat(100_000)],
    ['33 deep', root + '<a>'.repeat(32) + '</a>'.repeat(32) + '</CargoReleaseReply>'],
    ['50,001 elements', `${root}${'<a/>'.repeat(50_001)}</CargoReleaseReply>`],
    [
      '50,000 attributes',
      `${root}<a ${Array.from({ length: 50_000 }, (_, n) => `a${n}=""`).join(' ')}/>`,
    ],
    ['a name of 200 KB', `${root}<${'a'.repeat(200_000)}/>`],
    ['a name of 200 KB without end', `${root}<${'a'.repeat(200_000)}`],
    ['a value of 5 MB', `${root}<a>${'x'.repeat(5_000_000)}</a></CargoReleaseReply>`],
    ['an attribute of 5 MB', `${root}<a b="${'x'.repeat(5_000_000)}"/>`],
    ['a comment of 5 MB', `${root}<!--${'x'.repeat(5_000_000)}-->`],
    ['200,000 numeric references', `${root}<a>${'&#65;'.repeat(200_000)}</a></CargoReleaseReply>`],
  ])('%s is refused at once', (_, document) => {
    const start = performance.now()
    expect(replyFault(document)).toBe('cbp_limits')
    expect(performance.now() - start).toBeLessThan(1000)
  })

  it('reads what stays inside the limits', () => {
    const elements = `${root}${'<a/>'.repeat(40_000)}${reply.slice(reply.indexOf('<envelope>'))}`
    expect(replyFault(elements)).toBe('read')
  })
})

describe('names that every object has', () => {
  const names = ['__proto__', 'constructor', 'hasOwnProperty', 'toString', 'prototype', 'valueOf']
  it.each(names)('an element named %s is refused', (name) => {
    const element = `<${name}><polluted>yes</polluted></${name}>`
    expect(replyFault(reply.replace('<result>', `${element}<result>`))).toBe('cbp_malformed')
    expect(({} as Record<string, unknown>)['polluted']).toBeUndefined()
    expect(Object.getPrototypeOf({})).toBe(Object.prototype)
  })

  it('an attribute of such a name is refused', () => {
    expect(replyFault(reply.replace('<result>', '<result __proto__="x">'))).toBe('cbp_malformed')
  })
})
