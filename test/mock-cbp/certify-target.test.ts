import { readFileSync } from 'node:fs'
import { describe, expect, it } from 'vitest'
import { parse } from 'yaml'
import { clientAt } from '../../mock-cbp/certify/http.ts'
import { junit } from '../../mock-cbp/certify/junit.ts'
import { Refused } from '../../mock-cbp/certify/refused.ts'
import { readTarget } from '../../mock-cbp/certify/target.ts'
import { at, filled } from '../../mock-cbp/certify/template.ts'

const good = `name: mine
file:
  url: http://127.0.0.1:8080/parcels
  headers: { X-Filer: '{{filer}}' }
  body: { bill: '{{houseBill}}', pieces: 1 }
  taken: [201, 202]
  id: /parcel/id
status:
  url: http://127.0.0.1:8080/parcels/{{id}}
  word: /state
  words: { waiting: queued, ok: released, 'no': rejected }
history:
  url: http://127.0.0.1:8080/parcels/{{id}}/log
  list: /lines
  counts: from-cbp
`

const mistakes = (text: string) => {
  try {
    readTarget(text, 'mine.yaml')
  } catch (error) {
    if (error instanceof Refused) return error.message.split('\n')
    throw error
  }
  return []
}

describe('a target', () => {
  it.each(['gate321.yaml', 'example.yaml'])('%s of the fixtures is one', (name) => {
    const text = readFileSync(new URL(`../../fixtures/certify/${name}`, import.meta.url), 'utf8')
    expect(readTarget(text, name)).toMatchObject({ file: { method: 'POST' } })
  })

  it('may be JSON, and fills in what is usual', () => {
    const { cbp, patience, file } = readTarget(JSON.stringify(parse(good)), 'b.json')
    expect(cbp).toEqual({ port: 0, filer: 'ZZ9', password: 'mock' })
    expect(patience).toBe(60_000)
    expect(file.method).toBe('POST')
  })

  it.each([
    ['', ['mine.yaml:1:1: Invalid input: expected object, received null']],
    [good.replace('name: mine\n', ''), ['mine.yaml:1:1: "name" is missing']],
    [good.replace('  id: /parcel/id', '  id: parcel'), ['mine.yaml:7:7: a JSON pointer begins with a stroke: /id']],
    [good.replace('  taken:', '  token:'), ['mine.yaml:6:3: there is no "token" here']],
    [good.replace('{{houseBill}}', '{{housebill}}'), ['mine.yaml:5:17: there is no {{housebill}} here; did you mean "houseBill"?']],
    [good.replace('waiting: queued', 'waiting: pending'), [expect.stringMatching(/^mine\.yaml:11:21: Invalid option: expected one of "queued"/)]],
    [`${good}patience: soon\n`, ['mine.yaml:16:11: no duration: 30s, 2m or PT30S']],
    [good.replace('http://127.0.0.1:8080/parcels\n', 'parcels\n'), ['mine.yaml:3:8: a URL begins with http:// or https://']],
    [good.replace('{ bill', '{ [bill'), [expect.stringMatching(/^mine\.yaml:5:/)]],
    [`${good}cbp: { filer: zz9, port: 70000 }\n`, [expect.stringMatching(/^mine\.yaml:16:26: Too big/), 'mine.yaml:16:15: a filer code has three capitals and digits']],
  ])('with a mistake names the line of it (%#)', (text, expected) => {
    const found = mistakes(text)
    expect(found.slice(0, expected.length)).toEqual(expected)
  }) // prettier-ignore

  it('fills marks in wherever a text stands', () => {
    const body = { a: ['{{ id }}', 7], b: { c: 'x-{{id}}-{{other}}' }, d: null }
    expect(filled(body, { id: '5' })).toEqual({ a: ['5', 7], b: { c: 'x-5-{{other}}' }, d: null })
  })

  it('points into what a client answers', () => {
    const answer = { 'a/b': [{ id: 7 }] }
    expect([at(answer, '/a~1b/0/id'), at(answer, '/a/0'), at(undefined, '/x')]).toEqual([
      7,
      undefined,
      undefined,
    ])
  })
})

describe('a client behind HTTP', () => {
  const parcel = { houseBill: 'B1', masterBill: 'M', reference: 'R', consignee: 'C', arrivalDate: '2026-12-01', invoiceDate: '2026-11-20' } // prettier-ignore

  function client(answer: (url: string, init: RequestInit) => Response) {
    const asked: string[] = []
    const fetch = async (url: string, init: RequestInit) => {
      asked.push(`${init.method} ${url} ${String(init.body ?? '')}`.trim())
      return answer(url, init)
    }
    const target = readTarget(good, 'mine.yaml')
    return { asked, ...clientAt(target, { filer: 'ZZ9' }, { fetch, pause: async () => undefined }) }
  }

  it('is told to file, asked for the status, and its words are translated', async () => {
    const { asked, file, status, told } = client((url) =>
      url.endsWith('/log')
        ? Response.json({ lines: [{ by: 'from-cbp' }, { by: 'us' }, { by: 'from-cbp' }] })
        : url.endsWith('/7')
          ? Response.json({ state: 'ok' })
          : Response.json({ parcel: { id: 7 } }, { status: 201 }),
    )
    const id = await file(parcel)
    expect(await status(id)).toEqual({ status: 'released', text: '{"state":"ok"}' })
    expect(await told?.(id)).toBe(2)
    expect(asked).toEqual([
      'POST http://127.0.0.1:8080/parcels {"bill":"B1","pieces":1}',
      'GET http://127.0.0.1:8080/parcels/7',
      'GET http://127.0.0.1:8080/parcels/7/log',
    ])
  })

  it('may say a word that the target does not know', async () => {
    const { status } = client(() => Response.json({ state: 'toString' }))
    expect((await status('7')).status).toBeUndefined()
  })

  it.each([
    [() => new Response('closed', { status: 409 }), 'the client refuses to file: HTTP 409 closed'],
    [() => new Response('{}', { status: 200 }), 'the client refuses to file: HTTP 200 {}'],
    [() => new Response('{}', { status: 201 }), 'there is no id at /parcel/id of what the client answered'],
    [() => new Response('<html>', { status: 201 }), 'there is no id at /parcel/id of what the client answered'],
    [() => { throw new TypeError('fetch failed', { cause: new Error('connect ECONNREFUSED') }) }, 'the client could not be asked to file: connect ECONNREFUSED'],
  ])('fails in words (%#)', async (answer, words) => {
    await expect(client(answer).file(parcel)).rejects.toThrow(words)
  }) // prettier-ignore
})

describe('a certificate', () => {
  it('is JUnit too, whatever a client says', () => {
    const check = { id: 'x', title: 'Files "it" & waits', good: 'G.', why: 'W.', source: 'S', grade: 'must' } as const // prettier-ignore
    const result = { check, lines: [3], from: 1, to: 4, seconds: 2 }
    const xml = junit({
      client: 'mine',
      verdict: 'not certified',
      results: [
        { ...result, outcome: 'passed', because: '' },
        { ...result, outcome: 'failed', because: 'said <no>\u0000 & gave up' },
        { ...result, outcome: 'not-applicable', because: 'nothing to send' },
      ],
    })
    expect(xml).toBe(`<?xml version="1.0" encoding="UTF-8"?>
<testsuite name="certify mine" tests="3" failures="1" skipped="1" time="6">
  <testcase classname="certify.must" name="Files &quot;it&quot; &amp; waits" time="2"/>
  <testcase classname="certify.must" name="Files &quot;it&quot; &amp; waits" time="2"><failure type="x" message="said &lt;no&gt;  &amp; gave up (journal 1-4)">G. W. [S]</failure></testcase>
  <testcase classname="certify.must" name="Files &quot;it&quot; &amp; waits" time="2"><skipped message="nothing to send (journal 1-4)"/></testcase>
</testsuite>
`)
  })
})
