/**
 * Answers as bytes, for the faults that no HTTP server commits by itself.
 * @module
 */
import type { Step, Wire } from './act.ts'

const reasons: Readonly<Record<number, string>> = { 200: 'OK', 202: 'Accepted' }

/** The head of an answer on a connection that closes behind it; `lines` are headers of its own. */
export function head({ status, headers }: Wire, ...lines: readonly string[]): string {
  const kept = headers
    .filter(([name]) => name !== 'content-length' && name !== 'connection')
    .map(([name, value]) => `${name}: ${value}`)
  return [`HTTP/1.1 ${status} ${reasons[status] ?? 'Simulated'}`, ...kept, 'Connection: close', ...lines, '', ''].join('\r\n') // prettier-ignore
}

export const length = ({ body }: Wire, more = 0) => `Content-Length: ${body.length + more}`

export const half = <Buffer extends ArrayBufferLike>(body: Uint8Array<Buffer>) =>
  body.subarray(0, Math.floor(body.length / 2))

export const whole = (answer: Wire): Step[] => [
  { write: head(answer, length(answer)) },
  { write: answer.body },
]

/** `bytes` at a time, `millis` apart. */
export function* slowly(parts: readonly Step[], bytes: number, millis: number): Generator<Step> {
  const encoder = new TextEncoder()
  for (const part of parts) {
    if (!('write' in part)) continue
    const written = typeof part.write === 'string' ? encoder.encode(part.write) : part.write
    for (let at = 0; at < written.length; at += bytes) {
      yield { write: written.subarray(at, at + bytes) }
      yield { wait: millis }
    }
  }
}

/** So many of them, made as they are read. */
export function spaces(bytes: number): ReadableStream<Uint8Array<ArrayBuffer>> {
  const part = new Uint8Array(65_536).fill(0x20)
  let left = bytes
  return new ReadableStream({
    pull: (controller) => {
      if (left <= 0) return controller.close()
      controller.enqueue(part.subarray(0, Math.min(left, part.length)))
      left -= part.length
    },
  })
}
