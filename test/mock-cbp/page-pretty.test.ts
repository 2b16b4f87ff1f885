import { describe, expect, it } from 'vitest'
import { pretty } from '../../mock-cbp/page/pretty.ts'

const set = (text: string, mediaType: string | null = null) =>
  pretty(text, mediaType)
    ?.toString()
    .replace(/<[^>]+>/g, '')
    .replaceAll('&lt;', '<')
    .replaceAll('&gt;', '>')
    .replaceAll('&quot;', '"')

describe('a document set out', () => {
  it.each([
    ['<a><b>x</b><c/></a>', '<a>\n  <b>x</b>\n  <c/>\n</a>'],
    ['<?xml version="1.0"?>\n<a\n x="1">\n</a>', '<?xml version="1.0"?>\n<a\n x="1"></a>'],
    ['<a> x <b/> y </a>', '<a> x \n  <b/>\n  y\n</a>'],
    ['<a><!-- <b> --><![CDATA[<c>]]></a>', '<a>\n  <!-- <b> -->\n  <![CDATA[<c>]]>\n</a>'],
    ['{"a":[1,"b",null]}', '{\n  "a": [\n    1,\n    "b",\n    null\n  ]\n}'],
    ['"a"', undefined],
    ['plain text', undefined],
    ['', undefined],
    ['<a><b></a>', undefined],
    ['<a', undefined],
    ['a < b', undefined],
    ['{"a": tru', undefined],
  ])('%j is %j', (text, as) => {
    expect(set(text)).toBe(as)
  })

  it('marks names, attributes and texts, and nothing that a stranger wrote is markup', async () => {
    expect(String(await pretty('<a b="&quot;"><![CDATA[<i>]]></a>', null))).toBe(
      '<span class="tag">&lt;<span class="name">a</span> <span class="attribute">b</span>=<span class="text">&quot;&amp;quot;&quot;</span>&gt;</span>' +
        '\n  <span class="tag">&lt;!<span class="name">[CDATA[&lt;i</span>&gt;]]&gt;</span>' +
        '\n<span class="tag">&lt;/<span class="name">a</span>&gt;</span>',
    )
  })

  it.each([
    ['comments without end', '<!--'.repeat(15_000)],
    ['instructions without end', '<?'.repeat(30_000)],
    ['one long name', `<a ${'b'.repeat(60_000)}>`],
    ['one long tag', `<a ${'b="'.repeat(20_000)}`],
    ['deep brackets', '['.repeat(30_000) + ']'.repeat(30_000)],
    ['deep brackets behind strings', '["]",'.repeat(12_000) + '0' + ']'.repeat(12_000)],
    ['deep elements', '<a>'.repeat(9_000) + '</a>'.repeat(9_000)],
    ['many open signs', '<'.repeat(60_000)],
    ['an open string', `"${'\\'.repeat(60_000)}`],
  ])('%s cost nothing', (_, text) => {
    const began = performance.now()
    pretty(text, 'application/json')
    expect(performance.now() - began).toBeLessThan(500)
  })
})
