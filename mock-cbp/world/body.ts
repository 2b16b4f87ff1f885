/**
 * A body as text that every store keeps: what is not plain text, in Base64.
 * @module
 */

export type Body = { readonly form: 'text' | 'base64'; readonly text: string }

/** Stores cut text at U+0000; other control characters do not survive every road either. */
const plain = /^[^\u0000-\u0008\u000b\u000c\u000e-\u001f]*$/

const utf8 = new TextDecoder('utf-8', { fatal: true, ignoreBOM: true })

export function textOf(bytes: Uint8Array): Body {
  try {
    const text = utf8.decode(bytes)
    if (plain.test(text)) return { form: 'text', text }
  } catch {
    // Not UTF-8.
  }
  let binary = ''
  for (let at = 0; at < bytes.length; at += 8192) {
    binary += String.fromCharCode(...bytes.subarray(at, at + 8192))
  }
  return { form: 'base64', text: btoa(binary) }
}

export function bytesOf({ form, text }: Body): Uint8Array<ArrayBuffer> {
  if (form === 'text') return new TextEncoder().encode(text)
  return Uint8Array.from(atob(text), (character) => character.charCodeAt(0))
}
