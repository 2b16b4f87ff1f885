import { describe, expect, it } from 'vitest'
import { readNotifications, readOneNotification } from '../../src/message/notification.ts'
import { readReply } from '../../src/message/reply.ts'
import { namespace, parserOptions, readXml } from '../../src/message/xml.ts'
import { bytes, json, read } from './goldens.ts'

const sent = (content: string) => `<Page xmlns="${namespace}">${content}</Page>`

/** What the elements of a page say, or the fault. */
function texts(document: string | Uint8Array): unknown {
  const reading = readXml(typeof document === 'string' ? bytes(document) : document, 'Page')
  return reading.ok ? reading.root.children.map(({ text }) => text) : reading.fault
}

describe('reading XML', () => {
  it('keeps the parser options that the holes were closed with', () => {
    expect(parserOptions).toEqual({
      preserveOrder: true,
      ignoreAttributes: true,
      parseTagValue: false,
      parseAttributeValue: false,
      trimValues: false,
      processEntities: false,
      removeNSPrefix: false,
      cdataPropName: '#cdata',
      maxNestedTags: 32,
    })
    expect(Object.isFrozen(parserOptions)).toBe(true)
  })

  it.each(['00012345670', '1e5', '0x1F', 'Infinity', 'true', '-0', '1.10', ' 7 '])(
    'keeps the exact text %j',
    (text) => expect(texts(sent(`<a>${text}</a>`))).toEqual([text]),
  )

  it('gives a list of one, of none and of many the same shape', () => {
    expect(texts(sent(''))).toEqual([])
    expect(texts(sent('<a>1</a>'))).toEqual(['1'])
    expect(texts(sent('<a>1</a><a/><a></a>'))).toEqual(['1', '', ''])
  })

  it.each([
    ['&amp;lt;', '&lt;'],
    ['&#65;&#x42;', 'AB'],
    ['&quot;&apos;&gt;', '"\'>'],
    ['<![CDATA[<b>&amp;</b>]]>', '<b>&amp;</b>'],
    ['RE<!-- note -->LEASED', 'RELEASED'],
    ['&#13;', '\r'],
    ['&#x1F600;', '😀'],
  ])('reads %s as %j, once', (written, text) => {
    expect(texts(sent(`<a>${written}</a>`))).toEqual([text])
  })

  it.each(['&#0;', '&#xD800;', '&#x110000;', '&#8;', '&#xFFFE;', '&#99999999999;', '\0', '\u000b'])(
    'refuses the character %j',
    (written) => expect(texts(sent(`<a>${written}</a>`))).toBe('cbp_bad_char'),
  )

  it.each(['&nbsp;', '&xxe;', '&constructor;', '&__proto__;', '&toString;'])(
    'refuses the entity %s, which nothing can have declared',
    (written) => expect(texts(sent(`<a>${written}</a>`))).toBe('cbp_forbidden_construct'),
  )

  it.each(['<g:Page xmlns:g="NS"><g:a>1</g:a></g:Page>', "<Page xmlns='NS'><a>1</a></Page>"])(
    'takes the namespace by any prefix: %s',
    (document) => expect(texts(document.replace('NS', namespace))).toEqual(['1']),
  )

  it.each([
    '<Page><a>1</a></Page>',
    '<Page xmlns="urn:other"><a>1</a></Page>',
    '<g:Page xmlns="NS"><a>1</a></g:Page>',
    '<Other xmlns="NS"/>',
  ])('refuses another root or namespace: %s', (document) => {
    expect(texts(document.replace('NS', namespace))).toBe('cbp_unexpected_root')
  })

  it.each([
    '<Page xmlns="NS"><a xmlns="urn:other">1</a></Page>',
    '<Page xmlns="NS"><g:a xmlns:g="NS">1</g:a></Page>',
    '<Page xmlns="NS" xmlns:g="NS"><g:a>1</g:a></Page>',
  ])('refuses two namespaces behind one name: %s', (document) => {
    expect(texts(document.replaceAll('NS', namespace))).toBe('cbp_malformed')
  })

  it('never takes an element of another prefix for one of ours', () => {
    const foreign = '<x:at xmlns:x="urn:x">1970-01-01T00:00:00Z</x:at>'
    const both = read('notification-released.xml').replace('<at>', `${foreign}<at>`)
    const reading = readNotifications(bytes(both))
    expect(reading.ok && reading.delivered[0]?.notification?.at).toBe('2026-12-01T14:11:00Z')
  })

  it('reads a notification again that was sent with a prefix', () => {
    const prefixed = read('notification-released.xml')
      .replace(/<(\/?)(?=[A-Za-z])/g, '<$1g:')
      .replace('xmlns=', 'xmlns:g=')
    const reading = readNotifications(bytes(prefixed))
    const raw = (reading.ok && reading.delivered[0]?.raw) || ''
    expect(raw).toMatch(/^<g:statusNotification>/)
    expect(readOneNotification(raw).notification).toEqual(json('notification-released.json')[0])
  })

  it('leaves out an element it does not know, and counts each', () => {
    const more = read('reply-accepted.xml').replace('<result>', '<extra/><extra/><result><note/>')
    expect(readReply(bytes(more))).toEqual({
      ok: true,
      value: json('reply-accepted.json'),
      unknown: 3,
    })
  })

  it.each(['<narrative>REJECTED</narrative>', '<narrative><![CDATA[ENTRY ACCEPTED]]></narrative>'])(
    'refuses a second %s',
    (second) => {
      const twice = read('reply-accepted.xml').replace('</result>', `${second}</result>`)
      expect(readReply(bytes(twice))).toMatchObject({ ok: false, fault: 'cbp_ambiguous' })
    },
  )

  it('does not see a status that a comment or a CDATA section hides', () => {
    const hidden = '<!-- <sxDisposition>01</sxDisposition> -->'
    const commented = read('reply-accepted.xml').replace('<narrative>', `${hidden}<narrative>`)
    expect(readReply(bytes(commented))).toMatchObject({ value: json('reply-accepted.json') })
    const quoted = '<![CDATA[<sxDisposition>01</sxDisposition>]]>'
    const mixed = read('reply-accepted.xml').replace('<narrative>', `${quoted}<narrative>`)
    expect(readReply(bytes(mixed))).toMatchObject({ ok: false, fault: 'cbp_malformed' })
  })

  it('does not take words for an empty page', () => {
    const page = `<StatusNotifications xmlns="${namespace}">Try again later</StatusNotifications>`
    expect(readNotifications(bytes(page))).toMatchObject({ ok: false, fault: 'cbp_malformed' })
  })

  it('keeps the readable notifications of a page, and the bytes of the others', () => {
    const [first, , third] = json('notification-page.json')
    const torn = read('notification-page.xml').replace('<sequence>2<', '<sequence>two<')
    const reading = readNotifications(bytes(torn))
    const delivered = reading.ok ? reading.delivered : []
    expect(delivered.map(({ notification }) => notification)).toEqual([first, undefined, third])
    expect(delivered[1]?.raw).toContain('<sequence>two</sequence>')
    expect(delivered[1]?.why).toContain('sequence')
  })

  it('does not take an element of another name for a notification', () => {
    const renamed = read('notification-cancelled.xml').replaceAll('statusNotification>', 'draft>')
    const reading = readNotifications(bytes(renamed))
    expect(reading.ok && reading.delivered[0]?.notification).toBeUndefined()
  })
})
