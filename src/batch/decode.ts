/**
 * The text of a file whose encoding nobody names: UTF-8, UTF-16 with its mark, or Windows-1252 where
 * the first letter beyond ASCII is not UTF-8. What is none of these is refused and never guessed at.
 * @module
 */
import { FileRefused } from './refused.ts'

export type Decoder = {
  readonly push: (bytes: Uint8Array) => string
  readonly end: () => string
}

type Reading = { readonly push: (bytes: Uint8Array) => string; readonly end: () => string }

export function decoder(): Decoder {
  let held: Uint8Array = new Uint8Array(0)
  let reading: Reading | undefined

  const take = (bytes: Uint8Array, last: boolean): string => {
    const joined = held.length === 0 ? bytes : concat(held, bytes)
    if (reading) return reading.push(joined)
    const found = begin(joined, last)
    if (found === undefined) {
      held = joined.slice()
      return ''
    }
    held = new Uint8Array(0)
    reading = found.reading
    return reading.push(joined.subarray(found.from))
  }

  return {
    push: (bytes) => take(bytes, false),
    end: () => take(new Uint8Array(0), true) + (reading?.end() ?? ''),
  }
}

const starts: readonly (readonly [mark: readonly number[], reading: () => Reading])[] = [
  [[0xef, 0xbb, 0xbf], () => unicode('utf-8')],
  [[0xff, 0xfe], () => unicode('utf-16le')],
  [[0xfe, 0xff], swapped],
]

function begin(bytes: Uint8Array, last: boolean) {
  if (bytes.length < 3 && !last) return undefined
  const marked = starts.find(([mark]) => mark.every((byte, at) => bytes[at] === byte))
  return { reading: marked?.[1]() ?? unmarked(), from: marked?.[0].length ?? 0 }
}

/** ASCII is both; the first byte beyond it decides. */
function unmarked(): Reading {
  let decided: Reading | undefined
  let held: Uint8Array = new Uint8Array(0)

  const decide = (bytes: Uint8Array, last: boolean): string => {
    if (decided) return decided.push(bytes)
    const joined = held.length === 0 ? bytes : concat(held, bytes)
    const high = joined.findIndex((byte) => byte >= 0x80)
    const end = high < 0 ? joined.length : high
    if (high >= 0) {
      const lasts = lengthOf(joined[high] ?? 0)
      if (!last && high + lasts > joined.length) {
        held = joined.slice(high)
        return plain(joined.subarray(0, high))
      }
      decided = isUtf8(joined.subarray(high, high + lasts)) ? unicode('utf-8') : western()
    }
    held = new Uint8Array(0)
    return plain(joined.subarray(0, end)) + (decided?.push(joined.subarray(end)) ?? '')
  }

  return {
    push: (bytes) => decide(bytes, false),
    end: () => decide(new Uint8Array(0), true) + (decided?.end() ?? ''),
  }
}

/** Bytes of the sequence that this one begins, if it is UTF-8. */
const lengthOf = (lead: number) => (lead >= 0xf0 ? 4 : lead >= 0xe0 ? 3 : 2)

function isUtf8(bytes: Uint8Array): boolean {
  try {
    new TextDecoder('utf-8', { fatal: true }).decode(bytes)
    return true
  } catch {
    return false
  }
}

const ascii = new TextDecoder('utf-8', { ignoreBOM: true })

const plain = (bytes: Uint8Array) => ascii.decode(noNul(bytes))

function unicode(label: 'utf-8' | 'utf-16le'): Reading {
  const text = new TextDecoder(label, { fatal: true, ignoreBOM: true })
  const decode = (bytes: Uint8Array, stream: boolean) => {
    try {
      return noNulIn(text.decode(bytes, { stream }))
    } catch (error) {
      throw error instanceof FileRefused ? error : notText()
    }
  }
  return { push: (bytes) => decode(bytes, true), end: () => decode(new Uint8Array(0), false) }
}

/** Big-endian, turned round for the decoder that every runtime has. */
function swapped(): Reading {
  const little = unicode('utf-16le')
  let odd: Uint8Array = new Uint8Array(0)
  return {
    push: (bytes) => {
      const joined = concat(odd, bytes)
      const even = joined.length - (joined.length % 2)
      odd = joined.slice(even)
      for (let at = 0; at < even; at += 2) {
        const first = joined[at] ?? 0
        joined[at] = joined[at + 1] ?? 0
        joined[at + 1] = first
      }
      return little.push(joined.subarray(0, even))
    },
    end: () => little.push(odd) + little.end(),
  }
}

/** Windows-1252 from 0x80 to 0x9F; elsewhere it is Latin 1. Five places are empty. */
const westernHigh = '€\0‚ƒ„…†‡ˆ‰Š‹Œ\0Ž\0\0‘’“”•–—˜™š›œ\0žŸ'

function western(): Reading {
  const characters = Array.from({ length: 256 }, (_, byte) =>
    byte >= 0x80 && byte < 0xa0 ? (westernHigh[byte - 0x80] ?? '\0') : String.fromCharCode(byte),
  )
  return {
    push: (bytes) => {
      let text = ''
      for (const byte of bytes) text += characters[byte] ?? ''
      return noNulIn(text)
    },
    end: () => '',
  }
}

function noNul(bytes: Uint8Array): Uint8Array {
  if (bytes.includes(0)) throw notText()
  return bytes
}

function noNulIn(text: string): string {
  if (text.includes('\0')) throw notText()
  return text
}

const notText = () =>
  new FileRefused(
    'utf8_invalid',
    'The file is not text in UTF-8, in UTF-16 with a byte order mark, or in Windows-1252. Save it as "CSV UTF-8" and send it again.',
  )

function concat(a: Uint8Array, b: Uint8Array): Uint8Array {
  const joined = new Uint8Array(a.length + b.length)
  joined.set(a)
  joined.set(b, a.length)
  return joined
}
