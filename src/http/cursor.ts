/**
 * Cursors of lists: opaque to callers, good for one filer and one filter only.
 * @module
 */
import { sha256 } from '../gateway/digest.ts'
import { Refusal } from './errors.ts'

/** `scope` is everything that the next page must share with this one. */
export async function printCursor(scope: unknown, before: string): Promise<string> {
  return `${before}.${await seal(scope, before)}`
}

export async function readCursor(scope: unknown, cursor: string): Promise<string> {
  const [before = '', sealed = ''] = cursor.split('.')
  if (sealed !== '' && sealed === (await seal(scope, before))) return before
  throw new Refusal(
    400,
    'cursor_invalid',
    'This cursor does not belong to this list. Take nextCursor as it is, with the same filters.',
  )
}

const seal = async (scope: unknown, before: string) =>
  (await sha256(JSON.stringify([scope, before]))).slice(0, 16)
