/**
 * What a file is, by its first bytes; a media type that somebody claims is only a claim.
 * @module
 */

const signatures: readonly (readonly [mediaType: string, starts: readonly number[]])[] = [
  ['application/pdf', [0x25, 0x50, 0x44, 0x46, 0x2d]],
  ['image/jpeg', [0xff, 0xd8, 0xff]],
  ['image/png', [0x89, 0x50, 0x4e, 0x47, 0x0d, 0x0a, 0x1a, 0x0a]],
  ['image/tiff', [0x49, 0x49, 0x2a, 0x00]],
  ['image/tiff', [0x4d, 0x4d, 0x00, 0x2a]],
]

/** The media types that CBP's document system takes from us. */
export const mediaTypes = [
  'application/pdf',
  'image/jpeg',
  'image/png',
  'image/tiff',
  'text/plain',
] as const

export function sniff(bytes: Uint8Array): string | undefined {
  const known = signatures.find(([, starts]) => starts.every((byte, at) => bytes[at] === byte))
  if (known) return known[0]
  return isText(bytes) ? 'text/plain' : undefined
}

function isText(bytes: Uint8Array): boolean {
  try {
    const text = new TextDecoder('utf-8', { fatal: true }).decode(bytes)
    return !/[\u0000-\u0008\u000b\u000e-\u001f]/.test(text) && !text.trimStart().startsWith('<')
  } catch {
    return false
  }
}
