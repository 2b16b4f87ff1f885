/**
 * A document that goes with an answer: what may be attached, and what it is known by.
 * @module
 */
import { problem } from '../domain/problem.ts'
import type { Problem } from '../domain/problem.ts'
import { mediaTypes, sniff } from './sniff.ts'

export type Offered = {
  readonly type: string
  readonly name: string
  readonly mediaType: string
  readonly bytes: Uint8Array
}

const largest = 10 * 1024 * 1024

export function documentProblems(document: Offered, pointer: string): Problem[] {
  const { name, mediaType, bytes } = document
  const found: Problem[] = []
  // A base name that no file system, header or terminal can misread.
  if (!/^[\p{L}\p{N}][\p{L}\p{N} ._()-]{0,99}$/u.test(name) || name.includes('..')) {
    found.push(problem('document_name', `${pointer}/name`, { found: name.slice(0, 100) }))
  }
  const type = mediaTypes.find((known) => known === mediaType)
  if (!type)
    found.push(problem('document_type', `${pointer}/mediaType`, { name, found: mediaType }))
  const why =
    bytes.length === 0
      ? 'it is empty'
      : bytes.length > largest
        ? 'it is larger than 10 MiB'
        : type !== undefined && sniff(bytes) !== type
          ? `its bytes are not ${type}`
          : undefined
  if (why) found.push(problem('document_content', `${pointer}/content`, { name, why }))
  return found
}
