/**
 * A fault of the line as a value: the bytes of it where there is a socket, and what it comes to
 * where a client is handed an answer by a function.
 * @module
 */

export type Step =
  { readonly write: string | Uint8Array } | { readonly wait: number } | { readonly end: 'reset' }

/** An answer as it would go over a socket. */
export type Wire = {
  readonly status: number
  readonly headers: readonly (readonly [name: string, value: string])[]
  readonly body: Uint8Array
}

export type Elsewhere =
  /** The call fails with undici's code for it. */
  | { readonly fails: string; readonly afterMillis?: number }
  /** Half of the body, then its stream fails. */
  | { readonly breaks: string }
  /** Half of the body, and no error. */
  | { readonly halves: true }
  | { readonly delays: number }
  | { readonly drips: { readonly bytes: number; readonly millis: number } }
  /** A body of so many bytes. */
  | { readonly floods: number }
  | { readonly unharmed: true }

export type Act = {
  /** After the last step the socket is closed. Left out where the answer itself is sound. */
  readonly wire?: (answer: Wire) => Iterable<Step> | AsyncIterable<Step>
  readonly elsewhere: Elsewhere
}

export type Sleep = (millis: number, signal?: AbortSignal) => Promise<void>

/** How a home carries out an act; `answer` is what the mock would have said. */
export type Commit = (act: Act, answer: Response, request: Request) => Promise<Response>

/** For `GET /_mock/faults`: what an act comes to without a socket. */
export function inWords(elsewhere: Elsewhere): string {
  if ('fails' in elsewhere) {
    const { fails, afterMillis } = elsewhere
    const when = afterMillis === undefined ? '' : ` after ${afterMillis / 1000} s`
    return `the call fails with ${fails}${when}`
  }
  if ('breaks' in elsewhere) return `half of the body, then its stream fails with ${elsewhere.breaks}` // prettier-ignore
  if ('halves' in elsewhere) return 'half of the body, without an error'
  if ('delays' in elsewhere) return `the answer, ${elsewhere.delays / 1000} s later`
  if ('drips' in elsewhere) {
    const { bytes, millis } = elsewhere.drips
    return `the body, ${bytes} bytes every ${millis} ms`
  }
  if ('floods' in elsewhere) return `a body of ${elsewhere.floods / 2 ** 20} MiB`
  return 'nothing: the answer as it is'
}
