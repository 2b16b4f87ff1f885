/**
 * What a file is, by its name; the gateway looks at its bytes.
 * @module
 */
import { extname } from 'node:path'
import { Usage } from './exit.ts'

const documents: Readonly<Record<string, string>> = {
  '.pdf': 'application/pdf',
  '.jpg': 'image/jpeg',
  '.jpeg': 'image/jpeg',
  '.png': 'image/png',
  '.tif': 'image/tiff',
  '.tiff': 'image/tiff',
  '.txt': 'text/plain',
}

export function mediaTypeOf(name: string): string {
  const type = documents[extname(name).toLowerCase()]
  if (type !== undefined) return type
  const known = Object.keys(documents).join(' ')
  throw new Usage(`${name}: CBP takes no such file. It takes ${known}.`)
}
