/**
 * Faults of the line where there is no line: a client is handed what `fetch` would have made of
 * them, with undici's names for the errors.
 * @module
 */
import type { Commit, Elsewhere, Sleep } from './act.ts'
import { half, spaces } from './wire.ts'

/** Undici gives what is not HTTP a name and no code. */
const nameless = 'HTTPParserError'

const says: Readonly<Record<string, string>> = {
  ECONNRESET: 'read ECONNRESET',
  UND_ERR_SOCKET: 'other side closed',
  UND_ERR_HEADERS_TIMEOUT: 'Headers Timeout Error',
  UND_ERR_HEADERS_OVERFLOW: 'Headers Overflow Error',
  UND_ERR_RES_CONTENT_LENGTH_MISMATCH: 'Response body length does not match content-length header',
  Z_DATA_ERROR: 'incorrect header check',
  [nameless]: 'Response does not match the HTTP/1.1 protocol',
}

function failure(what: 'fetch failed' | 'terminated', code: string): TypeError {
  const known = code === nameless ? { name: code } : { code }
  return new TypeError(what, { cause: Object.assign(new Error(says[code] ?? code), known) })
}

/** Whether `error` is one that a fault made: the call came to nothing. */
export const isLineFault = (error: unknown): boolean =>
  error instanceof TypeError && error.message === 'fetch failed' && error.cause instanceof Error

export const elsewhereWith =
  (sleep: Sleep): Commit =>
  async ({ elsewhere }, answer, request) => {
    const { signal } = request
    if ('fails' in elsewhere) {
      if (elsewhere.afterMillis !== undefined) await sleep(elsewhere.afterMillis, signal)
      throw failure('fetch failed', elsewhere.fails)
    }
    if ('unharmed' in elsewhere) return answer
    if ('delays' in elsewhere) {
      await sleep(elsewhere.delays, signal)
      return answer
    }
    const { status, headers } = answer
    const body = new Uint8Array(await answer.arrayBuffer())
    return new Response(
      streamOf(elsewhere, body, (millis) => sleep(millis, signal)),
      {
        status,
        headers,
      },
    )
  }

type Streamed = Exclude<Elsewhere, { fails: string } | { unharmed: true } | { delays: number }>

function streamOf(
  elsewhere: Streamed,
  body: Uint8Array<ArrayBuffer>,
  wait: Sleep,
): Uint8Array<ArrayBuffer> | ReadableStream {
  if ('halves' in elsewhere) return half(body)
  if ('floods' in elsewhere) return spaces(elsewhere.floods)
  if ('breaks' in elsewhere) {
    const parts = [half(body)]
    return new ReadableStream({
      pull: (controller) => {
        const part = parts.pop()
        if (part) controller.enqueue(part)
        else controller.error(failure('terminated', elsewhere.breaks))
      },
    })
  }
  const { bytes, millis } = elsewhere.drips
  let at = 0
  return new ReadableStream({
    pull: async (controller) => {
      if (at >= body.length) return controller.close()
      await wait(millis)
      controller.enqueue(body.subarray(at, at + bytes))
      at += bytes
    },
  })
}
