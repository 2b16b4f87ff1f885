import { describe, expect, it } from 'vitest'
import { scan } from '../../src/message/scan.ts'
import { namespace, readXml } from '../../src/message/xml.ts'
import { bytes } from './goldens.ts'

const root = `<Page xmlns="${namespace}">`

describe('scanning', () => {
  it('cuts out the children of the root as they were sent', () => {
    const children = ['<a b="1>2">x<!-- c --></a>', '<a/>', '<b><a>]]&gt;</a></b>']
    const scanned = scan(`${root}\n ${children.join('\n<!-- between -->')}</Page >\n`)
    expect(scanned).toMatchObject({ root: 'Page', prefix: '', namespace, parts: children })
  })

  it.each([
    ['<g:Page xmlns:g="urn:x"/>', { root: 'Page', prefix: 'g:', namespace: 'urn:x' }],
    ["<Page xmlns = 'urn:x' />", { root: 'Page', prefix: '', namespace: 'urn:x' }],
    ['<g:Page xmlns="urn:x"/>', { root: 'Page', prefix: 'g:', namespace: undefined }],
    ['<Page/>', { root: 'Page', prefix: '', namespace: undefined }],
  ])('finds the root of %s', (document, found) => expect(scan(document)).toMatchObject(found))

  it('takes more elements where more are asked for', () => {
    const document = `${root}${'<a/>'.repeat(60_000)}</Page>`
    expect(scan(document)).toMatchObject({ fault: 'cbp_limits' })
    expect(scan(document, 60_001)).toMatchObject({ root: 'Page' })
    expect(scan(document, 60_000)).toMatchObject({ fault: 'cbp_limits' })
  })
})

// Every one of these made an expression that backtracks, or could make one, go over the text again
// and again: a second for 100 KB, days for 5 MB.
const floods: readonly (readonly [string, (size: number) => string])[] = [
  ['a tag name without end', (n) => `<${'a'.repeat(n)}`],
  ['a tag name and one quote', (n) => `<${'a'.repeat(n)}"`],
  ['a tag full of quotes', (n) => `<a ${'"'.repeat(n)}`],
  ['a tag full of apostrophes in quotes', (n) => `<a b="${"'".repeat(n)}`],
  ['one attribute without value', (n) => `${root}<a ${'x'.repeat(n)}>`],
  ['attributes without value', (n) => `${root}${`<a ${'x'.repeat(60_000)}>`.repeat(n / 60_000)}`],
  ['spaces in a tag', (n) => `${root}<a${' '.repeat(n)}`],
  ['tags full of spaces', (n) => `${root}${`<a${' '.repeat(60_000)}/>`.repeat(n / 60_000)}</Page>`],
  ['tags that never end', (n) => '<a'.repeat(n / 2)],
  ['comments that never end', (n) => '<!--'.repeat(n / 4)],
  ['CDATA that never ends', (n) => `${root}${'<![CDATA['.repeat(n / 9)}`],
  ['a declaration without end', (n) => `<?xml ${' '.repeat(n)}`],
  ['a declaration full of encodings', (n) => `<?xml ${'encoding = "'.repeat(n / 12)}`],
  ['nothing but openings', (n) => '<'.repeat(n)],
  ['nothing but spaces', (n) => ' '.repeat(n)],
  ['ampersands', (n) => `${root}${`<a>${'&'.repeat(60_000)}</a>`.repeat(n / 60_000)}`],
  ['comments', (n) => `${root}${'<!-- -->'.repeat(n / 8)}</Page>`],
  ['pieces of CDATA', (n) => `${root}<a>${'<![CDATA[x]]>'.repeat(n / 13)}</a></Page>`],
  ['references', (n) => `${root}${`<a>${'&#65;'.repeat(12_000)}</a>`.repeat(n / 60_000)}</Page>`],
  [
    'spaces between elements',
    (n) => `${root}${`${' '.repeat(60_000)}<a/>`.repeat(n / 60_000)}</Page>`,
  ],
]

describe('reading in linear time', () => {
  it.each(floods)('5 MB of %s cost no more than 5 MB of anything else', (_, flood) => {
    const document = bytes(flood(5_000_000))
    const start = performance.now()
    readXml(document, 'Page')
    expect(performance.now() - start).toBeLessThan(5000)
  })
})
