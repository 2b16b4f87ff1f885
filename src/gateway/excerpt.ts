/**
 * What a foreign server said, for people to read: short, and in characters that do nothing.
 * @module
 */

const longest = 256

/** Controls, half surrogates, and what turns the direction of writing or hides itself. */
const unsafe = /[\p{Cc}\p{Cs}\u200b-\u200f\u2028-\u202e\u2060-\u2069\ufeff\ufffe\uffff]/gu

/** So much of an answer is read; nobody needs the rest, and it may never end. */
const mostBytes = 16 * 1024

/** The beginning of a body, which may be endless, break off, or never come. */
export async function readStart(body: ReadableStream<Uint8Array> | null): Promise<string> {
  if (body === null) return ''
  const reader = body.getReader()
  const start = new Uint8Array(4 * longest)
  let kept = 0
  let read = 0
  try {
    while (read < mostBytes) {
      const { value, done } = await reader.read()
      if (done) break
      start.set(value.subarray(0, start.length - kept), kept)
      kept = Math.min(start.length, kept + value.length)
      read += value.length
    }
    await reader.cancel()
  } catch {
    // The status has been said, and what came of the body is shown.
  }
  return excerpt(start.subarray(0, kept))
}

export function excerpt(bytes: Uint8Array): string {
  const text = new TextDecoder().decode(bytes)
  return text
    .slice(0, longest)
    .replace(unsafe, (found) => `\\u${found.charCodeAt(0).toString(16).padStart(4, '0')}`)
    .slice(0, longest)
}
