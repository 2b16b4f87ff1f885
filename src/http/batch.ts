/**
 * `POST /v1/batches`: a file comes in, whole or not at all. It is kept as it comes, and 202 is
 * answered when all of it is.
 * @module
 */
import type { Context } from 'hono'
import type { ContentfulStatusCode } from 'hono/utils/http-status'
import { FileRefused } from '../batch/refused.ts'
import type { RefusedCode } from '../batch/refused.ts'
import type { Arrived, Upload } from '../gateway/batches.ts'
import { runningDigest } from '../gateway/digest.ts'
import type { Gateway } from '../gateway/gateway.ts'
import { readArray, readCsv, readLines, readWorkbook } from './arrive.ts'
import type { Reader } from './arrive.ts'
import type { Env } from './auth.ts'
import { Refusal } from './errors.ts'
import { heldBack } from './held.ts'
import { idempotentBy, replayed } from './idempotent.ts'
import { turnOf } from './limit.ts'

export const batchCap = 32 * 1024 * 1024

type Format = { readonly name: string; readonly read: Reader }

export const formats: Readonly<Record<string, Format>> = {
  'text/csv': { name: 'csv', read: readCsv },
  'application/x-ndjson': { name: 'ndjson', read: readLines },
  'application/json': { name: 'json', read: readArray },
  'application/vnd.openxmlformats-officedocument.spreadsheetml.sheet': {
    name: 'xlsx',
    read: readWorkbook,
  },
}

const statusOf: Readonly<Record<RefusedCode, ContentfulStatusCode>> = {
  batch_empty: 422,
  batch_too_large: 413,
  csv_columns: 422,
  json_syntax: 400,
  json_not_array: 422,
  utf8_invalid: 400,
  xlsx_forbidden: 422,
  xlsx_format: 415,
  xlsx_too_large: 413,
}

/** What a caller that sends slowly may have on its way; the file itself is never in memory. */
const onItsWay = 1024 * 1024

export async function receive(
  c: Context<Env>,
  gateway: Gateway,
  name: string | null,
  /** What to answer instead, by the file's SHA-256; then nothing of it is kept. */
  instead: (sha256: string) => Promise<Response | undefined> = async () => undefined,
): Promise<Response> {
  const { filer, keyId } = c.get('caller')
  const format = formatOf(c)
  expectReadable(c)
  const mapping = await gateway.batches.mapping.read(filer)
  const leave = turnOf(c).read(onItsWay)
  let upload: Upload | undefined
  try {
    const begun = await gateway.batches.begin(filer, { format: format.name, name, by: keyId })
    if ('kind' in begun) throw heldBack(begun)
    upload = begun
    const counted = counting(c)
    const read = await format.read(counted.pieces(), begun, mapping)
    const arrived: Arrived = { ...read, bytes: counted.bytes(), sha256: counted.sha256() }
    const other = await instead(arrived.sha256)
    if (other) {
      await begun.drop()
      return other
    }
    const answer = await keep(c, gateway, begun, arrived)
    // Somebody sent the same before: this copy is not needed.
    if (answer.headers.has('Idempotent-Replayed')) await begun.drop()
    return answer
  } catch (error) {
    await upload?.drop()
    throw error instanceof FileRefused ? refusalOf(error) : error
  } finally {
    leave()
  }
}

const keep = (c: Context<Env>, gateway: Gateway, upload: Upload, arrived: Arrived) =>
  idempotentBy(
    c,
    gateway,
    () => arrived.sha256,
    async (record) => {
      const { body } = await gateway.batches.open(c.get('caller').filer, upload, arrived, record)
      return answer(c, body)
    },
    (body) => answer(c, body, replayed),
  )

function answer(c: Context<Env>, body: string, headers = {}): Response {
  const { id } = JSON.parse(body) as { id: string }
  const location = { Location: `/v1/batches/${id}`, 'Content-Type': 'application/json' }
  return c.body(body, 202, { ...headers, ...location })
}

function refusalOf({ code, message, errors }: FileRefused): Refusal {
  const close = code === 'batch_too_large' && { headers: { Connection: 'close' } }
  return new Refusal(statusOf[code], code, message, { errors, ...close })
}

function formatOf(c: Context<Env>): Format {
  const [type = ''] = (c.req.header('Content-Type') ?? '').split(';')
  const format = formats[type.trim().toLowerCase()]
  if (format) return format
  const accepted = Object.keys(formats).join(', ')
  throw new Refusal(415, 'content_type', `Send ${accepted}, not "${type.slice(0, 80)}".`, {
    headers: { Accept: accepted },
  })
}

function expectReadable(c: Context<Env>): void {
  const encoding = c.req.header('Content-Encoding')
  if (encoding !== undefined && encoding.toLowerCase() !== 'identity') {
    const why = `Content-Encoding ${encoding} is not accepted; send the file as it is.`
    throw new Refusal(415, 'content_encoding', why)
  }
  if (Number(c.req.header('Content-Length') ?? 0) > batchCap) throw refusalOf(tooLong())
}

const tooLong = () =>
  new FileRefused('batch_too_large', `The file is larger than ${batchCap} bytes. Send it in parts.`)

/** Small enough that others get their turn between two of them. */
const pieceBytes = 32 * 1024

/** The body in small pieces, counted and hashed as it goes by. */
function counting(c: Context<Env>) {
  const hash = runningDigest()
  const promised = c.req.header('Content-Length')
  let bytes = 0

  async function* pieces(): AsyncGenerator<Uint8Array> {
    const reader = (c.req.raw.body as ReadableStream<Uint8Array> | null)?.getReader()
    try {
      for (;;) {
        const chunk = reader && (await readOn(reader))
        if (!chunk) break
        bytes += chunk.length
        if (bytes > batchCap) throw tooLong()
        hash.update(chunk)
        for (let at = 0; at < chunk.length; at += pieceBytes) {
          yield chunk.subarray(at, at + pieceBytes)
        }
      }
      if (promised !== undefined && bytes < Number(promised)) throw truncated()
    } finally {
      // Of a file that is refused the rest is not read.
      await reader?.cancel().catch(() => undefined)
    }
  }

  return { pieces, bytes: () => bytes, sha256: () => hash.digest() }
}

async function readOn(reader: ReadableStreamDefaultReader<Uint8Array>) {
  try {
    return (await reader.read()).value
  } catch {
    throw truncated()
  }
}

const truncated = () =>
  new Refusal(
    400,
    'body_truncated',
    'The file ended before it was complete; nothing of it was kept. Send it again.',
  )
