/**
 * Answering CBP: the documents are kept first, then the answer is an event like any other.
 * @module
 */
import { documentProblems } from '../document/document.ts'
import type { Offered } from '../document/document.ts'
import { pointerTo } from '../domain/problem.ts'
import { StoreUnavailable } from '../store/db.ts'
import { documentKey } from './assemble.ts'
import type { Deps } from './deps.ts'
import { sha256 } from './digest.ts'
import { handle } from './handle.ts'
import type { Alongside, Behind, Handled } from './handle.ts'

export type AnswerRequest = { readonly text?: string; readonly documents: readonly Offered[] }

export async function answer(
  deps: Deps,
  id: string,
  { text, documents }: AnswerRequest,
  alongside: Alongside,
  version?: number,
  by?: Behind,
): Promise<Handled> {
  const problems = documents.flatMap((document, index) =>
    documentProblems(document, pointerTo('documents', index)),
  )
  if (problems.length > 0) return { kind: 'refused', problems }
  const kept = await Promise.all(
    documents.map(async ({ type, name, mediaType, bytes }) => {
      const hash = await sha256(bytes)
      await keep(deps, documentKey(hash), bytes)
      return { type, name, mediaType, sha256: hash, bytes: bytes.length }
    }),
  )
  const said = text === undefined ? {} : { text }
  return handle(deps, id, { type: 'answer', documents: kept, ...said }, alongside, version, by)
}

/** Documents are storage like the journal: what keeps one from being written passes. */
async function keep({ files }: Deps, key: string, bytes: Uint8Array): Promise<void> {
  try {
    await files.put(key, bytes)
  } catch (cause) {
    const code = cause instanceof Error && 'code' in cause ? cause.code : undefined
    throw new StoreUnavailable(code === 'ENOSPC' || code === 'EDQUOT' ? 'full' : 'failed', cause)
  }
}
