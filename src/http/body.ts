/**
 * Request bodies read strictly: media type, encoding and size before anything is parsed.
 * @module
 */
import type { Context } from 'hono'
import { readCapped } from '../bytes.ts'
import { Refusal } from './errors.ts'
import { readJson } from './json.ts'
import type { Json } from './json.ts'
import { turnOf } from './limit.ts'

export const entryCap = 1024 * 1024
export const answerCap = 16 * 1024 * 1024

/** The raw bytes of the body, at most `cap`; a longer one is refused without reading the rest. */
export async function readBytes(c: Context, cap: number): Promise<Uint8Array> {
  const encoding = c.req.header('Content-Encoding')
  if (encoding !== undefined && encoding.toLowerCase() !== 'identity') {
    throw new Refusal(
      415,
      'content_encoding',
      `Content-Encoding ${encoding} is not accepted; send the body as it is.`,
    )
  }
  const tooLarge = () =>
    new Refusal(413, 'body_too_large', `The body is larger than ${cap} bytes.`, {
      headers: { Connection: 'close' },
    })
  const length = c.req.header('Content-Length')
  if (Number(length ?? 0) > cap) throw tooLarge()
  const turn = turnOf(c)
  const leave = turn.read(Number(length ?? cap))
  try {
    const bytes = await wholeBody(c, cap)
    if (bytes === undefined) throw tooLarge()
    turn.begin()
    return bytes
  } finally {
    leave()
  }
}

/** A caller that hangs up half-way is no mistake of ours. */
async function wholeBody(c: Context, cap: number): Promise<Uint8Array | undefined> {
  try {
    // Where its length is said it can be no longer, and a server has it without streams between.
    if (c.req.header('Content-Length') === undefined) return await readCapped(c.req.raw.body, cap)
    const bytes = new Uint8Array(await c.req.raw.arrayBuffer())
    return bytes.length > cap ? undefined : bytes
  } catch {
    throw new Refusal(400, 'body_truncated', 'The body ended before it was complete.')
  }
}

/** A JSON body that may be left out: nothing is as `{}`. */
export async function readOptionalBody(c: Context): Promise<Json> {
  if (c.req.header('Content-Type') !== undefined) return readJsonBody(c, entryCap)
  const bytes = await readBytes(c, entryCap)
  if (bytes.length === 0) return { value: {}, problems: [] }
  throw new Refusal(415, 'content_type', 'Send application/json, or no body.')
}

/** A JSON body and its exact bytes. */
export async function readJsonBody(
  c: Context,
  cap: number,
  mediaType = 'application/json',
): Promise<Json & { readonly bytes: Uint8Array }> {
  expectMediaType(c, mediaType)
  const bytes = await readBytes(c, cap)
  return { ...readJson(decode(bytes)), bytes }
}

export function expectMediaType(c: Context, expected: string): void {
  const header = c.req.header('Content-Type') ?? ''
  const [type = '', ...parameters] = header.split(';').map((part) => part.trim().toLowerCase())
  if (type !== expected) {
    throw new Refusal(415, 'content_type', `Send ${expected}, not "${type}".`, {
      headers: { Accept: expected },
    })
  }
  const charset = parameters.find((parameter) => parameter.startsWith('charset='))
  if (charset && !/^charset="?utf-8"?$/.test(charset)) {
    throw new Refusal(415, 'charset', 'Send UTF-8.')
  }
}

/** UTF-8 and nothing else; a byte order mark is left for the JSON reader to name. */
export function decode(bytes: Uint8Array): string {
  try {
    return new TextDecoder('utf-8', { fatal: true, ignoreBOM: true }).decode(bytes)
  } catch {
    throw new Refusal(400, 'utf8_invalid', 'The body is not UTF-8.')
  }
}
