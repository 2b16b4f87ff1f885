/**
 * Answers of CBP as they should never come: real ones cut, flipped, doubled and spliced, other
 * documents in their place, and text that is none.
 * @module
 */
import { globSync, readFileSync } from 'node:fs'
import type { Stream } from '../sim/chance.ts'

const root = new URL('../../', import.meta.url).pathname

const genuine = [...globSync('fixtures/messages/*.xml', { cwd: root }), ...globSync('fixtures/catair/*.txt', { cwd: root })]
  .sort()
  .map((path) => readFileSync(`${root}${path}`)) // prettier-ignore

const pieces = ['<', '>', '</a>', '<a>', '<a/>', '&', '&#0;', '&#65;', '&amp;', '&nbsp;', '"', "'", ']]>', '<!-- x -->', '<![CDATA[x]]>', '<!DOCTYPE x>', '<!ENTITY a "b">', '<?x?>', ' xmlns="urn:x"', '\u0000', '\u00a0', '\ufeff', '東', '1e5', '-1', '007', '999', '98', '99', '23', 'XX', '\n', '\r\n', '\t', 'SE9001', 'SO60', 'X1', 'Z', 'Y', 'A', '__proto__', '<__proto__>1</__proto__>', '2026-02-30T25:61:00Z', ' '.repeat(80)] // prettier-ignore

const garbage = ['', ' \r\n', '{}', '[]', 'null', '{"status":"RELEASED"}', 'ENTRY ACCEPTED', '<html><body>503</body></html>', '<!DOCTYPE html>', '<a/>', '{"code":"message_unknown"}', '{"removed":1}', '{"items":[]}', '{"held":'] // prettier-ignore

type Garble = (draws: Stream, text: string) => string

const codes = /(?<=<(?:code|conditionCode|sxDisposition|record)>)[^<]*|(?<=^SO[56]0.{10})..|(?<=^SE90)../gm // prettier-ignore

const swapped: Garble = (draws, text) => {
  const lines = text.split('\n')
  const [a, b] = [draws.upTo(lines.length - 1), draws.upTo(lines.length - 1)]
  return lines.with(a, lines[b] ?? '').with(b, lines[a] ?? '').join('\n') // prettier-ignore
}

/** Those that keep a document whole are as many as those that tear it. */
const garbles: readonly Garble[] = [
  (draws, text) => text.slice(0, draws.upTo(text.length)),
  (draws, text) => text.slice(draws.upTo(text.length)),
  (draws, text) => spliced(text, draws.upTo(text.length), draws.upTo(30), ''),
  (draws, text) => spliced(text, draws.upTo(text.length), draws.upTo(3), draws.one(pieces)),
  (draws, text) => spliced(text, draws.upTo(text.length), 1, draws.one([...'aZ09 -<>'])),
  (draws, text) => {
    const [at, length] = [draws.upTo(text.length), draws.upTo(200)]
    return spliced(text, at, 0, text.slice(at, at + length))
  },
  (draws, text) => text.replace(codes, (code) => draws.hits(0.5) ? draws.one(['98', '99', '96', '01', '02', '03', '04', '77', 'XX', '', '007', '999', 'SO60', 'SO50']) : code),
  (draws, text) => text.replace(/\d\d+/g, (digits) => draws.hits(0.1) ? String(draws.upTo(99999)).padStart(digits.length, '0').slice(0, digits.length) : digits),
  (draws, text) => text.replace(/<(\w+)>[^<]*<\/\1>/g, (element) => draws.hits(0.05) ? draws.one(['', element + element]) : element),
  (draws, text) => text.replace(/>[^<]+</g, (value) => draws.hits(0.05) ? `>${draws.one(pieces).replaceAll('<', '&lt;')}<` : value),
  swapped,
  (draws, text) => text.split('\n').toSpliced(draws.upTo(text.split('\n').length), draws.upTo(2)).join('\n'),
  (_, text) => text + text,
  (_, text) => text.toLowerCase(),
  (_, text) => text.replaceAll('\n', '\r\n'),
  (draws) => draws.one(genuine).toString(),
  (draws) => draws.one(garbage),
] // prettier-ignore

const spliced = (text: string, at: number, cut: number, put: string) =>
  text.slice(0, at) + put + text.slice(at + cut)

/** Costs as much as hundreds of others, so it is rare. */
const huge: readonly Garble[] = [
  (_, text) => spliced(text, text.length >> 1, 0, 'x'.repeat(300_000)),
  (_, text) => spliced(text, text.length >> 1, 0, '<a>'.repeat(50_000)),
  (_, text) => text + '\n'.repeat(500_000),
  (_, text) => text.repeat(200),
]

function flipped(draws: Stream, bytes: Uint8Array): Uint8Array {
  for (let n = draws.upTo(3); n >= 0 && bytes.length > 0; n--) {
    bytes[draws.upTo(bytes.length - 1)] = draws.upTo(255)
  }
  return bytes
}

export function garble(draws: Stream, whole: string): Uint8Array {
  if (draws.hits(0.001)) return new TextEncoder().encode(draws.one(huge)(draws, whole))
  let text = whole
  for (let n = draws.one([0, 0, 0, 1, 2]); n >= 0; n--) text = draws.one(garbles)(draws, text)
  const bytes = new TextEncoder().encode(text)
  if (draws.hits(0.2)) return flipped(draws, bytes)
  return draws.hits(0.01) ? Buffer.from(text, 'utf16le') : bytes
}

const statuses = [200, 200, 200, 200, 200, 200, 201, 202, 204, 206, 302, 400, 401, 404, 408, 409, 413, 422, 429, 500, 503] // prettier-ignore
const waits = ['1', '-1', '1e9', '999999999999', 'Wed, 99 Foo', 'Sat, 01 Jan 2000 00:00:00 GMT']

/** What comes in the place of `answer`. */
export async function garbled(draws: Stream, answer: Response): Promise<Response> {
  if (draws.hits(0.01)) throw new TypeError('fetch failed')
  const text = await answer.text()
  const status = draws.hits(0.9) ? answer.status : draws.one(statuses)
  const body = draws.hits(0.9) ? garble(draws, text) : new TextEncoder().encode(text)
  const headers = new Headers(answer.headers)
  if (draws.hits(0.05)) headers.set('Retry-After', draws.one(waits))
  if (draws.hits(0.05)) headers.set('Content-Type', draws.one(['text/html', '', 'x']))
  return new Response(status === 204 || body.length === 0 ? null : body.slice(), {
    status,
    headers,
  })
}
