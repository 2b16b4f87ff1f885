/**
 * Faults of the line on a real socket: their bytes past the HTTP server, then its end.
 * @module
 */
import type { Act, Sleep, Step } from './act.ts'

/** The part of Node's socket that this needs. */
export type SocketLike = {
  readonly destroyed: boolean
  readonly write: (chunk: string | Uint8Array) => boolean
  readonly end: () => unknown
  readonly destroy: () => unknown
  readonly resetAndDestroy: () => unknown
  readonly on: (event: 'close' | 'drain' | 'error', listener: () => void) => unknown
  readonly off: (event: 'close' | 'drain' | 'error', listener: () => void) => unknown
}

/** Ends with the last step, with the client's end, or with that of the server (`ending`). */
export async function commitOnSocket(
  socket: SocketLike,
  act: Act & { readonly wire: NonNullable<Act['wire']> },
  answer: Response,
  { sleep, ending }: { readonly sleep: Sleep; readonly ending: AbortSignal },
): Promise<void> {
  const gone = new AbortController()
  const leave = () => gone.abort()
  socket.on('close', leave)
  socket.on('error', leave)
  const over = AbortSignal.any([gone.signal, ending])
  const { status, headers } = answer
  const body = new Uint8Array(await answer.arrayBuffer())
  try {
    for await (const step of act.wire({ status, headers: [...headers], body })) {
      if (over.aborted) break
      await take(socket, step, sleep, over)
    }
  } catch (error) {
    // Only the end of the wait is expected here.
    if (!over.aborted) throw error
  } finally {
    socket.off('close', leave)
    if (ending.aborted) socket.destroy()
    else if (!socket.destroyed) socket.end()
  }
}

async function take(socket: SocketLike, step: Step, sleep: Sleep, over: AbortSignal) {
  if ('wait' in step) return sleep(step.wait, over)
  if ('end' in step) return void socket.resetAndDestroy()
  if (!socket.write(step.write)) await drained(socket, over)
}

const drained = (socket: SocketLike, over: AbortSignal) =>
  new Promise<void>((resolve) => {
    const done = () => {
      socket.off('drain', done)
      over.removeEventListener('abort', done)
      resolve()
    }
    socket.on('drain', done)
    over.addEventListener('abort', done)
  })
