/**
 * A stream of bytes as lines, or as the elements of one JSON array: so much of it in memory as one
 * of them is long.
 * @module
 */
import { FileRefused } from './refused.ts'

/** `bytes` is absent where it is longer than a shipment may be. */
export type Piece = { readonly row: number; readonly bytes?: Uint8Array }

export type Pieces = { readonly push: (bytes: Uint8Array, last?: boolean) => Piece[] }

export const longestPiece = 1024 * 1024

const lineFeed = 0x0a

/** Lines, counted from 1; those that are blank are left out, and the last needs no end. */
export function lines(): Pieces {
  let row = 0
  const held = holder()

  return {
    push: (bytes, last = false) => {
      const found: Piece[] = []
      const close = (part: Uint8Array) => {
        row += 1
        const whole = held.take(part)
        if (whole === undefined) found.push({ row })
        else if (!isBlank(whole)) found.push({ row, bytes: whole })
      }
      let at = 0
      for (let end = bytes.indexOf(lineFeed); end >= 0; end = bytes.indexOf(lineFeed, at)) {
        close(bytes.subarray(at, end))
        at = end + 1
      }
      if (last) close(bytes.subarray(at))
      else held.add(bytes.subarray(at))
      return found
    },
  }
}

const [open, close, comma, quote, escape] = [0x5b, 0x5d, 0x2c, 0x22, 0x5c]
const openings = new Set([0x5b, 0x7b])
const closings = new Set([0x5d, 0x7d])
const spaces = new Set([0x20, 0x09, 0x0a, 0x0d])

/** Elements of the array, counted from 1. What is no array is refused whole. */
export function elements(): Pieces {
  let row = 0
  let depth = 0
  let state: 'before' | 'between' | 'inside' | 'behind' = 'before'
  let quoted = false
  let escaped = false
  let needed = false
  const held = holder()

  const closeElement = (found: Piece[], part: Uint8Array) => {
    row += 1
    const bytes = held.take(part)
    found.push(bytes === undefined ? { row } : { row, bytes })
    state = 'between'
  }

  const push = (bytes: Uint8Array, last = false): Piece[] => {
    const found: Piece[] = []
    let from = 0
    for (let at = 0; at < bytes.length; at++) {
      const byte = bytes[at] ?? 0
      if (state === 'inside') {
        if (quoted) {
          if (escaped) escaped = false
          else if (byte === escape) escaped = true
          else if (byte === quote) quoted = false
          continue
        }
        if (byte === quote) quoted = true
        else if (openings.has(byte)) depth += 1
        else if (depth === 0 && (byte === comma || byte === close)) {
          closeElement(found, bytes.subarray(from, at))
          needed = byte === comma
          if (byte === close) state = 'behind'
        } else if (closings.has(byte)) depth -= 1
        continue
      }
      if (spaces.has(byte)) continue
      if (state === 'before') {
        if (byte !== open) throw notArray()
        state = 'between'
      } else if (state === 'behind') {
        throw broken('Something follows the end of the list.')
      } else if (byte === close && !needed) {
        state = 'behind'
      } else if (byte === comma || byte === close) {
        throw broken(`Something is missing behind shipment ${row}.`)
      } else {
        state = 'inside'
        from = at
        quoted = byte === quote
        depth = openings.has(byte) ? 1 : 0
      }
    }
    if (state === 'inside') held.add(bytes.subarray(from))
    if (last && state === 'before') throw notArray()
    if (last && state !== 'behind') throw broken('The list ends before its "]".')
    return found
  }
  return { push }
}

const notArray = () =>
  new FileRefused(
    'json_not_array',
    'Send a JSON array of shipments; one shipment goes to /v1/entries.',
  )

const broken = (why: string) => new FileRefused('json_syntax', `The body is not JSON: ${why}`)

/** What has come of a piece so far, no further than it may be long. */
function holder() {
  let parts: Uint8Array[] = []
  let length = 0

  const add = (part: Uint8Array) => {
    length += part.length
    if (length > longestPiece) parts = []
    else if (part.length > 0) parts.push(part.slice())
  }

  return {
    add,
    take: (part: Uint8Array): Uint8Array | undefined => {
      if (length === 0 && part.length <= longestPiece) return part
      add(part)
      const whole = length > longestPiece ? undefined : concat(parts, length)
      parts = []
      length = 0
      return whole
    },
  }
}

function concat(parts: readonly Uint8Array[], length: number): Uint8Array {
  const whole = new Uint8Array(length)
  let at = 0
  for (const part of parts) {
    whole.set(part, at)
    at += part.length
  }
  return whole
}

const isBlank = (bytes: Uint8Array) => bytes.every((byte) => spaces.has(byte))
