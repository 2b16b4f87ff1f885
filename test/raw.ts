/**
 * A client that writes what it likes to a socket, and hears everything until the other side hangs up.
 * @module
 */
import { connect } from 'node:net'

export type Raw = {
  readonly write: (text: string) => void
  /** All that came, once the connection has ended. */
  readonly ended: Promise<string>
  /** All that came, once it has this in it. */
  readonly heard: (part: string) => Promise<string>
  readonly close: () => void
}

export function raw(port: number): Promise<Raw> {
  const socket = connect(port, '127.0.0.1')
  let text = ''
  const listeners = new Set<() => void>()
  socket.on('data', (chunk) => {
    text += chunk.toString('latin1')
    for (const listener of listeners) listener()
  })
  const ended = new Promise<string>((resolve) => {
    socket.on('error', () => undefined)
    socket.on('close', () => resolve(text))
  })
  const heard = (part: string) =>
    new Promise<string>((resolve) => {
      const look = () => {
        if (text.includes(part)) resolve(text)
      }
      listeners.add(look)
      look()
    })
  return new Promise((resolve) => {
    socket.on('connect', () =>
      resolve({
        write: (more) => void socket.write(more, 'latin1'),
        ended,
        heard,
        close: () => void socket.destroy(),
      }),
    )
  })
}
