/**
 * One file to `POST /v1/batches`, streamed from disk. Its key is made of its bytes, so that the same
 * file is filed once, however often it is sent: by a command that is run again, or behind a
 * connection that was lost while nobody knows how far it came.
 * @module
 */
import { createHash } from 'node:crypto'
import { createReadStream } from 'node:fs'
import { Readable } from 'node:stream'
import { pipeline } from 'node:stream/promises'
import type { Batch } from '../client.ts'
import { GatewayProblem } from '../client.ts'
import { reasonOf } from './connect.ts'
import type { Connected } from './connect.ts'
import { Unreachable, Usage } from './exit.ts'
import type { Kind, Source } from './kind.ts'

export type BatchSource = Source & { readonly kind: Kind }

export type Uploaded = {
  readonly batch: Batch
  /** It had been received before. */
  readonly before: boolean
}

export type Uploading = {
  readonly sent: (bytes: number) => void
  readonly again: (why: string, millis: number) => void
  readonly rest: (millis: number) => Promise<void>
}

export async function upload(
  client: Connected,
  source: BatchSource,
  { sent, again, rest }: Uploading,
): Promise<Uploaded> {
  const key = await keyOf(source)
  for (let attempt = 1; ; attempt++) {
    const tried = await once(client, source, key, sent)
    if (!(tried instanceof Error)) return tried
    const wait = waitAfter(tried, attempt)
    if (wait === undefined) throw tried
    again(tried.message, wait)
    await rest(wait)
  }
}

async function keyOf({ path, kind }: BatchSource): Promise<string> {
  const hash = createHash('sha256').update(`${kind}\n`)
  await pipeline(createReadStream(path), hash)
  return `gate321-file-${hash.digest('hex')}`
}

const tries = 6
/** The gateway may not know yet that the connection is lost which it still reads from. */
const triesInProgress = 60

/** `undefined`: the same will be said again. */
function waitAfter(error: Unreachable | GatewayProblem, attempt: number): number | undefined {
  if (error instanceof GatewayProblem) {
    if (error.code === 'idempotency_in_progress') return attempt < triesInProgress ? 2000 : undefined // prettier-ignore
    if (error.status < 500 && error.status !== 429 && error.status !== 408) return undefined
  }
  // Nobody there from the beginning is no connection that was lost.
  if (attempt === 1 && isNobody(error)) return undefined
  return attempt < tries ? 500 * 2 ** (attempt - 1) : undefined
}

const isNobody = ({ cause }: Error) => ['ECONNREFUSED', 'ENOTFOUND'].includes(reasonOf(cause))

async function once(
  client: Connected,
  { kind, name, ...source }: BatchSource,
  idempotencyKey: string,
  sent: (bytes: number) => void,
): Promise<Uploaded | Unreachable | GatewayProblem> {
  const { stream: content, fault } = reading({ name, ...source }, sent)
  try {
    const wanted = { content, format: kind, name: name.slice(-200) }
    const batch = await client.batches.send(wanted, { idempotencyKey })
    return { batch, before: client.isReplay(idempotencyKey) }
  } catch (error) {
    const own = fault()
    if (own) throw own
    if (error instanceof Unreachable || error instanceof GatewayProblem) return error
    return new Unreachable('The connection was lost before the answer came.', { cause: error })
  }
}

const chunkBytes = 256 * 1024

/** A file that somebody writes to meanwhile is another file than the key was made of. */
function reading({ path, name, bytes }: Omit<Source, 'kind'>, sent: (bytes: number) => void) {
  let fault: Error | undefined
  const chunks = async function* () {
    let count = 0
    try {
      for await (const chunk of createReadStream(path, { highWaterMark: chunkBytes })) {
        count += (chunk as Buffer).length
        yield new Uint8Array(chunk as Buffer)
        sent(count)
      }
      if (count !== bytes) throw new Usage(`${name} changed while it was sent; nothing was filed.`)
    } catch (error) {
      fault = error instanceof Error ? error : new Error(String(error))
      throw error
    }
  }
  return { stream: ReadableStream.from(chunks()), fault: () => fault }
}
