/**
 * Bodies of requests that nobody should send: good ones with a few of their parts replaced, and text
 * and bytes that are hardly JSON at all.
 * @module
 */
import type { Stream } from '../sim/chance.ts'

/** Words that mean something somewhere, so that chance finds the branches. */
export const words = ['', ' ', '0', '-1', '1e400', '86', '01', 'null', '__proto__', 'constructor', 'prototype', 'toString', '\u0000', '\u0008', '\ud800', '\udc00\ud800', '\u202e', '\ufeff', '\u2028', 'é', '東京', '📦', 'ﬀ', 'İ', '../..', '%00', "';--", '<x>', ']]>', '&#0;', '{{7*7}}', '=1+1', 'SE10A', 'x'.repeat(81), 'x'.repeat(300), 'é'.repeat(40), '2026-02-30', '2026-13-01', '9999-12-31', '0000-00-00', 'T24:00', 'ZZ9-0000001-1', 'NaN', '0.001', '1,000.00', '99999999999999.99', '٣', 'US', 'UK', 'https://127.0.0.1/', 'https://hooks.example.com/x', 'javascript:x', 'entry.released'] // prettier-ignore

/** What JSON can hold and `JSON.parse` makes nothing good of; put in as text. */
const numbers = ['0', '-0', '-1', '1e400', '-1e400', '1e-400', '1.0', '1E2', '0.1', '1.005', '12345678901234567890', '9007199254740993', '2147483648', '00', '01', '.5', '5.', '+1', '0x1F', 'NaN', 'Infinity', '1_000'] // prettier-ignore

const breakers = ['{', '}', '[', ']', ',', ':', '"', "'", '\\', '\\u0000', '\\ud800', '\\u005f', '/*x*/', '//x\n', '\n', '\t', '\u0000', '\ufeff', 'true', 'nul', '{"a":1,"a":2}', '"__proto__":{"x":1},', '"reference":"again",'] // prettier-ignore

function text(draws: Stream): string {
  if (draws.hits(0.7)) return draws.one(words)
  const length = draws.upTo(40)
  return Array.from({ length }, () =>
    String.fromCodePoint(
      draws.hits(0.6) ? draws.upTo(127) : draws.upTo(draws.hits(0.5) ? 0xffff : 0x10ffff),
    ),
  ).join('')
}

const raw = '\u0001raw:'

function leaf(draws: Stream): unknown {
  const kind = draws.upTo(8)
  if (kind === 0) return null
  if (kind === 1) return draws.hits(0.5)
  if (kind === 2) return draws.upTo(1000) - 500
  if (kind === 3) return `${raw}${draws.one(numbers)}`
  return text(draws)
}

function anything(draws: Stream, depth = 0): unknown {
  const kind = depth > 4 ? 0 : draws.upTo(4)
  if (kind < 3) return leaf(draws)
  const length = draws.upTo(3)
  if (kind === 3) return Array.from({ length }, () => anything(draws, depth + 1))
  return Object.fromEntries(Array.from({ length }, () => [text(draws), anything(draws, depth + 1)]))
}

type Place = readonly [parent: Record<string, unknown>, key: string]

function placesOf(part: unknown): Place[] {
  if (typeof part !== 'object' || part === null) return []
  return Object.entries(part).flatMap(([key, inner]) => [
    [part as Record<string, unknown>, key] as const,
    ...placesOf(inner),
  ])
}

function deep(draws: Stream): unknown {
  let inner: unknown = leaf(draws)
  const depth = draws.one([10, 15, 16, 17, 18, 40, 400])
  const list = draws.hits(0.5)
  for (let n = 0; n < depth; n++) inner = list ? [inner] : { a: inner }
  return inner
}

/** One change of a part: each takes the parent and the key of it. */
const changes: readonly ((draws: Stream, parent: Record<string, unknown>, key: string) => void)[] = [
  (draws, parent, key) => void (parent[key] = leaf(draws)),
  (draws, parent, key) => void (parent[key] = leaf(draws)),
  (draws, parent, key) => void (parent[key] = anything(draws)),
  (_, parent, key) => void delete parent[key],
  (_, parent, key) => void (parent[key] = [parent[key]]),
  (_, parent, key) => void (parent[key] = { [key]: parent[key] }),
  (_, parent, key) => void (parent[`${key}s`] = parent[key]),
  (_, parent, key) => void (parent[key.toUpperCase()] = parent[key]),
  (draws, parent, key) => void (parent[text(draws)] = parent[key]),
  (draws, parent, key) => void (parent[key] = `${JSON.stringify(parent[key])}${text(draws)}`),
  (draws, parent, key) => void (parent[key] = deep(draws)),
  (_, parent, key) => void (parent[key] = Array.from({ length: 40 }, () => parent[key])),
] // prettier-ignore

/** Placeholders for what `JSON.stringify` would not write become what they stand for. */
const written = (value: unknown) =>
  (JSON.stringify(value) ?? '').replace(/"\\u0001raw:([^"]*)"/g, '$1')

function changed(draws: Stream, base: unknown): string {
  const body = { body: structuredClone(base) }
  for (let n = draws.upTo(3); n >= 0; n--) {
    const places = placesOf(body)
    if (places.length === 0) break
    const [parent, key] = draws.one(places)
    draws.one(changes)(draws, parent, key)
  }
  return written(body.body)
}

function broken(draws: Stream, whole: string): string {
  let rest = whole
  for (let n = draws.upTo(2); n >= 0; n--) {
    const at = draws.upTo(rest.length)
    rest = rest.slice(0, at) + draws.one(breakers) + rest.slice(at + draws.upTo(4))
  }
  return draws.hits(0.2) ? rest.slice(0, draws.upTo(rest.length)) : rest
}

function flipped(draws: Stream, whole: string): Uint8Array {
  const bytes = new TextEncoder().encode(whole)
  for (let n = draws.upTo(3); n >= 0 && bytes.length > 0; n--) {
    bytes[draws.upTo(bytes.length - 1)] = draws.upTo(255)
  }
  return bytes
}

/** Costs as much as a thousand others, so it is rare. */
const huge: readonly ((draws: Stream, base: unknown) => string)[] = [
  () => `"${'x'.repeat(1_100_000)}"`,
  () => `{"reference":"${'é'.repeat(400_000)}"}`,
  () => '['.repeat(200_000),
  () => `[${'1,'.repeat(200_001)}1]`,
  (_, base) => `${' '.repeat(1_000_000)}${JSON.stringify(base)}`,
]

/** A body that grew out of `base`. */
export function spoil(draws: Stream, base: unknown): string | Uint8Array {
  if (draws.hits(0.0005)) return draws.one(huge)(draws, base)
  const kind = draws.next()
  if (kind < 0.05) return JSON.stringify(base)
  if (kind < 0.6) return changed(draws, base)
  if (kind < 0.75) return broken(draws, JSON.stringify(base))
  if (kind < 0.82) return broken(draws, changed(draws, base))
  if (kind < 0.9) return flipped(draws, JSON.stringify(base))
  if (kind < 0.97) return written(anything(draws))
  return text(draws)
}
