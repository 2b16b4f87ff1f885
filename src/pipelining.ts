/**
 * Requests that come on one connection without waiting for an answer (RFC 9112, 9.3.2): each is begun
 * when the answer before it has been taken. So whoever asks much and reads nothing costs one answer
 * and not a hundred, and those who ask as usual do not wait behind all of it.
 * @module
 */
import type { IncomingMessage, ServerResponse } from 'node:http'
import type { Socket } from 'node:net'

type Handle = (request: IncomingMessage, response: ServerResponse) => void

/** Nobody who reads what he is told gets so far ahead of it. */
const mostAhead = 100

export function inTurn(handle: Handle): Handle {
  const newest = new WeakMap<
    Socket,
    { readonly response: ServerResponse; readonly ahead: number }
  >()
  return (request, response) => {
    const { socket } = request
    const before = newest.get(socket)
    const ahead = before ? before.ahead + 1 : 0
    const own = { response, ahead }
    newest.set(socket, own)
    // An answer that was given is not kept until the next one: that costs the collector 80 us of each.
    response.once('close', () => newest.get(socket) === own && newest.delete(socket))
    if (!before) return handle(request, response)
    if (ahead > mostAhead) return void socket.destroy()
    // What comes behind it stays with the network, where it costs us nothing.
    socket.pause()
    before.response.once('close', () => {
      if (socket.destroyed) return
      if (newest.get(socket) === own) socket.resume()
      handle(request, response)
    })
  }
}
